"""What WeasyPrint sets and draws otherwise for docgen: rare characters, emphasis, and what is no text of the document.

``press`` imports it for its effect.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docgen.writers.engine import boxes, draw, inline, tags
from docgen.writers.once import strut

_BOLD = 600
"""From this weight on, text is emphasis: each face is registered as its family's one weight, 400."""
_THICKER = 1 / 30
"""Em that the strokes of emphasis are thicker, half of it on each side, as LibreOffice thickens them."""

_line = inline.split_text_box
_text = draw.draw_text
_context = draw.draw_stacking_context
_branch = tags._build_box_tree


def _set_line(context: Any, box: Any, *rest: Any, **more: Any) -> Any:
    """In place of ``weasyprint.layout.inline.split_text_box``: a line is as high as its style says.

    A character from a face that steps in brings a baseline of its own, and the line would grow by
    the difference: two points for a ㎡.
    """
    found, *others = _line(context, box, *rest, **more)
    if found is not None:
        shift = strut(found.style)[1] - found.baseline
        found.margin_top += shift
        found.margin_bottom -= shift
        found.baseline += shift
    return found, *others


def _draw_text(stream: Any, box: Any, *rest: Any) -> None:
    """In place of ``weasyprint.draw.draw_text``: emphasis filled and outlined, as word processors set it."""
    if box.style["font_weight"] < _BOLD:
        _text(stream, box, *rest)
        return
    with stream.stacked():
        stream.set_text_rendering(2)
        stream.set_line_width(box.style["font_size"] * _THICKER)
        stream.set_color(box.style["color"], stroke=True)
        _text(stream, box, *rest)


def _draw_context(stream: Any, context: Any) -> None:
    """In place of ``weasyprint.draw.draw_stacking_context``: running heads and page numbers as artifacts.

    WeasyPrint marks them as text that no element has. Source: ISO 14289-1, 7.1 and 7.8.
    """
    if stream._tags is None or not isinstance(context.box, boxes.MarginBox):
        _context(stream, context)
        return
    with stream.artifact():
        marked, stream._tags = stream._tags, None
        try:
            _context(stream, context)
        finally:
            stream._tags = marked


def _build_branch(box: Any, *rest: Any) -> Iterator[Any]:
    """In place of ``weasyprint.pdf.tags._build_box_tree``: no elements for artifacts."""
    return iter(()) if isinstance(box, boxes.MarginBox) else _branch(box, *rest)


inline.split_text_box = _set_line
draw.draw_text = _draw_text
draw.draw_stacking_context = _draw_context
tags._build_box_tree = _build_branch
