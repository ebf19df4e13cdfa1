"""docgen.yaml and house.yaml: every setting, with any value."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from docgen.core.errors import DocgenError
from docgen.page.norm import norms
from docgen.papers import make
from docgen.records.project import Settings
from docgen.records.yaml.fields import specs

from . import alter, desk, sound

_SETTINGS = (*(spec.key for spec in specs(Settings).values()), "没有这项")
_VALUES = ("临检", "{检察建议书: 临检行公建〔{年}〕{序号}号}", "{检察建议书: 甲}", "阿拉伯数字", "汉字", "某1", "[P023]", "P", "{L005: 错误}", "{没有: 提示}", "法规.yaml", "/etc/passwd", "[2024年5月1日]", "2024年2月30日", "[某局]", "[docx, pdf]", "doc", "", "[]", "{}")  # fmt: skip

settings = st.one_of(
    st.lists(st.tuples(st.sampled_from(_SETTINGS), st.one_of(st.sampled_from(_VALUES), alter.short)), max_size=6).map(
        lambda rows: "".join(f"{key}: {value}\n" for key, value in rows)
    ),
    alter.text,
)


def project_of(words: str) -> None:
    """Any docgen.yaml: a project to check and render in, or a refusal with its place."""
    path = desk.put("别院/docgen.yaml", alter.encoded(words))
    record = desk.put("别院/案件.yaml", desk.texts()[-1].encode())
    try:
        space = make.workspace(record)
        sound.told(space.project.problems)
        sound.told(make.settings_problems(space))
        from docgen.checks.checking import Checker

        sound.told(Checker().check(record).problems)
        formats = [name for name in make.default_formats(space.project) if name != "pdf"]
        from docgen.records.loader import load

        loaded = load(record, space.project)
        if loaded.record is not None:
            sound.made(space.catalog.kind("recommendation"), loaded.record, space, formats)
    except DocgenError as fault:
        sound.told(fault.problems)
    finally:
        path.unlink()


_SECTIONS = ("字号", "字体", "页面", "网格", "页码", "屏幕", "强调", "默认", "栏", "角色", "各版式", "没有")
_KEYS = ("标题", "正文", "落款", "表格", "一级标题", "字号", "字体", "对齐", "首行", "行距", "段前", "段后", "上", "下", "左", "右", "宽", "高", "行", "字", "颜色", "加粗", "居中于", "同行于", "排不下用", "栏", "legal-instrument", "publication", "小二", "仿宋", "没有")  # fmt: skip
_LENGTHS = ("二号", "16磅", "0磅", "-3磅", "99999999磅", "1e9磅", "22毫米", "2字", "0.001毫米", "nan磅", "28行", "0", "1", "-1", "左", "居中", "红", "#FF0000", "仿宋_GB2312", "[仿宋, 宋体]", "是", "否", "")  # fmt: skip

_leaf = st.one_of(st.sampled_from(_LENGTHS), alter.short.map(lambda words: words.replace("\n", " ")))
houses = st.one_of(
    st.lists(
        st.tuples(
            st.sampled_from(_SECTIONS),
            st.lists(st.tuples(st.sampled_from(_KEYS), st.sampled_from(_KEYS), _leaf), max_size=3),
        ),
        max_size=4,
    ).map(lambda parts: "".join(_section(name, rows) for name, rows in parts)),
    st.tuples(st.integers(0, 9), alter.steps).map(lambda pair: alter.spoiled_lines(_norm_text(pair[0]), pair[1])),
    alter.text,
)


def _section(name: str, rows: Any) -> str:
    return f"{name}:\n" + "".join(
        f"  {key}: {{{inner}: {value}}}\n" if number % 2 else f"  {key}: {value}\n"
        for number, (key, inner, value) in enumerate(rows)
    )


def _norm_text(number: int) -> str:
    """A norm as it is, parts of which an office may take over: what is not allowed in house.yaml is refused."""
    files = sorted((norms.HERE / "norms").glob("*.yaml"))
    lines = files[number % len(files)].read_text(encoding="utf-8").split("\n")
    own = ("名称:", "依据:", "沿用:", "语言:")
    return "\n".join(line for line in lines if not line.startswith(own))


def house_of(words: str) -> None:
    """Any house.yaml: a norm that every writer can use, or a refusal with its place."""
    path = desk.put("house.yaml", alter.encoded(words))
    for profile, kind in (("legal-instrument", "recommendation"), ("publication", "typical-case")):
        try:
            norm = norms.load(profile, path)
        except DocgenError as fault:
            sound.told(fault.problems)
            continue
        document = _document(kind)
        from docgen.formats import WRITERS
        from docgen.page import placing

        for form in ("docx", "html"):
            sound.whole(form, WRITERS[form].write(placing.fitted(document, norm), norm))


def _document(kind: str) -> Any:
    from functools import cache

    return cache(_made)(kind)


_known: dict[str, Any] = {}


def _made(kind: str) -> Any:
    from docgen.papers.finish import Options, finish

    if kind not in _known:
        space = desk.space()
        (one, *_) = finish(space.catalog.kind(kind), desk.sample(), space.project, space.engine, Options())
        _known[kind] = one.document
    return _known[kind]
