"""Numbers that cannot disagree: figures as they are written, and the register of them.

How a figure is written: ``records/numbers.py``. Pure functions over text and records; what is
wrong comes back as Problems with the places of both sides.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from docgen.checks.citations import number as counted
from docgen.checks.subject import expanded, running_texts
from docgen.core.errors import Problem, problem
from docgen.core.source import Located, Span
from docgen.records import references
from docgen.records.conference import Conference
from docgen.records.kinds import Record
from docgen.records.models import Case, Figure
from docgen.records.numbers import Number, find, parse, spelt, total
from docgen.records.release import Release

_ALIKE = ("件份封宗起例", "家户所处个间", "人名位", "次场期批")
"""Units that different hands write for one thing: 312件 and 312份 of letters are one figure."""
_OTHERS = re.compile(r"(?:另外|另有|另|其余|余下|剩余|剩下|其他|每|各)的?$")
"""What before a number says that it is of others, or of each, and not of the whole."""
_BESIDE = 2
"""So many characters may stand between a figure's words and a number that is taken for its value in another unit."""
_CLAUSE = re.compile(r"[，。；！？：、\n]")
_SENTENCE = re.compile(r"[。！？；\n]")
_TAILS = (
    "总金额",
    "总人数",
    "金额",
    "人数",
    "件数",
    "家数",
    "份数",
    "户数",
    "次数",
    "起数",
    "吨数",
    "数量",
    "总数",
    "总额",
    "数额",
    "数",
)


# — the register —


@dataclass(frozen=True, slots=True)
class RegisteredFigure:
    """A registered figure. ``label`` tells it from all others (办案数, 顺义.补缴金额); ``owner`` is its case, ``""`` for none."""

    label: str
    name: str
    owner: str
    figure: Figure

    @property
    def place(self) -> Span:
        return self.figure.span

    @property
    def forms(self) -> tuple[Located, ...]:
        """What it may print: the inner value and the outer one."""
        return tuple(form for form in (self.figure.value, self.figure.outer) if form)

    @property
    def outer(self) -> Located:
        """What it prints in public."""
        return self.figure.outer or self.figure.value or Located("", self.figure.span)

    @property
    def period(self) -> str:
        return str(self.figure.period or "")

    @property
    def words(self) -> tuple[str, ...]:
        """The words by which running text is known to speak of it: as typed, else the name without 金额, 人数 …."""
        if self.figure.words:
            return tuple(str(word) for word in self.figure.words)
        stem = next((self.name.removesuffix(tail) for tail in _TAILS if self.name.endswith(tail)), self.name)
        return (stem,) if len(stem) >= 2 else ()


def register(records: Iterable[Record]) -> list[RegisteredFigure]:
    """Every figure of *records* and of the cases and conferences that they name, each once, in order."""
    found: dict[Span, RegisteredFigure] = {}

    def put(values: Iterable[tuple[str, Figure]], owner: str) -> None:
        for name, figure in values:
            label = f"{owner}.{name}" if owner else name
            found.setdefault(figure.span, RegisteredFigure(label, name, owner, figure))

    for record in records:
        match record:
            case Case():
                put(record.figures.items(), "")
                continue
            case Release() if record.event is not None:
                put(record.event.figures.items(), "")
        put(record.figures.items(), "")
        for member in record.members:
            put(member.case.figures.items(), member.name)
    return list(found.values())


# — what is wrong —


def disagreements(entries: Iterable[RegisteredFigure]) -> Iterator[Problem]:
    """F001 for each figure that two records register under one name with different values; different periods differ."""
    first: dict[tuple[str, str, str], RegisteredFigure] = {}
    for entry in entries:
        key = (entry.owner, entry.name, entry.period)
        other = first.setdefault(key, entry)
        if other is entry or _agree(other, entry):
            continue
        yield from _both(
            f"“{entry.label}”在两处登记的数不一样：“{other.outer}”和“{entry.outer}”",
            (entry.place, other.place),
            "只登记一处，别处引用；确是两个数的，写明“期间”或者换一个名字",
        )


