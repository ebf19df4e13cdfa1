"""Long papers to measure: letters of twelve pages and collections of the five cases of Beijing, made up or from records."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from helpers import CONFERENCE, PUBLISHED, SAMPLES

import docgen
from docgen.core.source import Span
from docgen.core.tree import Block, Contents, Document, Meta, PageBreak, Paragraph, Text

_AT = Span("长文.yaml")
_SENTENCES = (
    "经查，辖区内{n}家商场、{m}所医院的母婴室没有挂牌，其中{k}家常年锁闭。",
    "《中华人民共和国妇女权益保障法》第七十七条规定，检察机关可以发出检察建议。",
    "2023年{k}月{m}日，本院会同区卫生健康委员会到现场复查，又发现问题{n}处。",
    "群众说：“孩子哭了没地方去，只好在楼梯间喂奶。”这样的话，走访中听到过许多次。",
    "对照国家标准（GB/T 9704）和地方规定，设施面积不足10㎡的占{n}.5%，超过九成没有洗手台。",
    "负有监督管理职责的，既有住房和城乡建设部门，也有卫生健康、商务、文化旅游部门；各管一段，谁都没有管到底。",
    "相关单位认为职责不清——这正是问题迟迟得不到解决的原因。",
    "截至{m}月底，整改到位{n}家，其余{k}家列入计划，预计投入83万余元……",
)
_HEADS = ("基本情况", "存在的问题", "监督管理职责和法律依据", "整改情况", "下一步工作要求", "其他需要说明的事项")
_NUMERALS = "一二三四五六"


def paragraph(role: str, words: str) -> Paragraph:
    return Paragraph(role, (Text(words, _AT),), _AT)


def _sentences(state: int) -> tuple[str, int]:
    """A paragraph of two to five sentences, and the state that the next one begins with."""
    words = ""
    for _ in range(2 + state % 4):
        state = (state * 1103515245 + 12345) % 2**31
        figures = {"n": state % 97 + 2, "m": state // 97 % 28 + 1, "k": state // 2716 % 12 + 1}
        words += _SENTENCES[state // 65536 % len(_SENTENCES)].format(**figures)
    return words, state


def letter(paragraphs: int = 44) -> Document:
    """A letter of some twelve pages: headings of two levels, quotations, dates, figures, a signature."""
    blocks: list[Block] = [
        paragraph("院名", "云江省青川市临河区人民检察院"),
        paragraph("文种", "检察建议书"),
        paragraph("文号", "临检行公建〔2024〕3号"),
        paragraph("主送", "青川市临河区住房和城乡建设局："),
    ]
    state = 7
    for number in range(paragraphs):
        if number % 8 == 0:
            place = number // 8
            blocks.append(paragraph("一级标题", f"{_NUMERALS[place]}、{_HEADS[place]}"))
        if number % 4 == 0:
            blocks.append(paragraph("二级标题", f"（{_NUMERALS[number // 4 % 2]}）第{number // 4 + 1}批核查"))
        words, state = _sentences(state)
        blocks.append(paragraph("正文", words))
    blocks += [paragraph("署名", "云江省青川市临河区人民检察院"), paragraph("成文日期", "2024年4月22日")]
    return Document(Meta("letter", "长函", "legal-instrument", "instrument", "检察建议书"), tuple(blocks))


def collection() -> Document:
    """The five cases one after another behind a title, a preface and a table of contents."""
    title = "北京市检察机关妇女权益保障检察公益诉讼典型案例"
    blocks: list[Block] = [
        paragraph("标题", title),
        paragraph("正文", "本次发布的五件案例，涉及就业、生育、健康和个人信息，按照办案单位的先后排列，供各地参考。"),
        Contents(_AT),
        PageBreak(_AT),
    ]
    for number, path in enumerate(PUBLISHED, 1):
        (case,) = docgen.render(path, "典型案例")
        for block in case.blocks:
            if isinstance(block, Paragraph) and block.role == "标题":
                words = "".join(leaf.text for leaf in block.inlines if isinstance(leaf, Text))
                block = paragraph("案例标题", f"案例{number}：{words}")
            blocks.append(block)
    return Document(Meta("collection", "典型案例集", "publication", "public", title), tuple(blocks))


def letter_of_a_record() -> Document:
    """The 检察建议书 of the record of the nursing rooms, whose 查明 goes on for nine pages more."""
    source = next(path for path in SAMPLES if path.stem == "母婴室建设")
    more, state = "", 11
    for _ in range(34):
        words, state = _sentences(state)
        more += f"  {words}\n"
    text = source.read_text(encoding="utf-8")
    assert "\n查明: |\n" in text
    with TemporaryDirectory() as folder:
        record = Path(folder, source.name)
        record.write_text(text.replace("\n查明: |\n", f"\n查明: |\n{more}"), encoding="utf-8")
        return docgen.render(record, "检察建议书")[0]


def collection_of_a_conference() -> Document:
    """The 典型案例集 of the press conference, with cover, preface and table of contents."""
    return docgen.render(CONFERENCE, "典型案例集")[0]
