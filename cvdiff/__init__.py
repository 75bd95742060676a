"""Compare two versions of a CV and report what changed, in the CV's own terms."""

__version__ = "0.1.0"
