"""``docgen doctor``: what this machine has, what it lacks, how to install it."""

from __future__ import annotations

import platform
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from docgen.cli import console
from docgen.cli.options import Json
from docgen.core.errors import DocgenError, Problem, problem

_PACKAGES = ("jinja2", "PyYAML", "python-docx", "typer", "uharfbuzz", "weasyprint")
_PANGO = {
    "Linux": "sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
    "Darwin": "brew install pango",
    "Windows": "按 WeasyPrint 安装说明装 MSYS2 和 pango",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at. ``problem`` is ``None`` where it is in order."""

    name: str
    state: str
    problem: Problem | None = None


def doctor(as_json: Json = False) -> int:
    """Tell the state of everything docgen uses; gives 5 where DOCX cannot be made."""
    found = list(_findings())
    problems = [item.problem for item in found if item.problem]
    code = console.exit_code(problems)
    if as_json:
        console.print_json(problems, checked=[{"name": item.name, "state": item.state} for item in found])
        return code
    for item in found:
        console.result(f"{'√' if item.problem is None else '×'} {item.name}：{item.state}")
        if item.problem is not None and item.problem.hint:
            console.result(f"    → {item.problem.hint}")
    console.say("可以生成文书。" if code == 0 else "还不能生成文书，先解决打 × 的问题。")
    return code


def _findings() -> Iterator[Finding]:
    from docgen import __version__

    yield Finding("docgen", f"{__version__}，Python {platform.python_version()}，{platform.system()}")
    for name in _PACKAGES:
        yield _package(name)
    yield _yaml()
    yield _templates()
    yield _pango()
    yield from _fonts()
    yield _program(
        "soffice", "LibreOffice", "把 DOCX 转成 PDF 来核对版面时要用", "sudo apt-get install libreoffice-writer"
    )
    yield _encoding()


def _package(name: str) -> Finding:
    from importlib import metadata

    try:
        return Finding(name, metadata.version(name))
    except metadata.PackageNotFoundError:
        return Finding(name, "没有安装", problem(None, "E001", f"没有安装 {name}", f"pip install {name}"))


def _yaml() -> Finding:
    import yaml

    if hasattr(yaml, "CSafeLoader"):
        return Finding("YAML 解析", "用 C 语言的解析器")
    hint = "pip install --force-reinstall pyyaml"
    message = "没有 C 语言的解析器，读记录会慢十几倍"
    return Finding("YAML 解析", message, problem(None, "E001", message, hint, level="reminder"))


def _templates() -> Finding:
    from docgen.papers import make

    try:
        space = make.workspace(Path())
    except DocgenError as fault:
        return Finding("配置", "docgen.yaml 有问题", fault.problems[0])
    broken = [item for item in space.catalog.problems if item.level == "error"]
    count = f"{len(space.catalog.kinds)} 种文书，模板在 " + "、".join(str(folder) for folder in space.catalog.folders)
    return Finding("模板", count, broken[0] if broken else None)


def _pango() -> Finding:
    """WeasyPrint needs Pango from the system; asking costs a second, so only doctor does."""
    try:
        from docgen.formats.pdf import weasy  # noqa: F401
    except (OSError, ImportError):
        hint = _PANGO.get(platform.system(), _PANGO["Linux"])
        message = "缺少系统组件 Pango，不能生成 PDF（Word、网页不受影响）"
        return Finding("PDF 组件", message, problem(None, "E001", message, hint, level="reminder"))
    return Finding("PDF 组件", "齐全")


def _fonts() -> Iterator[Finding]:
    """What stands in for each font of the norms. Word files only name fonts, so nothing here is an error."""
    from docgen.page import fonts
    from docgen.page.norm import norms

    yield Finding("字体文件夹", f"{fonts.folder()}（可以用环境变量 DOCGEN_FONTS 另指）")
    for font in norms.load(norms.profiles()[0]).fonts.values():
        name, choice = font.names[0], fonts.chosen(font)
        if choice.official:
            yield Finding(f"字体 {name}", "有")
        elif choice.faces:
            yield Finding(f"字体 {name}", f"没有安装，PDF 用 {choice.faces[0].name} 代替")
        else:
            message = f"没有安装{name}，也没有能代替的"
            yield Finding(
                f"字体 {name}",
                f"{message}（DOCX 不受影响，PDF 要用）",
                problem(None, "E002", message, "安装这种字体，或者运行 sh .ci/fonts 取免费的 Fandol 字体"),
            )


def _program(command: str, name: str, use: str, install: str) -> Finding:
    if shutil.which(command):
        return Finding(name, "有")
    message = f"没有安装（{use}）"
    return Finding(name, message, problem(None, "E001", f"没有安装 {name}", install, level="reminder"))


def _encoding() -> Finding:
    encoding = sys.stdout.encoding or "未知"
    return Finding(
        "终端编码", encoding + ("" if encoding.lower().startswith("utf") else "（没有的字会印成代码，不影响文书）")
    )
