"""What a text is: a collection of cases, one case, a release, or none of these. “没有认出案例” is an answer.

A paper of the house is no release, and none of it may become a public paper: it is refused."""

from __future__ import annotations

import re
from collections.abc import Sequence

from docgen.core.errors import Problem, problem
from docgen.core.source import Span
from docgen.intake import case, chrome, collection, headings, release
from docgen.intake.collection import Cases, CaseText, Part
from docgen.intake.found import Change, Draft, Found, Line, Source

_TITLE = re.compile(
    r"[^，。；：！？、]{0,30}(?:检察建议书?|决定书|笔录|送达回证|通知书|告知书|意见书|起诉书|督促监护令|邀请函|移送函|发文稿纸"
    r"|审批表|审查报告|终结报告|立案报告|调查报告|(?:会议|磋商|圆桌)纪要|请示)(?:[（(].{1,8}[）)])?"
)
_NUMBER = re.compile(r"\S{0,12}检\S{0,8}(?:建|立|公|听|社|行|民|终|函)\S{0,4}[〔\[（(【]20\d\d[〕\]）)】]第?\d*号")
_MARK = re.compile(
    r"[【（(\[]?(?:内部(?:资料|文件|材料|使用|传阅|掌握)?|(?:秘密|机密|绝密)(?:★\S{0,8})?|不得外传|注意保密|严禁外传)[】）)\]]?\S{0,6}"
)
_HEAD = 8
"""Lines at the top of a text in which titles, numbers and marks of papers stand."""
_SHORT = 24


def refused(texts: Sequence[str], file: str) -> Problem | None:
    """I001 where *texts*, the lines of a file, begin as an instrument does or bear a mark of internal use."""
    for number, text in enumerate(texts[:_HEAD], 1):
        words = re.sub(r"\s", "", text)
        if _MARK.fullmatch(words) and len(words) <= _SHORT:
            said = f"第{number}行写着“{words}”，是内部材料"
        elif _TITLE.fullmatch(words) and len(words) <= 2 * _SHORT:
            said = f"第{number}行是“{words[:_SHORT]}”，是办案文书"
        elif _NUMBER.fullmatch(words):
            said = f"第{number}行是文号“{words}”，是办案文书"
        else:
            continue
        hint = "办案文书写成案件记录：docgen new 案件，照着填；要公开的，先写成新闻稿再导入"
        return problem(Span(file), "I001", f"{said}，不能当作发布稿、案例导入", hint)
    return None


_COLLECTION = re.compile(r"(?:典型|指导性?|优秀|精品|示范|参考)?案例(?:（.{1,20}）|\(.{1,20}\)|集|选编|汇编)?")

NAMELESS = "【待补：案例集名称】"


def recognise(source: Source, name: str) -> Found | None:
    """The records that *source* gives; ``None`` where it has no text. *name* is the file's own, for names of records."""
    if not source.lines:
        return None
    found = collection.cases(source.lines)
    if found is not None and len(found.cases) > 1:
        return _collection(source, found, name)
    if found is not None and _is_case(found.cases[0]):
        lines = sorted([*found.before, *found.contents], key=lambda line: line.number)
        if found.contents or any(_names_collection(line.text) for line in lines):
            # A page of a collection: what stands before its only case keeps its order, as its preface.
            return _collection(source, Cases(lines, [], found.cases), name)
        return _single(source, found)
    one = _unheaded(source.lines) if found is None else None
    if one is not None and one.title:
        notes: list[str] = []
        draft = case.draft(one, notes, plain=True)
        if draft.values["检察院"] != case.GAP:
            return Found("一件案例，没有小节", [draft], _expected(one), notes)
    if one is not None:
        source.notes.append(
            "像一件案例，但是没有案名或者检察院的名称，存成发布稿；在第一行写上“某检察院督促……案”再导入，就成为案例"
        )
    return _release(source, name)


def _is_case(one: CaseText) -> bool:
    return len([part for part in one.parts if part.heading]) >= 2 or one.style.startswith("案例")


# — a collection —


