"""Compare two versions of a CV and report what changed, in the CV's own terms.

    >>> import cvdiff
    >>> report = cvdiff.compare("cv-2024.md", "cv-2025.md")
    >>> [change.new.title for change in report.changes if change.change == "added"]

The public names are those of `__all__`. They are loaded on first use, so that `import cvdiff` and
`cvdiff --help` cost nothing of what a comparison needs.
"""

from __future__ import annotations

TYPE_CHECKING = False  # as typing.TYPE_CHECKING, which type checkers know by name, without the import
if TYPE_CHECKING:
    from cvdiff.api import compare, read, render
    from cvdiff.checks.finding import CheckResult, Finding
    from cvdiff.checks.run import check
    from cvdiff.config import load_settings
    from cvdiff.document import Diagnostic
    from cvdiff.errors import CvdiffError, InputError
    from cvdiff.model import (
        CV,
        Author,
        Change,
        Dates,
        Entry,
        FieldChange,
        Job,
        Match,
        NearTie,
        Publication,
        Record,
        Report,
        Section,
        SectionChange,
    )
    from cvdiff.settings import Settings

__version__ = "0.1.0"

__all__ = [
    "CV",
    "Author",
    "Change",
    "CheckResult",
    "CvdiffError",
    "Dates",
    "Diagnostic",
    "Entry",
    "FieldChange",
    "Finding",
    "InputError",
    "Job",
    "Match",
    "NearTie",
    "Publication",
    "Record",
    "Report",
    "Section",
    "SectionChange",
    "Settings",
    "__version__",
    "check",
    "compare",
    "load_settings",
    "read",
    "render",
]

_HOMES = {
    "check": "cvdiff.checks.run",
    "compare": "cvdiff.api",
    "read": "cvdiff.api",
    "render": "cvdiff.api",
    "load_settings": "cvdiff.config",
    "Settings": "cvdiff.settings",
    "CheckResult": "cvdiff.checks.finding",
    "Finding": "cvdiff.checks.finding",
    "Diagnostic": "cvdiff.document",
    "CvdiffError": "cvdiff.errors",
    "InputError": "cvdiff.errors",
}
"""The module of each public name that is not in `cvdiff.model`."""


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    value: object = getattr(import_module(_HOMES.get(name, "cvdiff.model")), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
