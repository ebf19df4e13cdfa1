"""The page of the preview: what the browser gets, with no part from elsewhere."""

from __future__ import annotations

from pathlib import Path

_HERE = Path(__file__).with_name("static")
PAGE, STYLE, SCRIPT = (
    (_HERE / name).read_text(encoding="utf-8") for name in ("preview.html", "preview.css", "preview.js")
)
