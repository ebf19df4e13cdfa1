"""A fault of a template is told with its file and line; nothing in a template runs, leaks or hangs."""

from __future__ import annotations

import pytest
from helpers import HEAD, Scratch, made, places, text_of, told

from docgen.papers.finish import check_template

RECORD = HEAD + (
    "案由: 某\n公益受损: |\n  首段。\n  次段。\n证据: [甲, 乙]\n机关: {甲局: {全称: 某市某局, 对外: 某部门}}\n"
    "听证会: {时间: 2024年4月12日9时30分, 地点: 某处, 听证员: [甲某（代表）]}\n整改: 略。\n"
)

FAULTS = [
    ("{{ 公益受孙 }}", "T004", "没有“公益受孙”这个名字 → 是不是“公益受损”？"),
    ("{{ 听证会.地典 }}", "T004", "没有“地典”这个名字 → 是不是“地点”？"),
    ("{{ 机关.乙局.全称 }}", "T004", "没有“乙局”这个名字 → 是不是“甲局”？"),
    ("{{ 机关.甲局.简称 }}", "T004", "没有“简称”这个名字"),
    ("{{ 案由.甲 }}", "T004", "文字和列表下面没有分项"),
    ("{% if 公益受孙 %}甲{% endif %}", "T004", "是不是“公益受损”？"),
    ("{% for 一 in 证剧 %}甲{% endfor %}", "T004", "是不是“证据”？"),
    ("{{ 公益受孙|首行 }}", "T004", "是不是“公益受损”？"),
    ("{{ 案由 + 公益受孙 }}", "T004", "是不是“公益受损”？"),
    ("{{ 证据 }}", "T006", "列表不能直接印出来 → 用 {% for 项 in 列表 %}，或者加过滤器：列表|连"),
    ("{{ namespace() }}", "T006", "这个值不能印出来"),
    ("{{ 1 / 0 }}", "T006", "ZeroDivisionError"),
    ("{{ 整改 }}", "V001", "“整改”是“整改”阶段的内容"),
    ("{% include '没有.j2' %}", "T001", "找不到要包含的模板“没有.j2”"),
    ("{% include 'trial.j2' %}", "T006", "模板互相包含"),
    ("{{ 案由|没有 }}", "T003", "没有这个过滤器"),
    ("{% 没有 %}", "T003", "没有这个标签"),
    ("{% if 案由 is 没有 %}甲{% endif %}", "T003", "没有这个判断"),
    ("{{ 案由 }", "T003", "模板语法有误"),
    ("{{ 案由 案由 }}", "T003", "“{{ … }}”里的写法不对"),
]
WHOLE = "二\n三\n%s\n"
WRAPS = {
    "in a line": "二\n三\n前{# 注 #}%s后\n",
    "in a loop": "二\n{%% for 次 in [1, 2] %%}\n%s\n{%% endfor %%}\n",
    "in a branch of a loop": "{%% for 次 in [1] %%}{%% if 次 %%}\n三\n%s\n{%% endif %%}{%% endfor %%}\n",
}


@pytest.mark.parametrize("wrap", WRAPS)
@pytest.mark.parametrize(("expression", "code", "words"), FAULTS, ids=[row[0] for row in FAULTS])
def test_a_fault_is_told_at_its_line(scratch: Scratch, expression: str, code: str, words: str, wrap: str) -> None:
    paper = scratch.trial(WRAPS[wrap] % expression, RECORD)
    assert paper.document is None
    (first, *rest) = paper.problems
    assert places([first]) == [f"trial.j2:4:1 {code}"]
    assert words in told(first)
    assert [item.code for item in rest] in ([], ["V001"])


@pytest.mark.parametrize(("expression", "code", "words"), FAULTS, ids=[row[0] for row in FAULTS])
def test_a_fault_in_an_included_file_is_told_there(scratch: Scratch, expression: str, code: str, words: str) -> None:
    scratch.file("templates/partials/尾.j2", f"一\n{expression}\n")
    paper = scratch.trial("二\n{% include 'partials/尾.j2' %}\n", RECORD)
    assert paper.document is None
    expected = {"尾.j2:2:1"} if "trial.j2" not in expression else {"尾.j2:2:1", "trial.j2:3:1"}
    assert places([paper.problems[0]])[0].split()[0] in expected
    assert words in told(paper.problems[0])


UNFINISHED = ["{% if 案由 %}\n甲\n", "{% for 一 in 证据 %}\n甲\n", "甲\n{{ 案由\n", "甲\n{# 注\n", "{% endif %}"]


@pytest.mark.parametrize("body", UNFINISHED)
def test_what_is_never_closed_is_a_fault_of_syntax(scratch: Scratch, body: str) -> None:
    paper = scratch.trial(body, RECORD)
    assert paper.document is None
    assert [item.code for item in paper.problems] == ["T003"]
    assert places(paper.problems)[0].startswith("trial.j2:")


