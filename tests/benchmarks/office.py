"""What an office that works with docxtpl would have: a template with a tag for every value, conditions and loops.

The words are those of ``tests.reliability.letters`` as docgen prints them; the benchmark looks that they are.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import docx
from docx.document import Document as WordDocument
from docxtpl import DocxTemplate

LETTER = """
{{ office }}
{{ paper }}
{{ number }}
{{ addressee }}：
{{ clue.day }}，本院在履行公益诉讼检察职责中，通过{{ clue.origin }}{% if clue.how %}（{{ clue.how }}）{% endif %}发现本案线索。\
经初步调查，本院于{{ filing.day }}以行政公益诉讼立案{% if filing.number %}（{{ filing.number }}）{% endif %}，\
并于{{ filing.served }}向{{ you }}送达立案决定书。
经依法调查，现查明：
{%p for line in harm %}
{{ line }}
{%p endfor %}
{%p for line in findings %}
{{ line }}
{%p endfor %}
{%p for line in work %}
{{ line }}
{%p endfor %}
{%p if opinion %}
{{ opinion }}
{%p endif %}
以上事实，有{{ evidence }}等证据证实。
本院认为，{{ duty }}
上述情形违反了{{ broken }}的规定。{{ breach }}
根据{{ bases }}的规定，现向{{ you }}提出如下{{ kind }}：
{%p for line in advice %}
{{ line }}
{%p endfor %}
{%p if urgent %}
鉴于{{ urgent }}，情况紧急，请{{ you }}自收到本{{ paper }}之日起{{ urgent_period }}内，将办理情况书面回复本院。
{%p else %}
请{{ you }}自收到本{{ paper }}之日起{{ period }}内，依法履行职责，并将办理情况书面回复本院。
{%p endif %}
{%p if objection %}
{{ you }}对本{{ kind }}有异议的，可以在{{ objection }}，向本院书面提出。
{%p endif %}
{%p for line in enclosures %}
{{ line }}
{%p endfor %}
{{ day }}
"""


def values(number: int) -> dict[str, Any]:
    """What stands in letter *number*, worked out beforehand: docxtpl is handed finished words."""
    count, day = number % 50 + 1, f"2024年3月{number % 28 + 1}日"
    return {
        "office": "云江省青川市临河区人民检察院",
        "paper": "检察建议书",
        "kind": "检察建议",
        "number": f"临检行公建〔2024〕{number}号",
        "addressee": "云江省青川市临河区城市管理局",
        "you": "你局",
        "clue": {"day": day, "origin": "12345市民服务热线", "how": "群众投诉"},
        "filing": {"day": day, "number": f"临检行公立〔2024〕{number}号", "served": "2024年4月1日"},
        "harm": [f"第{number}号路段窨井盖缺失、破损，过往行人和车辆的安全受到威胁，社会公共利益受到侵害。"],
        "findings": [f"2024年4月，本院对第{number}号路段现场勘察，发现窨井盖缺失、破损{count}处，均没有设置警示标志。"],
        "work": [],
        "opinion": "",
        "evidence": "现场勘察笔录及照片、投诉工单",
        "duty": "根据《城市道路管理条例》第六条的规定，你局负有对城市道路附属设施的养护、维修实施监督管理的职责。",
        "broken": "《城市道路管理条例》第二十三条",
        "breach": "你局没有督促产权单位及时补装、更换窨井盖，属于不依法履行监督管理职责。",
        "bases": "《中华人民共和国行政诉讼法》第二十五条第四款、《最高人民法院、最高人民检察院关于检察公益诉讼案件"
        "适用法律若干问题的解释》第二十一条",
        "advice": [
            f"一、督促产权单位补装、更换缺失、破损的{count}处窨井盖，并在补装以前设置警示标志。",
            "二、对辖区道路的窨井盖进行排查，建立台账，明确养护责任。",
        ],
        "urgent": "",
        "urgent_period": "十五日",
        "period": "两个月",
        "objection": "",
        "enclosures": [],
        "day": "2024年4月22日",
    }


def letter_template(target: Path) -> None:
    """The template of the letter, in the package that Word and python-docx begin a new file with."""
    _saved(LETTER.strip().split("\n"), target)


def paragraphs_template(target: Path) -> None:
    """A template that prints whatever paragraphs it is given, one after another."""
    _saved(["{%p for line in lines %}", "{{ line }}", "{%p endfor %}"], target)


def _saved(lines: Sequence[str], target: Path) -> None:
    made: WordDocument = docx.Document()
    for line in lines:
        made.add_paragraph(line)
    made.save(str(target))


def filled(source: Path, words: dict[str, Any]) -> bytes:
    """The template at *source* filled, as bytes."""
    document = DocxTemplate(source)
    document.render(words, autoescape=True)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
