"""YAML and JSON: the blocks of each known form, strings as written, and what cannot be read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from cvdiff.document import Document
from cvdiff.errors import InputError
from cvdiff.readers import read_document
from cvdiff.readers.data import json_file, yaml_file
from cvdiff.readers.data.tree import Mapping, Node, Scalar
from tables import table

ROOT = Path(__file__).parent.parent
CASES = table("yaml/blocks")["case"]
BOMB = "a: &a [x,x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{key}: &{key} [{','.join([f'*{above}'] * 10)}]\n"
    for above, key in zip("abcdefg", "bcdefgh", strict=True)
)
SIGNS = {"paragraph": ".", "item": "-"}


def described(document: Document) -> str:
    lines = []
    for block in document.blocks:
        sign = "=" * block.level if block.kind == "heading" else SIGNS[block.kind]
        indent = "  " * max(0, len(block.items) - 1)
        lines.append(f"{indent}{sign} {block.text.plain}".replace("\n", " / ").replace("\t", " | "))
    return "\n".join(lines)


def read_case(case: dict[str, Any]) -> Document:
    if "json" in case:
        return json_file.read(case["json"], case.get("file", "x.json"))
    files = {name: text.encode() for name, text in case.get("beside", {}).items()}
    return yaml_file.read(case["yaml"], case.get("file", "x.yml"), files.get)


@pytest.mark.parametrize("case", [pytest.param(case, id=case["name"]) for case in CASES])
def test_blocks(case: dict[str, Any]) -> None:
    document = read_case(case)
    assert described(document) == case["blocks"].strip()
    assert [d.message for d in document.diagnostics] == case.get("told", [])


@pytest.mark.parametrize("case", [pytest.param(case, id=case["name"]) for case in CASES])
def test_every_item_has_its_own_id_and_its_lines(case: dict[str, Any]) -> None:
    document = read_case(case)
    items = [block.items[-1] for block in document.blocks if block.kind == "item"]
    assert len(items) == len(set(items))
    last = len((case.get("json") or case["yaml"]).split("\n"))
    for block in document.blocks:
        assert block.lines is None or 1 <= block.lines[0] <= block.lines[1] <= last


def test_styles_and_links() -> None:
    source = "jobs:\n- {title: Analyst, company: '*Ice* Ltd', company_url: https://example.org/i, url: https://example.org}"
    block = yaml_file.read(source, "x.yml").blocks[1]
    found = [
        (style.kind, block.text.plain[style.start : style.end], style.value) for style in block.text.styles
    ]
    assert sorted(found) == [
        ("bold", "Analyst", ""),
        ("field", "Analyst", "role"),
        ("field", "Ice Ltd", "organization"),
        ("italic", "Ice", ""),
        ("link", "Analyst", "https://example.org"),
        ("link", "Ice Ltd", "https://example.org/i"),
    ]


def test_the_owner_is_in_the_meta_data() -> None:
    assert yaml_file.read("name: {first: Jane, last: Doe}\nskills: [ice]", "x.yml").meta == (
        ("name", "Jane Doe"),
    )


@pytest.mark.parametrize(
    ("name", "source", "words"),
    [
        ("x.yml", "a: b\n\tc: d\n", "x.yml, line 2: found a tab"),
        ("x.yml", "a: [b\nc: d\n", "x.yml, line 2"),
        ("x.yml", "a: 'b", "x.yml, line 1"),
        ("x.yml", "a: *b\n", "x.yml, line 1: the alias *b"),
        ("x.yml", "a: &a [*a]\n", "x.yml, line 1: the alias *a"),
        ("x.yml", "[" * 101, "x.yml, line 1: nested deeper"),
        ("x.yml", BOMB, "aliases stand for more than"),
        ("x.yml", "a:\nb: ~\n", "no record"),
        ("x.json", '{"a": [1, 2}', "x.json, line 1: } closes"),
        ("x.json", '{"a":\n "b', "x.json, line 2: a string is broken"),
        ("x.json", '{"a": [1,\n2', "x.json, line 2: the file ends inside"),
        ("x.json", "[" * 101, "x.json, line 1: nested deeper"),
        ("x.json", "{}", "no record"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_told_in_one_line(name: str, source: str, words: str) -> None:
    with pytest.raises(InputError) as error:
        read_document(source.encode(), name)
    assert words in str(error.value)
    assert "\n" not in str(error.value)


def test_deep_but_sane_nesting_is_read() -> None:
    assert yaml_file.parse("[" * 100 + "]" * 100, "x.yml")


def test_no_tag_runs_anything() -> None:
    document = yaml_file.read("x: !!python/object/apply:os.getcwd []\nskills: [ice]", "x.yml")
    assert described(document) == "= Skills\n- ice"


@pytest.mark.parametrize("sample", ["oduya.yaml", "oduya.json"])
def test_samples_of_one_cv_print_the_same_papers_and_people(sample: str) -> None:
    def papers(name: str) -> list[list[str]]:
        blocks = read_document((ROOT / "samples" / name).read_bytes(), name).blocks
        start = [block.text.plain for block in blocks].index("Publications")
        items = [block.text.plain.split("\n") for block in blocks[start + 1 :] if block.kind == "item"]
        return [lines[:2] for lines in items if len(lines) > 2 and "(Eds.)" not in lines[1]]

    assert len(papers("oduya.bib")) == 8
    assert papers(sample) == papers("oduya.bib")


WORDS = st.from_regex(r"[A-Za-z0-9.:+-]{1,12}( [A-Za-z0-9.:+-]{1,12})?", fullmatch=True)
TREES = st.recursive(
    WORDS, lambda nodes: st.lists(nodes, max_size=4) | st.dictionaries(WORDS, nodes, max_size=4)
)


def plain(node: Node) -> Any:
    if isinstance(node, Scalar):
        return node.value
    if isinstance(node, Mapping):
        return {key: plain(value) for key, value in node.pairs}
    return [plain(item) for item in node.items]


@given(TREES)
def test_json_and_yaml_trees_are_what_was_written(tree: Any) -> None:
    assert [plain(node) for node in json_file.parse(json.dumps(tree, indent=1), "x.json")] == [tree]
    assert [plain(node) for node in yaml_file.parse(yaml.safe_dump(tree), "x.yml")] == [tree]


@given(st.text(max_size=60))
def test_any_string_of_json_comes_back_whole(value: str) -> None:
    assert [plain(node) for node in json_file.parse(json.dumps([value]), "x.json")] == [[value]]


@given(st.lists(WORDS, min_size=1, max_size=6, unique=True))
def test_unknown_keys_and_their_values_are_printed(words: list[str]) -> None:
    record = {f"quux {index}": word for index, word in enumerate(words)}
    printed = (
        json_file.read(json.dumps({"things": [{"title": "A Thing"}, record]}), "x.json").blocks[-1].text.plain
    )
    switches = {"true", "false", "True", "False", "TRUE", "FALSE", "yes", "no", "Yes", "No"}
    assert [word for word in words if word not in printed and word not in switches] == []


@given(st.text("ab:-[]{}\"'\n #&*|>,?!%@`\t<", max_size=60))
def test_any_text_is_read_or_refused(source: str) -> None:
    for module, name in ((yaml_file, "x.yml"), (json_file, "x.json")):
        refusal = ""
        try:
            document = module.read(source, name)
        except InputError as error:
            refusal = str(error)
        assert refusal.startswith(name) if refusal else document.blocks
