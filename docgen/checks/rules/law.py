"""Rules about the statutes that a record cites: their force, their articles, their names."""

from __future__ import annotations

import datetime
import difflib
import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any, cast

from docgen.checks.citations import plain_name
from docgen.checks.finding import Edit, Finding
from docgen.checks.rules import rule
from docgen.checks.statutes import Statute, cited, statutes
from docgen.checks.subject import Passage, Subject
from docgen.core.dates import chinese


@rule(
    "L001",
    level="error",
    on="引用的法律",
    source="民法典第一千二百六十条；生态环境法典第一千二百四十二条、第一千零五十七条；各法的施行、废止条款",
)
def repealed_statute(subject: Subject) -> Iterator[Finding]:
    """引用了已经废止的法律、法规、司法解释。

    看行为发生的日期：行为在废止之后的，是错误；行为在废止以前、文书在废止以后的，按从旧兼从轻仍可能适用，
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
        if statute is None or statute.until is None:
            continue
        act, paper = subject.conduct, subject.paper_day(passage)
        if act is not None and act < statute.until:
            if paper is None or paper < statute.until:
                continue
            message = f"《{citation.name}》已于{_in_words(statute.until)}废止；行为发生在废止以前，按从旧兼从轻确认是否仍然适用"
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
        if statute is None or paper is None or paper >= statute.since:
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
        if statute is None or not citation.articles:
            continue
        last = statute.last_article(subject.paper_day(passage))
        for article in citation.articles:
            if last and article.number > last:
                yield Finding(
                    passage.text.span_at(article.start),
                    f"《{citation.name}》一共{last}条，没有第{article.number}条",
                    "核对条文序号",
                    None if statute.count_evidence.startswith("✔") else "reminder",
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
        if statute is None or not statute.moves or paper is None or _quoted(passage, citation.start):
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


def _quoted(passage: Passage, at: int) -> bool:
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
    改：
        法律依据: {职责: [《中华人民共和国水法》第三十七条]}
    """
    for citation, passage, statute in cited(subject):
        if passage.public or statute is None or statute.rank != "法律" or citation.name.startswith("中华人民共和国"):
            continue
        if re.search(rf"以下(?:简称|称)[《“]?{re.escape(citation.name)}", subject.whole):
            continue
        span = passage.text.span_at(citation.start + 1)
        edit = None if span.via else Edit(span, citation.name, statute.full_name)
        yield Finding(
            passage.text.span_at(citation.start),
            f"《{citation.name}》要写全称",
            f"改成“《{statute.full_name}》”，或者先写“（以下简称《{citation.name}》）”",
            edit=edit,
        )


def _near(name: str, known: tuple[str, ...]) -> str:
    """The statute that differs from *name* in a character or two, ``""`` where there is none."""
    for each in known:
        if len(each) == len(name) and each[:-1] == name[:-1]:
            return each
    if len(name) < 6 or name[-1] not in "法典例定则释":
        return ""
    found = difflib.get_close_matches(name, [each for each in known if abs(len(each) - len(name)) <= 1], 1, 0.85)
    return found[0] if found else ""


_nearest: Callable[[str, tuple[str, ...]], str] = cast(Any, lru_cache(1024)(_near))


@rule("L007", level="reminder", on="引用的法律", source="各法的名称")
def misspelt_statute(subject: Subject) -> Iterator[Finding]:
    """法律名称像是写错了。

    和法规表里的名称只差一两个字。

    好：《中华人民共和国个人信息保护法》
    错：根据《中华人民共和国个人信息保障法》第七十条的规定。
    错：根据《人民检察院公益诉讼办案规定》第六十七条的规定。
    """
    known: tuple[str, ...] = ()
    for citation, passage, statute in cited(subject):
        name = plain_name(citation.name)
        if statute is not None or len(name) < 3:
            continue
        known = known or tuple(statutes(subject.project))
        if like := _nearest(name, known):
            yield Finding(
                passage.text.span_at(citation.start),
                f"没有《{citation.name}》，像是《{like}》",
                "核对名称；确有此法的，写进 docgen.yaml 的“法规表”",
            )


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


_RIGHT_CLAUSE = {("行政诉讼法", 25): (4, "第二十五条第四款"), ("民事诉讼法", 58): (2, "第五十八条第二款")}


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
    for citation, passage, statute in cited(subject):
        if statute is None or passage.key not in ("提出", "依据"):
            continue
        for article in citation.articles:
            clause, words = _RIGHT_CLAUSE.get((statute.name, article.number), (article.clause, ""))
            if article.clause != clause:
                yield Finding(
                    passage.text.span_at(article.start), f"公益诉讼的依据是{statute.name}{words}", f"写成“{words}”"
                )


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
