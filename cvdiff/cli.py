"""The entry point of the console: what Ctrl-C does, from the first import to the end of the process.

The rest of the program is imported once that is settled: an interrupt in the midst of an import would be
Python's traceback.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections.abc import Sequence
from typing import NoReturn

INTERRUPTED = 130
"""128 and the number of SIGINT, as shells report it."""


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the program with these arguments (those of the process where None) and end the process."""
    signal.signal(signal.SIGINT, _end)
    from cvdiff.run import run

    try:
        signal.signal(signal.SIGINT, signal.default_int_handler)  # what is half written is taken back
        code = run(arguments)
    except KeyboardInterrupt:
        code = INTERRUPTED
    finally:
        signal.signal(signal.SIGINT, _end)
    gc.freeze()  # no search for cycles among what the process leaves behind (3 % of the instructions)
    sys.exit(code)


def _end(*_: object) -> NoReturn:
    os._exit(INTERRUPTED)
