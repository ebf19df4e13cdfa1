"""A corpus of collections that never existed, laid out in the ways in which real ones are.

Every document is made from a truth (titles, names of sections, paragraphs) and a manner
(numbering, headings, noise, line ends, encoding, container). The same seed gives the same bytes.
"""

from __future__ import annotations

import html as markup
import random
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Literal

from tests.intake.word_file import paragraph, word

PLACES = (
    ("云江省青川市", "临河区"), ("云江省", "白石县"), ("海岭省宁湾市", "东浦区"), ("海岭省宁湾市", "南沙湾区"), ("北原省", "石门县"),
    ("北原省丰城市", "桥西区"), ("云江省青川市", "望江区"), ("海岭省", "松口县"), ("北原省丰城市", "高坪区"), ("云江省", "柳溪县"),
)  # fmt: skip
MATTERS = (
    "整治非法占用河道", "保护古树名木", "规范医疗废物处置", "整治校园周边食品安全", "保护国有土地使用权", "维护残疾人无障碍出行权益",
    "整治个人信息泄露", "保护饮用水水源地", "规范电动自行车充电设施", "整治农用薄膜污染", "保护革命文物", "维护老年人消费权益",
)  # fmt: skip
WORK = (
    "调查和督促履职", "调查和诉讼", "检察机关履职情况", "检察机关履职过程", "检察履职过程", "检察听证过程", "志愿者辅助检察履职", "提出检察建议",
    "诉前程序", "调查与督促履职", "督促履职过程", "调查核实和督促整改", "检察机关监督过程", "办案过程", "公益诉讼办理过程", "履职情况", "调查核实",
    "磋商和督促履职", "检察建议督促整改情况", "协同履职情况",
)  # fmt: skip
FACTS = ("基本案情", "公益损害事实", "基本案情", "案件事实", "案情简介")
MEANING = ("典型意义", "指导意义", "典型意义", "社会意义")
START = (
    "案例1：",
    "案例一 ",
    "案例一\n",
    "典型案例一：",
    "一、",
    "1.",
    "1\\.",
    "（一）",
    "bare",
    "【案例一】",
    "案例1:",
)
HEAD = ("【】", "【 】", "无", "一、", "（一）", "。", "【】行内", "：")
_SUBJECTS = ("该院", "检察官", "相关部门", "当地村民", "办案组", "志愿者", "听证员", "行政机关")
_VERBS = ("实地走访了", "调取了", "逐项核对了", "专门研究了", "公开说明了", "反复比对了", "当场指出了", "共同确认了")
_OBJECTS = (
    "现场的情况",
    "有关的台账",
    "涉及的点位",
    "群众的反映",
    "整改的进度",
    "职责的划分",
    "检测的结果",
    "后续的安排",
)
_ENDS = (
    "为下一步工作打下基础",
    "问题逐渐清楚",
    "各方没有异议",
    "有关材料随后入卷",
    "其中三处需要复核",
    "这一做法得到认可",
)


@dataclass(frozen=True)
class Truth:
    """One case as it is meant: its title, the lines under it, its sections."""

    title: str
    notes: tuple[str, ...]
    sections: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass
class Manner:
    """How a document is laid out."""

    start: str = "案例1："
    head: str = "【】"
    contents: Literal["", "numbered", "paged", "bare", "line"] = ""
    preface: Literal["", "short", "notice"] = "short"
    chrome: bool = False
    wrap: int = 0
    spaced: int = 0
    one_line: bool = False
    half_width: bool = False
    subheads: bool = False
    labels: bool = False
    numbering: Literal["straight", "skips", "restarts"] = "straight"
    encoding: str = "utf-8"
    container: Literal["txt", "html", "docx"] = "txt"


@dataclass
class Made:
    """A document: its truth and its bytes. ``lines`` are the paragraphs before they were stored."""

    name: str
    title: str
    cases: list[Truth]
    manner: Manner
    lines: list[str] = field(default_factory=list)
    data: bytes = b""


def corpus(count: int = 80, seed: int = 20241220) -> Iterator[Made]:
    """*count* documents: each variation alone first, then mixtures."""
    chance = random.Random(seed)
    manners: list[Manner] = [Manner(start=start) for start in START]
    manners += [Manner(head=head) for head in HEAD]
    manners += [
        Manner(contents="numbered"), Manner(contents="paged", start="案例一\n"), Manner(contents="bare", start="bare"), Manner(contents="line"),
        Manner(preface="notice", contents="numbered"), Manner(preface=""), Manner(chrome=True), Manner(wrap=34), Manner(wrap=14), Manner(spaced=14),
        Manner(one_line=True), Manner(half_width=True), Manner(subheads=True), Manner(labels=True), Manner(numbering="skips"),
        Manner(numbering="restarts", start="案例一 "), Manner(encoding="gb18030"), Manner(encoding="utf-16"), Manner(container="html", chrome=True),
        Manner(container="docx"), Manner(container="docx", start="一、", head="（一）"), Manner(container="html", start="1.", head="无"),
    ]  # fmt: skip
    while len(manners) < count:
        base = Manner(
            start=chance.choice(START), head=chance.choice(HEAD), contents=chance.choice(("", "numbered", "paged", "bare")),
            preface=chance.choice(("", "short", "notice")), chrome=chance.random() < 0.4, half_width=chance.random() < 0.2,
            subheads=chance.random() < 0.4, labels=chance.random() < 0.3, numbering=chance.choice(("straight", "straight", "skips", "restarts")),
            container=chance.choice(("txt", "txt", "html", "docx")),
        )  # fmt: skip
        if base.container == "txt":
            base = replace(
                base, wrap=chance.choice((0, 0, 0, 30)), encoding=chance.choice(("utf-8", "utf-8", "gb18030", "utf-16"))
            )
        manners.append(base)
    for number, manner in enumerate(manners[:count]):
        yield made(f"{number:03d}", manner, random.Random(seed * 1000 + number))


