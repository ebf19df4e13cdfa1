"""An SVG as a PNG: set by WeasyPrint in the fonts that ``fonts`` finds, drawn by pdfium. The same bytes every time."""

from __future__ import annotations

import re
from io import BytesIO

from docgen.core.errors import EnvironmentFault, problem
from docgen.core.libraries import lacking
from docgen.page.fonts import Face, chosen
from docgen.page.norm.model import Norm


def family(norm: Norm) -> str:
    """The CSS list of the families that ``png`` knows."""
    return ",".join(f"'{name}'" for name in _faces(norm))


def png(svg: str, norm: Norm) -> bytes:
    """*svg*, whose width and height are in px, drawn at that size. Raises EnvironmentFault where Pango is missing."""
    try:
        import pypdfium2

        from docgen.formats.pdf import weasy
    except (OSError, ImportError) as fault:
        pango = problem(None, "E001", "缺少画图要用的系统组件 Pango", "运行 docgen doctor，看怎样安装")
        raise EnvironmentFault([lacking(fault) or pango]) from None
    size = re.search(r'width="(\d+)" height="(\d+)"', svg)
    assert size is not None, "the picture says how large it is"
    # In a browser the picture fits its window; here it has the size that it says, whatever its own style asks for.
    own = f"display:block;width:{size[1]}px!important;height:{size[2]}px!important;max-width:none!important"
    style = f"@page{{size:{size[1]}px {size[2]}px;margin:0}}body{{margin:0}}svg{{{own}}}"
    page = f'<html lang="zh-CN"><head><title>picture</title></head><body>{svg}</body></html>'
    document = pypdfium2.PdfDocument(weasy.pdf(page, style, _faces(norm), "pdf/ua-1"))
    try:
        # A CSS px is 3/4 pt; pdfium draws one pixel for a pt.
        image = document[0].render(scale=4 / 3).to_pil().crop((0, 0, int(size[1]), int(size[2])))
    finally:
        document.close()
    out = BytesIO()
    image.save(out, "PNG", optimize=True)
    return out.getvalue()


def _faces(norm: Norm) -> dict[str, Face]:
    """Family → face for the heavy font of the norm."""
    font = next(font for name, font in norm.fonts.items() if name == "黑体")
    names = (
        (re.sub(r"[^A-Za-z0-9]", "", face.path.stem) + (str(face.index) if face.index else ""), face)
        for face in chosen(font).faces
    )
    return dict(names)
