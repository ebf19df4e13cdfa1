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


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("村民何雨生反映水发黄", detect.NAME, "何雨生"),
        ("业主：司马青。", detect.NAME, "司马青"),
        ("养殖户丹增旺堆的牛", detect.NAME, "丹增旺堆"),
        ("经营者玉素甫·买买提已补办", detect.NAME, "玉素甫·买买提"),
        ("三（2）班学生何小雨每天路过", detect.NAME, "三（2）班学生何小雨"),
        ("何雨生（投诉人）到场", detect.NAME, "何雨生"),
        ("鱼塘由何雨生夫妇承包", detect.NAME, "何雨生"),
        ("判令何雨生赔偿两万元", detect.NAME, "何雨生"),
        ("何某（何雨生）到案", detect.NAME, "何雨生"),
        ("“我是何雨生，住对面。”", detect.NAME, "何雨生"),
        ("女童2015年9月8日生，", detect.BIRTH, "2015年9月8日生"),
        ("出生日期：2012.06.01", detect.BIRTH, "2012.06.01"),
        ("二〇一三年四月初五出生", detect.BIRTH, "二〇一三年四月初五出生"),
        ("生日为2012-6-1", detect.BIRTH, "2012-6-1"),
        ("其母患有尿毒症", detect.HEALTH, "患有尿毒症"),
        ("检查显示其HIV抗体阳性", detect.HEALTH, "HIV抗体阳性"),
        ("她被确诊为抑郁症", detect.HEALTH, "确诊为抑郁症"),
        ("女童血铅值268μg/L", detect.HEALTH, "血铅值268μg/L"),
        ("收件人138****8075", detect.MOBILE, "138****8075"),
        ("户主330421********1010", detect.IDENTITY, "330421********1010"),
        ("银行流水里6217 **** **** 0138", detect.CARD, "6217 **** **** 0138"),
        ("身份证后六位173043", detect.IDENTITY, "173043"),
        ("车牌川Z6601*停在门口", detect.PLATE, "川Z6601*"),
        ("悬挂皖 ZD 40718号牌", detect.PLATE, "皖 ZD 40718"),
        ("持H01380667号港澳居民来往内地通行证", detect.CERTIFICATE, "H01380667"),
        ("保单号PDZA2023419900138", detect.CERTIFICATE, "PDZA2023419900138"),
        ("锦绣家园（北区）12-3-602漏水", detect.ADDRESS, "锦绣家园（北区）12-3-602"),
        ("下塘村委会陈家湾屋场12号的土墙", detect.ADDRESS, "下塘村委会陈家湾屋场12号"),
        ("槐树胡同乙8号院东厢房", detect.ADDRESS, "槐树胡同乙8号院东厢房"),
        ("东丽园A座1906的住户", detect.ADDRESS, "东丽园A座1906"),
    ],
)
def test_what_is_told_of_a_person_is_found_as_far_as_it_goes(text: str, kind: str, value: str) -> None:
    assert [(one.kind, text[one.start : one.stop]) for one in detect.find(text)] == [(kind, value)]


@pytest.mark.parametrize(
    "text",
    [
        "村民代表表示满意",
        "村民何某反映水发黄",
        "村民张大姐反映水发黄",
        "业主委员会何时成立",
        "业主方面提出三点意见",
        "居民常年饮用井水",
        "当事人应当到庭",
        "被告林业局未到庭",
        "检察官何雨生主持会议",
        "县人大代表何雨生、李青山旁听",
        "记者 何雨生 通讯员 李青山",
        "烈士何雨生的事迹",
        "由张某承包",
        "由林业局承包",
        "该条例2015年9月8日生效",
        "公司成立于2015年9月8日",
        "2015年9月出生的儿童",
        "尿毒症患者的费用纳入医保",
        "3名患者患有尿毒症",
        "“两癌”筛查",
        "血铅检测覆盖全部职工",
        "区人民检察院电话0597-6600100",
        "电话0597-6600100（区人民检察院第五检察部）",
        "区生态环境局位于人民路66号",
        "邮寄地址：区人民检察院（滨河大道138号）",
        "半边街14号至22号的商铺",
        "政务中心A座306",
        "村民小组27户全部通水",
    ],
)
def test_offices_masked_names_and_words_stay(text: str) -> None:
    assert detect.find(text) == []