def _collection(source: Source, found: Cases, name: str) -> Found:
    source.drop(collection.tail(found.cases[-1]), "编辑署名")
    for each in found.cases:
        source.drop(collection.senders(each), "联系人和报送单位")
    before = _without_web(source, found.before)
    title, preface = _title_of(before, source)
    values = {"案例集名称": title or NAMELESS}
    if not title:
        source.notes.append(f"没有认出案例集的名称，记录里写了{NAMELESS}，请补上")
    if preface:
        values["前言"] = "\n".join(line.text for line in preface)
    manner = {"案例标题": _common([one.style for one in found.cases]), "小节": _section_style(found.cases)}
    listed = bool(found.contents) and not found.paged
    manner |= {"目录": "是" if found.paged else "否", "清单": "是" if listed else "否"}
    if found.paged:
        source.drop(found.contents, "目录（排版时按各案标题重新生成）")
    notes: list[str] = []
    drafts = [
        Draft(
            "conference",
            values | {"体例": manner},
            (title or name,),
            tuple(case.draft(one, told, plain=plain) for one in found.cases),
        )
        for plain, told in ((False, notes), (True, []))
    ]
    expected = [title or NAMELESS]
    expected += [line.text for line in preface]
    if found.contents:
        listing = [line.text for line in found.contents if not re.fullmatch(r"目\s*录", line.text)]
        same = [headings.bare(text) for text in listing] == [headings.bare(one.title) for one in found.cases]
        expected += listing if same else [one.title for one in found.cases]
    if listed:
        _told_of_list(source, found)
    for one in found.cases:
        expected += _expected(one)
    return Found(f"典型案例集，{len(found.cases)} 件案例", drafts, expected, notes)


def _told_of_list(source: Source, found: Cases) -> None:
    """A list of contents that does not name every case as its heading does is told: it will be made anew."""
    words = [headings.bare(line.text) for line in found.contents if not re.fullmatch(r"目\s*录", line.text)]
    titles = [headings.bare(one.title) for one in found.cases]
    extra = [line for line in found.contents if re.fullmatch(r"目\s*录", line.text)]
    if extra:
        source.drop(extra, "目录二字（清单由程序生成）")
    if [word for word in words if word in titles] != titles:
        source.notes.append("文中的案例清单和各案标题不完全一致，清单按各案标题重新生成，请核对")


def _title_of(before: list[Line], source: Source) -> tuple[str, list[Line]]:
    """The collection's name and what is left for the preface."""
    for index, line in enumerate(before):
        text = line.text
        if not _names_collection(text):
            continue
        rest = before[:index] + before[index + 1 :]
        second = before[index + 1].text if index + 1 < len(before) else ""
        if index:
            source.changes.append(Change("changed", line.number, f"案例集名称原在第{line.number}行，印在最前：{text}"))
        del second
        return text, rest
    named = [found for line in before if (found := re.search(r"《([^《》]{4,60}案例[^《》]{0,16})》", line.text))]
    if named:
        source.notes.append(f"案例集名称取自正文中的《{named[0][1]}》，请核对")
        return named[0][1], before
    return "", before


def _names_collection(text: str) -> bool:
    """True for a line that may be the name of a collection of cases."""
    if (
        len(text) > 80
        or re.search(r"[。；：:！？]$", text)
        or not _COLLECTION.search(text)
        or headings.marked_start(text)
    ):
        return False
    return re.search(r"的?(?:通知|公告|决定|意见)$|^关于", text) is None


def _without_web(source: Source, lines: list[Line]) -> list[Line]:
    """*lines* without breadcrumb, source line and credits, which a collection does not print."""
    kept = []
    for line in lines:
        short = len(line.text) < 100
        if short and chrome.BREADCRUMB.fullmatch(line.text):
            source.drop([line], "网页的栏目路径")
        elif (
            short
            and chrome.SOURCE_LINE.fullmatch(line.text)
            and not re.fullmatch(r"\d{4}年\d{1,2}月\d{1,2}日", line.text)
        ):
            source.drop([line], "网页的时间和来源")
        elif short and chrome.CREDITS.match(line.text):
            source.drop([line], "编辑署名")
        else:
            kept.append(line)
    return kept


