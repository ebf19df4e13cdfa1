"""``docgen doctor``: what this machine has, what it lacks, how to install it."""

from __future__ import annotations

import platform
import shutil
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from docgen.cli import console
from docgen.cli.options import Json
from docgen.core import libraries
from docgen.core.errors import DocgenError, Problem, problem
from docgen.core.libraries import Library

_PANGO = {
    "Linux": "sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
    "Darwin": "brew install pango",
    "Windows": "按 WeasyPrint 安装说明装 MSYS2 和 pango",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at. ``problem`` is ``None`` where it is in order, ``stands_in`` true where something else does its work."""

    name: str
    state: str
    problem: Problem | None = None
    stands_in: bool = False

    @property
    def mark(self) -> str:
        return "×" if self.problem else "△" if self.stands_in else "√"


def doctor(as_json: Json = False) -> int:
    """Tell the state of everything docgen uses; gives 5 where a library is missing or DOCX cannot be made."""
    found = list(_findings())
    problems = [item.problem for item in found if item.problem]
    code = console.exit_code(problems)
    if as_json:
        console.print_json(problems, checked=[{"name": item.name, "state": item.state} for item in found])
        return code
    for item in found:
        console.result(f"{item.mark} {item.name}：{item.state}")
        if item.problem is not None and item.problem.hint:
            console.result(f"    → {item.problem.hint}")
    console.say("可以生成文书。" if code == 0 else "还不能生成文书，先解决打 × 的问题。")
    return code


def _findings() -> Iterator[Finding]:
    from docgen import __version__

    yield Finding("docgen", f"{__version__}，Python {platform.python_version()}，{platform.system()}")
    known = (*libraries.REQUIRED, *libraries.INDIRECT)
    looked = [_library(one) for one in known]
    yield from looked[: len(libraries.REQUIRED)]
    indirect = looked[len(libraries.REQUIRED) :]
    if wrong := [item for item in indirect if item.problem]:
        yield from wrong
    else:
        yield Finding("这些库要用的库", f"{len(indirect)} 个，齐全")
    pairs = zip(known, looked, strict=True)
    # A library that only lacks another is told with the hint of that one.
    culprits = [one for one, item in pairs if item.problem and item.problem.hint in (one.hint, one.install)]
    if culprits:
        yield Finding("没有网络的电脑", _offline(culprits), stands_in=True)
    for one in libraries.OPTIONAL:
        yield _optional(one)
    for look in (_yaml, _templates, _pango, _fonts):
        # What cannot be looked at without a library that is missing has been told with it.
        with suppress(ImportError):
            yield from look()
    yield _program(
        "soffice", "LibreOffice", "把 DOCX 转成 PDF 来核对版面时要用", "sudo apt-get install libreoffice-writer"
    )
    yield _encoding()


def _library(library: Library) -> Finding:
    """Whether *library* is there, can be loaded on this machine, and is of a version that will do."""
    name, version = library.name, _version(library.name)
    try:
        import_module(library.module)
    except (ImportError, OSError) as fault:
        culprit = libraries.lacking(fault)
        if culprit is None and library.module == "weasyprint":
            return Finding(name, version or "有")  # it lacks Pango, a part of the system, which is told by itself
        if culprit is None:
            return Finding(name, libraries.UNFIT, problem(None, "E001", f"组件 {name} {libraries.UNFIT}", library.hint))
        if isinstance(fault, ModuleNotFoundError) and fault.name == library.module:
            return Finding(name, f"没有安装（{library.use}）", culprit)
        if isinstance(fault, ModuleNotFoundError) and f"缺少组件 {name}" not in culprit.message:
            return Finding(name, f"装了却用不了：{culprit.message}", culprit)
        return Finding(name, libraries.UNFIT, culprit)
    if version and not libraries.suits(version, library.needs):
        state = f"{version}，要 {library.needs}（{library.use}）"
        return Finding(
            name, state, problem(None, "E001", f"{name} 的版本是 {version}，要 {library.needs}", library.install)
        )
    return Finding(name, version or "有")


def _version(name: str) -> str:
    """The version of a distribution, empty where nothing says it."""
    from importlib import metadata

    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""


def _optional(library: Library) -> Finding:
    version = _version(library.name)
    return Finding(library.name, version or f"没有安装（{library.use}时才要）", stands_in=not version)


def _offline(missing: list[Library]) -> str:
    wheels = "、".join(f"{one.wheel}-….whl" for one in missing)
    return f"缺的轮子是 {wheels}；在同样系统、同样 Python 的电脑上用 pip download 取来，pip install --no-index --find-links 轮子所在的文件夹"


def _yaml() -> Iterator[Finding]:
    import yaml

    if hasattr(yaml, "CSafeLoader"):
        yield Finding("YAML 解析", "用 C 语言的解析器")
        return
    hint = "pip install --force-reinstall pyyaml"
    message = "没有 C 语言的解析器，读记录会慢十几倍"
    yield Finding("YAML 解析", message, problem(None, "E001", message, hint, level="reminder"))


def _templates() -> Iterator[Finding]:
    from docgen.papers import make

    try:
        space = make.workspace(Path())
    except DocgenError as fault:
        yield Finding("配置", "docgen.yaml 有问题", fault.problems[0])
        return
    broken = [item for item in space.catalog.problems if item.level == "error"]
    count = f"{len(space.catalog.kinds)} 种文书，模板在 " + "、".join(str(folder) for folder in space.catalog.folders)
    yield Finding("模板", count, broken[0] if broken else None)


def _pango() -> Iterator[Finding]:
    """WeasyPrint needs Pango from the system; asking costs a second, so only doctor does."""
    try:
        from docgen.formats.pdf import weasy  # noqa: F401
    except OSError:
        hint = _PANGO.get(platform.system(), _PANGO["Linux"])
        message = "缺少系统组件 Pango，不能生成 PDF（Word、网页不受影响）"
        yield Finding("PDF 组件", message, problem(None, "E001", message, hint, level="reminder"))
        return
    yield Finding("PDF 组件", "齐全")


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
            yield Finding(f"字体 {name}", f"没有安装，PDF 用 {choice.faces[0].name} 代替", stands_in=True)
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
