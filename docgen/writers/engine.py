"""WeasyPrint, imported as quickly as can be, without a word on the screen.

Importing this module loads WeasyPrint and, through it, Pango: some tenths of a second. Only
``press`` does so, with ``subset`` and ``drawing``. Raises OSError or ImportError where a part of it is missing.
"""

from __future__ import annotations

import ctypes.util
import io
import logging
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout


@contextmanager
def _names_only() -> Iterator[None]:
    """Libraries are found by the names that the loader of Linux knows.

    WeasyPrint tries several names for each library, and for each that is no file cffi asks
    ``ldconfig``, the C compiler and the linker where it is: a third of the time of the import.
    The name that is right on Linux needs none of them.
    """
    search = ctypes.util.find_library
    if sys.platform == "linux":
        ctypes.util.find_library = lambda name: None
    try:
        yield
    finally:
        ctypes.util.find_library = search


with warnings.catch_warnings(), redirect_stdout(io.StringIO()), _names_only():
    # Its own subsetter being slow does not matter: ours takes its place.
    warnings.simplefilter("ignore")
    import weasyprint
    from cssselect2 import ElementWrapper
    from weasyprint import draw
    from weasyprint.formatting_structure import boxes
    from weasyprint.layout import inline
    from weasyprint.pdf import fonts as pdf_fonts
    from weasyprint.pdf import tags
    from weasyprint.text import line_break
    from weasyprint.text.ffi import ffi, fontconfig, pangoft2
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher

logging.getLogger("weasyprint").addHandler(logging.NullHandler())
logging.getLogger("weasyprint").propagate = False
logging.getLogger("fontTools").setLevel(logging.ERROR)

__all__ = [
    "ElementWrapper",
    "FontConfiguration",
    "URLFetcher",
    "boxes",
    "draw",
    "ffi",
    "fontconfig",
    "inline",
    "line_break",
    "pangoft2",
    "pdf_fonts",
    "tags",
    "weasyprint",
]
