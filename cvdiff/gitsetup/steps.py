"""The steps of setting git up: a key of its configuration, or the lines of a file."""

from __future__ import annotations

import os
import shlex

from cvdiff import output
from cvdiff.dataclass import dataclass
from cvdiff.errors import CvdiffError
from cvdiff.gitsetup import attributes
from cvdiff.inputs.git_program import Git, first_line

_ADVICE = "check its permissions"


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """A key of the configuration `scope` ("--local", "--global") gets a value; None takes it away."""

    git: Git
    scope: str
    key: str
    value: str | None

    @property
    def arguments(self) -> list[str]:
        """What git is called with."""
        if self.value is None:
            return ["config", self.scope, "--unset-all", self.key]
        return ["config", self.scope, "--replace-all", self.key, self.value]

    def told(self) -> list[str]:
        """The step as lines to read: a command that does the same."""
        return [shlex.join(["git", *self.arguments])]

    def run(self) -> None:
        """Do it; raises `CvdiffError`."""
        ended = self.git(*self.arguments)
        if ended.returncode:
            raise CvdiffError(f"{self.told()[0]}: failed: {first_line(ended.stderr)}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """The file at `path` becomes `after`; it goes where nothing is left of it."""

    path: str
    before: str
    after: str

    def told(self) -> list[str]:
        """The step as lines to read: the lines that come and go."""
        old, new = attributes.lines_of(self.before), attributes.lines_of(self.after)
        name = os.path.relpath(self.path) if not os.path.relpath(self.path).startswith("..") else self.path
        came = [f"{name}: + {line}" for line in new if line not in old]
        return [*came, *(f"{name}: - {line}" for line in old if line not in new)]

    def run(self) -> None:
        """Do it; raises `CvdiffError`."""
        try:
            if self.after:
                os.makedirs(os.path.dirname(self.path), exist_ok=True)
                output.write_file(self.path, self.after, advice=_ADVICE)
            else:
                os.unlink(self.path)
        except OSError as error:
            raise CvdiffError(f"{self.path}: cannot be changed: {error.strerror}; {_ADVICE}") from None


Step = Setting | Edit
