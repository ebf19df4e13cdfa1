"""Figures, agencies and persons of a published text → 数据, 机关 and 人物, with references where they stand.

What is proposed is what stands in the text; a name for it is made of the words round it and
is a person's to better. Nothing is registered by which the record would print one other
character: the caller's ``printed`` is asked, and what changes the print is left as it was.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from docgen.intake.found import Draft
from docgen.privacy.naming import COMPOUND, SURNAMES
from docgen.records import numbers
from docgen.records.conference import Conference
from docgen.records.models import Case
from docgen.records.references import DERIVED, PRESS_DERIVED
from docgen.records.release import Release
from docgen.records.yaml.fields import Model
from docgen.records.yaml.fields import names as field_names

_NOT_TEXT = frozenset(
    ["来历", "体裁", "检察院", "简称", "事由", "案名", "案由", "编号", "体例", "人物", "数据", "机关", "当事人", "主办",
     "案例", "来源", "页眉", "电头", "署名", "通报人", "案例集名称", "密级", "领域", "类型", "联系人", "时间", "法律依据", "文末"]
)  # fmt: skip
"""Keys under which no running text stands, or a text of which the name of the record is made."""
_HEADS = ("引题", "标题", "副标题")
"""What stands over a release says again what its text says: the text names a figure. Of a conference they are names."""
_MODELS: dict[str, type[Model]] = {"case": Case, "conference": Conference, "release": Release}
_FIRST = re.compile(r"[，。；！？：、“”‘’（）《》【】,;:!?()\s]")
"""What a clause begins behind."""
_BEFORE = re.compile(
    r".*(?:了|的|共计|共|将|对|为|与|和|及|至|达到|达|已|累计|其中|分别|仅|该|上述|以来|年来|均|约|过|有|在|后|中|等)"
)
_LONGEST = 14
_JOINING = re.compile(r"(?:均|都|共|已|为|达|到|至|等|了|约|有)+$")
_AFTER = re.compile(r"(?:的|被|和|与|及|等|在|并|均|已|为|由|向|于|从|有|进行|未|以|将|对|，)")


@dataclass(frozen=True, slots=True)
class Proposal:
    """What could be registered: under ``group``, called ``name``, printing ``words``. ``sentence`` is where it first stands."""

    group: str
    name: str
    words: str
    sentence: str
    post: str = ""


@dataclass(frozen=True, slots=True)
class _Mark:
    """A place of a text: the characters from ``start`` to ``stop`` say the proposal of ``key``."""

    start: int
    stop: int
    key: tuple[str, str]


@dataclass(slots=True)
class Registered:
    """The ``draft`` with what was registered: ``done``, and ``left`` what would have changed the print.

    ``figures`` of the ``total`` figures with a unit that stand in the text are references now.
    """

    draft: Draft
    done: list[Proposal]
    left: list[Proposal]
    figures: int = 0
    total: int = 0


def register(
    draft: Draft, choose: Callable[[Proposal], bool], printed: Callable[[Draft], Sequence[str] | None]
) -> Registered:
    """*draft* with all that *choose* takes, so that *printed* gives the same as before.

    The records that the draft names are registered each by itself: a figure belongs to its case.
    """
    before = printed(draft)
    records = [draft, *draft.parts]
    offered = [list(_proposals(one)) for one in records]
    taken = [[one for one in row if choose(one)] for row in offered]
    left: list[Proposal] = []

    def written(chosen: Sequence[Sequence[Proposal]]) -> Draft:
        first, *rest = (_apply(one, row) for one, row in zip(records, chosen, strict=True))
        return replace(first, parts=tuple(rest))

    whole = written(taken)
    if before is None or printed(whole) != before:
        # One by one: what changes the print stays as it was typed.
        kept: list[list[Proposal]] = [[] for _ in records]
        for row, into in zip(taken, kept, strict=True):
            for one in row:
                into.append(one)
                if before is None or printed(written(kept)) != before:
                    into.pop()
                    left.append(one)
        taken, whole = kept, written(kept)
    total = sum(len(list(numbers.find(text))) for one in records for text, _ in _lines_of(one))
    figures = sum(_count(one, row) for one, row in zip(records, taken, strict=True))
    return Registered(whole, [one for row in taken for one in row], left, figures, total)


# — what stands in a text —


def _in_order(draft: Draft) -> Iterator[tuple[str, str]]:
    """(key, value) of what *draft* says, the headlines of a release behind its text and those of a conference not at all."""
    heads = {key: value for key, value in draft.values.items() if key in _HEADS}
    yield from ((key, value) for key, value in draft.values.items() if key not in heads)
    if draft.type == "release":
        yield from heads.items()


def _lines_of(draft: Draft) -> Iterator[tuple[str, bool]]:
    """Every line of the running text of *draft*, and whether it is a headline."""
    for key, value in _in_order(draft):
        yield from ((text, key in _HEADS) for text in _texts({key: value}))


def _texts(values: Any, key: str = "") -> Iterator[str]:
    """Every line of running text under *values*, in order."""
    if isinstance(values, dict):
        for name, value in values.items():
            if name not in _NOT_TEXT:
                yield from _texts(value, name)
    elif isinstance(values, list):
        for value in values:
            yield from _texts(value, key)
    elif isinstance(values, str):
        yield from values.split("\n")


def _proposals(draft: Draft) -> Iterator[Proposal]:
    """What *draft* could register, each once, in the order of its text."""
    found: dict[tuple[str, str], Proposal] = {}
    names = _Names(draft)
    for text, head in _lines_of(draft):
        for mark, one in _found(draft, text, names, head=head):
            found.setdefault(mark.key, one)
    yield from found.values()


def _count(draft: Draft, chosen: Sequence[Proposal]) -> int:
    """How many figures of *draft* become references by *chosen*."""
    keys = {(one.group, one.name) for one in chosen}
    names = _Names(draft)
    return sum(
        mark.key in keys and mark.key[0] == "数据"
        for text, head in _lines_of(draft)
        for mark, _ in _found(draft, text, names, head=head)
    )


class _Names:
    """The names given to the figures of one record: a name for each number of each thing."""

    def __init__(self, draft: Draft) -> None:
        self._taken: dict[str, str] = dict.fromkeys((*DERIVED, *PRESS_DERIVED), "")
        self._taken |= dict.fromkeys((*field_names(_MODELS[draft.type]), *draft.values.get("数据", {})), "")

    def of(self, base: str, number: numbers.Number) -> str:
        """*base*, or what tells this *number* from another one that is called so."""
        tries = [base, f"{base}{number.unit}数"]
        tries += [f"{base}{count}" for count in range(2, 100)]
        for name in tries:
            if self._taken.setdefault(name, number.text) == number.text:
                return name
        return ""

    def again(self, base: str, number: numbers.Number) -> str:
        """The name that the text has given to such a *number*; ``""`` where two have one, as :meth:`of` where none has."""
        known = [name for name, words in self._taken.items() if words == number.text]
        return known[0] if len(known) == 1 else "" if known else self.of(base, number)


def _found(draft: Draft, text: str, names: _Names, *, head: bool = False) -> list[tuple[_Mark, Proposal]]:
    """The places of one line *text* of *draft*, none over another, in order."""
    if "｛" in text or "{" in text:
        return []  # braces of the source: nothing is put among them
    found: list[tuple[_Mark, Proposal]] = []
    if draft.type == "case":
        for start, stop in _agencies(text):
            words = text[start:stop]
            found.append((_Mark(start, stop, ("机关", words)), Proposal("机关", words, words, _sentence(text, start))))
    else:
        posts = _persons(draft)
        for start, stop in _called(text, posts):
            name = text[start:stop]
            one = Proposal("人物", name, name, _sentence(text, start), posts[name])
            found.append((_Mark(start, stop, ("人物", name)), one))
    for number in numbers.find(text):
        stop = number.start + len(number.text)
        if any(mark.start < stop and number.start < mark.stop for mark, _ in found):
            continue
        if name := (names.again if head else names.of)(_base(text, number), number):
            one = Proposal("数据", name, number.text, _sentence(text, number.start))
            found.append((_Mark(number.start, stop, ("数据", name)), one))
    return sorted(found, key=lambda item: item[0].start)


def _base(text: str, number: numbers.Number) -> str:
    """What *number* counts, by the words round it: of 办理案件12件 the words before, of 督促5家单位 those behind too."""
    clause = _FIRST.split(text[: number.start])[-1]
    for other in reversed(list(numbers.find(clause))):
        clause = clause[: other.start] + clause[other.start + len(other.text) :]
    before = re.sub(r"[^\u4e00-\u9fff]", "", _BEFORE.sub("", clause))
    if len(before) > _LONGEST:
        # Who did it goes first: a name does not begin in the middle of a word.
        before = re.sub(r"^.*?(?:机关|检察院|部门|单位|法院)(?=.{4})", "", before)[-_LONGEST:]
    if len(before) >= 4:
        return before
    behind = re.match(r"[\u4e00-\u9fff]{0,12}", text[number.start + len(number.text) :])
    after = _AFTER.split(behind[0] if behind else "")[0][:6]
    name = before + after
    if len(name) >= 2:
        return name
    # 满意率均为100%: what stands before the words that were cut.
    alone = re.sub(r"[^\u4e00-\u9fff]", "", _JOINING.sub("", clause))[-8:]
    return alone if len(alone) >= 2 else {"%": "比例", "％": "比例"}.get(number.unit, f"{number.unit}数")


def _sentence(text: str, at: int) -> str:
    """The sentence of *text* round *at*."""
    start = max(text.rfind(mark, 0, at) for mark in "。！？；") + 1
    ends = [end for mark in "。！？；" if (end := text.find(mark, at)) >= 0]
    return text[start : min(ends, default=len(text)) + 1]


# — agencies —

_AGENCY = re.compile(
    r"[\u4e00-\u9fff]{2,16}?(?:人民政府|街道办事处|管理委员会|管委会|委员会|总工会|妇联|局|厅)(?![\u4e00-\u9fff]?长|面|部|限|势)"
)
_LEADING = re.compile(
    r"^.*(?:与|和|及|向|由|对|经|请|督促|推动|联合|会同|邀请|联动|协同|组织|要求|建议|指导|将|被|在|从|是|了|的|等|至|移送|函告|通报|商请|根据|该|因|使|让|院|协调|督导|促成|促使|支持|助力|到|赴|给|调取|召集|依托|报送|发现|认为|其|中|并|后|各|以|走访|同)"
)
_PLACED = re.compile(
    r"省|市|区|县|乡|镇|街道|国|州|旗|市场|监督|监管|管理|人社|人力|卫健|教育|公安|民政|司法|环境|水务|水利|住建|城管|交通|税务|应急|文旅|农业|林业|仲裁"
)
_NO_AGENCY = re.compile(r".*(?:格局|布局|结局|当局|大局|全局|新局|破局|开局)")


def _agencies(text: str) -> Iterator[tuple[int, int]]:
    """Where an authority is named in *text*."""
    for found in _AGENCY.finditer(text):
        lead = _LEADING.match(found[0])
        start = found.start() + (lead.end() if lead else 0)
        words = text[start : found.end()]
        if len(words) >= 3 and _PLACED.search(words) and not _NO_AGENCY.fullmatch(words):
            yield start, found.end()


# — persons —

_NAME = (
    rf"(?:(?:{'|'.join(sorted(COMPOUND))})[\u4e00-\u9fff]{{1,2}}|[{''.join(sorted(SURNAMES))}][\u4e00-\u9fff]{{1,2}})"
)
_PERSON = re.compile(
    rf"(?P<post>[\u4e00-\u9fff、]{{2,30}}?(?:检察长|院长|主任|局长|主席|书记|检察官|检察官助理|部长|庭长|处长|科长|所长|人大代表|政协委员|会长|大队长))(?P<name>{_NAME})"
    r"(?=[，。、；：,;:“”\s]|介绍|表示|说|指出|通报|发布|主持|出席|参加|告诉|认为|强调|点评|讲话|致辞|$)"
)
_LEAD = re.compile(r"^.*(?:邀请到|邀请|由|对|向|经|随后|会上|和|与)")


def _persons(draft: Draft) -> dict[str, str]:
    """Name → post of the persons whom *draft* has, and of those whom its text names with a post."""
    found = {str(one["姓名"]): str(one.get("职务", "")) for one in draft.values.get("人物", [])}
    for text, _ in _lines_of(draft):
        for match in _PERSON.finditer(text):
            if "某" not in match["name"]:
                found.setdefault(match["name"], _LEAD.sub("", match["post"]).strip("、"))
    return found


def _called(text: str, names: dict[str, str]) -> Iterator[tuple[int, int]]:
    """Where *text* names one of *names*."""
    if names:
        pattern = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
        yield from (match.span() for match in re.finditer(pattern, text))


# — into the record —


def _apply(draft: Draft, chosen: Sequence[Proposal]) -> Draft:
    """*draft* with *chosen* registered, and with references in its text."""
    if not chosen:
        return draft
    keys = {(one.group, one.name) for one in chosen}
    names = _Names(draft)

    def line(text: str, *, head: bool) -> str:
        made, at = "", 0
        for mark, _ in _found(draft, text, names, head=head):
            if mark.key in keys:
                said = f"{mark.key[1]}|姓名" if mark.key[0] == "人物" else mark.key[1]
                made += f"{text[at : mark.start]}｛{said}｝"
                at = mark.stop
        return made + text[at:]

    def walk(value: Any, *, head: bool) -> Any:
        if isinstance(value, dict):
            return {key: item if key in _NOT_TEXT else walk(item, head=head) for key, item in value.items()}
        if isinstance(value, list):
            return [walk(item, head=head) for item in value]
        return "\n".join(line(one, head=head) for one in value.split("\n")) if isinstance(value, str) else value

    said = {key: value if key in _NOT_TEXT else walk(value, head=key in _HEADS) for key, value in _in_order(draft)}
    values = {key: said.get(key, value) for key, value in draft.values.items()}
    figures: dict[str, Any] = {
        one.name: {"值": one.words} if re.search("[,，]", one.words) else one.words
        for one in chosen
        if one.group == "数据"
    }
    agencies = {one.name: {"全称": one.words, "对外": one.words} for one in chosen if one.group == "机关"}
    known = [str(one["姓名"]) for one in values.get("人物", [])]
    people = [
        {"姓名": one.name} | ({"职务": one.post} if one.post else {})
        for one in chosen
        if one.group == "人物" and one.name not in known
    ]
    more: dict[str, Any]
    for group, more in (("数据", figures), ("机关", agencies)):
        if more:
            values[group] = values.get(group, {}) | more
    if people:
        values["人物"] = [*values.get("人物", []), *people]
    return replace(draft, values=values)
