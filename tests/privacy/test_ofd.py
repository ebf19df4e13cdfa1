"""What an OFD tells: found wherever it stands, and nothing found where only numbers of the page stand."""

from __future__ import annotations

import pytest
from formats.ofd_inside import File
from formats.torture import document, paragraph
from helpers import OCCASION, documents

from docgen.core.source import Span
from docgen.core.tree import Document
from docgen.formats import WRITERS
from docgen.formats.word.ooxml import zipped
from docgen.page.norm import norms
from docgen.privacy.leaks import leaks, strangers
from docgen.privacy.secrets import Register, secret

HERE = Span("案件.yaml", 1)
KNOWN = Register(
    (
        secret("李婉", "姓名", "李某", HERE),
        secret("赵珩宇", "姓名", "赵某", HERE),
        secret("0600-5550231", "电话", "某", HERE),
    )
)


def written(tree: Document) -> bytes:
    return WRITERS["ofd"].write(tree, norms.load(tree.meta.norm))


def changed(data: bytes, name: str, old: str, new: str) -> bytes:
    parts = dict(File(data).parts)
    text = parts[name].decode()
    assert old in text
    parts[name] = text.replace(old, new, 1).encode()
    return zipped(parts)


def found(data: bytes) -> list[str]:
    return [leak.kind for leak in leaks(data, "文.ofd", KNOWN)]


LINE = 26
"""Characters of the first line of a paragraph."""


@pytest.mark.parametrize("name", ["李婉", "赵珩宇", "0600-5550231"])
@pytest.mark.parametrize("before", [0, LINE - 1, LINE - 2])
def test_a_name_is_found_on_one_line_or_over_two(name: str, before: int) -> None:
    assert len(found(written(document(paragraph("正文", "字" * before + name + "字" * 40))))) == 1


def test_a_name_over_two_pages_is_found() -> None:
    first = LINE + 21 * 28
    assert found(written(document(paragraph("正文", "字" * (first - 1) + "李婉" + "字" * 40)))) == ["姓名"]


def test_the_end_of_one_paragraph_and_the_beginning_of_the_next_are_no_name() -> None:
    assert found(written(document(paragraph("正文", "桃李"), paragraph("正文", "婉约")))) == []


PLACES = {
    "the title": ("OFD.xml", "</ofd:Title>", "李婉</ofd:Title>"),
    "an attribute": ("Doc_0/Tags/Structure.xml", 'Role="', 'Role="李婉'),
    "the name of a font": ("Doc_0/PublicRes.xml", 'FontName="', 'FontName="李婉'),
    "a comment": ("Doc_0/Document.xml", "<ofd:Pages>", "<!-- 李婉 --><ofd:Pages>"),
    "numbers of the page": ("Doc_0/Document.xml", "<ofd:PhysicalBox>", "<ofd:PhysicalBox>0600-5550231 "),
    "characters by their numbers": ("Doc_0/Tags/Structure.xml", 'Role="', 'Role="&#x674E;&#x5A49;'),
    "objects of one character": (
        "Doc_0/Pages/Page_0/Content.xml",
        "</ofd:Layer>",
        "".join(
            f'<ofd:TextObject ID="9{at}" Boundary="{at} 200 5 8" Font="1" Size="5"><ofd:TextCode X="0" Y="6">{one}'
            "</ofd:TextCode></ofd:TextObject>"
            for at, one in enumerate("李婉", 50)
        )
        + "</ofd:Layer>",
    ),
}


@pytest.mark.parametrize("place", PLACES)
def test_a_name_is_found_wherever_it_stands(place: str) -> None:
    data = written(document(paragraph("正文", "原文。")))
    assert found(data) == []
    assert len(found(changed(data, *PLACES[place]))) == 1


def test_the_numbers_of_a_long_paper_look_like_nothing() -> None:
    (tree,) = documents(OCCASION.with_name("发布会.yaml"), "collection")
    assert leaks(written(tree), "文.ofd", Register()) == []
    for count in range(1, 40):
        assert leaks(written(document(*[paragraph("正文", "甲")] * count * 7)), "文.ofd", Register()) == [], count


TRACES = {
    "文档属性“作者”": ("OFD.xml", "<ofd:Creator>", "<ofd:Author>某人</ofd:Author><ofd:Creator>"),
    "文档属性“创建时间”": ("OFD.xml", "<ofd:Creator>", "<ofd:CreationDate>2024-05-01</ofd:CreationDate><ofd:Creator>"),
    "附件": ("Doc_0/Document.xml", "</ofd:Document>", "<ofd:Attachments>Attachs.xml</ofd:Attachments></ofd:Document>"),
    "签名或者签章": ("OFD.xml", "</ofd:DocBody>", "<ofd:Signatures>Signs.xml</ofd:Signatures></ofd:DocBody>"),
    "隐藏的文字": ("Doc_0/Pages/Page_0/Content.xml", "<ofd:TextObject ", '<ofd:TextObject Visible="false" '),
}


@pytest.mark.parametrize("trace", TRACES)
def test_what_tells_of_its_makers_is_told(trace: str) -> None:
    data = written(document(paragraph("正文", "原文。")))
    assert strangers(data, public=True) == []
    assert strangers(changed(data, *TRACES[trace])) == [trace]


def test_a_part_that_docgen_does_not_write_is_a_stranger_in_a_public_file() -> None:
    parts = dict(File(written(document(paragraph("正文", "原文。")))).parts) | {"Doc_0/Attachs/a.txt": b"a"}
    assert strangers(zipped(parts), public=True) == ["没有用过的部件"]
    assert strangers(zipped(parts)) == []
