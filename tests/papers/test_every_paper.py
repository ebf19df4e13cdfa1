"""Every paper of the invented cases, read as a colleague would who has to sign it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from helpers import INVENTED, KINDS, finished, loaded, made, stem

from docgen.core.tree import Document, Paragraph, Table, plain_text
from docgen.papers.finish import Finished
from docgen.papers.views import words

QUOTED = re.compile(r"“[^“”]*”")
YOU = re.compile(r"你(?:单位|公司|委|局|厅|办|会|校|院|所|站|队|府|中心)")
DOUBLED = re.compile(r"[、，；：。][、，；：。]|（）|《》|“”|。”。")
SENTENCE = re.compile(r"[^。；！？]+")
HINTS = ("示例", "不填密级", "待补", "此处", "XX", "××", "{{", "None", "True", "False")


@dataclass(frozen=True)
class Printed:
    """A paper of a sample with its lines: paragraphs and cells."""

    path: Path
    paper: Finished
    document: Document

    @property
    def name(self) -> str:
        return f"{self.path.stem} {self.paper.kind.name} {self.paper.subject}"


@cache
def papers(path: Path) -> tuple[Printed, ...]:
    return tuple(Printed(path, one, made(one)) for kind in KINDS for one in finished(path, kind, final=True))


def lines(document: Document) -> Iterator[tuple[str, str]]:
    """(role, text) of every paragraph and of every cell."""
    for block in document.blocks:
        if isinstance(block, Paragraph):
            yield block.role, plain_text(block.inlines)
        elif isinstance(block, Table):
            yield from ((block.role, plain_text(cell)) for row in block.rows for cell in row)


_AGAIN = {"表格", "对照表", "院名", "发文机关标志", "编发单位", "印发机关", "主送", "署名", "联合署名"}
"""Forms, and where the name of an office belongs."""

every_sample = pytest.mark.parametrize("path", INVENTED, ids=stem)


@every_sample
def test_you_is_said_to_the_reader_alone(path: Path) -> None:
    case = loaded(path).case
    assert case is not None
    for one in papers(path):
        kind = one.paper.kind
        # Whom the salutation names, read from the paper itself.
        (whom,) = [text.rstrip("：") for role, text in lines(one.document) if role == "主送"] or [""]
        you = {str(words.you(agency, name)) for name, agency in case.agencies.items() if agency.full_name == whom}
        you |= {str(words.party_you(party, name)) for name, party in case.parties.items() if party.full_name == whom}
        if whom and not you:
            you = {"你单位", f"你{whom[-1]}"}
        for _, text in lines(one.document):
            assert set(YOU.findall(QUOTED.sub("", text))) <= you, (one.name, text)
        assert kind.face != "public" or not any("你" in text for _, text in lines(one.document) if "旁听" not in text)


@every_sample
def test_no_sentence_stands_twice_in_one_paper(path: Path) -> None:
    for one in papers(path):
        found = Counter(
            sentence.strip()
            for role, text in lines(one.document)
            if role not in _AGAIN
            for sentence in SENTENCE.findall(text)
            if len(sentence.strip()) >= 14
        )
        assert [sentence for sentence, count in found.items() if count > 1] == [], one.name


@every_sample
def test_nothing_is_left_that_only_a_draft_or_a_form_maker_says(path: Path) -> None:
    for one in papers(path):
        for role, text in lines(one.document):
            assert [hint for hint in HINTS if hint in text] == [], (one.name, text)
            assert not DOUBLED.search(text), (one.name, text)
            if role not in ("表格", "对照表"):
                assert text.strip(), one.name


@every_sample
def test_every_label_has_something_behind_it(path: Path) -> None:
    """A paragraph that ends in ： introduces what follows; none stands before a heading or the close."""
    ends = {"一级标题", "二级标题", "小节", "用印日期", "成文日期", "署名", "附注", "抄送"}
    for one in papers(path):
        blocks = one.document.blocks
        for block, following in zip(blocks, [*blocks[1:], None], strict=True):
            text = plain_text(block.inlines) if isinstance(block, Paragraph) and block.role != "主送" else ""
            if text.endswith("：") and not text.endswith("如下："):
                assert following is not None, one.name
                assert not (isinstance(following, Paragraph) and following.role in ends), (one.name, block)


@every_sample
def test_a_proof_asks_for_a_number_only_where_the_paper_bears_one(path: Path) -> None:
    bearing = {one.paper.kind.name for one in papers(path) if "文号" in dict(lines(one.document))} | {"检察建议书"}
    for one in papers(path):
        if one.paper.kind.id == "proof-of-service":
            cells = {plain_text(row[0]): plain_text(row[1]) for row in _rows(one.document)}
            assert ("文号" in cells) is (cells["送达文书"] in bearing), one.name


@every_sample
def test_every_paper_that_is_served_has_its_proof(path: Path) -> None:
    """The sealed papers with an addressee, counted, and the proofs that name them."""
    served = Counter[tuple[str, str]]()
    proofs = Counter[tuple[str, str]]()
    internal = {"检察建议备案报告", "听证邀请函", "函", "协作意见"}
    for one in papers(path):
        kind = one.paper.kind
        found = dict(lines(one.document))
        if kind.id == "proof-of-service":
            cells = {plain_text(row[0]): plain_text(row[1]) for row in _rows(one.document)}
            proofs[cells["送达文书"], cells["受送达人"]] += 1
        elif kind.name not in internal and "用印日期" in found and ("主送" in found or kind.id in _FILED):
            whom = found.get("主送", "").rstrip("：") or _filed(path, one)
            name = {"社会治理检察建议书": "检察建议书"}.get(kind.name, kind.name)
            served[name, whom] += 1
    assert served
    assert {paper: count for paper, count in served.items() if proofs[paper] != count} == {}


_FILED = ("case-filing-decision", "judicial-relief-decision")
"""Papers that are served and speak to nobody."""


def _rows(document: Document) -> list[tuple]:  # type: ignore[type-arg]
    return [row for block in document.blocks if isinstance(block, Table) for row in block.rows]


def _filed(path: Path, one: Printed) -> str:
    """On whom a paper without a salutation is served: the agency of its entry, or the applicant that it names."""
    case = loaded(path).case
    assert case is not None
    found = re.search(r"救助申请人：([^，。]+)", "\n".join(text for _, text in lines(one.document)))
    registered = case.agencies.get(one.paper.subject) or case.parties.get(one.paper.subject)
    return found[1] if found else str(registered.full_name if registered else one.paper.subject)
