"""The libraries that docgen stands on, and what to install where one is missing.

Imported only when something is missing, or by ``docgen doctor``. The table repeats
pyproject.toml, because a copy of the program without its metadata must know it too; a test
compares the two, and the libraries of the libraries with what these themselves ask for.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from typing import NamedTuple

from docgen.core.errors import Problem, problem
from docgen.core.source import Span


class Library(NamedTuple):
    """One distribution. ``module`` is what is imported of it, ``needs`` the versions that will do, ``use`` what for."""

    name: str
    module: str
    needs: str
    use: str

    @property
    def install(self) -> str:
        """The command that installs it; double quotes, because a Windows console knows no others."""
        return f'pip install "{self.name}{self.needs}"' if self.needs else f"pip install {self.name}"

    @property
    def wheel(self) -> str:
        """How the name of its wheel begins."""
        return re.sub(r"[-_.]+", "_", self.name).lower()

    @property
    def hint(self) -> str:
        """What to do, with a network and without."""
        return f"{self.install}；没有网络，就拷来轮子 {self.wheel}-….whl，加 --no-index --find-links 轮子所在的文件夹"


REQUIRED = (
    Library("budoux", "budoux", ">=0.7", "标题在哪里断行"),
    Library("chinesecalendar", "chinese_calendar", ">=1.11", "节假日和期限"),
    Library("docxtpl", "docxtpl", ">=0.20.2", "本院的 Word 模板"),
    Library("jinja2", "jinja2", ">=3.1.6", "文书模板"),
    Library("lxml", "lxml", ">=6.1", "Word、网页的读写"),
    Library("openpyxl", "openpyxl", ">=3.1.5", "台账和数字对照表"),
    Library("pebble", "pebble", ">=5.2,<6", "同时开几个进程"),
    Library("pikepdf", "pikepdf", ">=10", "检查做好的 PDF"),
    Library("pillow", "PIL", ">=12.2", "照片"),
    Library("pypdfium2", "pypdfium2", ">=5", "量 PDF、画图"),
    Library("python-docx", "docx", ">=1.2.0", "本院的 Word 模板"),
    Library("pyyaml", "yaml", ">=6.0.2", "读记录"),
    Library("rapidfuzz", "rapidfuzz", ">=3.13", "认出写错的法律名称"),
    Library("typer", "typer", ">=0.24,<0.26", "命令行"),
    Library("uharfbuzz", "uharfbuzz", ">=0.50", "字的宽窄"),
    Library("watchfiles", "watchfiles", ">=1.0", "预览跟着文件更新"),
    Library("weasyprint", "weasyprint", ">=70,<71", "PDF"),
)
"""What pyproject.toml names."""

OPTIONAL = (Library("distributed", "distributed", ">=2025.1", "分给几台机器做"),)

INDIRECT = (
    Library("annotated-doc", "annotated_doc", "", "typer 要用"),
    Library("anyio", "anyio", "", "watchfiles 要用"),
    Library("brotli", "brotli", "", "fonttools 要用"),
    Library("cffi", "cffi", "", "weasyprint 要用"),
    Library("click", "click", "", "typer 要用"),
    Library("cssselect2", "cssselect2", "", "weasyprint 要用"),
    Library("et-xmlfile", "et_xmlfile", "", "openpyxl 要用"),
    Library("fonttools", "fontTools", "", "weasyprint 要用"),
    Library("idna", "idna", "", "anyio 要用"),
    Library("markdown-it-py", "markdown_it", "", "rich 要用"),
    Library("markupsafe", "markupsafe", "", "jinja2 要用"),
    Library("mdurl", "mdurl", "", "markdown-it-py 要用"),
    Library("packaging", "packaging", "", "pikepdf 要用"),
    Library("pycparser", "pycparser", "", "cffi 要用"),
    Library("pydyf", "pydyf", "", "weasyprint 要用"),
    Library("pygments", "pygments", "", "rich 要用"),
    Library("pyphen", "pyphen", "", "weasyprint 要用"),
    Library("rich", "rich", "", "typer 要用"),
    Library("shellingham", "shellingham", "", "typer 要用"),
    Library("tinycss2", "tinycss2", "", "weasyprint 要用"),
    Library("tinyhtml5", "tinyhtml5", "", "weasyprint 要用"),
    Library("typing-extensions", "typing_extensions", "", "python-docx 要用"),
    Library("webencodings", "webencodings", "", "tinyhtml5 要用"),
    Library("zopfli", "zopfli", "", "fonttools 要用"),
)
"""What those in turn ask for: whoever gathers wheels by hand forgets these first."""

_OF_MODULE = {one.module: one for one in (*REQUIRED, *OPTIONAL, *INDIRECT)} | {
    "_cffi_backend": next(one for one in INDIRECT if one.name == "cffi"),
    "_yaml": next(one for one in REQUIRED if one.name == "pyyaml"),
}


def lacking(fault: BaseException, span: Span | None = None) -> Problem | None:
    """E001 for the library without which *fault* happened, or a cause of it; ``None`` where it is no such fault.

    A module of docgen's own that is not there is a fault of docgen, not of the machine.
    """
    link: BaseException | None = fault
    while link is not None:
        if isinstance(link, ImportError) and (name := (link.name or "").partition(".")[0]) and name != "docgen":
            return _told(name, span, missing=isinstance(link, ModuleNotFoundError) and link.name == name)
        link = link.__cause__ or (None if link.__suppress_context__ else link.__context__)
    return None


def _told(module: str, span: Span | None, *, missing: bool) -> Problem:
    if module in sys.stdlib_module_names:
        message = f"这台电脑的 Python 不完整，缺少它自己的 {module}"
        return problem(span, "E001", message, "换一个完整的 Python（系统软件源里的，或者 python.org 的）")
    library = _OF_MODULE.get(module, Library(module, module, "", ""))
    use = f"（{library.use}）" if library.use else ""
    if missing:
        return problem(span, "E001", f"缺少组件 {library.name}{use}", library.hint)
    return problem(span, "E001", f"组件 {library.name}{use}{UNFIT}", library.hint)


UNFIT = "装了却用不了，多半是轮子和这台电脑、这个 Python 不配，或者没有装全"


def absent() -> Iterator[Problem]:
    """E001 for every library that is not there, without loading any."""
    yield from (_told(one.module, None, missing=True) for one in (*REQUIRED, *INDIRECT) if not _found(one.module))


def _found(module: str) -> bool:
    from importlib.util import find_spec

    try:
        return find_spec(module) is not None
    except (ImportError, ValueError):
        return False


def suits(version: str, needs: str) -> bool:
    """True where *version* is within *needs* (``>=5.2,<6``); what stands behind the figures does not count."""
    return all(
        _figures(version) >= _figures(bound) if sign == ">=" else _figures(version) < _figures(bound)
        for sign, bound in re.findall(r"(>=|<)([\d.]+)", needs)
    )


def _figures(version: str) -> tuple[int, ...]:
    plain = re.match(r"\d+(?:\.\d+)*", version)
    figures = [int(part) for part in plain[0].split(".")] if plain else []
    while figures and not figures[-1]:
        figures.pop()
    return tuple(figures)
