"""Particulars that were missed, each with its kind, and what only resembles them."""

from __future__ import annotations

import pytest

from docgen.privacy import detect


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("（027）87654321", detect.LANDLINE),
        ("拨(0571) 8765432联系", detect.LANDLINE),
        ("电话87654321", detect.LANDLINE),
        ("座机：8765432", detect.LANDLINE),
        ("tel15802714466", detect.MOBILE),
        ("158（0271）4466", detect.MOBILE),
        ("(139)12345678", detect.MOBILE),
        ("身份证号11010519491231002×", detect.IDENTITY),
        ("对公账户12345678901234567890", detect.CARD),
        ("抖音号 abc_12345", detect.CHAT),
        ("快手号：laowang88", detect.CHAT),
        ("zhang（at）example.com", detect.MAIL),
        ("zhang[艾特]example.com", detect.MAIL),
        ("住新桥村三组12号", detect.ADDRESS),
        ("住石桥路十二号二单元三零一室", detect.ADDRESS),
        ("嘉和园A座1502室", detect.ADDRESS),
    ],
)
def test_what_was_missed_is_found(text: str, kind: str) -> None:
    assert [one.kind for one in detect.find(text)] == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "工号13912345678",
        "井盖编码13912345678",
        "中山路12号井",
        "中山路12号商铺",
        "经费87654321元",
        "编号8765432",
        "共抽查（027）批次",
        "第十二号决定",
        "在A座召开",
        "二单元三户受益",
    ],
)
def test_what_only_resembles_them_stays(text: str) -> None:
    assert detect.find(text) == []
