"""Sentences with and without personal particulars, on which the detector is measured.

Written before the detector and apart from it: this module imports nothing of docgen, it
knows the official forms of the numbers (GB 11643, ISO 7812, GA 36 …) and the sentences in
which offices write them. Each set has sentences and spellings of its own. ``tuning`` was at hand while the detector was
written. ``held_out`` was run once on the finished detector: it found 465 of 480 (all misses
were a plate before 多次, taken for an amount) with no false alarm; that was mended, and
``fresh`` was written afterwards, before it was run (479 of 480, no false alarm; mended too).
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from typing import NamedTuple


class Sample(NamedTuple):
    """A sentence, and the kinds of particulars that stand in it (none: nothing may be found)."""

    text: str
    kinds: tuple[str, ...]


# — numbers by their official forms —

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def resident(draw: random.Random) -> str:
    """An 18-digit resident identity number with its check character (GB 11643-1999)."""
    area = draw.choice(("110115", "110101", "330102", "441900", "320583", "510104", "650102", "540121", "990201"))
    day = f"{draw.randint(1938, 2019)}{draw.randint(1, 12):02}{draw.randint(1, 28):02}"
    body = f"{area}{day}{draw.randint(1, 999):03}"
    return body + "10X98765432"[sum(int(a) * b for a, b in zip(body, _WEIGHTS, strict=True)) % 11]


def resident_15(draw: random.Random) -> str:
    area = draw.choice(("110108", "320502", "440106", "610103"))
    return f"{area}{draw.randint(38, 79):02}{draw.randint(1, 12):02}{draw.randint(1, 28):02}{draw.randint(1, 999):03}"


def mobile(draw: random.Random) -> str:
    return draw.choice(("13", "15", "16", "17", "18", "19")) + f"{draw.randint(0, 999_999_999):09}"


def landline(draw: random.Random) -> str:
    area = draw.choice(("010", "021", "0571", "0755", "0851", "0991", "0311"))
    digits = 8 if len(area) == 3 or area in ("0571", "0755") else 7
    return f"{area}-{draw.randint(2, 8)}{draw.randint(0, 10 ** (digits - 1) - 1):0{digits - 1}}"


def card(draw: random.Random) -> str:
    """A bank card number with its Luhn digit (ISO/IEC 7812)."""
    length = draw.choice((16, 19))
    body = (
        draw.choice(("6217", "6222", "6228", "6230", "4392"))
        + f"{draw.randint(0, 10 ** (length - 5) - 1):0{length - 5}}"
    )
    total = 0
    for place, digit in enumerate(reversed(body)):
        value = int(digit) * (2 if place % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return body + str(-total % 10)


_PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
_PLATE = "ABCDEFGHJKLMNPQRSTUVWXYZ"


def plate(draw: random.Random) -> str:
    tail = "".join(draw.choice(_PLATE + "0123456789" * 3) for _ in range(4)) + draw.choice("0123456789")
    return draw.choice(_PROVINCES) + draw.choice("ABCDEFGH") + tail


def plate_new(draw: random.Random) -> str:
    """Eight characters: a new-energy car (GA 36-2018)."""
    return draw.choice(_PROVINCES) + draw.choice("ABCDE") + draw.choice("DF") + f"{draw.randint(0, 99_999):05}"


def property_right(draw: random.Random) -> str:
    place = draw.choice(
        ("京（2021）大不动产权第{}号", "苏(2019)姑苏区不动产权第{}号", "粤（2023）广州市不动产权第{}号")
    )
    return place.format(f"{draw.randint(1, 9_999_999):07}")


def house_right(draw: random.Random) -> str:
    return draw.choice(("X京房权证兴字第{}号", "沪房地浦字（2008）第{}号", "川国用（2005）第{}号")).format(
        draw.randint(10_000, 999_999)
    )


def passport(draw: random.Random) -> str:
    return draw.choice(("E{:08}", "EA{:07}", "G{:08}", "EK{:07}")).format(draw.randint(1_000_000, 9_999_999))


def military(draw: random.Random) -> str:
    return draw.choice(("军字第{}号", "士字第{}号", "政字第{}号", "文字第{}号")).format(
        draw.randint(100_000, 99_999_999)
    )


def mail(draw: random.Random) -> str:
    name = draw.choice(("zhangsan", "li.si", "wang_wu88", "zhao-liu", "qian7"))
    return f"{name}{draw.randint(1, 999)}@{draw.choice(('163.com', 'qq.com', 'sina.com.cn', 'example.cn'))}"


def wechat(draw: random.Random) -> str:
    return draw.choice(("wxid_{}", "lucky-{}", "a{}bc", "Zhang_{}")).format(draw.randint(10_000, 999_999))


def qq(draw: random.Random) -> str:
    return str(draw.randint(10_000_000, 3_999_999_999))


def door(draw: random.Random) -> str:
    road = draw.choice(
        (
            "青川市临河区法华路{}号院{}号楼{}单元{}室",
            "望湖区荷风街{}号{}幢{}单元{}室",
            "大兴区黄村镇兴华大街{}号{}栋{}单元{}室",
        )
    )
    return road.format(draw.randint(1, 199), draw.randint(1, 30), draw.randint(1, 6), draw.randint(101, 2804))


def village(draw: random.Random) -> str:
    return draw.choice(("滨江县柳湾镇新桥村{}组{}号", "桃源乡上河村{}组{}号", "清水县白塔镇东沟村{}社{}号")).format(
        draw.randint(1, 12), draw.randint(1, 120)
    )


# — sentences, those of each half its own —

_SENTENCES: dict[str, tuple[Callable[[random.Random], str], tuple[str, ...], tuple[str, ...], tuple[str, ...]]] = {
    "身份证号码": (
        resident,
        ("李某，身份证号{}，系该公司员工。", "经查（{}）已年满六十周岁。", "公民身份号码：{}。", "当事人{}到案。"),
        ("王某的身份证号码为{}，住本市。", "证件号{}的申请人未到场。", "（居民身份证：{}）", "名单显示{}属于同一户。"),
        ("冒用{}办理登记。", "他人身份信息（{}）被公开。", "当事人，男，{}，农民。", "以{}为账号登录。"),
    ),
    "旧身份证号码": (
        resident_15,
        ("旧身份证号{}。", "其一代身份证号码为{}，已换证。"),
        ("身份证号：{}（十五位）。", "户籍登记的身份证{}系误录。"),
        ("身份证{}，一九八几年办理。", "身份号码：{}。"),
    ),
    "手机号码": (
        mobile,
        ("联系电话{}。", "请拨打{}与当事人联系。", "王某（{}）称不知情。", "手机：{}，下同。"),
        ("其手机号为{}，已停用。", "短信由{}发出。", "投诉人电话：{}；", "用{}注册的账号有三个。"),
        ("群众{}反映此事。", "致电{}未果。", "联系人手机{}（下班勿扰）。", "号主{}已实名。"),
    ),
    "固定电话": (
        landline,
        ("家庭电话{}。", "电话：{}，无人接听。"),
        ("住宅座机{}已欠费。", "可打{}找到其母亲。"),
        ("家中电话{}。", "联系电话：{}转三分机。"),
    ),
    "银行卡号": (
        card,
        ("转入{}账户。", "银行卡号：{}。", "尾款打到{}。"),
        ("款项汇至卡号{}，开户行不详。", "工资卡{}被冻结。", "查询{}的流水。"),
        ("向{}转款三次。", "账号{}。", "户名王某，账户{}。"),
    ),
    "车牌号": (
        plate,
        ("驾驶{}小型客车。", "号牌为{}的货车。", "车辆（{}）超载。"),
        ("{}轿车停在盲道上。", "查获{}等三辆车。", "车牌号{}，已查封。"),
        ("追尾{}。", "见{}停放于消防通道。", "其名下{}小轿车。"),
    ),
    "新能源车牌号": (
        plate_new,
        ("新能源车{}。", "号牌{}的出租车。"),
        ("查明{}占用车位。", "网约车{}多次违停。"),
        ("充电桩旁{}。", "{}司机逃逸。"),
    ),
    "不动产权证号": (
        property_right,
        ("不动产权证号为{}。", "房屋登记在{}项下。"),
        ("该房屋（{}）已抵押。", "权属证书{}。"),
        ("凭{}过户。", "附{}复印件。"),
    ),
    "房产证号": (
        house_right,
        ("房产证号{}。", "持有{}房屋所有权证。"),
        ("证号为{}。", "提交了{}土地使用证。"),
        ("原{}作废。", "登记为{}。"),
    ),
    "护照号码": (
        passport,
        ("护照号{}。", "持{}号护照入境。", "护照（{}）已过期。"),
        ("护照号码：{}，签发地北京。", "其护照{}被扣押。"),
        ("护照：{}。", "其持有的护照{}系伪造。"),
    ),
    "军人证件号": (
        military,
        ("军官证{}。", "证件号码{}。"),
        ("持{}证件。", "士兵证号为{}。"),
        ("凭{}优先。", "军官证号{}。"),
    ),
    "电子邮箱": (
        mail,
        ("邮箱{}。", "请发至{}，勿寄纸件。"),
        ("电子邮件：{}，", "举报材料由{}发来。"),
        ("发件人{}。", "（{}）"),
    ),
    "微信号": (
        wechat,
        ("微信号{}。", "加微信：{}，先付款。"),
        ("其微信{}已注销。", "微信号为{}的用户。"),
        ("微信：{}。", "通过微信{}收款。"),
    ),
    "QQ号": (qq, ("QQ号{}。", "QQ：{}。"), ("用QQ{}联系买家。", "QQ号码为{}。"), ("QQ号为{}。", "加QQ{}。")),
    "详细住址": (
        door,
        ("住{}。", "现居住地为{}，与母亲同住。"),
        ("家住{}的王某反映。", "住址：{}；", "送达至{}，无人签收。"),
        ("送至{}。", "暂住{}，系租住。"),
    ),
    "村组住址": (
        village,
        ("住{}。", "家住{}，务农。"),
        ("户籍地{}。", "系{}村民。"),
        ("户籍所在地：{}。", "到{}入户。"),
    ),
}

_ASIDES = {
    "身份证号码": "身份证号码", "旧身份证号码": "身份证号码", "新能源车牌号": "车牌号", "房产证号": "不动产权证号",
    "QQ号": "微信号", "村组住址": "详细住址",
}  # fmt: skip
"""Sentence group → the kind that the detector calls it by, where the names differ."""

_NUMBERS = ("身份证号码", "手机号码", "银行卡号")

_SPELLINGS: tuple[tuple[Callable[[str], str], ...], ...] = (
    (
        lambda value: value,
        lambda value: value.translate(str.maketrans("0123456789X", "０１２３４５６７８９Ｘ")),
        lambda value: " ".join(value[start : start + 4] for start in range(0, len(value), 4)),
    ),
    (
        lambda value: value,
        lambda value: "\u200b".join((value[:5], value[5:])),
        lambda value: "-".join((value[:3], value[3:7], value[7:])),
        lambda value: value[:6] + "　" + value[6:],
    ),
    (
        lambda value: value,
        lambda value: value[:3] + " " + value[3:7] + " " + value[7:],
        lambda value: "\u2060".join((value[:2], value[2:9], value[9:])),
        lambda value: value.translate(str.maketrans("0123456789X", "０１２３４５６７８９Ｘ")),
    ),
)


def positives(half: int, count: int, seed: int) -> Iterator[Sample]:
    """*count* sentences of each group, each with one particular in it; *half* is 0 (tuning), 1 (held out) or 2 (fresh)."""
    draw = random.Random(f"{seed} {half}")
    for group, (make, *sentences) in _SENTENCES.items():
        for number in range(count):
            value = make(draw)
            if group in _NUMBERS:
                spellings = _SPELLINGS[half]
                value = spellings[number % len(spellings)](value)
            chosen = sentences[half]
            yield Sample(chosen[number % len(chosen)].format(value), (_ASIDES.get(group, group),))


# — what must never be taken for a particular —

_HARD: tuple[tuple[str, ...], ...] = (
    (
        "拨打12345市民服务热线反映问题。", "可向12309检察服务中心提出。", "妇女维权热线12338全天开通。", "遇险请打110、119、120。",
        "客服电话95588、955311、400-820-8820。", "（2024）京0115民初123号", "（2023）最高法行再45号判决", "京兴检行公建〔2024〕15号",
        "滨检行公立〔2024〕8号", "国办发〔2023〕112号文件", "罚款13800元。", "没收违法所得13800138000元。", "占地18600000000平方米。",
        "2024年1月5日9时30分", "20240105093000", "系统批次20231120143059001", "《中华人民共和国民法典》第一千二百四十二条",
        "《食品安全法》第123条第2款", "GB/T 9704-2012", "GB 2762—2022", "ISBN 978-7-5093-1234-5", "京ICP备12345678号", "京公网安备11011502001234号",
        "统一社会信用代码91110115MA01ABCD2X", "营业执照注册号110115012345678", "许可证编号JY11115012345678", "共计1234567890123456人次",
        "金额6217000010001234567元", "经度116.397128，纬度39.916527", "第3号楼共有住户120户。", "该小区12号楼的电梯停运。", "1号线、4号线开通。",
        "5组数据、17号样品", "在2号检测点取样", "3栋厂房、2个单元", "自2024年1月至11月，共立案120件。", "面积达1200.5平方米，投资1.2亿元。",
        "京A座写字楼", "川渝两地协作", "新A级景区12345人", "型号E12345678的设备已停产。", "批号G20240105", "微信公众号“临河检察”发布。",
        "通过微信群通知家长。", "扫描二维码加入QQ群。", "邮编102600", "邮政编码：100726", "建议第1至13条", "一、二、三类企业共18家",
        "检察建议书文号：京检建〔2021〕3号", "样本编号1381234567", "第18900000000次", "桥长13912345678毫米", "合同编号HT-2023-0001-8899",
        "每百毫升13.8克", "12315消费者投诉举报热线", "国家标准GB11643-1999规定了十八位的号码。", "每吨3800元，合计1380.0138万元",
        "案号为（2022）苏05行终0123号", "第二审案件(2021)粤01民终12345号", "军字号企业", "文字第3稿", "士字旁", "政字头文件第12号",
    ),
    (
        "全国妇联12338、工会12351热线。", "市长热线：12345。", "求助电话：12355青少年服务台。", "银行客服95533。", "热线400-650-7880",
        "（2020）沪0101行初88号", "（2021）浙民再19号民事裁定", "粤检发办字〔2019〕22号", "青检民支〔2023〕4号", "法释〔2016〕19号",
        "财政拨款15000000000元", "排放废水13600000000升", "15912345678.50元", "2023年12月31日24时", "20231231235959", "流水号202312310001234567890",
        "《刑法》第三百三十八条", "《消费者权益保护法》第55条", "DB11/T 1234-2021", "HJ 1234—2021", "ISSN 1004-4043", "沪ICP备2021012345号-1",
        "粤公网安备44010602001234号", "代码：92330102MA2B1C3D4E", "食品生产许可证SC10111011500123", "药品批准文号国药准字H20012345",
        "浏览量1366666666次", "总额1234567890123456789元", "北纬30度15分，东经120度", "1号楼、2号楼之间", "该院3号楼五层", "地铁15号线一期",
        "第4组居民代表发言。", "8号台风过境", "12单元课程", "全村5个组、320户", "2019年至2023年共计56789件", "水面面积13.8平方公里",
        "浙A级信用企业", "新B款产品", "京津冀协同", "设备编号E87654321", "产品批号：EA1234567", "关注微信公众号", "微信支付记录", "QQ音乐平台",
        "邮编：330000", "表1-3、图2-15", "第一至第二十条", "（一）（二）（三）", "检例第123号", "最高检第45批指导性案例", "档案号：1987-永久-0023",
        "长13800138000微米", "序号0571", "票号00123456", "税率13%，税额1380元", "12366纳税服务热线", "ISO 14001:2015", "CNAS L12345",
        "人数由1000增至13000", "海拔5013米", "第3期（总第156期）", "军字招牌", "文字第12号字体", "一审（2023）黔2301刑初45号", "川字第一号",
    ),
    (
        "12345热线转办件第2024051312345号", "12329公积金热线", "消防119宣传日", "95595信用卡中心", "4008205555", "（2019）鄂01民初6789号调解书",
        "(2024)川0104行初12号", "京检十分检民监〔2022〕110号", "国市监处罚〔2021〕28号", "发改价格〔2020〕1234号文", "累计退费1888888.88元",
        "约1350000000立方米", "流量每秒13800立方米", "2019年7月1日至2021年12月31日", "2022-05-06 08:30:00", "工单编号：20240513080912345",
        "《行政诉讼法》第二十五条第四款", "《民事诉讼法》第58条", "GB 3838—2002Ⅲ类", "DB31/199-2018", "ISBN 978-7-301-30000-1", "浙ICP备19001234号",
        "川公网安备 51010402000123号", "统一社会信用代码：91310000MA1FL12345", "许可证SC12345678901234", "国药准字Z20123456", "阅读量13912345678次",
        "长度15912345678毫米", "东经116度23分17秒", "5号楼顶", "从7号楼到9号楼", "3号线二期", "2组居民、3社村民共40人", "18号台风", "6单元测验",
        "全镇12个村、96个组", "涉案1234件5678人", "占比12.345%", "A股上市公司", "京B牌照政策", "沪A大牌", "设备号G20231234", "批次E20240101",
        "微信小程序“禾点打卡”", "微信转账记录三张", "QQ邮箱登录页面", "邮政编码610000", "图3-1至3-15", "第（三）项", "检例第186号", "最高检第51批",
        "卷宗号2021-短期-0456", "高1234.5678米", "0101分区", "票据号码87654321", "增值税13%", "12388举报平台", "ISO9001:2015", "CMA201234567890",
        "从200人增加到13000人", "编制0755人", "总第1350期", "文字说明12345", "士字号老店", "川字第12号令", "军字作品", "后字第3组",
        "街道辖10个社区", "解放路商圈12家店铺", "长安街沿线", "建设大道1公里处", "人民路与中山路交叉口", "路口3号监控", "本院路线图", "第5号案例",
        "院内2号楼会议室", "3号厅", "地铁4号口", "一号文件", "2024年中央一号文件", "5G基站", "车位B123", "门牌整治",
    ),
)  # fmt: skip


def negatives(half: int, count: int, seed: int) -> Iterator[Sample]:
    """The hard list of *half*, then *count* made sentences with numbers of every innocent sort."""
    yield from (Sample(text, ()) for text in _HARD[half])
    draw = random.Random(f"{seed} {half} negative")
    makers: tuple[Callable[[], str], ...] = (
        lambda: f"（{draw.randint(2015, 2025)}）京{draw.randint(1, 9999):04}民初{draw.randint(1, 99999)}号案件已审结。",
        lambda: f"京兴检行公建〔{draw.randint(2018, 2025)}〕{draw.randint(1, 400)}号检察建议书",
        lambda: (
            f"{draw.randint(2015, 2025)}年{draw.randint(1, 12)}月{draw.randint(1, 28)}日{draw.randint(0, 23)}时{draw.randint(0, 59):02}分"
        ),
        lambda: f"追缴税款{draw.randint(10**9, 10**11)}元。",
        lambda: f"违法建设面积{draw.randint(100, 99999)}.{draw.randint(1, 99)}平方米",
        lambda: f"根据第{draw.randint(1, 1260)}条第{draw.randint(1, 9)}款的规定",
        lambda: (
            f"统一社会信用代码为91{draw.randint(110000, 659000)}MA{draw.randint(10**7, 10**8 - 1)}{draw.choice('ABCDEFG')}"
        ),
        lambda: f"订单号{draw.choice('ABCD')}{draw.randint(10**11, 10**12)}",
        lambda: (
            f"{draw.randint(1, 99)}家单位、{draw.randint(100, 9999)}名职工，占{draw.randint(1, 99)}.{draw.randint(0, 9)}%"
        ),
        lambda: f"检测报告编号BG{draw.randint(2018, 2025)}-{draw.randint(1, 9999):04}",
        lambda: f"GB/T {draw.randint(1000, 49999)}-{draw.randint(1990, 2024)}的要求",
        lambda: f"对{draw.randint(1, 40)}号楼至{draw.randint(41, 90)}号楼的消防设施检查",
        lambda: (
            f"{draw.randint(2018, 2025)}{draw.randint(1, 12):02}{draw.randint(1, 28):02}{draw.randint(0, 235959):06}导出的数据"
        ),
    )
    for number in range(count):
        yield Sample(makers[number % len(makers)](), ())


def fresh(seed: int) -> list[Sample]:
    """480 sentences with a particular and more than 400 without, in words written last."""
    return [*positives(2, 30, seed), *negatives(2, 360, seed)]


def tuning(seed: int) -> list[Sample]:
    return [*positives(0, 15, seed), *negatives(0, 160, seed)]


def held_out(seed: int) -> list[Sample]:
    """480 sentences with a particular and more than 400 without."""
    return [*positives(1, 30, seed), *negatives(1, 360, seed)]
