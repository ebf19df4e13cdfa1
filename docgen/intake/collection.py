"""Where the cases of a text begin and end, and what stands before, between and after them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from docgen.intake import chrome, headings
from docgen.intake.found import Line
from docgen.intake.headings import Heading

_FIRST = ("keywords", "gist", "facts")
_MOST_NOTES = 4
"""Lines that may stand between the title of a case and its first section."""
_MOST_LISTED = 300
"""Cases of the largest collection whose list of contents is looked for on one line."""
_SUBTITLE = re.compile(r"(?:——|—|--|⸺).{2,80}")


@dataclass(slots=True)
class Part:
    """A section of a case; ``heading`` is ``None`` for text before the first one."""

    heading: Heading | None
    lines: list[Line] = field(default_factory=list)


@dataclass(slots=True)
class CaseText:
    """One case as it stands in a text. ``style`` is how its title was numbered, ``""`` where it was not.

    ``typed`` is the line of the title with its number, ``""`` where it took several lines.
    """

    title: str
    style: str
    number: int
    typed: str = ""
    notes: list[Line] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)


@dataclass(slots=True)
class Cases:
    """The cases of a text, what precedes the first, the lines of the list of contents, and what follows the last."""

    before: list[Line]
    contents: list[Line]
    cases: list[CaseText]
    paged: bool = False


@dataclass(frozen=True, slots=True)
class _Start:
    at: int
    body: int
    title: str
    style: str


def cases(lines: list[Line]) -> Cases | None:
    """The cases of *lines*, ``None`` where there are none."""
    starts = _starts(lines)
    starts = _with_unnamed(lines, starts)
    if not starts:
        return None
    found = [
        _case(lines, start, starts[index + 1].at if index + 1 < len(starts) else len(lines))
        for index, start in enumerate(starts)
    ]
    titles = {headings.bare(case.title) for case in found}
    before, contents, paged = _contents(lines[: starts[0].at], titles)
    return Cases(before, contents, found, paged)


# — starts —


def _starts(lines: list[Line]) -> list[_Start]:
    candidates = [start for index in range(len(lines)) if (start := _candidate(lines, index))]
    at = {start.at for start in candidates}
    listed = Counter(headings.bare(start.title) for start in candidates)
    sectioned = {start for start in candidates if _leads_to_section(lines, start, at)}
    styles = {start.style for start in sectioned}
    found: list[_Start] = []
    for start in candidates:
        if start in sectioned:
            found.append(start)
        elif _has_body(lines, start, at):
            again = listed[headings.bare(start.title)] > 1
            marked = start.style.startswith("案例")
            if (
                (marked and (start.style in styles or not sectioned))
                or (again and not sectioned)
                or (start.style not in ("", "案例一", "案例1") and not sectioned)
            ):
                found.append(start)
    found = _apart(found)
    if not sectioned and len(found) < 2 and not any(start.style.startswith("案例") for start in found):
        return []
    return found


def _apart(starts: list[_Start]) -> list[_Start]:
    """A title inside what another start already took is no start of its own."""
    found: list[_Start] = []
    for start in starts:
        if not found or start.at >= found[-1].body:
            found.append(start)
    return found


def _candidate(lines: list[Line], index: int) -> _Start | None:
    text = lines[index].text
    if marked := headings.marked_start(text):
        title, body = _whole_title(lines, index + 1, marked.title)
        return _Start(index, body, title, marked.style) if title else None
    if headings.heading(text) is not None:
        return None
    if numbered := headings.numbered_title(text):
        return _Start(index, index + 1, numbered.title, numbered.style)
    if headings.is_title(text):
        return _Start(index, index + 1, text, "")
    return _broken_title(lines, index)


def _broken_title(lines: list[Line], index: int) -> _Start | None:
    """A title over two lines, neither of which is one by itself."""
    text = lines[index].text
    following = lines[index + 1].text if index + 1 < len(lines) else ""
    if not 8 <= len(text) < 70 or len(following) >= 50 or re.search(r"[。！？；：:，,、》]$", text):
        return None
    if "检察院" not in text or "检察院" in following or not following.endswith("案"):
        return None
    if headings.marked_start(following) or not headings.is_title(text + following):
        return None
    found = headings.numbered_title(text + following)
    return _Start(index, index + 2, found.title if found else text + following, found.style if found else "")


def _whole_title(lines: list[Line], at: int, title: str) -> tuple[str, int]:
    """The title that begins as *title* and may go on from line *at*, and the line after it."""
    if headings.is_title(title):
        return title, at
    for length in (1, 2):
        more = lines[at : at + length]
        if len(more) < length or any(headings.heading(line.text) or headings.marked_start(line.text) for line in more):
            break
        whole = title + "".join(line.text for line in more)
        if headings.is_title(whole):
            return whole, at + length
    if title:
        return title, at
    following = lines[at].text if at < len(lines) else ""
    return (following, at + 1) if 4 <= len(following) < 100 and not re.search(r"[。！？；]$", following) else ("", at)


def _leads_to_section(lines: list[Line], start: _Start, candidates: set[int]) -> bool:
    """True where a section heading follows before another start does, with only a few lines between."""
    for index in range(start.body, min(start.body + _MOST_NOTES + 1, len(lines))):
        found = headings.heading(lines[index].text)
        if found is not None:
            first = found.kind in (*_FIRST, "work", "litigation", "other")
            return first and (bool(start.style) or found.kind in (*_FIRST, "work") or found.style == "【】")
        if index in candidates and not _is_note(lines[index].text):
            return False
    return False


def _has_body(lines: list[Line], start: _Start, candidates: set[int]) -> bool:
    """True where a paragraph of running text follows."""
    for index in range(start.body, min(start.body + 3, len(lines))):
        if index in candidates:
            return False
        text = lines[index].text
        if len(text) >= 40 and "。" in text:
            return True
    return False


def _is_note(text: str) -> bool:
    return bool(headings.CASE_NUMBER.fullmatch(text) or _SUBTITLE.fullmatch(text))


def _with_unnamed(lines: list[Line], starts: list[_Start]) -> list[_Start]:
    """Starts for the cases that only their sections give away: a second 基本案情 belongs to another case."""
    found = list(starts)
    seen: set[str] = set()
    taken = {index for start in starts for index in range(start.at, start.body)}
    begun = False
    for index, line in enumerate(lines):
        if index in taken:
            seen, begun = set(), True
            continue
        section = headings.heading(line.text)
        if (
            section is None
            or section.kind == "other"
            or (section.style != "【】" and section.kind not in ("facts", "significance"))
        ):
            continue
        if section.kind in _FIRST and (section.kind in seen or (not begun and section.kind not in seen and not seen)):
            title = _unnamed_title(lines, index)
            if title is not None and title.at not in taken:
                found.append(title)
                seen, begun = set(), True
        seen.add(section.kind)
    return sorted(found, key=lambda start: start.at)


def _unnamed_title(lines: list[Line], section: int) -> _Start | None:
    """The short line above the sections of a case, ``None`` where there is none."""
    for index in range(section - 1, max(section - 3, -1), -1):
        text = lines[index].text
        if _is_note(text):
            continue
        if 4 <= len(text) <= 80 and not re.search(r"[。！？；，：:]$", text) and not headings.heading(text):
            if index > 0 and (marked := headings.marked_start(lines[index - 1].text)) and not marked.title:
                return _Start(index - 1, index + 1, text, marked.style)
            found = headings.marked_start(text)
            return _Start(index, index + 1, found.title if found else text, found.style if found else "")
        return None
    return None


# — one case —


def _case(lines: list[Line], start: _Start, stop: int) -> CaseText:
    case = CaseText(start.title, start.style, lines[start.at].number)
    case.typed = lines[start.at].text if start.body == start.at + 1 else ""
    style = ""
    kinds: set[str] = set()
    part = Part(None)
    for line in lines[start.body : stop]:
        found = _section(line.text, style, kinds)
        if found is None:
            part.lines.append(line)
            continue
        style = style or found.style
        kinds.add(found.kind)
        case.parts.append(part)
        part = Part(found, [Line(found.text, line.number)] if found.text else [])
    case.parts.append(part)
    first = case.parts[0]
    if len(case.parts) > 1:
        # What stands between the title and the first section belongs to the title.
        case.notes, case.parts = first.lines, case.parts[1:]
    else:
        while first.lines and _is_note(first.lines[0].text):
            case.notes.append(first.lines.pop(0))
    return case


def _section(text: str, style: str, kinds: set[str]) -> Heading | None:
    """The section that *text* begins, by the manner of this case: *style* is that of its first section."""
    found = headings.heading(text)
    if found is not None:
        if not style:
            return found if found.certain or found.style == "无" else None
        if found.style == style:
            return found
        if found.style == "。":
            return None  # run in at the head of a paragraph, where the others stand alone: words of the paragraph
        alone = found.kind not in kinds and (found.kind not in ("work", "other") or style == "。")
        return found if alone or (style != "【】" and found.style == "【】") else None
    return _numbered_section(text, style, len(kinds)) if style in ("一、", "（一）") else None


def _numbered_section(text: str, style: str, before: int) -> Heading | None:
    """A heading of an unknown name between numbered ones of known names."""
    pattern = (
        r"[（(]\s*([一二三四五六七八九])\s*[)）]\s*(.+)" if style == "（一）" else r"([一二三四五六七八九])\s*、\s*(.+)"
    )
    found = re.fullmatch(pattern, text)
    if found is None or len(found[2]) > 24 or re.search(r"[。；，：]", found[2]):
        return None
    if "一二三四五六七八九".index(found[1]) != before:
        return None
    return Heading(re.sub(r"\s+", "", found[2]), "other", "（一）" if style == "（一）" else "一、")


# — before the first case —


def _contents(lines: list[Line], titles: set[str]) -> tuple[list[Line], list[Line], bool]:
    """(what is left, the list of contents, whether it had page numbers) of the lines before the first case."""
    rest: list[Line] = []
    contents: list[Line] = []
    paged = False
    for index, line in enumerate(lines):
        if re.fullmatch(r"目\s*录", line.text) or headings.bare(line.text) in titles:
            contents.append(line)
            paged = paged or re.search(r"(?:\.{2,}|…+|\t|案\s+)\s*\d{1,4}$", line.text) is not None
        elif (entries := _on_one_line(line.text, titles)) or _unfinished(lines, index, titles):
            contents += [Line(entry, line.number) for entry in entries] or [line]
        elif (
            contents and lines[index - 1] is contents[-1] and headings.bare(lines[index - 1].text + line.text) in titles
        ):
            contents.append(line)
        else:
            rest.append(line)
    return rest, contents, paged


def _unfinished(lines: list[Line], index: int, titles: set[str]) -> bool:
    """The number of an entry alone on its line (案例六), or the first half of a title, before the rest of it."""
    text = lines[index].text
    following = lines[index + 1].text if index + 1 < len(lines) else ""
    marked = headings.marked_start(text)
    if marked is not None and not marked.title:
        return headings.bare(following) in titles
    return bool(following) and headings.bare(text + following) in titles


def _on_one_line(text: str, titles: set[str]) -> list[str]:
    """The entries of a list of contents that stands on one line; empty where *text* is none."""
    words = re.sub(r"\s+", "", text)
    if len(titles) > _MOST_LISTED or len(words) < 20:
        return []
    known = [title for title in titles if title in words]
    if len(known) < 2 or sum(map(len, known)) < 0.8 * len(
        re.sub(r"[\d一二三四五六七八九十、.．;；:：案例]", "", words)
    ):
        return []
    return sorted(known, key=words.index)


_CONTACT = re.compile(
    r"[（(]?(?:(?:案件)?(?:承办|联系)(?:人|检察官)|联系(?:电话|方式)|电话|手机|邮箱|报送单位|供稿(?:单位)?|推荐单位)\s*[:：].{1,80}|"
    r"[（(]?[\u4e00-\u9fff]{2,30}(?:检察院|检察室)(?:第[一二三四五六七八九]检察部)?\s*(?:报送|供稿|提供|推荐)[)）]?"
)
"""Who sent a case and whom to ask: for the office that collects them, never for the reader."""


def senders(case: CaseText) -> Iterator[Line]:
    """Take contacts and senders off the end of *case*: they are told, and stand in no section of it."""
    lines = case.parts[-1].lines
    while len(lines) > 1 and _CONTACT.fullmatch(lines[-1].text):
        yield lines.pop()


def tail(case: CaseText) -> Iterator[Line]:
    """Take the credits off the end of the last case: they are told, not imported as text of the case."""
    lines = case.parts[-1].lines
    while (
        lines
        and (chrome.CREDITS.match(lines[-1].text) or chrome.SOURCE_LINE.fullmatch(lines[-1].text))
        and len(lines[-1].text) < 90
    ):
        yield lines.pop()
