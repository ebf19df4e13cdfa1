"""What a published text repeats and a record says once: the office's name. Only where it prints back identically."""

from __future__ import annotations

import re
from typing import Any

from docgen.records import derive
from docgen.source import Span
from docgen.tree import Paragraph, Text, plain_text
from docgen.voice import Voice, spoken

_PROSE = (
    "要旨",
    "基本案情",
    "公益损害事实",
    "调查和督促履职",
    "调查和诉讼",
    "检察机关履职情况",
    "检察机关履职过程",
    "检察履职过程",
    "诉讼过程",
    "其他部分",
    "典型意义",
    "指导意义",
)
"""The fields whose words the voice may take, in the order in which they print."""


def voice(values: dict[str, Any]) -> None:
    """全称（以下简称X）once and X afterwards → 本院, in *values*; nothing where the words would come back otherwise."""
    full = str(values["检察院"])
    texts = [(key, values[key]) for key in _PROSE if isinstance(values.get(key), str)]
    whole = "\n".join(text for _, text in texts)
    found = re.search(re.escape(full) + r"（以下简称([^（）“”]{2,20}?)）", whole)
    if found is None or "本院" in whole or any(isinstance(values.get(key), list) for key in ("其他部分",)):
        return
    short = found[1]
    spoken_of = [(key, _ours(text, full, short)) for key, text in texts]
    if _printed([text for _, text in spoken_of], full, short) != [
        line for _, text in texts for line in text.split("\n")
    ]:
        return
    for key, text in spoken_of:
        values[key] = text
    if short != derive.short_name(full):
        values["简称"] = short


def _ours(text: str, full: str, short: str) -> str:
    """*text* with the office called 本院, outside what somebody says in quotation marks."""
    pieces = re.split(r"(“[^“”]*”)", text)
    ours = re.compile(
        re.escape(f"{full}（以下简称{short}）")
        + "|"
        + rf"(?<![\u4e00-\u9fff]{{2}}[市县区州旗盟]){re.escape(short)}(?![\u4e00-\u9fff]{{0,3}}分院)"
    )
    return "".join(piece if index % 2 else ours.sub("本院", piece) for index, piece in enumerate(pieces))


def _printed(texts: list[str], full: str, short: str) -> list[str]:
    place = Span("")
    blocks = tuple(Paragraph("正文", (Text(line, place),), place) for text in texts for line in text.split("\n"))
    said = spoken(blocks, Voice(full, short))
    return [plain_text(block.inlines) for block in said if isinstance(block, Paragraph)]