def _agree(one: RegisteredFigure, other: RegisteredFigure) -> bool:
    left, right = parse(one.outer), parse(other.outer)
    return left.same(right) if left and right else str(one.outer) == str(other.outer)


def _both(message: str, places: tuple[Span, Span], hint: str, code: str = "F001") -> Iterator[Problem]:
    """One Problem at each of two *places*, each naming the other."""
    for here, there in (places, places[::-1]):
        yield problem(here, code, f"{message}（另一处：{there.file}:{there.line}）", hint)


def sums(record: Record) -> Iterator[Problem]:
    """F002 for each figure whose 合计 does not come out, or is of figures that cannot be summed.

    Where a term is known by what is said of it in public only (a public record), there is nothing to sum.
    """
    for name, figure in record.figures.items():
        terms: list[Number] = []
        targets = [references.target(record, str(part)) for part in figure.parts]
        if any(isinstance(one, Figure) and _rounded(one) for one in (figure, *targets)):
            continue
        for part, target in zip(figure.parts, targets, strict=True):
            number = parse(str(target.value)) if isinstance(target, Figure) and target.value else None
            if number is None:
                yield problem(part.span, "F002", f"“合计”里的“{part}”不是登记了的数", "写“数据”里的名字")
                break
            terms.append(number)
        else:
            yield from _sum_faults(name, figure, terms) if terms else ()


def _rounded(figure: Figure) -> bool:
    """True where the inner value is not here: under 值 stands what is typed under 对外 too."""
    return figure.outer is not None and str(figure.value) == str(figure.outer)


def series(record: Record) -> Iterator[Problem]:
    """F007 for each figure whose 各期 are not values of one thing in different periods."""
    for name, figure in record.figures.items():
        units: dict[str, str] = {}
        periods: dict[str, str] = {}
        for one in figure.series:
            target = references.target(record, str(one))
            number = parse(str(target.value)) if isinstance(target, Figure) and target.value else None
            if not isinstance(target, Figure) or number is None:
                yield problem(one.span, "F007", f"“各期”里的“{one}”不是登记了的数", "写“数据”里的名字")
            elif not target.period:
                yield problem(one.span, "F007", f"“各期”里的“{one}”没有写“期间”", f"在“{one}”里写上期间")
            elif str(target.period) in periods:
                message = f"“{name}”的各期里，“{periods[str(target.period)]}”和“{one}”的期间都是“{target.period}”"
                yield problem(one.span, "F007", message, "核对期间")
            elif units and number.unit not in units:
                first = next(iter(units.values()))
                message = f"“{name}”的各期单位不同：“{first}”和“{number.text}”"
                yield problem(one.span, "F007", message, "各期用同一个单位")
            else:
                units[number.unit] = number.text
                periods[str(target.period)] = str(one)


def _sum_faults(name: str, figure: Figure, terms: list[Number]) -> Iterator[Problem]:
    at = figure.keys["parts"].span if "parts" in figure.keys else figure.span
    whole, own = total(terms), parse(str(figure.value or ""))
    shown = "＋".join(term.text for term in terms)
    if isinstance(whole, str):
        yield problem(at, "F002", f"“{name}”的合计算不出来：{whole}", "去掉“合计”，或者改用准数")
    elif own is None or not whole.same(own):
        message = f"“{name}”写的是“{figure.value}”，{shown}是“{whole.text}”"
        yield problem(at, "F002", message, "核对各项，改对其中写错的一个")


