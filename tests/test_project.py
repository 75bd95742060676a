"""The documents in step with the program, both ways: options, commands, modules, links, excerpts."""

from __future__ import annotations

import ast
import graphlib
import os
import re
import tomllib
from pathlib import Path

import click
import pytest

import cvdiff
from cli_runner import ROOT
from cvdiff.commands import COMMANDS, load
from cvdiff.commands.compare import command as compare

README = (ROOT / "README.md").read_text(encoding="utf-8")
DOCUMENTS = sorted(path for folder in (".", "docs", "benchmarks") for path in (ROOT / folder).glob("*.md"))


def section(text: str, heading: str) -> str:
    """What stands below a heading, down to the next heading of its level or a higher one."""
    level = heading.index(" ")
    found = re.search(rf"(?ms)^{re.escape(heading)}$\n(.*?)(?=^#{{1,{level}}} |\Z)", text)
    assert found, heading
    return found[1]


def options_of(command: click.Command) -> set[str]:
    options = [param for param in command.params if isinstance(param, click.Option)]
    return {
        name for option in options for name in (*option.opts, *option.secondary_opts) if name.startswith("--")
    } | {"--help"}


def test_the_option_table_lists_the_options_of_a_comparison() -> None:
    table = re.findall(r"^\| (?:`-\w`, )?`(--[a-z-]+)", section(README, "## Options"), re.MULTILINE)
    assert sorted(table) == sorted(options_of(compare))


def test_every_option_that_a_document_mentions_exists() -> None:
    known = set().union(*map(options_of, [compare, *map(load, COMMANDS)]))
    text = section(README, "## Options") + section(README, "## Use")
    assert set(re.findall(r"(?<![\w-])--[a-z-]{3,}", text)) <= known


def test_the_readme_names_every_command() -> None:
    for name in COMMANDS:
        assert f"cvdiff {name} " in section(README, "## Use")


def readme_commands() -> list[str]:
    return re.findall(r"^    (python3 -m venv .*)$", README, re.MULTILINE)


def test_the_two_commands_set_up_and_run_everything() -> None:
    run, test = readme_commands()
    assert run.endswith(".venv/bin/cvdiff samples/shi-2024.md samples/shi-2025.md")
    install, command = re.fullmatch(r'.*pip install -q (".+") && \.venv/bin/(.+)', test).groups()  # type: ignore[union-attr]
    ci = (ROOT / ".ci" / "run").read_text()
    assert f"pip install --quiet --disable-pip-version-check {install}\n" in ci
    assert ci.endswith(f"\n{command}\n")
    assert os.access(ROOT / ".ci" / "run", os.X_OK)


def test_the_readme_excerpt_is_what_cvdiff_prints() -> None:
    """Each stretch of the excerpt, between lines of `[…]`, stands in the reviewed changelog, in order."""
    found = re.search(r"<!-- excerpt: (\S+) -->\n+```markdown\n(.*?)\n```", README, re.DOTALL)
    assert found
    changelog, at = (ROOT / found[1]).read_text(encoding="utf-8"), 0
    for stretch in re.split(r"\n*^\[…\]$\n*", found[2], flags=re.MULTILINE):
        assert stretch in changelog[at:]
        at = changelog.index(stretch, at) + len(stretch)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_link_between_documents_resolves(document: Path) -> None:
    text = re.sub(r"(?ms)^```.*?^```|`[^`\n]*`", "", document.read_text(encoding="utf-8"))
    for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)\s#]+)", text):
        assert (document.parent / target).exists(), target


def test_the_architecture_names_every_module_and_no_other() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    package = ROOT / "cvdiff"
    folders = [path for path in package.iterdir() if path.is_dir() and any(path.glob("*.*"))]
    modules = {f"{path.name}/" for path in folders if path.name != "__pycache__"}
    modules |= {path.name for path in package.glob("*.py")}
    assert set(re.findall(r"^\| `([a-z_]+(?:\.py|/))`", text, re.MULTILINE)) == modules


def test_contributing_names_registries_where_they_stand() -> None:
    table = section((ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"), "## Where things go")
    rows = re.findall(r"\| ([^|]+) in `(cvdiff/\S+\.py)`", table)
    assert len(rows) >= 6
    for names, file in rows:
        text = (ROOT / file).read_text(encoding="utf-8")
        known = re.findall(r"`(\w+)`", names)
        assert all(re.search(rf"^{name}\b", text, re.MULTILINE) for name in known), file


PACKAGE = ROOT / "cvdiff"
MODULES = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
    for path in PACKAGE.rglob("*.py")
}
STAGES = (
    *("values", "readers", "outline", "extraction", "alignment", "changes", "checks", "reporters"),
    *("ci", "gitsetup", "commands", "run", "cli"),
)


def imports_of(path: Path) -> set[str]:
    """The modules of cvdiff that a module imports, also inside its functions, but not for types alone."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    blocks = [
        node for node in ast.walk(tree) if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test)
    ]
    for_types = {id(node) for block in blocks for statement in block.body for node in ast.walk(statement)}
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and id(node) not in for_types and node.module:
            names = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= {name if name in MODULES else node.module for name in names}
    return found & set(MODULES)


def test_no_import_goes_round() -> None:
    order = graphlib.TopologicalSorter({name: imports_of(path) for name, path in MODULES.items()})
    order.prepare()  # raises CycleError, which tells the modules


def test_no_stage_imports_a_later_one() -> None:
    def stage(module: str) -> int:
        name = module.split(".")[1]
        return STAGES.index(name) if name in STAGES else -1

    edges = [(name, other) for name, path in MODULES.items() if "." in name for other in imports_of(path)]
    assert [(name, other) for name, other in edges if "." in other and -1 < stage(name) < stage(other)] == []


def test_the_changelog_tells_of_this_version() -> None:
    versions = re.findall(r"^## \[(.+?)\]", (ROOT / "CHANGELOG.md").read_text(), re.MULTILINE)
    assert versions[0] == "Unreleased"
    assert cvdiff.__version__ in versions or len(versions) == 1


def test_the_package_ships_its_data() -> None:
    """What the stages read at run time stands inside the package, which the wheel holds whole."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    assert project["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"] == ["cvdiff"]
    installed = Path(cvdiff.__file__).parent
    for path in (ROOT / "cvdiff").rglob("*.toml"):
        assert (installed / path.relative_to(ROOT / "cvdiff")).is_file()
    assert (installed / "py.typed").is_file()
