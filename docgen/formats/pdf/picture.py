"""Pages of HTML as PNG files: set by WeasyPrint in the fonts that ``fonts`` finds, drawn by pdfium. The same bytes every time."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from io import BytesIO
from typing import NamedTuple

from docgen.core.errors import EnvironmentFault, problem
from docgen.core.libraries import lacking
from docgen.page.fonts import Face, chosen
from docgen.page.norm.model import Font, Norm

SCALE = 2
"""Pixels of the PNG to a px of the page: sharp on a telephone."""
_SANS = Font(
    ("Noto Sans CJK SC", "Source Han Sans SC", "思源黑体", "微软雅黑", "Microsoft YaHei", "PingFang SC"),
    "sans-serif",
    "",
)
_BOLD = Font(
    ("Noto Sans CJK SC Bold", "Source Han Sans SC Bold", "思源黑体 Bold", "微软雅黑 Bold", "Microsoft YaHei Bold"),
    "sans-serif",
    "",
)


class Letters(NamedTuple):
    """How text and what stands out in it are set: declarations of CSS for the faces that ``png`` knows."""

    regular: str
    strong: str


class _Set(NamedTuple):
    faces: dict[str, Face]
    letters: Letters


def letters(norm: Norm) -> Letters:
    """The faces of a picture: a sans serif with a true bold where this machine has one, else the 黑体 of *norm*, drawn thicker."""
    return _set(norm).letters


@cache
def _set(norm: Norm) -> _Set:
    plain = (*chosen(_SANS).faces[:1], *chosen(next(one for name, one in norm.fonts.items() if name == "黑体")).faces)
    bold = chosen(_BOLD).faces[:1]
    faces = {_name(face): face for face in (*plain, *bold)}
    family = ",".join(f"'{_name(face)}'" for face in plain)
    # Digits and hanzi in one face: what stands out has one weight.
    same = plain and bold and plain[0].path.parent == bold[0].path.parent and plain[0].index == bold[0].index
    strong = f"font-family:'{_name(bold[0])}',{family};font-weight:400" if same else "font-weight:700"
    return _Set(faces, Letters(f"font-family:{family}", strong))


def _name(face: Face) -> str:
    return re.sub(r"[^A-Za-z0-9]", "", face.path.stem) + (str(face.index) if face.index else "")


@lru_cache(maxsize=4)
def png(bodies: tuple[str, ...], style: str, norm: Norm, size: tuple[int, int | None]) -> tuple[bytes, ...]:
    """A PNG for each of *bodies* (XHTML), each set by *style* on a sheet of its own of *size* px.

    Without a height a sheet is as high as what stands on it. Raises EnvironmentFault where Pango is missing.
    The last ones are kept: a kit shows one picture in several places.
    """
    try:
        import pypdfium2

        from docgen.formats.pdf import weasy
    except (OSError, ImportError) as fault:
        pango = problem(None, "E001", "缺少画图要用的系统组件 Pango", "运行 docgen doctor，看怎样安装")
        raise EnvironmentFault([lacking(fault) or pango]) from None
    width, height = size
    sheet = f"@page{{size:{width}px {height or _ENDLESS}px;margin:0}}{_ELEMENTS}"
    # A block that begins a page: each body stands at the top of its own.
    pieces = "".join(f'<div style="break-after:page">{one}</div>' for one in bodies)
    page = f'<html lang="zh-CN"><head><title>picture</title></head><body>{pieces}</body></html>'
    data, heights = weasy.sheets(page, sheet + style, _set(norm).faces)
    document = pypdfium2.PdfDocument(data)
    try:
        return tuple(
            _drawn(document[at], width, height or round(heights[at])) for at in range(min(len(bodies), len(document)))
        )
    finally:
        document.close()


_ENDLESS = 16_000
_ELEMENTS = "html,body{margin:0;padding:0}main,section,article,header,footer,figure{display:block}"


def _drawn(page: object, width: int, height: int) -> bytes:
    """The upper *height* px of *page* (of pdfium), with no more colours than it has."""
    from PIL import Image

    # A CSS px is 3/4 pt; pdfium draws one pixel for a pt.
    below = max(page.get_height() - height * 0.75, 0)  # type: ignore[attr-defined]
    bitmap = page.render(scale=SCALE * 4 / 3, crop=(0, below, 0, 0))  # type: ignore[attr-defined]
    image = bitmap.to_pil().convert("RGB").crop((0, 0, width * SCALE, height * SCALE))
    few = image.quantize(256, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    out = BytesIO()
    few.save(out, "PNG", compress_level=7)
    return out.getvalue()
