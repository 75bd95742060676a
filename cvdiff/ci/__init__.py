"""cvdiff as a check of a repository: the GitHub action and the pre-commit hooks.

`event` tells what to compare with, `cv_files` which files are CVs, `checking` runs the check over them;
`github` and `precommit` are the programs that CI systems start.
"""
