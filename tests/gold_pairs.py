"""The files of a gold pair, as cvdiff is given them."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

_ASKED = re.compile(
    r"\\(?:no)?(?:bibliography(?!style)[a-z]*|addbibresource|bibdata)\*?(?:\[[^\]]*\])?\{([^}]*)\}"
)


def lay_out(folder: Path, format: str, place: Path) -> tuple[Path, Path]:
    """Copies each version to a folder of its own below `place`; gives the main file of each.

    A LaTeX CV may have a .bib file beside it, which is put where the CV asks for it.
    """
    old, new = (_version(folder, side, format, place / side) for side in ("old", "new"))
    return old, new


def _version(folder: Path, side: str, format: str, place: Path) -> Path:
    place.mkdir(parents=True)
    main, *more = sorted(
        folder.glob(f"{side}.*"), key=lambda path: (path.suffix == ".bib" != f".{format}", path)
    )
    target = place / f"cv{main.suffix}"
    shutil.copy(main, target)
    for bibliography in more:
        for name in _asked(target.read_text("utf-8", "replace")):
            beside = (place / name).resolve()
            if place.resolve() in beside.parents:
                beside.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(bibliography, beside)
    return target


def _asked(source: str) -> set[str]:
    names = {name.strip() for found in _ASKED.finditer(source) for name in found[1].split(",")}
    return {name if name.endswith(".bib") else f"{name}.bib" for name in names if name}
