"""Hostile templates: what reaches for Python, for files, or for all of the machine is a named error at its line."""

from __future__ import annotations

import pytest
from helpers import HEAD, Scratch, told

from docgen.papers.finish import check_template

RECORD = HEAD + "案由: 某\n证据: [甲, 乙]\n机关: {甲局: {全称: 某市某局, 对外: 某部门}}\n"

# Known ways out of Jinja's sandbox, by the number of the report where there is one.
ESCAPES = {
    "CVE-2016-10745 format": "{{ '{0.__class__.__init__.__globals__}'.format(案由) }}",
    "CVE-2019-10906 format_map": "{{ '{x.__class__}'.format_map({'x': 案由}) }}",
    "CVE-2024-22195 xmlattr space": "{{ {'a onclick=1': 1}|xmlattr }}",
    "CVE-2024-34064 xmlattr slash": "{{ {'a/onclick': 1}|xmlattr }}",
    "CVE-2024-56201 name in a file name": "{% include \"{x}'+__import__('os').popen('id').read()+'.j2\" %}",
    "CVE-2024-56326 format kept": "{% set f = '{0.__class__}'.format %}{{ f(案由) }}",
    "CVE-2025-27516 attr format": "{{ ('{0.__class__}'|attr('format'))(案由) }}",
    "map attr": "{{ ['{0.__class__}']|map('attr', 'format')|list }}",
    "map attribute": "{{ [案由]|map(attribute='__class__')|list|连 }}",
    "mro": "{{ ().__class__.__bases__[0].__subclasses__() }}",
    "item": "{{ ''['__class__']['__mro__'] }}",
    "concat name": "{{ ''['__cl' ~ 'ass__'] }}",
    "escape name": "{{ ''['\\x5f\\x5fclass\\x5f\\x5f'] }}",
    "attr": "{{ ''|attr('__class__') }}",
    "attr join": "{{ ''|attr(['__', 'class', '__']|join) }}",
    "cycler": "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "joiner": "{{ joiner.__init__.__globals__ }}",
    "namespace": "{{ namespace.__init__.__globals__ }}",
    "namespace set": "{% set n = namespace() %}{% set n.__class__ = 1 %}{{ n.__class__ }}",
    "dict": "{{ dict.__base__ }}",
    "dict mro": "{{ dict.mro() }}",
    "range": "{{ range.__class__ }}",
    "lipsum": "{{ lipsum.__globals__ }}",
    "self": "{{ self.__init__.__globals__ }}",
    "self context": "{{ self._TemplateReference__context.environment }}",
    "loop": "{% for x in [1] %}{{ loop.__class__.__init__.__globals__ }}{% endfor %}",
    "loop context": "{% for x in [1] %}{{ loop._iterable.gi_frame }}{% endfor %}",
    "macro": "{% macro m() %}{% endmacro %}{{ m._func.__globals__ }}",
    "macro environment": "{% macro m() %}{% endmacro %}{{ m._environment }}",
    "caller": "{% macro m() %}{{ caller.__globals__ }}{% endmacro %}{% call m() %}{% endcall %}",
    "undefined": "{{ 没有.__init__.__globals__ }}",
    "undefined hint": "{{ 没有._undefined_exception }}",
    "filter object": "{{ 案由|map|attr('gi_frame') }}",
    "generator": "{{ ([1]|map('string')).gi_frame.f_globals }}",
    "import": "{% import 'os' as os %}{{ os.system('id') }}",
    "from import": "{% from 'os' import system %}{{ system('id') }}",
    "builtins": "{{ __builtins__ }}",
    "import call": "{{ __import__('os') }}",
    "eval": "{{ eval('1') }}",
    "open": "{{ open('/etc/passwd') }}",
    "getattr": "{{ getattr(案由, 'span') }}",
    "span": "{{ 案由.span }}",
    "scope": "{{ 机关.甲局.__class__ }}",
    "scope item": "{{ 机关['__class__'] }}",
    "scope view": "{{ 机关.甲局.view }}",
    "mutate": "{{ 证据.append('丙') }}",
    "mutate do": "{% do 证据.append('丙') %}",
    "debug": "{% debug %}",
}
FILES = {
    "include absolute": "{% include '/etc/passwd' %}",
    "include above": "{% include '../docgen.yaml' %}",
    "include far above": "{% include 'partials/../../docgen.yaml' %}",
    "include backslash": "{% include '..\\\\docgen.yaml' %}",
    "include address": "{% include 'file:///etc/passwd' %}",
    "include kind by its inner name": "{% include '\\ufdd0trial.j2' %}",
    "extends absolute": "{% extends '/etc/passwd' %}",
    "import absolute": "{% import '/etc/passwd' as x %}",
    "include nul": "{% include 'a\\x00b' %}",
}
FRAMES = {
    "frame in the text": "甲\ufdd0trial.j2\ufdd63\ufdd1",
    "half a frame": "甲\ufdd2乙",
    "frame escaped": "{{ '\\ufdd2x\\ufdd3' }}",
    "frame formatted": "{{ '%c'|format(64976) }}",
    "frame by percent": "{{ '%c' % 64978 }}",
    "surrogate": "{{ '\\ud800' }}",
    "nul": "{{ '\\x00' }}",
    "bell in the text": "甲\x07乙",
}
BOMBS = {
    "nested loops": "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
    "three loops of text": "{% for a in range(999) %}{% for b in range(999) %}{% for c in range(999) %}甲{% endfor %}"
    "{% endfor %}{% endfor %}",
    "range": "{{ range(10**9)|list|length }}",
    "list times": "{{ ([1] * 10**9)|length }}",
    "text times": "{{ '甲' * 10**10 }}",
    "times text": "{{ 10**10 * '甲' }}",
    "power": "{{ 9**9**9 }}",
    "power negative base": "{{ (-9)**99999999 }}",
    "squares": "{% set n = namespace(x=9) %}{% for i in range(99) %}{% set n.x = n.x * n.x %}{% endfor %}",
    "doubled by ~": "{% set n = namespace(x='甲') %}{% for i in range(99) %}{% set n.x = n.x ~ n.x %}{% endfor %}",
    "doubled by ~ inside": "{% set n = namespace(x='甲') %}{% for i in range(99) %}{% set n.x = ('' ~ n.x) ~ (n.x ~ '') %}{% endfor %}",
    "doubled by +": "{% set n = namespace(x='甲') %}{% for i in range(99) %}{% set n.x = n.x + n.x %}{% endfor %}",
    "doubled list": "{% set n = namespace(x=[1]) %}{% for i in range(99) %}{% set n.x = n.x + n.x %}{% endfor %}",
    "doubled by a block": "{% set n = namespace(x='甲') %}{% for i in range(99) %}"
    "{% set x %}{{ n.x }}{{ n.x }}{% endset %}{% set n.x = x %}{% endfor %}",
    "doubled by replace": "{% set n = namespace(x='甲甲') %}{% for i in range(99) %}"
    "{% set n.x = n.x|replace('甲', '甲甲') %}{% endfor %}",
    "doubled by join": "{% set n = namespace(x='甲') %}{% for i in range(99) %}{% set n.x = [n.x, n.x]|join %}{% endfor %}",
    "doubled by 连": "{% set n = namespace(x='甲') %}{% for i in range(99) %}{% set n.x = [n.x, n.x]|连 %}{% endfor %}",
    "joined by a long text": "{{ range(9999)|join('甲' * 9999) }}",
    "format width": "{{ '%999999999d'|format(1) }}",
    "format star": "{{ '%*d'|format(999999999, 1) }}",
    "percent width": "{{ '%999999999d' % 1 }}",
    "center": "{{ '甲'|center(10**10) }}",
    "indent": "{{ '甲\n乙'|indent(10**10) }}",
    "round": "{{ 1.5|round(10**9, 'ceil') }}",
    "batch": "{{ [1]|batch(10**10, '甲')|list }}",
    "slice": "{{ [1]|slice(10**10, '甲')|list }}",
    "macro twice": "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(60) }}",
    "macro for ever": "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "loop in itself": "{% for x in [[1, 1]] * 2 recursive %}{{ loop([[1, 1], [1, 1]]) }}{% endfor %}",
    "deep loop": "{% for x in [1, 1] recursive %}{% if loop.depth < 60 %}{{ loop([1, 1]) }}{% endif %}{% endfor %}",
    "include itself": "{% include 'trial.j2' %}",
    "include itself twice": "{% include 'trial.j2' %}{% include 'trial.j2' %}",
    "deep brackets": "{{ " + "(" * 4000 + "1" + ")" * 4000 + " }}",
    "many minus": "{{ " + "-" * 4000 + "1 }}",
    "deep blocks": "{% for a in [1] %}" * 30 + "{% endfor %}" * 30 + "{{ 没有 }}",
    "long number": "{{ " + "9" * 6000 + " }}",
}
PAYLOADS = {**ESCAPES, **FILES, **FRAMES, **BOMBS}
NAMED = {"T001", "T003", "T004", "T006", "T011"}


def test_there_are_more_than_sixty() -> None:
    assert len(PAYLOADS) >= 60


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS)
def test_a_hostile_template_is_a_named_error(scratch: Scratch, payload: str) -> None:
    paper = scratch.trial(f"二\n{payload}\n", RECORD)
    assert paper.document is None
    assert paper.problems
    for item in paper.problems:
        assert item.code in NAMED, told(item)
        assert item.span is not None
        assert item.span.file.endswith("trial.j2")
        assert not {"某市某局", "root:", "0x", "<class"} & set(told(item).split())


@pytest.mark.parametrize("payload", ESCAPES.values(), ids=ESCAPES)
def test_looking_at_a_hostile_template_without_a_record_runs_none_of_it(scratch: Scratch, payload: str) -> None:
    scratch.template(f"二\n{payload}\n")
    space = scratch.space()
    for item in check_template(space.catalog.kind("trial"), space.project, space.engine):
        assert item.code in NAMED, told(item)


def test_what_ordinary_templates_do_stays_far_below_the_limits(scratch: Scratch) -> None:
    body = "{% for a in range(100) %}{% for b in range(100) %}{% if a == b %}甲{% endif %}{% endfor %}{% endfor %}"
    assert scratch.printed(body) == "甲" * 100