def made(name: str, manner: Manner, chance: random.Random) -> Made:
    """One document of *manner*."""
    cases = [_truth(index, manner, chance) for index in range(chance.randint(3, 7))]
    document = Made(name, f"{chance.choice(PLACES)[0]}公益诉讼检察典型案例", cases, manner)
    if manner.half_width:
        document.cases = [_half(case) for case in cases]
    document.lines = list(_lines(document, chance))
    document.data = stored(document, chance)
    return document


# — the truth —


def _truth(index: int, manner: Manner, chance: random.Random) -> Truth:
    city, place = PLACES[(index + chance.randint(0, 2)) % len(PLACES)]
    office = f"{city}{place}人民检察院"
    kind = chance.random()
    if kind < 0.75:
        title = f"{office}督促{MATTERS[(index * 3 + chance.randint(0, 2)) % len(MATTERS)]}行政公益诉讼案"
    elif kind < 0.85:
        title = f"{office}、{PLACES[(index + 4) % 10][0]}人民检察院督促{MATTERS[index]}行政公益诉讼案"
    elif kind < 0.93:
        title = f"{office}诉某科技公司污染环境民事公益诉讼案"
    else:
        title = f"李某某等{chance.randint(3, 20)}人追索劳动报酬支持起诉案"
    notes = []
    if chance.random() < 0.15:
        notes.append(f"（检例第{chance.randint(40, 190)}号）")
    elif chance.random() < 0.15:
        notes.append(f"——以{chance.choice(('公开听证', '磋商', '大数据模型'))}推动源头治理")
    short = f"{place}检察院"
    sections: list[tuple[str, tuple[str, ...]]] = []
    if chance.random() < 0.3:
        sections.append(("关键词", (f"行政公益诉讼　{chance.choice(('生态环境', '食品安全', '国有财产'))}　检察建议",)))
    if chance.random() < 0.3:
        sections.append(("要旨", (_prose(chance, 2),)))
    sections.append(
        (chance.choice(FACTS), tuple(_prose(chance, chance.randint(2, 4)) for _ in range(chance.randint(1, 2))))
    )
    first = f"2024年{chance.randint(1, 12)}月，{office}（以下简称{short}）在履行职责中发现该线索并依法立案。{_prose(chance, 2)}"
    work = [first, *(f"{short}依法开展调查。{_prose(chance, 3)}" for _ in range(chance.randint(1, 3)))]
    if manner.subheads and manner.head.startswith("【"):
        work[1:1] = ["（一）检察建议制发情况"]
        work.append("（二）推动形成长效机制")
        work.append(_prose(chance, 2))
    if manner.labels:
        work.insert(1, "【资料图】")
    sections.append((chance.choice(WORK), tuple(work)))
    if chance.random() < 0.2:
        sections.append(("诉讼过程", (_prose(chance, 3),)))
    sections.append((chance.choice(MEANING), tuple(_prose(chance, 3) for _ in range(chance.randint(1, 2)))))
    if chance.random() < 0.25:
        sections.append(("相关规定", ("《中华人民共和国行政诉讼法》第二十五条",)))
    if chance.random() < 0.1 and manner.head.startswith("【"):
        sections.append(("专家点评", (_prose(chance, 2),)))
    return Truth(title, tuple(notes), tuple(sections))


def _prose(chance: random.Random, sentences: int) -> str:
    made_of = []
    for _ in range(sentences):
        number = chance.randint(2, 90)
        made_of.append(
            f"{chance.choice(_SUBJECTS)}{chance.choice(_VERBS)}{chance.choice(_OBJECTS)}，涉及{number}处点位，{chance.choice(_ENDS)}。"
        )
    return "".join(made_of)


_NARROW = str.maketrans("，。：；（）", ",.:;()")


def _half(case: Truth) -> Truth:
    """The case in half-width punctuation, but for the full stops."""

    def narrow(text: str) -> str:
        return text.replace("，", ",").replace("：", ":").replace("；", ";")

    sections = tuple((name, tuple(narrow(text) for text in body)) for name, body in case.sections)
    return Truth(case.title, case.notes, sections)


# — the layout —

