"""Made-up case records full of secrets, each secret written into the free text in several spellings.

Every value is drawn so long or so odd that it never stands in a file by chance. Numbers are
true to their check digits; names are of every kind that a public paper must hide.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.reliability import detector_set as forms

_SURNAMES = "赵钱孙冯褚卫蒋沈韩杨朱秦尤许何吕施孔曹严华金魏陶姜戚谢邹喻柏窦章苏潘葛奚范彭郎鲁韦昌苗凤花俞任袁柳鲍史唐费廉岑薛雷贺倪汤"
_GIVEN = "婉钧霖澄珩蓁昱翊璟泓宸菡堃骁彧熹沅晞苒祎昶斓翎岚棠绮暄砚"
_COMPOUND = ("欧阳", "司徒", "慕容", "诸葛", "令狐")
_RARE = "𬱖𫖮𬸘𬭚𫍽𬍛"
_MINORITY = (("阿依", "古丽"), ("买买", "提江"), ("扎西", "旺堆"), ("努尔", "兰别克"))
_TRADES = ("金属表面处理", "环保设备制造", "商业管理服务", "网络信息技术", "水产养殖开发")


@dataclass(frozen=True)
class Planted:
    """A record as text, its file name, and its secrets: those that no public file may hold, and those no message may."""

    name: str
    text: str
    secrets: dict[str, str] = field(default_factory=dict)
    undeclared: str = ""

    @property
    def personal(self) -> list[str]:
        return [value for value, kind in self.secrets.items() if kind != "机关"]


def spellings(draw: random.Random, value: str) -> list[str]:
    """*value* as it is, and in two of the spellings that people and copied pages produce."""
    ways: list[Callable[[str], str]] = [
        lambda text: " ".join(text),
        lambda text: "　".join((text[: len(text) // 2], text[len(text) // 2 :])),
        lambda text: "\u200b".join(text),
        lambda text: "".join(chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else char for char in text),
        lambda text: "-".join((text[:1], text[1:])),
        lambda text: text[:1] + "\ufeff" + text[1:],
    ]
    return [value, *(way(value) for way in draw.sample(ways, 2))]


def person(draw: random.Random) -> str:
    way = draw.randrange(8)
    given = "".join(draw.sample(_GIVEN, 2))
    if way == 0:
        return draw.choice(_COMPOUND) + given
    if way == 1:
        first, second = draw.choice(_MINORITY)
        return f"{first}{draw.choice(_GIVEN)}·{second}{draw.choice(_GIVEN)}"
    if way == 2:
        return draw.choice(_SURNAMES) + draw.choice(_RARE) + draw.choice(_GIVEN)
    return draw.choice(_SURNAMES) + given


def derived(child: str, home: str, identity: str, phone: str, firm: str) -> list[str]:
    """The forms of declared values that people write instead of them."""
    village = home.partition("柳湾镇")[2]
    return [
        child.partition("·")[0] if "·" in child else child[-2:],
        "".join("〇一二三四五六七八九"[int(char)] if char.isdigit() else char for char in village.partition("组")[0])
        + "组",
        identity[:6] + "（" + identity[6:14] + "）" + identity[14:17] + identity[17].replace("X", "×"),
        f"（{phone[:3]}）{phone[3:7]}、{phone[7:]}",
        firm.removesuffix("有限公司"),
    ]


def record(seed: int, number: int, *, undeclared: bool = False) -> Planted:
    """The *number*-th record of *seed*; with *undeclared* one more number stands in the text and in no field."""
    draw = random.Random(f"{seed} {number}")
    county = f"{draw.choice('临滨望青桃')}{draw.choice('河江湖川源')}县"
    city = f"云江省{draw.choice('青平澄')}{draw.choice('川澜湖')}市"
    secrets: dict[str, str] = {}

    def keep(kind: str, value: str) -> str:
        secrets[value] = kind
        return value

    agencies = [f"{city}{county}{what}" for what in ("水务和河道管理局", "卫生健康委员会")]
    for name in agencies:
        keep("机关", name)
    people = []
    while len(people) < 12:
        one = person(draw)
        if all(one != other and one[:2] != other[:2] for other in people):
            people.append(one)
    adult, relative, child, guardian, hearer, clerk, host, noted, first, second, owner, alias = people
    if draw.random() < 0.5 and "·" not in adult + relative:
        relative = adult[0] + "".join(draw.sample(_GIVEN, 2))
    for one in (adult, relative, child, guardian, hearer, clerk, host, noted, first, second, owner, alias):
        keep("姓名", one)
    firm = keep("单位", f"{county[:2]}{''.join(draw.sample(_GIVEN, 2))}{draw.choice(_TRADES)}有限公司")
    numbers = {
        "身份证": forms.resident(draw), "电话": forms.mobile(draw), "座机": forms.landline(draw), "银行卡": forms.card(draw),
        "车牌": forms.plate(draw), "新车牌": forms.plate_new(draw), "权证": forms.property_right(draw), "护照": forms.passport(draw),
        "军官证": forms.military(draw), "邮箱": forms.mail(draw), "微信": forms.wechat(draw), "老身份证": forms.resident_15(draw),
        "孩子身份证": forms.resident(draw),
    }  # fmt: skip
    for kind, value in numbers.items():
        keep(kind, value)
    village = "".join(draw.sample(_GIVEN, 2))
    home = keep("住址", f"{city}{county}柳湾镇{village}村{draw.randint(1, 9)}组{draw.randint(10, 99)}号")
    flat = keep("住址", f"{city}{county}荷风街{draw.randint(1, 99)}号{draw.randint(1, 9)}幢{draw.randint(101, 999)}室")
    shop = keep("单位", f"{county[:2]}{''.join(draw.sample(_GIVEN, 2))}百货商店")
    school = keep("学校", f"{city[3:]}{county}{village}实验第{draw.choice('二三四五')}小学")
    handle = adult if number % 5 == 0 else "甲"

    planted = [spelled for value in secrets for spelled in spellings(draw, value)]
    # What the record never writes, though whoever reads it knows whom it means.
    planted += [keep("派生的写法", value) for value in derived(child, home, numbers["身份证"], numbers["电话"], firm)]
    draw.shuffle(planted)
    thirds = [planted[start::3] for start in range(3)]
    facts, work, meaning = (
        "。\n  ".join("，".join(("有", *part[at : at + 4], "为证")) for at in range(0, len(part), 4)) for part in thirds
    )
    hidden = forms.resident(random.Random(f"{seed} {number} undeclared")) if undeclared else ""
    extra = f"\n  另有{hidden}一人。" if undeclared else ""
    text = f"""检察院: {city}{county}人民检察院
