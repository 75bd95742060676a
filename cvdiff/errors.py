"""What cvdiff says when it cannot go on."""

from __future__ import annotations


class CvdiffError(Exception):
    """Trouble that ends the run (exit code 2).

    Its message is one line for the user: the file, the place in it where there is one, what is
    wrong, and what to do.
    """


class InputError(CvdiffError):
    """A file that cannot be read, or is in no format that cvdiff reads."""


class InputsError(InputError):
    """Several files that cannot be read: `errors` holds each, and each is a line of the message."""

    def __init__(self, errors: tuple[InputError, ...]) -> None:
        super().__init__("\n".join(map(str, errors)))
        self.errors = errors