_CHINESE = "一二三四五六七八九十"


def _lines(made: Made, chance: random.Random) -> Iterator[str]:
    manner = made.manner
    if manner.chrome:
        yield from ("首页 > 检察业务 > 公益诉讼 > 典型案例", "无障碍浏览", "|")
    numbers = _numbers(len(made.cases), manner)
    if manner.preface == "notice":
        yield f"关于印发《{made.title}》的通知"
        yield from (
            "各市、县人民检察院：",
            f"现将《{made.title}》印发你们，供办案参考。",
            "云江省人民检察院",
            "2024年9月12日",
        )
    yield made.title
    if manner.chrome:
        yield "发布时间：2024-09-12 10:20　来源：云江检察　字号：大 中 小"
    if manner.preface == "short":
        yield f"近日，有关单位联合发布{made.title}。{_prose(chance, 2)}"
    if manner.contents:
        yield from _contents(made, numbers)
    for case, number in zip(made.cases, numbers, strict=True):
        yield from _start(case, number, manner)
        yield from case.notes
        for index, (name, body) in enumerate(case.sections):
            yield from _section(index, name, body, manner)
    if manner.chrome:
        yield from ("（责任编辑：某某）", "上一篇：某地召开座谈会", "打印 关闭", "版权所有：云江检察 ICP备00000000号")


def _numbers(count: int, manner: Manner) -> list[int]:
    if manner.numbering == "skips":
        return [number + (1 if number > 2 else 0) for number in range(1, count + 1)]
    if manner.numbering == "restarts" and manner.start not in ("bare",):
        return [index % 3 + 1 for index in range(count)]
    return list(range(1, count + 1))


def _contents(made: Made, numbers: list[int]) -> Iterator[str]:
    titles = [case.title for case in made.cases]
    kind = made.manner.contents
    if kind == "line":
        yield "".join(f"{number}.{title}；" for number, title in zip(numbers, titles, strict=True))
        return
    if kind in ("paged", "bare"):
        yield "目　录"
    for index, (number, title) in enumerate(zip(numbers, titles, strict=True)):
        yield {"numbered": f"{number}.{title}", "paged": f"{_CHINESE[index]}、{title}……{index * 3 + 2}", "bare": title}[
            kind
        ]


def _start(case: Truth, number: int, manner: Manner) -> Iterator[str]:
    chinese = _CHINESE[number - 1]
    match manner.start:
        case "案例一\n":
            yield f"案例{chinese}"
            yield case.title
        case "bare":
            yield case.title
        case "1\\.":
            yield f"{number}.{case.title}" if number % 2 else f"{number}\\.{case.title}"
        case style:
            yield style.replace("1", str(number)).replace("一", chinese) + case.title


def _section(index: int, name: str, body: tuple[str, ...], manner: Manner) -> Iterator[str]:
    first, rest = body[0], body[1:]
    if manner.head == "【】行内" or (manner.head.startswith("【") and name == "关键词"):
        yield f"【{name}】{first}"
        yield from rest
        return
    if manner.head == "。":
        if name in WORK or len(name) > 8:
            # No run-in head of this kind can be told from a sentence: such documents set it on its own line.
            yield name
            yield first
        else:
            yield f"{name}。{first}"
        yield from rest
        return
    chinese = _CHINESE[index]
    yield {
        "【】": f"【{name}】", "【 】": f"【{name[0]} {name[1:]}】", "无": name, "一、": f"{chinese}、{name}", "（一）": f"（{chinese}）{name}", "：": f"{name}：",
    }[manner.head]  # fmt: skip
    yield from body


# — the container —


def stored(made: Made, chance: random.Random) -> bytes:
    """The bytes of *made*."""
    manner = made.manner
    if manner.container == "html":
        return _page(made)
    if manner.container == "docx":
        return word("".join(paragraph(markup.escape(line)) for line in made.lines))
    if manner.one_line:
        return "　".join(made.lines).encode()
    lines: list[str] = []
    for line in made.lines:
        if manner.wrap:
            lines += [line[at : at + manner.wrap] for at in range(0, len(line), manner.wrap)]
        elif manner.spaced and len(line) > 60:
            lines.append(" ".join(line[at : at + manner.spaced] for at in range(0, len(line), manner.spaced)))
        else:
            lines.append(("　　" if chance.random() < 0.3 else "") + line)
        if not manner.wrap and chance.random() < 0.4:
            lines.append("")
        if manner.wrap:
            lines.append("")
    text = "\n".join(lines)
    return text.encode(manner.encoding)


def _page(made: Made) -> bytes:
    body = "".join(f"<p>{markup.escape(line)}</p>\n" for line in made.lines)
    links = "".join(f"<li><a href='/{word}'>{word}</a></li>" for word in ("新闻", "专题", "案例", "图片"))
    return (
        f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>{made.title}</title><script>var a = '不是正文';</script></head>"
        f"<body><nav><ul>{links}</ul></nav><div class='main'><div class='text'>{body}</div></div><footer>网站底部</footer></body></html>"
    ).encode()
