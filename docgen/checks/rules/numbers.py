"""Rules about numbers: how they are written, their units, and figures that must agree."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal

from docgen.checks.rules import rule
from docgen.checks.subject import Finding, Hit, Subject
from docgen.records.models import Figure
from docgen.records.numbers import apart, in_another_unit, parse

_ABOUT = r"(?:(?<![附最远邻接])近|约|大约|将近|接近|超过|(?<!高)超|逾|不足)"
_DOUBLED_APPROXIMATION = re.compile(
    rf"{_ABOUT}\d[\d.]*[万亿]?[余多]|{_ABOUT}\d[\d.]*[万亿]?[\u4e00-\u9fff]{{0,3}}?(?:左右|上下)"
    r"|(?<![\d.])\d[\d.]*[万亿]?[余多][\u4e00-\u9fff]{1,3}?(?:左右|上下)"
)


@rule("F101", level="reminder", on="文字", source="GB/T 15835—2011，4.1、4.2；现代汉语约数表达的一般规则")
def doubled_approximation(subject: Subject) -> Iterator[Finding]:
    """一个数前后都加了约数词。

    “近”“约”“超过”和“余”“多”“左右”只用一个。

    好：20余家；近40万元；约30人
    错：为22名员工补缴社会保险近40余万元。
    错：约300人左右参加。
    """
    for hit in subject.hits(_DOUBLED_APPROXIMATION):
        yield hit.finding(f"“{hit[0]}”前后都是约数词", "只留一个：近40万元，或者40余万元")


_THOUSAND_AFTER_DIGITS = re.compile(
    r"(?<![\d.])(?P<number>\d+)(?P<unit>千(?![米克瓦伏卡焦赫帕字])|百(?!分点|帕|货|姓)|十(?!字|四五|五五))"
)
_VALUE_OF_UNIT = {"千": 1000, "百": 100, "十": 10}


@rule("F102", level="reminder", on="文字", source="GB/T 15835—2011，5.1.3")
def thousand_after_digits(subject: Subject) -> Iterator[Finding]:
    """阿拉伯数字后面用了“千”“百”“十”。

    “万”“亿”可以跟在阿拉伯数字后面，“千”“百”“十”不可以；“千米”“千克”是单位，不在此限。

    好：4000余人；7.3万人；3千米
    错：发放宣传册4千份。
    改：发放宣传册4000份。
    错：回收问卷3百份。
    改：回收问卷300份。
    """
    for hit in subject.hits(_THOUSAND_AFTER_DIGITS):
        yield hit.finding(f"“{hit[0]}”不规范", fix=str(int(hit["number"]) * _VALUE_OF_UNIT[hit["unit"]]))


_UNIT_IN_RANGE = re.compile(r"(?<![\d.%％万亿年月日—-])(?P<first>\d[\d.]*)(?:[～~—]|至|到)\d[\d.]*(?P<unit>[%％万亿])")


@rule("F103", level="reminder", on="文字", source="GB/T 15835—2011，5.1.5")
def unit_in_range(subject: Subject) -> Iterator[Finding]:
    """数值范围里，前一个数漏了单位。

    百分数和带“万”“亿”的范围，前后两个数都要带。

    好：15%～30%；13万～17万元
    错：超标15～30%
    改：超标15%～30%
    错：罚款13～17万元
    """
    for hit in subject.hits(_UNIT_IN_RANGE):
        yield hit.finding(
            f"“{hit[0]}”的前一个数也要带“{hit['unit']}”",
            "改成“15%～30%”“13万～17万元”这样",
            fix=hit["first"] + hit["unit"] if hit["unit"] in "%％" else None,
            group="first",
        )


_CHINESE_DIGITS = "一二三四五六七八九"
_ORDER = {digit: value for value, digit in enumerate(_CHINESE_DIGITS, 1)} | {"两": 2}
_PAUSE_MARK_IN_APPROXIMATION = re.compile(
    rf"(?<![第、{_CHINESE_DIGITS}十百])(?P<a>[{_CHINESE_DIGITS}])(?P<mark>、)(?P<b>[{_CHINESE_DIGITS}两])(?=[十百千万]?(?:[个家件名次天人种处户岁倍吨米里亩]|年(?!级)))"
)


@rule("F104", level="reminder", on="文字", source="GB/T 15835—2011，5.2.2；GB/T 15834—2011，4.5.3.4")
def pause_mark_in_approximation(subject: Subject) -> Iterator[Finding]:
    """相邻两个数字表示约数，中间加了顿号。

    好：三四个月；五六家
    错：施工持续三、四个月。
    改：施工持续三四个月。
    """
    for hit in subject.hits(_PAUSE_MARK_IN_APPROXIMATION):
        if _ORDER[hit["b"]] == _ORDER[hit["a"]] + 1:
            yield hit.finding("相邻两数表示约数，中间不用顿号", fix="", group="mark")


_FULL_WIDTH_DIGITS = re.compile("[０-９Ａ-Ｚａ-ｚ％．](?:[０-９Ａ-Ｚａ-ｚ％]|．(?=[０-９]))*")


@rule("F105", level="reminder", on="文字", source="GB/T 15835—2011，5.1.1；GB/T 9704—2012，第9章")
def full_width_digits(subject: Subject) -> Iterator[Finding]:
    """数字、字母、百分号用了全角。

    好：27家；30%；A区
    错：勘察２７家商场，合格率３０％。
    改：勘察27家商场，合格率30%。
    """
    for hit in subject.hits(_FULL_WIDTH_DIGITS):
        if hit[0] != "．":
            yield hit.finding(f"“{hit[0]}”是全角", fix=unicodedata.normalize("NFKC", hit[0]))


_DECIMAL_POINT = re.compile(r"(?<=[\u4e00-\u9fff（])(?P<bare>\.)(?=\d)|(?<=\d)(?P<stop>[。．])(?=\d+[\u4e00-\u9fff%])")


@rule("F106", level="reminder", on="文字", source="GB/T 15835—2011，5.1.3")
def decimal_point(subject: Subject) -> Iterator[Finding]:
    """小数的写法不对。

    小数点用“.”；纯小数要写出小数点前的“0”。

    好：0.5公里；26.4吨
    错：相距.5公里
    改：相距0.5公里
    错：共26。4吨
    错：共26．4吨
    改：共26.4吨
    """
    for hit in subject.hits(_DECIMAL_POINT):
        if hit["bare"]:
            yield hit.finding("小数点前面要写“0”", fix="0.")
        else:
            # 整改26。4家…: two sentences may meet here.
            yield hit.finding("小数点用“.”", "改成“.”", fix="." if hit["stop"] == "．" else None)


_COMMA_IN_NUMBER = re.compile(r"(?<![\d,，])\d{1,3}(?P<mark>，)\d{3}(?![\d年，,])(?=[\u4e00-\u9fff])")
_SPLIT_NUMBER = re.compile(r"(?<![\d,.])\d{1,3}(?:,\d{3})+(?![\d,])")
_WHOLE_NUMBER = re.compile(r"(?<![\d,.\-A-Za-z])(?!12[0-9]{3}(?!\d))\d{5,8}(?![\d\-年])(?=[\u4e00-\u9fff])")


@rule("F107", level="reminder", on="文字", source="GB/T 15835—2011，5.1.3")
def thousands_separator(subject: Subject) -> Iterator[Finding]:
    """大数的分节写法不统一，或者用了中文逗号。

    五位以上的整数，全文要么都不分节，要么都用“,”分节；四位数不分节。

    好：63128人、21046人
    错：用户63，128人
    错：用户63,128人，其中21046人不满十四周岁。
    错：补贴3,200元
    改：补贴3200元
    """
    for hit in subject.hits(_COMMA_IN_NUMBER):
        yield hit.finding("数里用了中文逗号", "改成“,”，或者不分节", group="mark")
    split = list(subject.hits(_SPLIT_NUMBER))
    for hit in split:
        if len(hit[0]) == 5:
            yield hit.finding("四位数不分节", fix=hit[0].replace(",", ""))
    long = [hit for hit in split if len(hit[0]) > 5]
    if long and (whole := next(subject.hits(_WHOLE_NUMBER), None)) is not None:
        yield whole.finding(f"“{whole[0]}”没有分节，别处的“{long[0][0]}”却分了节", "全文用一种写法")


_TWO_DIGIT_YEAR = re.compile(
    r"(?<![\d.第近约满共足〇零一二三四五六七八九十])\d{2}年(?=(?:\d{1,2}月|[初底末](?![\u4e00-\u9fff]期)))"
)


@rule("F108", level="reminder", on="文字", source="GB/T 15835—2011，5.1.4")
def two_digit_year(subject: Subject) -> Iterator[Finding]:
    """年份写成了两位数。

    好：2024年3月；10年间
    错：24年3月，本院立案。
    错：整改到24年底完成。
    """
    for hit in subject.hits(_TWO_DIGIT_YEAR):
        yield hit.finding(f"“{hit[0]}”的年份要写四位数", "写成“2024年”这样")


_LAST_CENTURY = re.compile(r"(?P<word>上(?:个)?世纪)(?=[\d一二三四五六七八九]+[十0]?年代)|本世纪(?=初|\d)")


@rule("F109", level="hint", on="文字", source="GB/T 15835—2011，4.1.2")
def last_century(subject: Subject) -> Iterator[Finding]:
    """“上世纪”“本世纪”指代不明。

    好：20世纪80年代
    错：早在上世纪80年代，该处就堆放垃圾。
    """
    for hit in subject.hits(_LAST_CENTURY):
        if hit["word"]:
            yield hit.finding("“上世纪”写明是哪个世纪", "写成“20世纪”", group="word")
        else:
            yield hit.finding("“本世纪”写明是哪个世纪", "写成“21世纪”")


_CHINESE_DECADE = re.compile(r"(?P<century>二十一|二十|十九|19|20)世纪(?:(?P<decade>[一二三四五六七八九])十年代)")
_CENTURIES = {"二十一": "21", "二十": "20", "十九": "19"}


@rule("F110", level="hint", on="文字", source="GB/T 15835—2011，4.1.2")
def chinese_decade(subject: Subject) -> Iterator[Finding]:
    """世纪、年代用了汉字。

    好：20世纪80年代
    错：二十世纪八十年代
    改：20世纪80年代
    """
    for hit in subject.hits(_CHINESE_DECADE):
        decade = "一二三四五六七八九".index(hit["decade"]) + 1
        yield hit.finding(
            "世纪和年代用阿拉伯数字", fix=f"{_CENTURIES.get(hit['century'], hit['century'])}世纪{decade}0年代"
        )


_HOTLINE_FORM = re.compile(
    r"(?P<quote>“?)(?P<number>12345|12338|12309|12315|12348|12351)(?!\d)(?:”|(?=[\u4e00-\u9fff，。、]))"
)


@rule("F111", level="hint", on="文字", source="GB/T 15834—2011，4.8（同一篇内写法一致）")
def hotline_form(subject: Subject) -> Iterator[Finding]:
    """同一篇里，热线号码有的加引号，有的不加。

    好：12345市民服务热线
    错：“12345”市民服务热线转来线索，12345平台也有投诉。
    """
    for public in (False, True):
        forms: dict[bool, list[Hit]] = {True: [], False: []}
        for hit in subject.hits(_HOTLINE_FORM, public=public):
            forms[bool(hit["quote"])].append(hit)
        if forms[True] and forms[False]:
            fewer = min(forms.values(), key=len)
            yield fewer[0].finding("热线号码有的加引号，有的不加", "全文用一种写法")


_TWO_BEFORE_MEASURE = re.compile(
    r"(?<![第十百千〇零一二三四五六七八九之、])(?P<two>二)(?=(?:个|家|名|件|间|份|处|辆|户|起)(?!案|月月))"
)


@rule("F112", level="reminder", on="文字", source="现代汉语数词用法的一般规则")
def two_before_measure(subject: Subject) -> Iterator[Finding]:
    """量词前用了“二”。

    好：两家单位；第二家
    错：对二家单位立案。
    改：对两家单位立案。
    """
    for hit in subject.hits(_TWO_BEFORE_MEASURE):
        yield hit.finding("量词前面用“两”", fix="两", group="two")


_CHINESE_STATISTICS = re.compile(
    r"(?<![第几数之一二三四五六七八九十百])(?:[二三四五六七八九]?十[一二三四五六七八九]|[二三四五六七八九]十|[一二三四五六七八九]百[一二三四五六七八九十零]*)(?:家|件|名|人|处|户|起|吨|万元|公里|平方米)|百分之(?!百)[一二三四五六七八九十百零点]+"
)


@rule("F113", level="hint", on="文字", source="GB/T 15835—2011，4.1.1")
def chinese_statistics(subject: Subject) -> Iterator[Finding]:
    """统计数字用了汉字。

    计量、统计的数用阿拉伯数字；习惯用语、法律条文和约数除外。

    好：整改23处问题；三四家
    错：全区共整改二十三处问题。
    错：满意率百分之九十五。
    """
    for hit in subject.hits(_CHINESE_STATISTICS):
        yield hit.finding(f"统计数“{hit[0]}”用阿拉伯数字", "例如“23处”“95%”")


_DOUBLED_UNIT = re.compile(
    r"\d[余多万亿]*(?P<unit>平方米|公里|万元|家|件|名|个|吨|次|处|份|户|条|元|米|倍|款|项|间|起|张|辆|人(?!人)|岁|亩|公斤|立方米|棵|株|盏|册|台|辆|头|亿元|公顷)(?P<again>(?P=unit))(?!均|次|民)"
)


@rule("F114", level="error", on="文字", source="明显的笔误")
def doubled_unit(subject: Subject) -> Iterator[Finding]:
    """单位写了两遍。

    引用的数已经带单位，后面又写了一遍；要省去单位，写｛名字|略单位｝。

    好：
        数据: {清运量: 61.8吨}
        整改: 清运污泥｛清运量｝。
    错：
        数据: {清运量: 61.8吨}
        整改: 清运污泥｛清运量｝吨。
    """
    for hit in subject.hits(_DOUBLED_UNIT):
        yield hit.finding(f"单位“{hit['unit']}”写了两遍", "删去一个；引用时可以写｛名字|略单位｝", group="again")


_ROUNDED = re.compile(
    r"^(?P<before>近|约|大约|将近|接近|超过|超|逾|不足|不到)?(?P<number>\d+(?:\.\d+)?)(?P<after>[余多])?(?P<scale>[万亿]?)(?P<late>[余多])?(?P<unit>\D*?)(?P<last>[余多])?$"
)
_SCALES = {"": 1, "万": 10**4, "亿": 10**8}


@rule("F115", level="error", on="数据", source="算术")
def rounded_figure(subject: Subject) -> Iterator[Finding]:
    """对外的约数和准确的数对不上，或者单位不一样。

    “余”“多”“超”比准确的数小，“近”“不足”比它大；取整不能跨过一个数量级的一半以上。

    好：
        数据: {场所: {值: 27家, 对外: 20余家}, 单位: {值: 27家, 对外: 近30家}}
    好：
        数据: {盲道: {值: 37.5公里, 对外: 37公里多}, 河道: {值: 12.6公里, 对外: 12公里余}}
    错：
        数据: {场所: {值: 27家, 对外: 30余家}}
    错：
        数据: {场所: {值: 32家, 对外: 近30家}}
    错：
        数据: {盲道: {值: 37.5公里, 对外: 38公里多}}
    错：
        数据: {场所: {值: 27家, 对外: 17家}}
    错：
        数据: {面积: {值: 1240平方米, 对外: 1200余平方公里}}
    错：
        数据: {长度: {值: 86没, 对外: 80余米}}
    """
    case = subject.case
    for name, figure in case.figures.items() if case else ():
        if isinstance(figure, Figure) and figure.value and figure.outer:
            # 37公里多 says of its unit what 37公里 says.
            value, said = parse(str(figure.value)), parse(str(figure.outer).rstrip("余多"))
            exact, outer = _ROUNDED.match(str(figure.value)), _ROUNDED.match(str(figure.outer))
            if value and said and apart(value, said):
                message = f"“{name}”的值“{figure.value}”和对外的“{figure.outer}”单位不一样"
                yield Finding(figure.outer.span, message, "核对单位")
                continue
            if value and said and in_another_unit(value, said):
                continue
            fault = (
                _rounding_fault(_rounded_value(exact), outer)
                if exact and outer and not any(exact[part] for part in ("before", "after", "late", "last"))
                else ""
            )
            if fault:
                message = f"“{name}”对外的“{figure.outer}”和准确的“{figure.value}”对不上：{fault}"
                yield Finding(figure.outer.span, message, "核对两个数")
            elif value and not said and outer and _no_unit(outer):
                yield Finding(figure.outer.span, f"“{name}”对外的“{figure.outer}”，单位不认识", "核对单位", "reminder")
            elif said and not value and exact and _no_unit(exact):
                yield Finding(figure.value.span, f"“{name}”的值“{figure.value}”，单位不认识", "核对单位", "reminder")


def _no_unit(found: re.Match[str]) -> bool:
    """Whether what is behind the number is one sign or two, and no unit: the other form has one that is known."""
    return 1 <= len(found["unit"].strip()) <= 2


def _rounded_value(found: re.Match[str]) -> Decimal:
    return Decimal(found["number"]) * _SCALES[found["scale"]]


def _rounding_fault(exact: Decimal, outer: re.Match[str]) -> str:
    said = _rounded_value(outer)
    if outer["before"] in ("近", "将近", "接近", "不足", "不到"):
        return "" if exact < said <= exact * 2 else f"“{outer['before']}”要比准确的数大"
    if outer["before"] in ("超", "超过", "逾") or outer["after"] or outer["late"] or outer["last"]:
        word = outer["before"] or outer["after"] or outer["late"] or outer["last"]
        return "" if said < exact <= said * 2 else f"“{word}”要比准确的数小"
    if outer["before"] in ("约", "大约"):
        return "" if abs(said - exact) <= exact / 4 else "相差太多"
    return "" if said == exact else "两个准确的数不相等"


_DECREASE_BY_TIMES = re.compile(r"(?:减少|降低|下降|缩小|缩减|压减)(?:了|到|至)?[\d.一二三四五六七八九十两]+倍")


@rule("F116", level="reminder", on="文字", source="现代汉语倍数表达的一般规则")
def decrease_by_times(subject: Subject) -> Iterator[Finding]:
    """减少、降低用了倍数。

    “倍”只说增加；减少用分数或者百分数。

    好：投诉量减少三分之二；下降60%
    错：投诉量下降了3倍。
    """
    for hit in subject.hits(_DECREASE_BY_TIMES):
        yield hit.finding(f"“{hit[0]}”：减少不能用倍", "用百分数或者几分之几")


_DOUBLED_LIMIT = re.compile(
    r"(?:(?<!不)超过|不低于|不少于|至少|高于|大于)\d[\d.]*[\u4e00-\u9fff%]{0,5}?以上|(?:不超过|不高于|不多于|最多|至多)\d[\d.]*[\u4e00-\u9fff%]{0,5}?(?:以下|以内)"
)


@rule("F117", level="reminder", on="文字", source="现代汉语界限表达的一般规则")
def doubled_limit(subject: Subject) -> Iterator[Finding]:
    """“超过”和“以上”、“不超过”和“以下”同时用。

    好：建筑面积超过1万平方米；3000元以上
    错：建筑面积超过1万平方米以上。
    错：人数最多不超过30人以内。
    """
    for hit in subject.hits(_DOUBLED_LIMIT):
        yield hit.finding(f"“{hit[0]}”说了两遍界限", "只留一个")


_MIXED_NUMERALS = re.compile(
    r"(?P<zero>[一二][零〇][零〇一二三四五六七八九]{2})(?=年)|(?<![\d一二三四五六七八九十])(?:[一二](?=[零〇一二三四五六七八九]*\d)[\d零〇一二三四五六七八九]{3}|20[一二三四五六七八九〇零]{1,2}\d?)(?=年)"
)


@rule("F118", level="reminder", on="文字", source="GB/T 15835—2011，5.2.1")
def mixed_numerals(subject: Subject) -> Iterator[Finding]:
    """汉字和阿拉伯数字混写，或者年份里的“〇”写成“零”。

    好：2024年；二〇二四年
    错：二零二四年三月
    改：二〇二四年三月
    错：20二四年三月
    """
    for hit in subject.hits(_MIXED_NUMERALS):
        if not hit["zero"]:
            yield hit.finding(f"年份“{hit[0]}”混用了两种数字", "写成“2024年”")
        elif "零" in hit["zero"]:
            yield hit.finding("年份里的“零”写成“〇”", fix=hit["zero"].replace("零", "〇"), group="zero")


_COMMA_BETWEEN_CASES_AND_PERSONS = re.compile(r"\d件(?P<mark>[，、])(?=\d+人(?![\u4e00-\u9fff]))")


@rule("F119", level="hint", on="文字", source="检察机关统计数字的通行写法")
def comma_between_cases_and_persons(subject: Subject) -> Iterator[Finding]:
    """“件”和“人”之间加了标点。

    好：办理案件396件482人
    错：办理案件396件、482人。
    """
    for hit in subject.hits(_COMMA_BETWEEN_CASES_AND_PERSONS):
        yield hit.finding("“件”和“人”之间不加标点", "删去标点", group="mark")


_YUAN = re.compile(r"(?<![\d.])\d{2,}0{3}元")
_WAN = re.compile(r"\d[余多]?万余?元")


@rule("F120", level="hint", on="文字", source="GB/T 15835—2011，5.1.3（同一篇内写法一致）")
def yuan_and_wan(subject: Subject) -> Iterator[Finding]:
    """同一篇里，大额金额有的用元，有的用万元。

    好：罚款3.2万元，补缴40万元
    错：罚款32000元，补缴40万元。
    """
    first = next(subject.hits(_WAN), None)
    if first is not None:
        for hit in subject.hits(_YUAN):
            if hit.passage.public == first.passage.public:
                yield hit.finding(f"“{hit[0]}”用元，别处的金额用万元", "全文用一种单位")
