"""`cvdiff install-git`: make git show changes of CVs through cvdiff."""

from __future__ import annotations

import click

from cvdiff import output
from cvdiff.commands.options import CONTEXT


@click.command(
    context_settings=CONTEXT,
    epilog="""\b
Examples:
  cvdiff install-git                    cv.pdf, resume.docx, my-cv.tex and the like
  cvdiff install-git cv.md '*.bib'      these too
  cvdiff install-git --attributes       into .gitattributes, to be committed
  cvdiff install-git --dry-run          what it would do
  cvdiff install-git --uninstall        undo it; --attributes --uninstall: those too

\b
Then:
  git diff                              what changed in the CVs; git diff --no-ext-diff as before
  git log -p cv.pdf                     each version's records, line by line; --ext-diff: changelogs
  git difftool --tool=cvdiff -y HEAD~3  the same through the difftool""",
)
@click.argument("patterns", nargs=-1, metavar="[FILE|PATTERN]...")
@click.option("--local/--global", "is_local", default=True, help="For this repository (default), or for you.")
@click.option(
    "--attributes",
    "is_shared",
    is_flag=True,
    help="Write the patterns into .gitattributes, which is committed, not into .git/info/attributes.",
)
@click.option("--uninstall", "is_undoing", is_flag=True, help="Take away what these options set up.")
@click.option("--dry-run", "is_dry", is_flag=True, help="Only say what would be done.")
def command(
    patterns: tuple[str, ...], is_local: bool, is_shared: bool, is_undoing: bool, is_dry: bool
) -> int:
    """Make git diff, git log -p, git show and git difftool tell the changes of CVs.

    Which files are CVs, patterns in a gitattributes file say; lines of others stay as they are.
    """
    from cvdiff.gitsetup import plan

    if is_shared and not is_local:
        raise click.UsageError("--attributes writes into a repository; leave out --global.")
    if is_undoing and patterns:
        raise click.UsageError("--uninstall takes away all patterns; name none.")
    scope = plan.scope_of(is_global=not is_local)
    if is_undoing:
        steps = plan.uninstall(scope, is_shared=is_shared)
    else:
        steps = plan.install(scope, patterns, is_shared=is_shared)
    if not is_dry:
        for step in steps:
            step.run()
    lines = [line for step in steps for line in step.told()] or ["nothing to do"]
    output.write_stdout("\n".join(lines) + "\n")
    return 0
