"""The same CV in another format: how much of it cvdiff reports as changed. It should be nothing.

    python benchmarks/formats.py [--show] [--formats html,docx] [FILE.md ...]

From each Markdown file (default: those of samples/) pandoc writes the other formats, and headless
Chromium prints the HTML to PDF; each is compared with the Markdown. Both programs are used here only.
Figures a cell: changes of content, and their share of the records. `--show` names each change. What the
conversion itself loses counts too; docs/formats.md ("One CV in two formats") tells what that is.
"""

from __future__ import annotations

import argparse
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import traceback
from pathlib import Path

import cvdiff
from cvdiff.readers import READERS, front_matter, markup

ROOT = Path(__file__).parent.parent
FORMATS = ("html", "tex", "docx", "odt", "org", "rst", "pdf")
PANDOC = ("pandoc", "--standalone")
DIALECT = "commonmark_x-fancy_lists-subscript-superscript-strikeout"
"""CommonMark with the definition lists, attributes and tables that homepages use, as cvdiff reads it."""
HTML_PAGE = re.compile(r"\s*<(?:!doctype html|html)\b", re.IGNORECASE)
"""A page that is HTML altogether, which needs no conversion: site generators publish it as it is."""
PICTURE = re.compile(r"<img\b[^>]*>")
RELATIVE = re.compile(r"""\bhref=(["'])(?!\w+:|#|//)/?""")
ROOTED = r"href=\1file:///"
"""In print, relative links count from the site's root, not from where the copy lies."""

TIMEOUT = 120
"""Seconds for one conversion."""


def main() -> None:
    """Print a row for each file and the median of each column."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--show", action="store_true", help="name each change")
    parser.add_argument("--formats", default=",".join(FORMATS))
    options = parser.parse_args()
    files = options.files or sorted((ROOT / "samples").glob("*-20[0-9][0-9].md"))
    formats = options.formats.split(",")
    print(f"{'file':32}" + "".join(f"{name:>16}" for name in formats))
    shares: dict[str, list[float]] = {name: [] for name in formats}
    for path in files:
        with tempfile.TemporaryDirectory() as folder:
            cells = [cell(path, name, Path(folder), shares[name], options.show) for name in formats]
        print(f"{path.name[:31]:32}" + "".join(f"{text:>16}" for text in cells), flush=True)
    medians = (f"{statistics.median(found):.1%}" if found else "" for found in shares.values())
    print(f"{'median share':32}" + "".join(f"{text:>16}" for text in medians))


def cell(path: Path, name: str, folder: Path, shares: list[float], show: bool) -> str:
    """What is printed of one file in one format; its share of changed records goes to `shares`."""
    if not any(f".{name}" in reader.endings for reader in READERS):
        return "no reader yet"
    source = as_published(path, folder)
    try:
        target = convert(source, name)
        report = cvdiff.compare(source, target)
    except (subprocess.SubprocessError, FileNotFoundError) as error:
        return f"no {getattr(error, 'filename', None) or 'conversion'}"
    except cvdiff.CvdiffError as error:
        print(error, file=sys.stderr)
        return "error"
    except Exception:  # a crash in one cell is a finding of its own, not the end of the table
        traceback.print_exc()
        return "crash"
    changes, records = len(report.changes), len(report.old.records)
    shares.append(changes / max(1, records))
    if show and changes:
        print(cvdiff.render(report))
    return f"{changes} ({shares[-1]:.1%})"


def as_published(path: Path, folder: Path) -> Path:
    """A copy of the file without front matter, template tags and comments, of which pandoc knows little."""
    lines, _, _ = front_matter.cut(path.read_text("utf-8", "replace").split("\n"))
    copy = folder / "cv.md"
    copy.write_text(markup.clean("\n".join(lines))[0].strip("\n") + "\n", "utf-8")
    return copy


def convert(source: Path, name: str) -> Path:
    """The file in another format, written beside it, by way of HTML, which pandoc would else drop.

    Pictures are left out: their files are not there, and browsers would print a text in their place.
    """
    target, page = source.with_suffix(f".{name}"), source.with_suffix(".html")
    if not page.exists():
        if HTML_PAGE.match(source.read_text("utf-8")):
            page.write_text(source.read_text("utf-8"), "utf-8")
        else:
            run([*PANDOC, f"--from={DIALECT}", "--metadata=pagetitle=CV", "-o", str(page), str(source)])
        page.write_text(PICTURE.sub("", page.read_text("utf-8")), "utf-8")
    if name == "pdf":
        rooted = source.with_suffix(".print.html")
        rooted.write_text(RELATIVE.sub(ROOTED, page.read_text("utf-8")), "utf-8")
        command = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
        run([*command, f"--print-to-pdf={target}", rooted.as_uri()])
    elif name != "html":
        run([*PANDOC, "--metadata=title=", "-o", str(target), str(page)])
    return target


def run(command: list[str]) -> None:
    """Run a program, which must end well and in time."""
    program = shutil.which(command[0])
    if program is None:
        raise FileNotFoundError(2, "not installed", command[0])
    subprocess.run([program, *command[1:]], check=True, timeout=TIMEOUT, capture_output=True)


if __name__ == "__main__":
    main()
