"""What WeasyPrint does anew for every line of type, done once.

``press`` imports it for its effect. Nothing here changes a byte of what is set.
"""

from __future__ import annotations

from typing import Any

from docgen.writers.engine import inline, line_break

_describe = line_break.get_font_description
_height = line_break.strut
_descriptions: dict[tuple[Any, ...], Any] = {}


def _description(style: Any) -> Any:
    """In place of ``weasyprint.text.fonts.get_font_description``: Pango copies what it is given, so one serves all lines."""
    key = (
        *style["font_family"],
        style["font_style"],
        style["font_stretch"],
        style["font_weight"],
        style["font_size"],
        style["font_variant_caps"],
        style["font_variation_settings"],
    )
    if (found := _descriptions.get(key)) is None:
        found = _descriptions[key] = _describe(style)
    return found


def strut(style: Any) -> Any:
    """In place of ``weasyprint.text.line_break.strut``: a style is asked once for the height of its lines."""
    found = style.__dict__.get(_STRUT)
    if found is None:
        found = style.__dict__[_STRUT] = _height(style)
    return found


_STRUT = "_docgen_strut"


def _rest(layout: Any) -> None:
    """In place of ``Layout.deactivate``: the line stays as Pango has set it until it is drawn."""


def _wake(layout: Any, style: Any) -> None:
    """In place of ``Layout.reactivate``: only a line that is justified is set again, with its spaces."""
    if layout.justification_spacing:
        _reactivate(layout, style)


_reactivate = line_break.Layout.reactivate

line_break.get_font_description = _description
line_break.Layout.deactivate = _rest
line_break.Layout.reactivate = _wake
inline.strut = strut
