"""Making git show changes of CVs through cvdiff: what `cvdiff install-git` sets up, and what git then runs.

`plan` decides the steps and `steps` does them, `attributes` knows the lines of a gitattributes file;
`driver` compares two versions for `git diff`, `fallback` lets git do so where cvdiff cannot, and `text` is
what `git log -p` compares.
"""