def literals(texts: Iterable[Located], entries: list[RegisteredFigure], owner: str = "") -> Iterator[Problem]:
    """Figures typed by hand in *texts*, against the register.

    F003 at both places: the clause speaks of a registered figure and gives another value. It is an
    error where the words and the unit are the figure's own and no other figure has the value,
    else a reminder. F004, a reminder: the number is no registered one. *owner* is the case
    that the texts belong to; of other cases' figures they do not speak.
    """
    own = [entry for entry in entries if entry.owner in ("", owner)] if owner else entries
    known = [number for entry in own for form in entry.forms if (number := parse(form))]
    for text in texts:
        plain = _without_references(text)
        for number in find(plain):
            at = text.span_at(number.start)
            registered = any(number.same(other) for other in known)
            contrary = contradicted(plain, number, own)
            if contrary is not None:
                entry, sure = contrary
                found = other_value(number, at, entry)
                yield from found if sure and not registered else (replace(item, level="reminder") for item in found)
            elif (meant := of_another_unit(plain, number, own)) is not None:
                yield from (replace(item, level="reminder") for item in other_value(number, at, meant))
            elif not registered and not any(_said(number, form) for form in known):
                yield problem(
                    at, "F004", f"“{number.text}”没有在“数据”里登记", "登记以后用｛名字｝引用，各处就不会不一样"
                )
        for number in spelt(plain):
            # In words many a small number is no count of anything: only what surely speaks of a figure is told.
            contrary = contradicted(plain, number, own)
            if contrary is not None and contrary[1]:
                told = other_value(number, text.span_at(number.start), contrary[0])
                yield from (replace(item, level="reminder") for item in told)


def _said(number: Number, form: Number) -> bool:
    """True where *number* is *form* with another word for the unit (1126封, 1126份)."""
    return _kin(number.unit, form.unit) and number.same(replace(form, unit=number.unit))


def contradicted(
    text: str, number: Number, entries: Iterable[RegisteredFigure]
) -> tuple[RegisteredFigure, bool] | None:
    """The figure that *number* in *text* speaks of and contradicts, and whether that is sure; ``None`` where none is.

    Of several the one whose words stand nearest is meant; a value that any of them has is no contradiction.
    """
    spoken: list[tuple[bool, int, int, RegisteredFigure]] = []
    if _OTHERS.search(text[: number.start]):
        return None
    for place, entry in enumerate(entries):
        forms = [form for typed in entry.forms if (form := parse(typed))]
        if not any(_kin(number.unit, form.unit) for form in forms):
            continue
        near = nearness(text, number, entry)
        if near is None:
            continue
        loose, distance = near
        if any(number.same(form) for form in forms):
            return None
        same_unit = any(number.unit == form.unit for form in forms)
        spoken.append((loose or not same_unit, distance, place, entry))
    if not spoken:
        return None
    unsure, _, _, entry = min(spoken, key=lambda one: one[:3])
    return entry, not unsure


def of_another_unit(text: str, number: Number, entries: Iterable[RegisteredFigure]) -> RegisteredFigure | None:
    """The figure whose words stand beside *number* and whose value it has, with a unit that is not the figure's: 问题商场8件 for 8家."""
    for entry in entries:
        forms = [form for typed in entry.forms if (form := parse(typed))]
        near = nearness(text, number, entry)
        if near is None or near[0] or near[1] > _BESIDE or any(_kin(number.unit, form.unit) for form in forms):
            continue
        if any(number.same(replace(form, unit=number.unit)) for form in forms):
            return entry
    return None


def _kin(one: str, other: str) -> bool:
    return one == other or any(one in units and other in units for units in _ALIKE)


def other_value(number: Number, at: Span, meant: RegisteredFigure) -> Iterator[Problem]:
    """F003 at both places: *number*, typed by hand at *at*, is not what is registered of the figure *meant*."""
    value, outer = meant.figure.value, meant.figure.outer
    shown = f"{value or outer}" + (f"，对外{outer}" if value and outer and str(value) != str(outer) else "")
    there = meant.place
    here = f"这里手写的“{number.text}”和登记的“{meant.label}”（{shown}）不一样（登记在{there.file}:{there.line}）"
    back = f"“{meant.label}”登记的是{shown}，另一处手写的是“{number.text}”（{at.file}:{at.line}）"
    hint = f"改成｛{meant.label}｝；是另一个数的，另外登记"
    yield problem(at, "F003", here, hint)
    yield problem(there, "F003", back, f"核对哪个数对；登记的对，那里改成｛{meant.label}｝")