PAYLOADS = [
    "{{ cycler.__init__.__globals__ }}",
    "{{ cycler.__init__.__globals__['os'].popen('id').read() }}",
    "{{ ''.__class__.__mro__ }}",
    "{{ ''['__class__'] }}",
    "{{ ''|attr('__class__')|attr('__mro__') }}",
    "{{ 案由.__class__ }}",
    "{{ 案由|attr('marks') }}",
    "{{ 案由.span.file }}",
    "{{ 机关.__class__.__init__.__globals__ }}",
    "{{ 机关.甲局.view.case.parties }}",
    "{{ 机关.甲局|attr('agency')|attr('full_name') }}",
    "{{ 机关.甲局|attr('look')('全称') }}",
    "{{ 机关.甲局.get('full_name') }}",
    "{{ 听证会.时间.moment }}",
    "{{ 听证会.时间|attr('moment') }}",
    "{{ self.__init__.__globals__ }}",
    "{{ self._TemplateReference__context }}",
    "{{ joiner.__init__.__globals__ }}",
    "{{ namespace.__init__ }}",
    "{{ '%s'.format(案由) }}",
    "{{ '{0.__class__}'.format(案由) }}",
    "{{ '{0.__class__.__mro__}'.format_map(案由) }}",
    "{{ ('{0.__class__}'|string).format(案由) }}",
    "{{ range(10**9)|list|length }}",
    "{{ range(10**9)|连 }}",
    "{{ [].append }}",
    "{{ 证据.append('x') }}",
    "{{ 证据.__add__(证据) }}",
    "{% set _ = 证据.extend(['x']) %}",
    "{{ dict.fromkeys }}",
    "{{ (1).__class__ }}",
    "{{ lipsum.__globals__['os'] }}",
    "{{ lipsum() }}",
    "{{ [1, 2]|random }}",
    "{{ config }}",
    "{{ request }}",
    "{{ open('/etc/passwd').read() }}",
    "{% import 'os' as os %}",
    "{% include '/etc/passwd' %}",
    "{% include '../../../etc/passwd' %}",
    "{% extends '/etc/passwd' %}",
    "{% for 名 in 机关 %}{{ 名 }}{% endfor %}",
    "{{ 机关|list }}",
    "{{ 机关|tojson }}",
    "{{ 机关|dictsort }}",
]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_what_reaches_for_python_is_refused(scratch: Scratch, payload: str) -> None:
    paper = scratch.trial(f"二\n{payload}\n", RECORD)
    assert paper.document is None
    assert paper.problems
    for item in paper.problems:
        assert item.code in ("T001", "T003", "T004", "T006")
        assert places([item])[0].startswith("trial.j2:3:1")
        assert "0x" not in told(item)
        assert "某市某局" not in told(item)


PRINTED = [
    "{{ 机关.甲局 ~ '' }}",
    "{{ 机关.甲局|string }}",
    "{{ 机关.甲局|pprint }}",
    "{{ '%s'|format(机关.甲局) }}",
    "{{ [机关.甲局]|join }}",
    "{{ [机关.甲局]|连 }}",
    "{{ 机关.甲局|trim }}",
    "{{ 机关.甲局|e }}",
]


@pytest.mark.parametrize("expression", PRINTED)
def test_a_scope_prints_its_words_whatever_is_done_with_it(scratch: Scratch, expression: str) -> None:
    assert scratch.printed(expression, RECORD) == "某市某局"
    assert scratch.printed(expression, RECORD, face="public") == "某部门"


VALUES = [
    ("{{ 1 + 1 }}", "2"),
    ("{{ 听证会.公开 }}", "是"),
    ("{{ none }}前", "前"),
    ("{{ 听证会.时间 }}", "2024年4月12日9时30分"),
    ("{{ 听证会.时间|日期 }}{{ 听证会.时间|星期 }}{{ 听证会.时间|时刻 }}", "2024年4月12日星期五9时30分"),
    ("{{ 听证会.时间|年 }}、{{ 听证会.时间|年月 }}、{{ 听证会.时间|月日 }}", "2024年、2024年4月、4月12日"),
    ("{{ 案由|年月 }}", "某"),
    ("{{ 听证会.听证员|连 }}", "甲某（代表）"),
    ("{{ 证据|连('；') }}", "甲；乙"),
    ("{{ 公益受损|首行 }}|{{ 公益受损|余行 }}", "首段。|次段。"),
    ("{{ '甲。'|去句末 }}{{ '乙'|成句 }}{{ '丙；'|成句 }}", "甲乙。丙。"),
    ("{{ ['《甲法》', '《乙法》第一条', '《丙法》']|连法 }}", "《甲法》《乙法》第一条、《丙法》"),
    ("{{ 3|序号 }}{{ 3|序号(2) }}{{ 3|序号(3) }}{{ 3|序号(4) }}{{ 12|汉字 }}", "三、（三）3.（3）十二"),
    ("{{ '10'|带单位('个') }}{{ '10名'|带单位('个') }}", "10个10名"),
    ("{{ 听证会.时间|不晚于(听证会.时间) }}{{ 听证会.时间|不晚于('') }}{{ ''|不晚于(听证会.时间) }}", "是是是"),
    ("{{ 承办检察官|待补('承办检察官') }}", "【待补：承办检察官】"),
    ("{{ 检察建议|length }}", "0"),
]


@pytest.mark.parametrize(("expression", "expected"), VALUES)
def test_a_value_prints_in_the_words_of_a_paper(scratch: Scratch, expression: str, expected: str) -> None:
    assert text_of(made(scratch.trial(f"二\n{expression}\n", RECORD))) == f"二\n{expected}"


STATIC = [
    row
    for row in FAULTS
    if row[1] in ("T001", "T003") or "整改" in row[0] or row[0] in ("{{ 公益受孙 }}", "{{ 听证会.地典 }}")
]


@pytest.mark.parametrize(("expression", "code", "words"), STATIC, ids=[row[0] for row in STATIC])
def test_faults_that_need_no_record_are_found_by_inspection(
    scratch: Scratch, expression: str, code: str, words: str
) -> None:
    scratch.template(WHOLE % expression)
    space = scratch.space()
    found = check_template(space.catalog.kind("trial"), space.project, space.engine)
    assert places(found) == [f"trial.j2:4:1 {code}"]
    assert words in told(found[0])
