"""A composite action run as GitHub runs it: its shell steps in bash, each with the environment it asks for.

The ways of the runner are those of https://docs.github.com/actions/reference/workflow-syntax-for-github-actions
(`shell: bash`) and of https://docs.github.com/actions/reference/workflow-commands-for-github-actions (files).
"""

from __future__ import annotations

import os
import re
import subprocess
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from cli_runner import ROOT

ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
_EXPRESSION = re.compile(r"\$\{\{\s*([\w.-]+)\s*\}\}")


@dataclass
class Ran:
    """What a run of the action left behind: of its last step, and its outputs."""

    code: int
    log: str
    outputs: dict[str, str]
    summary: str


@dataclass
class Composite:
    """The action in a workspace; `python` is what actions/setup-python would have found."""

    workspace: Path
    temporary: Path
    python: Path
    contexts: dict[str, str] = field(default_factory=dict)

    def run(self, inputs: dict[str, str], **environment: str) -> Ran:
        """Every step in turn, until one fails."""
        self.contexts = {
            "github.token": "token-of-the-job",
            "github.action_path": str(ROOT),
            "runner.temp": str(self.temporary),
            "steps.python.outputs.python-path": str(self.python),
        }
        for name, spec in ACTION["inputs"].items():
            self.contexts[f"inputs.{name}"] = inputs.get(name, self.fill(spec["default"]))
        log, summary = "", ""
        for step in ACTION["runs"]["steps"]:
            if "run" in step:
                code, text, outputs, summary = self._step(step, environment)
                log += text
                self.contexts |= {
                    f"steps.{step['id']}.outputs.{key}": value for key, value in outputs.items()
                }
                if code:
                    break
        made = {name: self.fill(spec["value"]) for name, spec in ACTION["outputs"].items()}
        return Ran(code, log, made, summary)

    def fill(self, text: str) -> str:
        """The text with its expressions evaluated; a name that is not known is empty, as on GitHub."""
        return _EXPRESSION.sub(lambda found: self.contexts.get(found[1], ""), text)

    def _step(
        self, step: dict[str, Any], environment: dict[str, str]
    ) -> tuple[int, str, dict[str, str], str]:
        assert step["shell"] == "bash"
        files = {name: self.temporary / f"{step['id']}-{name}" for name in ("output", "summary", "script")}
        for path in files.values():
            path.write_bytes(b"")
        files["script"].write_text(step["run"], encoding="utf-8")
        asked = {name: self.fill(value) for name, value in step["env"].items()}
        ended = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(files["script"])],
            cwd=self.workspace,
            env={
                **os.environ,
                "GITHUB_OUTPUT": str(files["output"]),
                "GITHUB_STEP_SUMMARY": str(files["summary"]),
                **environment,
                **asked,
            },
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
        )
        outputs = parse_outputs(files["output"].read_text(encoding="utf-8"))
        summary = files["summary"].read_text(encoding="utf-8")
        return ended.returncode, ended.stdout.decode("utf-8"), outputs, summary


def parse_outputs(text: str) -> dict[str, str]:
    """The outputs in a file, as the runner reads it: `name=value`, or `name<<end`, lines, `end`."""
    outputs, lines = {}, iter(text.split("\n"))
    for line in lines:
        short, long = line.find("="), line.find("<<")
        if long >= 0 and (short < 0 or long < short):
            name, end = line.split("<<", 1)
            value = []
            for inner in lines:
                if inner == end:
                    break
                value.append(inner)
            else:
                raise AssertionError(f"{name}: no line {end}")
            outputs[name] = "\n".join(value)
        elif short >= 0:
            name, outputs[line[:short]] = line[:short], line[short + 1 :]
        else:
            assert not line, line
    return outputs