def _common(styles: list[str]) -> str:
    """The numbering that most titles have; 无 where they have none."""
    most = max(dict.fromkeys(styles), key=styles.count)
    return most if most in ("案例1：", "案例1", "案例一：", "案例一", "1.", "一、") else "无"


def _section_style(cases: list[CaseText]) -> str:
    styles: list[str] = [part.heading.style for one in cases for part in one.parts if part.heading]
    most = max(dict.fromkeys(styles), key=styles.count) if styles else "【】"
    return most if most in ("【】", "一、", "（一）", "无") else "【】"


def _expected(one: CaseText) -> list[str]:
    lines = [one.typed or one.title, *(line.text for line in one.notes)]
    for part in one.parts:
        if part.heading:
            lines.append(f"【{part.heading.name}】" if part.heading.style == "【】" else part.heading.name)
        lines += [line.text for line in part.lines if line.text]
    return lines


# — one case —


def _single(source: Source, found: Cases) -> Found:
    one = found.cases[0]
    source.drop(collection.tail(one), "编辑署名")
    source.drop(collection.senders(one), "联系人和报送单位")
    before = _without_web(source, [*found.before, *found.contents])
    if before:
        source.changes += (
            Change("changed", line.number, f"案名前面的这一行放进“题注”，印在案名后面：{line.text}") for line in before
        )
        one.notes = [*before, *one.notes]
    notes: list[str] = []
    drafts = [case.draft(one, notes), case.draft(one, [], plain=True)]
    return Found("一件案例", drafts, _expected(one), notes)


_CASE_TITLE = re.compile(r"[^，。；！？：]{4,60}案(?:件)?(?:[（(][^（）()]{1,20}[）)])?")
_OURS = re.compile(r"本院|我院|该院|(?<!最高)(?:人民)?检察院(?:以|在|依法|对|向)")
_STEPS = (
    r"立案",
    r"检察建议|磋商|提起(?:行政|民事|刑事附带民事)?公益诉讼|起诉|支持起诉|终结案件",
    r"整改|修复|履职|回头看|判决|采纳|清理|完成",
)
"""What the text of a case tells one after the other: its opening, what the office did, what came of it."""
_PRESS = re.compile(r"发布会|本报|本网|记者|通讯员|日讯|电讯")
_MEETING = re.compile(r"召开|会议|座谈|揭牌|签署")


def _unheaded(lines: list[Line]) -> CaseText | None:
    """The case that *lines* tell without any heading, as districts send them; ``None`` where they tell of something else.

    Its title is the first line where that is named as a case, else ``""``.
    """
    first, *rest = lines
    titled = _CASE_TITLE.fullmatch(first.text) is not None and not re.search(r"\d[余多]?[件起]", first.text)
    body = rest if titled else lines
    whole = "\n".join(line.text for line in body)
    if (
        not body
        or len(body) > 20
        or _PRESS.search(whole)
        or (not titled and _MEETING.search(whole))
        or any(len(line.text) < 16 for line in body)
    ):
        return None
    told = all(re.search(step, whole) for step in _STEPS)
    if not told or not _OURS.search(whole) or (not titled and not re.search("本院|我院|该院", whole)):
        return None
    return CaseText(first.text if titled else "", "", first.number, "", [], [Part(None, body)])


# — a release, or none —


def _release(source: Source, name: str) -> Found:
    kind = release.genre(source.lines)
    drafts = release.drafts(source.lines, name)
    expected = [line.text for line in source.lines]
    if more := release.others(drafts[0].values):
        told = "、".join(f"“{title}”" for title in more)
        source.notes.append(f"{told}像是另一篇的标题：文件里有几篇的，分成几个文件再导入")
    if kind:
        return Found(f"发布稿（{kind}），没有认出案例", drafts, expected)
    return Found("没有认出案例，也不像发布稿；全文按原样保存", drafts[1:], expected)
