"""The rules of `cvdiff check`, one a file; `cvdiff.checks.registry` lists them.

A file's name is the rule's id with underscores for hyphens; the id is also the rule's anchor in
docs/rules.md and its table in `data/rules.toml`. Each rule is a generator `find` of `Hit`s.
"""
