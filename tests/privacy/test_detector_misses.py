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
        ("手机138OO138OOO", detect.MOBILE),
        ("电话13o1234567o", detect.MOBILE),
        ("号码为1OO后面不算，手机135OO246OOO", detect.MOBILE),
        ("联系15OO1234OOO", detect.MOBILE),
        ("打138_0013_8000", detect.MOBILE),
        ("电话138\\0013\\8000", detect.MOBILE),
        ("手机1 3 8 – 0 0 1 3 – 8 0 0 0", detect.MOBILE),
        ("致电138 / 0013 / 8000", detect.MOBILE),
        ("Tel.13800138000", detect.MOBILE),
        ("0571——81234567", detect.LANDLINE),
        ("宅电：81234567", detect.LANDLINE),
        ("110101/19900307/0038", detect.IDENTITY),
        ("110101,19900307,0038", detect.IDENTITY),
        ("sfz110101199003070038", detect.IDENTITY),
        ("身份号码110101199003070", detect.IDENTITY),
        ("医保卡A123456789", detect.CERTIFICATE),
        ("社保卡号B123456789", detect.CERTIFICATE),
        ("永居证CHN310000199003070", detect.CERTIFICATE),
        ("工行6222021903008765434户主", detect.CARD),
        ("农信6222 0219 0300 8765 434", detect.CARD),
        ("加V lucky88xy", detect.CHAT),
        ("微❤lucky88xy", detect.CHAT),
        ("Q：100457889", detect.CHAT),
        ("q: 100457889", detect.CHAT),
        ("浙 A 1 2 3 4 5", detect.PLATE),
        ("浙a12345", detect.PLATE),
        ("苏e·d12345", detect.PLATE),
        ("住石桥巷8号2单元三楼东户", detect.ADDRESS),
        ("家住石桥新村12栋2单元5楼左手门", detect.ADDRESS),
        ("住柳湾村六组老井边第三家", detect.ADDRESS),
        ("住石桥巷8#2-301", detect.ADDRESS),
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
        "文一路138号路段积水",
        "人民路12号路口",
        "罚没434户",
        "加V字形护栏",
        "微信公众号",
        "Q&A共10问",
        "苏e通平台",
        "号码100以内",
        "医保卡12张",
        "第三家门店",
        "共计1 3 8次",
    ],
)
def test_what_only_resembles_them_stays(text: str) -> None:
    assert detect.find(text) == []
