"""Rules about the statutes that a record cites: their force, their articles, their names."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any, cast

from docgen.checks.citations import Part, citations, plain_name
from docgen.checks.norms import key, names
from docgen.checks.rules import rule
from docgen.checks.statutes import Statute, Version, cited, find, statutes
from docgen.checks.subject import Finding, Passage, Subject
from docgen.core.dates import chinese
from docgen.records import derive


@rule(
    "L001",
    level="error",
    on="引用的法律",
    source="民法典第一千二百六十条；生态环境法典第一千二百四十二条、第一千零五十七条；各法的施行、废止条款",
)
def repealed_statute(subject: Subject) -> Iterator[Finding]:
    """引用了已经废止的法律、法规、司法解释。

    看行为发生的日期：行为在废止之后的，是错误；行为在废止以前、文书在废止以后的，处罚按从旧兼从轻仍可能适用，
    只作提示；文书和行为都在废止以前的，不管。行为的日期取“行为日期”，没有写的取线索、立案的日期。
    各部法律何时施行、何时废止，见程序自带的法规表；各院可以用 docgen.yaml 的“法规表”补充。

    好：
        线索: {来源: 群众举报, 日期: 2019年3月1日}
        查明: 上述行为违反《中华人民共和国物权法》第八十三条的规定。
    错：
        线索: {来源: 群众举报, 日期: 2024年3月1日}
        查明: 上述行为违反《中华人民共和国物权法》第八十三条的规定。
    错：
        线索: {来源: 群众举报, 日期: 2026年9月3日}
        查明: 上述行为违反《中华人民共和国环境保护法》第四十二条的规定。
    """
    for citation, passage, statute in cited(subject):
        if statute is not None and statute.ended and not quoted(passage, citation.start):
            message = f"《{citation.name}》已经由《{statute.successor}》废止，从哪一天起没有查到"
            yield Finding(passage.text.span_at(citation.start), message, _instead(statute), "reminder")
        if statute is None or statute.until is None or quoted(passage, citation.start):
            continue
        act, paper = subject.conduct, subject.paper_day(passage)
        if act is not None and act < statute.until:
            if paper is None or paper < statute.until:
                continue
            message = f"《{citation.name}》已于{_in_words(statute.until)}废止；行为发生在废止以前，确认是否仍然适用（处罚从旧兼从轻）"
            yield Finding(passage.text.span_at(citation.start), message, _instead(statute), "hint")
        elif act is None and paper is None:
            message = f"《{citation.name}》已于{_in_words(statute.until)}废止，记录里没有日期，无法判断是否适用"
            yield Finding(passage.text.span_at(citation.start), message, _instead(statute), "reminder")
        elif (act or paper or statute.until) >= statute.until:
            what = "行为发生时" if act is not None else "作出文书时"
            message = f"《{citation.name}》已于{_in_words(statute.until)}废止，{what}（{_in_words(act or paper or statute.until)}）不再有效"
            yield Finding(
                passage.text.span_at(citation.start), message, _instead(statute), None if statute.sure else "reminder"
            )


def _instead(statute: Statute) -> str:
    new = f"改引《{statute.successor}》的相应条款；" if statute.successor else ""
    return f"{new}行为发生在废止以前的，在记录里写明“行为日期”"


def _in_words(day: datetime.date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


@rule("L002", level="error", on="引用的法律", source="各法的施行条款；立法法第一百零四条（法不溯及既往）")
def statute_not_in_force(subject: Subject) -> Iterator[Finding]:
    """引用了当时还没有施行的法律。

    好：
        线索: {来源: 群众举报, 日期: 2022年3月1日}
        查明: 违反《中华人民共和国民法典》第二百七十四条的规定。
    错：
        线索: {来源: 群众举报, 日期: 2020年3月1日}
        立案: 2020年3月9日
        查明: 违反《中华人民共和国民法典》第二百七十四条的规定。
    """
    for citation, passage, statute in cited(subject):
        paper = subject.paper_day(passage)
        if statute is None or paper is None or quoted(passage, citation.start):
            continue
        if citation.articles and statute.versions and statute.since < paper < statute.versions[0].since:
            first = statute.versions[0]
            known = f"{_in_words(first.since)}{'起施行' if first.exact else '修改'}的文本"
            yield Finding(
                passage.text.span_at(citation.start),
                f"《{citation.name}》在法规表里最早是{known}，作出文书时（{_in_words(paper)}）的条文没有核对",
                "核对当时的文本",
                "hint",
            )
        if paper >= statute.since:
            continue
        yield Finding(
            passage.text.span_at(citation.start),
            f"《{citation.name}》{_in_words(statute.since)}起施行，作出文书时还没有施行",
            "核对日期，或者改引当时有效的法律",
            None if statute.sure else "reminder",
        )


@rule("L003", level="error", on="引用的法律", source="各法的最后一条")
def article_out_of_range(subject: Subject) -> Iterator[Finding]:
    """条文序号超过了这部法律的最后一条。

    好：《中华人民共和国民法典》第一千二百六十条
    错：违反《中华人民共和国民法典》第一千二百六十一条的规定。
    错：根据《人民检察院公益诉讼办案规则》第一百一十五条的规定。
    """
    for citation, passage, statute in cited(subject):
        if statute is None or not citation.articles or quoted(passage, citation.start):
            continue
        texts = statute.texts(subject.paper_day(passage))
        for article in citation.articles:
            if texts and all(0 < text.last < article.number for text in texts):
                yield Finding(
                    passage.text.span_at(article.start),
                    f"《{citation.name}》{_dated(statute, texts)}一共{texts[0].last}条，没有第{article.number}条",
                    "核对条文序号",
                    None if _sure(texts) else "reminder",
                )


def _sure(texts: tuple[Version, ...]) -> bool:
    return len(texts) == 1 and texts[0].sure


def _dated(statute: Statute, texts: tuple[Version, ...]) -> str:
    """Which text is meant, where the statute has more than one: （2023年1月1日起施行的文本）."""
    text = texts[0]
    if len(statute.versions) == 1 and text.since == statute.since:
        return ""
    return f"（{_in_words(text.since)}{'起施行' if text.exact else '修改'}的文本）"


@rule("L016", level="error", on="引用的法律", source="各法的条文：款、项的数目从公开的文本数出")
def part_out_of_range(subject: Subject) -> Iterator[Finding]:
    """引用的款或者项，这一条里没有。

    看作出文书时有效的文本。地方性法规、规章、2000年以前的文本和2026年新公布的文本，款、项的数目没有逐条核对，只作提醒。

    好：《中华人民共和国行政诉讼法》第二十五条第四款
    错：根据《中华人民共和国行政诉讼法》第二十五条第五款的规定。
    错：根据《中华人民共和国妇女权益保障法》第七十七条第（六）项的规定。
    错：根据《中华人民共和国妇女权益保障法》第七十七条第（二）项、第（七）项的规定。
    """
    for citation, passage, statute in cited(subject):
        if statute is None or not citation.articles or quoted(passage, citation.start):
            continue
        texts = statute.texts(subject.paper_day(passage))
        for article in citation.articles:
            shapes = [text.clauses(article.number, article.sub) for text in texts]
            if not shapes or any(shape is None for shape in shapes):
                continue
            for part in article.parts:
                reasons = [_lacks(part, shape or ()) for shape in shapes]
                if all(reasons):
                    name = f"第{chinese(article.number)}条" + (f"之{chinese(article.sub)}" if article.sub else "")
                    sure = _sure(texts) and texts[0].since < _BY_OTHERS
                    yield Finding(
                        passage.text.span_at(part.start),
                        f"《{citation.name}》{_dated(statute, texts)}{name}{reasons[0]}",
                        "核对款、项",
                        None if sure else "reminder",
                    )


_BY_OTHERS = datetime.date(2026, 3, 1)
"""Texts in force from here on were taken from a copy of others, whose lines may end elsewhere."""


def _lacks(part: Part, shape: tuple[int, ...]) -> str:
    """Why an article of *shape* does not hold *part*, in words; ``""`` where it does."""
    if part.clause > len(shape):
        return f"{'只有一款' if len(shape) == 1 else f'只有{len(shape)}款'}，没有第{chinese(part.clause)}款"
    if not part.item:
        return ""
    where = f"第{chinese(part.clause)}款" if part.clause and len(shape) > 1 else ""
    most = shape[part.clause - 1] if part.clause else max(shape)
    if most == 0:
        return f"{where}没有分项，没有第（{chinese(part.item)}）项"
    return f"{where}只有{most}项，没有第（{chinese(part.item)}）项" if part.item > most else ""


@rule("L017", level="reminder", on="引用的法律", source="立法技术规范；各法的条文")
def clause_told_wrongly(subject: Subject) -> Iterator[Finding]:
    """只有一款的条写了“第一款”，或者有几款的条引到项却没有写款。

    好：《中华人民共和国妇女权益保障法》第七十七条第（二）项
    错：根据《中华人民共和国妇女权益保障法》第七十七条第一款的规定。
    错：根据《中华人民共和国民法典》第九百九十七条第一款的规定。
    """
    for citation, passage, statute in cited(subject):
        if statute is None or not citation.articles or quoted(passage, citation.start):
            continue
        texts = statute.texts(subject.paper_day(passage))
        for article in citation.articles:
            shapes = {text.clauses(article.number, article.sub) for text in texts}
            shape = shapes.pop() if len(shapes) == 1 else None
            for part in article.parts if shape else ():
                name = f"第{chinese(article.number)}条" + (f"之{chinese(article.sub)}" if article.sub else "")
                span = passage.text.span_at(part.start)
                if len(shape or ()) == 1 and part.clause == 1:
                    yield Finding(span, f"{name}只有一款，不写“第一款”", f"写成“{name}”，引到项的写“{name}第（…）项”")
                elif len(shape or ()) > 1 and part.item and not part.clause and part.item <= max(shape or (0,)):
                    having = [place for place, items in enumerate(shape or (), 1) if items >= part.item]
                    which = f"第{chinese(having[0])}款" if len(having) == 1 else "第几款"
                    yield Finding(span, f"{name}有{len(shape or ())}款，引到项要写明是哪一款", f"在项前面写上“{which}”")


_PROVINCE = re.compile(
    r"(北京|天津|上海|重庆)市|(河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海)省"
    r"|(内蒙古|广西|西藏|宁夏|新疆)[\u4e00-\u9fff]{0,3}自治区"
)


@rule("L018", level="reminder", on="引用的法律", source="立法法第八十条、第八十二条：地方性法规在本行政区域内有效")
def rule_of_another_place(subject: Subject) -> Iterator[Finding]:
    """引用了别的省、自治区、直辖市的地方性法规或者规章的条文。

    好：
        检察院: 北京市大兴区人民检察院
        查明: 根据《北京市养犬管理规定》第五条的规定。
    错：
        检察院: 北京市大兴区人民检察院
        查明: 根据《上海市绿化条例》第五条的规定。
    """
    case = subject.case
    office = str(case.procuratorate or "") if case else ""
    own = _PROVINCE.match(office)
    if own is None:
        return
    here = next(filter(None, own.groups()))
    for citation, passage, statute in cited(subject):
        named = _PROVINCE.match(plain_name(citation.name))
        there = statute.region if statute is not None else next(filter(None, named.groups())) if named else ""
        if there and there != here and citation.articles and not quoted(passage, citation.start):
            yield Finding(
                passage.text.span_at(citation.start),
                f"《{citation.name}》是{there}的规定，{office}所在的{here}不适用",
                "改引本地的规定",
            )


@rule("L004", level="error", on="引用的法律", source="民事诉讼法（2017年、2021年、2023年三个版本）")
def moved_article(subject: Subject) -> Iterator[Finding]:
    """法律修改后条文序号变了，引用的是另一个版本的序号。

    例如民事诉讼法关于公益诉讼的条文，2022年1月1日以前是第五十五条，以后是第五十八条。
    引号里照录别的文件的，不管。

    好：
        类型: 民事公益诉讼
        立案: 2024年3月1日
        查明: 根据《中华人民共和国民事诉讼法》第五十八条第二款的规定。
    错：
        类型: 民事公益诉讼
        立案: 2024年3月1日
        查明: 根据《中华人民共和国民事诉讼法》第五十五条第二款的规定。
    错：
        类型: 民事公益诉讼
        立案: 2020年3月1日
        查明: 根据《中华人民共和国民事诉讼法》第五十八条第二款的规定。
    """
    for citation, passage, statute in cited(subject):
        paper = subject.paper_day(passage)
        if statute is None or not statute.moves or paper is None or quoted(passage, citation.start):
            continue
        for article in citation.articles:
            for move in statute.moves:
                right, wrong = (move.now, move.article) if paper >= move.since else (move.article, move.now)
                if article.number == wrong and _speaks_of(move.about, subject, passage):
                    yield Finding(
                        passage.text.span_at(article.start),
                        f"《{citation.name}》关于{move.about}的条文，{'自' if right == move.now else ''}"
                        f"{_in_words(move.since)}{'起' if right == move.now else '以前'}"
                        f"是第{chinese(right)}条",
                        f"改成“第{chinese(right)}条”",
                    )


def _speaks_of(about: str, subject: Subject, passage: Passage) -> bool:
    if about == "公益诉讼":
        case = subject.case
        return (case is not None and "公益诉讼" in str(case.case_type or "公益诉讼")) or "公益诉讼" in passage.text
    return about in passage.text


def quoted(passage: Passage, at: int) -> bool:
    before = str(passage.text)[:at]
    return before.count("“") > before.count("”")


_DIGITS_IN_ARTICLE = re.compile(
    r"第[一二三四五六七八九十百千零\d]*\d[一二三四五六七八九十百千零\d]*条(?:第[一二三四五六七八九十\d]+款)?(?:第[（(]?[一二三四五六七八九十\d]+[）)]?项)?|第[一二三四五六七八九十百千零]+条第\d+款(?:第[（(]?[一二三四五六七八九十\d]+[）)]?项)?"
)


@rule(
    "L005",
    level="reminder",
    on="引用的法律",
    source="最高人民法院关于裁判文书引用法律、法规等规范性法律文件的规定（参照）；公文和法律文书的通行写法",
)
def digits_in_article(subject: Subject) -> Iterator[Finding]:
    """条、款、项的序号用了阿拉伯数字。

    好：《中华人民共和国行政诉讼法》第二十五条第四款
    错：根据《中华人民共和国行政诉讼法》第25条第4款的规定。
    改：根据《中华人民共和国行政诉讼法》第二十五条第四款的规定。
    """
    for hit in subject.hits(_DIGITS_IN_ARTICLE):
        # No statute has an article 0 or 10000: such a number is a mistake that only its author can mend.
        known = all(0 < len(number.lstrip("0")) <= 4 for number in re.findall(r"\d+", hit[0]))
        fixed = re.sub(r"\d+", lambda found: chinese(int(found[0])), hit[0]) if known else None
        yield hit.finding(f"“{hit[0]}”的序号要用汉字", fix=fixed)


@rule(
    "L006",
    level="reminder",
    on="引用的法律（内部文书）",
    source="最高人民法院关于裁判文书引用法律、法规等规范性法律文件的规定（参照）",
)
def short_statute_name(subject: Subject) -> Iterator[Finding]:
    """内部文书引用法律没有写全称。

    法律文书第一次引用法律写全称；后面要用简称，先写“（以下简称《…》）”。对外的文章不管。

    好：《中华人民共和国水法》第三十七条
    错：
        法律依据: {职责: [《水法》第三十七条]}
    """
    for citation, passage, statute in cited(subject):
        if (
            passage.public
            or statute is None
            or not statute.full_name.startswith("中华人民共和国")
            or "中华人民共和国" in citation.name
        ):
            continue
        if re.search(rf"以下(?:简称|称)[《“]?{re.escape(citation.name)}", subject.whole):
            continue
        # The name of a law is not mended by a program: which one was meant, and whether it had that name then, is read.
        yield Finding(
            passage.text.span_at(citation.start),
            f"《{citation.name}》要写全称",
            f"改成“《{statute.full_name}》”，或者先写“（以下简称《{citation.name}》）”",
        )


_PLACE = re.compile(r"[\u4e00-\u9fff]{2,10}?(?:省|市|自治区|自治州|自治县|县)")


def _near(name: str, known: tuple[str, ...], cited: bool) -> str:
    """The statute that differs from *name* in a character or two, ``""`` where there is none.

    Two in a short name only where an article of it is *cited*: a paper of the house is named as a law may be. Rules of two places are alike but for the place: that one is not the other misspelt.
    """
    from rapidfuzz import process
    from rapidfuzz.distance import DamerauLevenshtein

    for each in known:
        if len(each) == len(name) and each[:-1] == name[:-1]:
            return each
    most = 0 if len(name) < 4 else 1 if len(name) < (6 if cited else 10) else 2
    found = process.extract(name, known, scorer=DamerauLevenshtein.distance, processor=None, score_cutoff=most, limit=8)
    for each, _, _ in found if most else ():
        if _may_be_of(name, each):
            return each
    return ""


def _may_be_of(name: str, other: str) -> bool:
    """Whether *name* can be *other* misspelt: a rule of another place is another rule."""
    written, meant = _PLACE.match(name), _PLACE.match(other)
    if written is None or meant is None:
        return written is None
    return written[0] == meant[0]


_nearest: Callable[[str, tuple[str, ...], bool], str] = cast(Any, lru_cache(1024)(_near))
_TITLE_OF_A_NORM = re.compile(r"[法典例定则释）)]$|[办规条细解].?$|法.$")


@rule("L007", level="reminder", on="引用的法律", source="各法的名称")
def misspelt_statute(subject: Subject) -> Iterator[Finding]:
    """法律名称像是写错了。

    和法规表里的名称只差一两个字，或者漏了中间的几个字。

    好：《中华人民共和国个人信息保护法》
    错：根据《中华人民共和国个人信息保障法》第七十条的规定。
    错：根据《人民检察院公益诉讼办案规定》第六十七条的规定。
    错：违反了《中华人民共和国社会保险发》的规定。
    错：违反了《中华人民共和国文物法》第二十八条的规定。
    """
    known: tuple[str, ...] = ()
    for citation, passage, statute in cited(subject):
        name = plain_name(citation.name)
        of_the_state = citation.name.startswith("中华人民共和国")
        like_a_norm = bool(citation.articles) or of_the_state or _TITLE_OF_A_NORM.search(name)
        if statute is not None or len(name) < 3 or not like_a_norm:
            continue
        known = known or (*statutes(subject.project), *names())
        if like := _nearest(key(name), known, bool(citation.articles)) or _shortened(name, known):
            meant = find(subject.project, like)
            yield Finding(
                passage.text.span_at(citation.start),
                f"法规表里没有《{citation.name}》，像是《{meant.full_name if meant else like}》",
                "核对名称；确有此法的，写进 docgen.yaml 的“法规表”",
            )


def _shortened(name: str, known: tuple[str, ...]) -> str:
    """The law of *known* of whose name *name* is what is left when its middle is dropped: 文物法 of 文物保护法."""
    if not name.endswith("法") or not 3 <= len(name) <= 5:
        return ""
    for law in known:
        if law.endswith("法") and law[:2] == name[:2] and 1 <= len(law) - len(name) <= 4:
            signs = iter(law)
            if all(sign in signs for sign in name):
                return law
    return ""


_ORDER_OF_RANKS = {"法律": 0, "行政法规": 1, "地方性法规": 2, "规章": 3, "司法解释": 4}


@rule(
    "L008", level="hint", on="法律依据", source="最高人民法院关于裁判文书引用法律、法规等规范性法律文件的规定（参照）"
)
def statute_order(subject: Subject) -> Iterator[Finding]:
    """引用几部法律的先后次序不对。

    先法律，后行政法规、地方性法规、规章，最后司法解释。

    好：
        法律依据: {职责: [《中华人民共和国社会保险法》第八十四条, 《人力资源市场暂行条例》第三十四条]}
    错：
        法律依据: {职责: [《人力资源市场暂行条例》第三十四条, 《中华人民共和国社会保险法》第八十四条]}
    """
    last: dict[tuple[int, tuple[str, ...]], tuple[int, str]] = {}
    for citation, passage, statute in cited(subject):
        if statute is None or statute.rank not in _ORDER_OF_RANKS or "法律依据" not in passage.path:
            continue
        place = (id(passage.owner), passage.path)
        rank, name = last.get(place, (0, ""))
        own = _ORDER_OF_RANKS[statute.rank]
        if own < rank:
            message = f"《{citation.name}》是{statute.rank}，要写在《{name}》前面"
            yield Finding(
                passage.text.span_at(citation.start), message, "调整次序：法律、行政法规、地方性法规、规章、司法解释"
            )
        last[place] = (max(rank, own), citation.name if own >= rank else name)


_REFERENCE_ONLY = re.compile(r"三定|权力清单|责任清单|职责清单|职能配置|方案|意见|通知|纪要|函》")
_GIVES_DUTIES = re.compile(r"(?:法|法典|条例|规定|办法|规则|细则)(?:（[^）]*）)?》|｛")


@rule("L009", level="reminder", on="法律依据.职责", source="人民检察院公益诉讼办案规则第七十二条")
def duty_by_reference_only(subject: Subject) -> Iterator[Finding]:
    """职责依据只引了“三定”方案、清单或者规范性文件。

    行政机关的监督管理职责以法律、法规、规章为依据；“三定”方案、权力清单、责任清单只能参考。

    好：
        法律依据: {职责: [《中华人民共和国水法》第三十七条, 《区水务局职能配置方案》]}
    错：
        法律依据: {职责: [《区水务局职能配置、内设机构和人员编制规定（“三定”方案）》]}
    """
    groups: dict[int, list[Passage]] = {}
    for passage in subject.under("法律依据"):
        if passage.key == "职责":
            groups.setdefault(id(passage.owner), []).append(passage)
    for passages in groups.values():
        texts = [str(passage.text) for passage in passages]
        if all(_REFERENCE_ONLY.search(text) for text in texts):
            if any(_GIVES_DUTIES.search(text) and not re.search(r"三定|职能配置|清单", text) for text in texts):
                continue
            yield Finding(
                passages[0].text.span, "职责依据里没有法律、法规、规章", "补上规定职责的条款；“三定”方案和清单只作参考"
            )


@rule(
    "L010",
    level="reminder",
    on="法律依据",
    source="人民检察院公益诉讼办案规则第七十五条；最高人民法院关于裁判文书引用法律、法规等规范性法律文件的规定（参照）",
)
def basis_without_article(subject: Subject) -> Iterator[Finding]:
    """法律依据没有写到条。

    好：
        法律依据: {职责: [《中华人民共和国水法》第三十七条]}
    错：
        法律依据: {职责: [《中华人民共和国水法》]}
    """
    for citation, passage, _ in cited(subject):
        if (
            passage.owner is not None
            and not passage.public
            and not citation.articles
            and ("法律依据" in passage.path or passage.key == "依据")
        ):
            yield Finding(
                passage.text.span_at(citation.start), f"《{citation.name}》没有写到条", "写成“《…》第…条第…款”"
            )


@rule("L011", level="reminder", on="引用的法律（内部文书）", source="未成年人保护法第一百零六条、第一百一十四条")
def minor_clause_for_other_advice(subject: Subject) -> Iterator[Finding]:
    """公益诉讼检察建议引了未成年人保护法第一百一十四条。

    该条的一个月期限针对没有尽到教育、管理、救助、看护职责的单位，属于另一种检察建议；公益诉讼引第一百零六条。

    好：根据《中华人民共和国未成年人保护法》第一百零六条的规定。
    错：根据《中华人民共和国未成年人保护法》第一百一十四条的规定。
    """
    case = subject.case
    others = {str(entry.category) for entry in case.recommendations if entry.category} if case else set()
    if others - {"公益诉讼"}:
        return
    for citation, passage, statute in cited(subject):
        if passage.public or statute is None or statute.name != "未成年人保护法":
            continue
        for article in citation.articles:
            if article.number == 114:
                yield Finding(
                    passage.text.span_at(article.start),
                    "第一百一十四条不是公益诉讼检察建议的依据",
                    "公益诉讼引第一百零六条",
                )


@rule("L012", level="reminder", on="法律依据.提出", source="妇女权益保障法第七十七条")
def items_that_ground_a_suit(subject: Subject) -> Iterator[Finding]:
    """检察建议引了妇女权益保障法第七十七条的某一项。

    该条五项是提起诉讼的情形；检察建议引第七十七条本身。

    好：根据《中华人民共和国妇女权益保障法》第七十七条的规定。
    错：
        法律依据: {提出: [《中华人民共和国妇女权益保障法》第七十七条第（二）项]}
    """
    for citation, passage, statute in cited(subject):
        if statute is not None and statute.name == "妇女权益保障法" and passage.key == "提出":
            for article in citation.articles:
                if article.number == 77 and article.item:
                    yield Finding(
                        passage.text.span_at(article.start),
                        "第七十七条各项是起诉的情形，检察建议不引到项",
                        "写成“第七十七条”",
                    )


_CLAUSE_WITHOUT_ORDINAL = re.compile(
    r"第[一二三四五六七八九十百千零\d]+条(?:第[一二三四五六七八九十]+款)?(?P<part>[（(]?[一二三四五六七八九十]{1,3}[）)]?[款项])"
)


@rule("L013", level="reminder", on="引用的法律", source="立法技术规范；法律文书的通行写法")
def clause_without_ordinal(subject: Subject) -> Iterator[Finding]:
    """款、项前面漏了“第”。

    好：第二十五条第四款
    错：根据《中华人民共和国行政诉讼法》第二十五条四款的规定。
    改：根据《中华人民共和国行政诉讼法》第二十五条第四款的规定。
    """
    for hit in subject.hits(_CLAUSE_WITHOUT_ORDINAL):
        yield hit.finding(f"“{hit['part']}”前面漏了“第”", fix="第" + hit["part"], group="part")


@rule(
    "L014",
    level="reminder",
    on="法律依据.提出、立案.依据",
    source="行政诉讼法第二十五条第四款；民事诉讼法第五十八条第二款",
)
def basis_of_the_advice(subject: Subject) -> Iterator[Finding]:
    """提出检察建议或者立案的依据没有写到款。

    行政公益诉讼的依据是行政诉讼法第二十五条第四款；民事公益诉讼是民事诉讼法第五十八条第二款。

    好：
        法律依据: {提出: [《中华人民共和国行政诉讼法》第二十五条第四款]}
    错：
        法律依据: {提出: [《中华人民共和国行政诉讼法》第二十五条]}
    错：
        类型: 民事公益诉讼
        立案: [{日期: 2024年3月1日, 依据: [《中华人民共和国民事诉讼法》第五十八条第一款]}]
    """
    case = subject.case
    for citation, passage, statute in cited(subject):
        if case is None or statute is None or passage.key not in ("提出", "依据"):
            continue
        purpose = "建议" if passage.key == "提出" else "立案"
        right = _clauses(purpose, derive.case_type(case), str(case.field or ""), subject.paper_day(passage))
        for article in citation.articles:
            clause, words = right.get((statute.name, article.number), (article.clause, ""))
            if article.clause != clause:
                yield Finding(
                    passage.text.span_at(article.start), f"公益诉讼的依据是{statute.name}{words}", f"写成“{words}”"
                )


@lru_cache(256)
def _clauses(purpose: str, kind: str, field: str, day: datetime.date | None) -> dict[tuple[str, int], tuple[int, str]]:
    """Statute and article → the paragraph that the papers cite on *day*, and how they write it."""
    found = {}
    for provision in (*derive.bases(purpose, kind, field, day), *derive.bases("建议", kind, field, day)):
        for citation in citations(provision):
            for article in citation.articles:
                if article.clause:
                    words = provision[article.start : article.stop]
                    found[plain_name(citation.name), article.number] = (article.clause, words)
    return found


@rule("L019", level="reminder", on="领域", source="反垄断法第六十条第二款；安全生产法第七十四条第二款")
def conditions_of_the_field(subject: Subject) -> Iterator[Finding]:
    """领域的条款有前提，记录里看不出来。

    反垄断的公益诉讼只有民事的，由设区的市级以上人民检察院提起；安全生产的，要有重大事故隐患或者重大事故。

    好：
        领域: 安全生产
        查明: 该加油站存在重大事故隐患。
    错：
        领域: 安全生产
        查明: 该加油站的灭火器过期。
    错：
        类型: 行政公益诉讼
        领域: 反垄断
    错：
        类型: 民事公益诉讼
        检察院: 北京市大兴区人民检察院
        领域: 反垄断
    """
    case = subject.case
    if case is None or case.field is None or "公益诉讼" not in derive.case_type(case):
        return
    field, kind, span = str(case.field), derive.case_type(case), case.field.span
    rows = derive.clauses(field, subject.handled)
    if rows and "" not in (kinds := {row.get("类型", "") for row in rows}) and kind not in kinds:
        only = "、".join(sorted(kinds))
        yield Finding(span, f"“{field}”的条款只用于{only}，这件是{kind}", "核对领域和类型")
        return
    for row in rows:
        if "条件" in row and not any(word in subject.whole for word in row["条件"]):
            words = "或者".join(f"“{word}”" for word in row["条件"])
            yield Finding(span, f"{row['条款']}要有{words}，记录里没有写到", "核对是否符合；符合的，在查明里写明")
        if row.get("层级") == "设区的市级以上" and _OF_A_COUNTY.search(str(case.procuratorate or "")):
            yield Finding(span, f"{row['条款']}由设区的市级以上人民检察院办理", "核对由哪一级检察院办理")


_OF_A_COUNTY = re.compile(r"(?:市|州|盟|省|自治区).{1,12}(?:区|县|旗|市)人民检察院$")


_STATUTE_WITHOUT_MARKS = re.compile(
    r"(?<![《〈<])(?P<name>中华人民共和国[\u4e00-\u9fff]{1,18}?(?:法典|法|条例))(?=第[一二三四五六七八九十百千零\d]+条)"
)


@rule("L015", level="reminder", on="引用的法律", source="GB/T 15834—2011，4.15")
def statute_without_marks(subject: Subject) -> Iterator[Finding]:
    """法律的全称没有加书名号。

    好：根据《中华人民共和国水法》第三十七条的规定。
    错：根据中华人民共和国水法第三十七条的规定。
    改：根据《中华人民共和国水法》第三十七条的规定。
    """
    for hit in subject.hits(_STATUTE_WITHOUT_MARKS):
        yield hit.finding("法律名称要加书名号", fix=f"《{hit['name']}》", group="name")
