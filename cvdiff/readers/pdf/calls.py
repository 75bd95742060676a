"""The functions of PDFium that are asked of every word or drawing, called with plain integers.

A handle of the generated bindings is an object that cannot be a key, and making one costs more than the call.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from ctypes import CFUNCTYPE, c_int, c_void_p
from typing import Any

import pypdfium2_raw as raw  # type: ignore[import-untyped]


def address_of(handle: Any) -> int:
    """A handle of the generated bindings as an integer; 0 for none."""
    return ctypes.cast(handle, c_void_p).value or 0


def _plain(function: Any, result: Any, *arguments: Any) -> Callable[..., Any]:
    """The same function with handles as integers."""
    return CFUNCTYPE(result, *arguments)(address_of(function))


text_object = _plain(raw.FPDFText_GetTextObject, c_void_p, c_void_p, c_int)
origin = _plain(raw.FPDFText_GetCharOrigin, c_int, c_void_p, c_int, c_void_p, c_void_p)
box = _plain(raw.FPDFText_GetLooseCharBox, c_int, c_void_p, c_int, c_void_p)
matrix = _plain(raw.FPDFText_GetMatrix, c_int, c_void_p, c_int, c_void_p)
font_of = _plain(raw.FPDFTextObj_GetFont, c_void_p, c_void_p)
font_size = _plain(raw.FPDFTextObj_GetFontSize, c_int, c_void_p, c_void_p)
fill_color = _plain(raw.FPDFPageObj_GetFillColor, c_int, c_void_p, c_void_p, c_void_p, c_void_p, c_void_p)
marked_content = _plain(raw.FPDFPageObj_GetMarkedContentID, c_int, c_void_p)
page_object = _plain(raw.FPDFPage_GetObject, c_void_p, c_void_p, c_int)
object_type = _plain(raw.FPDFPageObj_GetType, c_int, c_void_p)
bounds = _plain(raw.FPDFPageObj_GetBounds, c_int, c_void_p, c_void_p, c_void_p, c_void_p, c_void_p)
