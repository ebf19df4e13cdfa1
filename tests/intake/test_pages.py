"""Web pages: the article is found by its mass, whatever its boxes are called, and what is not text is told."""

from __future__ import annotations

import pytest

from docgen.intake import html
from docgen.intake.found import Source
from docgen.intake.text import finish

TITLE = "云江省检察机关通报湿地保护工作情况"
PROSE = (
    "5月20日，云江省人民检察院召开新闻发布会，通报湿地保护公益诉讼工作的情况，并发布3件典型案例。",
    "去年以来，全省检察机关共办理湿地保护案件86件，督促恢复湿地1200余亩，有关部门均作了书面回复。",
    "下一步，检察机关将同林草部门一起，把湿地巡查做到每一个季度，守护好候鸟的家园，建设美丽云江。",
)
BODY = "".join(f"<p>{text}</p>" for text in PROSE)
NAV = "<div class='top'><a href='/'>首页</a> <a href='/a'>检务公开</a></div>"
LIST = "<ul class='hot-title'><li><a href='/1'>某地召开座谈会部署工作</a></li><li><a href='/2'>某地开展普法宣传进校园活动</a></li></ul>"
FOOT = "<div>地址：云江省青川市法治路6号</div>"


def read(data: bytes, name: str) -> Source:
    source = html.read(data, name)
    finish(source)
    return source


def lines(page: str) -> list[str]:
    return [line.text for line in read(page.encode(), "页.html").lines]


SHELLS = {
    "form": f"{NAV}<form name='f'><h1>{TITLE}</h1>{BODY}</form>{LIST}{FOOT}",
    "whole page in a form": f"<form>{NAV}<div><h1>{TITLE}</h1>{BODY}</div>{LIST}{FOOT}</form>",
    "early end": f"{NAV}</html><div><h1>{TITLE}</h1>{BODY}</div></body></html>{FOOT}",
    "two pages in one": f"{NAV}</body></html><html><body><div><h1>{TITLE}</h1>{BODY}</div></body></html>",
    "header in article": f"<header>{NAV}</header><article><header><h1>{TITLE}</h1></header>{BODY}</article>{LIST}",
    "aside": f"{NAV}<aside><h1>{TITLE}</h1>{BODY}</aside><main>{LIST}</main>{FOOT}",
    "table of layout": f"{NAV}<table><tr><td>{LIST}</td><td><h1>{TITLE}</h1>{BODY}</td></tr></table>{FOOT}",
    "footer class": f"<section>{NAV}</section><section class='footer nav'><h1>{TITLE}</h1>{BODY}</section>",
    "list inside the box": f"{NAV}<div><h1>{TITLE}</h1>{BODY}{LIST}</div>{FOOT}",
    "shown by a script": f"{NAV}<h1>{TITLE}</h1><div id='js_content' style='visibility: hidden'>{BODY}</div>",
}


@pytest.mark.parametrize("shell", SHELLS)
def test_the_article_comes_whole_and_alone(shell: str) -> None:
    assert lines(f"<html><head><title>云江检察</title></head><body>{SHELLS[shell]}</body></html>") == [TITLE, *PROSE]


def test_a_column_called_title_is_no_headline() -> None:
    page = f"<div class='title'><a href='/x'>新闻动态</a></div><div class='cur-title'>您的位置：新闻动态</div><div><div class='bt'>{TITLE}</div>{BODY}</div>"
    assert lines(f"<html><head><title>{TITLE}-云江检察</title></head><body>{page}</body></html>") == [TITLE, *PROSE]


def test_a_headline_that_only_the_head_has_is_taken_and_told() -> None:
    source = read(
        f"<html><head><meta name='ArticleTitle' content='{TITLE}'></head><body>{BODY}</body></html>".encode(), "页.html"
    )
    assert [line.text for line in source.lines] == [TITLE, *PROSE]
    assert any("请核对" in note for note in source.notes)


@pytest.mark.parametrize(
    ("inner", "shown"),
    [
        ("面积10<sup>4</sup>平方米", "面积10⁴平方米"),
        ("面积500m<sup>2</sup>，含CO<sub>2</sub>", "面积500m²，含CO₂"),
        ("垃圾5<sup>1</sup>处", "垃圾5〔注1〕处"),
        ("有关规定<sup><a href='#n'>[2]</a></sup>明确", "有关规定〔注2〕明确"),
        ("共<del>12</del>14处", "共14处"),
        ("共<span style='text-decoration:line-through'>12</span>14处", "共14处"),
        ("共14处<span style='display:none'>（内部）</span>", "共14处"),
        ("共14处<span class='no'>（内部）</span>", "共14处"),
    ],
)
def test_what_a_browser_shows_is_kept_and_the_rest_told(inner: str, shown: str) -> None:
    source = read(f"<style>.no{{display:none}}</style><h1>{TITLE}</h1>{BODY}<p>{inner}。</p>".encode(), "页.html")
    assert source.lines[-1].text == f"{shown}。"
    assert source.dropped or source.counts


def test_lists_keep_the_numbers_that_a_browser_prints() -> None:
    page = f"<h1>{TITLE}</h1>{BODY}<ol start=3><li>上游。</li><li value=7>下游。</li></ol><ol style='list-style:none'><li>河口。</li></ol>"
    assert lines(page)[-3:] == ["3.上游。", "7.下游。", "河口。"]


def test_a_page_whose_text_a_script_brings_is_told() -> None:
    source = read("<div><a href='/'>首页</a></div><div id='app'></div>".encode(), "页.html")
    assert any("脚本" in note for note in source.notes)