def nearness(text: str, number: Number, entry: RegisteredFigure) -> tuple[bool, int] | None:
    """How near the words of *entry* stand to *number* in its clause: (only alike, characters between).

    ``None`` where the clause does not speak of it. Words of three characters and more are also known
    by most of their pairs of characters: 制发了检察建议 for 制发检察建议.
    """
    start, clause = _clause(text, number.start)
    at, end = number.start - start, number.start - start + len(number.text)
    found: list[tuple[bool, int]] = []
    for word in entry.words:
        for match in re.finditer(re.escape(word), clause):
            found.append((False, max(match.start() - end, at - match.end(), 0)))
        pairs = {word[index : index + 2] for index in range(len(word) - 1)}
        shared = [clause.find(pair) for pair in pairs if pair in clause]
        if len(pairs) >= 2 and len(shared) >= 2 and len(shared) / len(pairs) >= 0.6:
            found.append((True, min(abs(place - at) for place in shared)))
    return min(found, default=None)


def _clause(text: str, at: int) -> tuple[int, str]:
    """The clause of *text* in which the character at *at* stands, with its offset."""
    before = [match.end() for match in _CLAUSE.finditer(text, 0, at)]
    after = _CLAUSE.search(text, at)
    start = before[-1] if before else 0
    return start, text[start : after.start() if after else len(text)]


def sentence(text: str, at: int) -> str:
    """The sentence of *text* in which the character at *at* stands, with the mark at its end."""
    before = [match.end() for match in _SENTENCE.finditer(text, 0, at)]
    after = _SENTENCE.search(text, at)
    return text[before[-1] if before else 0 : after.end() if after else len(text)].strip()


def _without_references(text: Located) -> str:
    """*text* with every reference blanked out, so that offsets stay true."""
    plain = str(text)
    for reference in references.find(plain):
        plain = plain[: reference.start] + "　" * (reference.stop - reference.start) + plain[reference.stop :]
    return plain


_REGISTERS = frozenset(["数据", "机关", "当事人", "人物", "主办", "体例", "联系人", "页眉", "来源"])
"""Where a record keeps facts about what its texts name: no text that would speak of a figure."""


def check(record: Record) -> list[Problem]:
    """Everything about figures that can be seen from *record* and the records that it names."""
    entries = register([record])
    found = [*disagreements(entries), *sums(record), *series(record), *other_periods(record)]
    if isinstance(record, Conference | Release):
        said = literals(_told(record), entries)
        # What was published before (来历: 导入) has its numbers as they were: nothing has to be registered.
        found += (item for item in said if item.code != "F004" or record.origin is None)
        found += cases_told(record)
    else:
        # A case tells of parts too (其中3家商场), so what looks like a contradiction is for a person to look at.
        contrary = (item for item in literals(_told(record), entries) if item.code == "F003")
        found += [replace(item, level="reminder") for item in contrary]
    return [*found, *two_faces(_public(record), entries)]


_CASES = re.compile(
    r"(?:发布|公布|选编|收录|选出|这|此次|本批|介绍)[^，。；、其\d]{0,12}?(?P<n>\d{1,3}|[一二两三四五六七八九十]{1,3})[件个起]"
    r"[^，。；、]{0,14}?(?:典型|优秀|指导性)?案例"
    r"|(?:^|[。；！？])(?P<m>\d{1,3}|[两二三四五六七八九十]{1,3})[件个起](?:典型|优秀)?案例(?=分别|均|都|中|涉及|涵盖|涉|由|，)"
)