事由: 整治{adult}等人污染河道
承办检察官: {clerk}
机关:
  水务局: {{全称: {agencies[0]}, 对外: 县级水行政主管部门, 再称: 水务部门}}
  卫健委: {{全称: {agencies[1]}}}
当事人:
  {handle}: {{姓名: {adult}, 身份证: {numbers["身份证"]}, 电话: {numbers["电话"]}, 住址: {home}}}
  乙:
    姓名: {relative}
    电话: {numbers["座机"]}
    隐私信息:
      - 银行卡 {numbers["银行卡"]}
      - {numbers["银行卡"]}
      - {numbers["车牌"]}
      - {numbers["新车牌"]}
      - {numbers["权证"]}
      - {numbers["护照"]}
      - {numbers["军官证"]}
      - {numbers["邮箱"]}
      - {numbers["微信"]}
      - {numbers["老身份证"]}
  丙: {{姓名: {child}, 未成年: 是, 监护人: 母亲{guardian}, 学校: {school}, 身份证: {numbers["孩子身份证"]}, 住址: {flat}}}
  丁: {{全称: {firm}}}
  戊: {{姓名: 村民{noted}, 又名: [{alias}], 对外: 某村民{"甲乙丙丁戊己庚辛壬癸"[number % 10]}}}
  己: {{姓名: "{first}、{second}", 对外: 某司机{"甲乙丙丁戊己庚辛壬癸"[number % 10]}}}
  庚: {{姓名: {shop}经营者{owner}, 对外: 某商店{"甲乙丙丁戊己庚辛壬癸"[number % 10]}}}
数据:
  {adult}倾倒量: {{值: 26.4吨, 对外: 20余吨, 出处: {adult}的供述}}
听证会:
  时间: 2024年5月24日15时
  地点: 本院检察听证室
  公开: 是
  主持人: 副检察长{host}
  记录人: {clerk}
  听证员: [{hearer}（人大代表）]
  议题: [｛{handle}｝和{relative}的责任, 怎样赔偿{firm}]
  旁听: {{名额: 15, 截止: 2024年5月23日12时, 电话: 0600-5550218}}
  联系人: 苏听澜 0600-5550218
摘要: ｛{handle}｝等人污染河道
关键词: [行政公益诉讼, {adult}]
要旨: |
  {adult}与｛乙｝污染河道，｛水务局｝与卫健委应当履职。
基本案情: |
  {facts}。{extra}
调查和督促履职: |
  本院函告｛水务局｝、｛卫健委｝，查明｛{adult}倾倒量｝。
  {work}。
典型意义: |
  {meaning}。
其他部分:
  - 标题: {child}的救助
    正文: |
      ｛丙｝与{guardian}同住，{school}提供帮助。
"""
    return Planted(f"{adult.replace('·', '')}案{number}.yaml", text, secrets, hidden)


def press(seed: int, several: list[Planted]) -> dict[str, str]:
    """File name → text of a conference on *several* cases and of a release of it, all their secrets in the free text."""
    draw = random.Random(f"{seed} {several[0].name} press")
    planted = [spelled for one in several for value in one.secrets for spelled in spellings(draw, value)]
    draw.shuffle(planted)
    lines = ["，".join(("有", *planted[at : at + 4], "为证")) + "。" for at in range(0, len(planted), 4)]
    parts = ["\n".join(f"{{0}}{line}" for line in lines[start::5]) for start in range(5)]
    person = next(value for value, kind in several[0].secrets.items() if kind == "姓名")
    stem = several[0].name.removesuffix(".yaml")
    names = "".join(f"  - {one.name}\n" for one in several)
    conference = f"""案例集名称: 整治{person}等污染公益诉讼典型案例
案例:
{names}发布会: 新闻发布会
时间: 2024年12月20日
主办: [云江省人民检察院]
前言: |
  ｛时间｝发布｛案例数｝件案例，倾倒｛{stem}.{person}倾倒量｝。
{parts[0].format("  ")}
人物: [苏听澜 | 云江省人民检察院副检察长 | 发布]
数据:
  {person}罚款: {{值: 26.4万元, 对外: 20余万元, 出处: {person}案}}
亮点: ["{person}罚款", "{stem}.{person}倾倒量"]
议程:
  - 事项: 通报{person}一案
    人: 苏听澜
    内容: |
{parts[1].format("      ")}
答记者问:
  - 问: {person}怎样处理
    答者: 苏听澜
    答: |
{parts[2].format("      ")}
"""
    release = f"""体裁: 通讯
标题: {person}案始末
发布会: 发布会.yaml
案例: [{several[-1].name}]
导语: |
{parts[3].format("  ")}
正文:
  - {{案件: {several[0].name}}}
  - 段落: |
{parts[4].format("      ")}
"""
    return {"发布会.yaml": conference, "通讯.yaml": release}
