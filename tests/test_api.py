"""The library: what `import cvdiff` offers, and that it is the same as the command line."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import cvdiff
from cli_runner import Run


@pytest.mark.parametrize("name", cvdiff.__all__)
def test_every_public_name_is_there_and_documented(name: str) -> None:
    value = getattr(cvdiff, name)
    assert value.__doc__
    assert name in dir(cvdiff)


def test_another_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="module 'cvdiff' has no attribute 'nonsense'"):
        cvdiff.nonsense  # noqa: B018


def test_the_public_names_are_no_modules() -> None:
    """A module of the same name would take the function's place once it is imported."""
    modules = {path.stem for path in Path(cvdiff.__file__).parent.iterdir()}
    assert not modules & set(cvdiff.__all__)


def test_importing_the_package_loads_nothing_else() -> None:
    program = "import sys; before = set(sys.modules); import cvdiff; print(*sys.modules.keys() - before)"
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert set(ended.stdout.split()) <= {"cvdiff", "__future__"}


@pytest.mark.usefixtures("folder")
def test_a_path_may_be_a_string_or_a_path() -> None:
    assert cvdiff.read("new.md") == cvdiff.read(Path("new.md"))
    assert cvdiff.read("new.md").file == "new.md"


@pytest.mark.usefixtures("folder")
def test_paths_and_cvs_compare_alike() -> None:
    report = cvdiff.compare("old.md", Path("new.md"))
    assert report == cvdiff.compare(cvdiff.read("old.md"), "new.md")
    [change] = report.changes
    assert isinstance(change.new, cvdiff.Publication)
    assert (change.change, change.new.title) == ("added", "Drought and heron migration")


def test_render_writes_what_the_command_line_prints(run: Run) -> None:
    report, cv = cvdiff.compare("old.md", "new.md"), cvdiff.read("new.md")
    assert cvdiff.render(report) == run("old.md", "new.md").out
    assert (
        cvdiff.render(report, "json", explain=True) == run("old.md", "new.md", "-f", "json", "--explain").out
    )
    with pytest.raises(cvdiff.CvdiffError, match="unknown format text; give markdown or json"):
        cvdiff.render(report, "text")
    with pytest.raises(cvdiff.CvdiffError, match="unknown format markdown; give text or json"):
        cvdiff.render(cv, "markdown")
    assert cvdiff.render(report, only=["award"]) == run("old.md", "new.md", "--only", "award").out
    assert cvdiff.render(cv) == run("show", "new.md").out
    assert cvdiff.render(cv, "json") == run("show", "new.md", "-f", "json").out


@pytest.mark.usefixtures("folder")
def test_trouble_is_an_input_error() -> None:
    with pytest.raises(cvdiff.InputError, match=r"^missing\.md: no such file; "):
        cvdiff.compare("old.md", "missing.md")
    with pytest.raises(cvdiff.CvdiffError, match="limit"):
        cvdiff.read("new.md", max_bytes=100)