def cases_told(record: Conference | Release) -> Iterator[Problem]:
    """F009 where a text says by hand how many cases are published, and the conference lists another number."""
    event = record if isinstance(record, Conference) else record.event
    count = len(event.members) if event is not None else 0
    for text in _told(record) if count else ():
        for found in _CASES.finditer(text):
            group = "n" if found["n"] else "m"
            said = counted(found[group].replace("两", "二"))
            if said not in (1, count):
                message = f"这里写{found[group]}件案例，发布会列了{count}件"
                yield problem(text.span_at(found.start(group)), "F009", message, "写成｛案例数｝，或者核对")


_SPAN_OF_MONTHS = re.compile(
    r"(?P<y>(?:19|20)\d{2})年(?:(?P<m>\d{1,2})月)?(?:至|到|—|－|～|-)(?:(?P<y2>(?:19|20)\d{2})年)?(?:(?P<m2>\d{1,2})月)?(?!\d)"
)


def _span_of(found: re.Match[str] | None) -> tuple[str, ...] | None:
    return None if found is None else (found["y"], found["m"] or "", found["y2"] or found["y"], found["m2"] or "")


def other_periods(record: Record) -> Iterator[Problem]:
    """F010 where a sentence gives a figure by reference for another span of months than the figure is registered for."""
    for text in _told(record):
        for one in references.find(text):
            figure = references.target(record, one.name)
            registered = _span_of(_SPAN_OF_MONTHS.fullmatch(figure.period.strip())) if _has_period(figure) else None
            if registered is None:
                continue
            start = max(text.rfind(mark, 0, one.start) for mark in "。！？；\n") + 1
            spans = list(_SPAN_OF_MONTHS.finditer(text, start, one.start))
            if spans and _span_of(spans[-1]) != registered:
                message = f"这里说的是{spans[-1][0]}，“{one.name}”登记的期间是{figure.period}"
                yield problem(text.span_at(spans[-1].start()), "F010", message, "核对期间；是另一段时间的数，另外登记")


def _has_period(figure: object) -> bool:
    return isinstance(figure, Figure) and figure.period is not None


def _told(record: Record) -> Iterator[Located]:
    """The texts of *record*, of every paper that is made of it: findings, letters, other papers, speeches, answers."""
    for text, path, *_ in running_texts(record):
        if _REGISTERS.isdisjoint(path[:1]):
            yield from text.lines()


def _public(record: Record) -> list[Located]:
    """What *record* itself prints in public, with its references as they print."""
    texts = ((text, path) for text, path, _, public, _ in running_texts(record) if public)
    lines = (line for text, path in texts if _REGISTERS.isdisjoint(path[:1]) for line in text.lines())
    return [_as_printed(line, record) for line in lines]


def _as_printed(text: Located, record: Record) -> Located:
    return expanded(text, record, public=True)


def two_faces(texts: Sequence[Located], entries: Iterable[RegisteredFigure]) -> Iterator[Problem]:
    """F008 at both places where one public paper of *texts* prints a figure rounded and its very value too.

    Whoever reads 30余家 and, lines below, 37家 knows what was not to be told. The value may have been
    typed by hand, or be registered a second time without an outer form.
    """
    numbers = [(number, text) for text in texts for number in find(str(text))]
    for entry in entries:
        inner, outer = parse(str(entry.figure.value or "")), parse(str(entry.figure.outer or ""))
        if inner is None or outer is None or not inner.exact or inner.same(outer):
            continue
        rounded = [text.span_at(number.start) for number, text in numbers if number.same(outer)]
        exact = [
            text.span_at(number.start)
            for number, text in numbers
            # A small number is often another thing's: it counts only where the clause speaks of this one.
            if number.same(inner) and (inner.value >= 10 or nearness(str(text), number, entry))
        ]
        if rounded and exact:
            message = f"“{entry.label}”在同一份对外材料里，一处是约数“{outer.text}”，一处是准数“{inner.text}”"
            yield from _both(message, (exact[0], rounded[0]), "用一种说法；两个数登记成一个，都用引用", "F008")
