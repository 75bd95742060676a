"""What cvdiff says when it cannot go on."""

from __future__ import annotations


class CvdiffError(Exception):
    """Trouble that ends the run (exit code 2).

    Its message is one line for the user: the file, the place in it where there is one, what is
    wrong, and what to do. Trouble in several places has several `lines`.
    """

    @property
    def lines(self) -> tuple[str, ...]:
        """The message, one line for each thing that is wrong."""
        return (str(self),)


class InputError(CvdiffError):
    """A file that cannot be read, or is in no format that cvdiff reads."""


class InputsError(InputError):
    """Several files that cannot be read: `errors` holds each, and each is a line of the message."""

    def __init__(self, errors: tuple[InputError, ...]) -> None:
        super().__init__("\n".join(map(str, errors)))
        self.errors = errors

    @property
    def lines(self) -> tuple[str, ...]:
        """One line a file."""
        return tuple(map(str, self.errors))


class SettingsError(CvdiffError):
    """A file of settings that cannot be used: `problems` holds a line for each thing to correct."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems

    @property
    def lines(self) -> tuple[str, ...]:
        """One line a problem."""
        return self.problems
