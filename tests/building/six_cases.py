"""A conference of six invented cases with photographs, written and drawn here: nothing of anybody else's is in it.

``python -m tests.building.six_cases FOLDER`` writes it, to be built and looked at.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import NamedTuple

from PIL import Image, ImageDraw

TITLE = "沧溪市检察机关城市安全与便民服务公益诉讼典型案例"
NAME = "发布会.yaml"
STORY = "六件小事里的公益诉讼"


class Told(NamedTuple):
    """A case: place, matter, field, the figure of its 亮点 with its words, what was wrong, what became of it."""

    place: str
    matter: str
    field: str
    name: str
    figure: str
    words: str
    wrong: str
    done: str


CASES = (
    Told("河东区", "整治盲道占用", "无障碍环境建设", "修复盲道", "46处", "修复被占用、损坏的盲道", "城区部分路段的盲道被电动车和摊位占用，有的断在树池前面，视力残疾人不敢出门", "部门联合清理占道，重铺断开的盲道"),
    Told("河西区", "整治窨井盖缺失松动", "安全生产", "更换井盖", "318个", "更换缺失、松动的窨井盖", "背街小巷的窨井盖有的缺失、有的松动，产权单位不明，群众夜里出行提心吊胆", "各产权单位认领井盖，更换后统一编号"),
    Told("临江县", "规范校园周边食品经营", "食品药品安全", "检查商店", "72家", "检查校园周边食品商店", "学校周边有的商店出售超过保质期的食品，有的没有张贴经营许可证", "行政机关下架问题食品，给商店建立检查台账"),
    Told("云岭县", "保护古树名木", "生态环境和资源保护", "保护古树", "19株", "一树一策保护古树", "村口的古树被水泥封住根部，有的被钉上广告牌，枝干枯死", "行政机关拆除水泥和广告牌，给每株古树落实养护人"),
    Told("石桥区", "整治快递面单泄露个人信息", "个人信息保护", "整改网点", "126个", "快递网点改用隐私面单", "一些快递网点的面单印着收件人的完整姓名和电话，丢弃以后没有人管", "行政机关约谈快递企业，网点全部改用隐私面单"),
    Told("青山区", "整治电动自行车违规充电", "安全生产", "充电插座", "540个", "小区新装集中充电插座", "老旧小区里有人从楼上拉线给电动自行车充电，楼道里堆满车辆", "街道和物业清理楼道，在小区里增设集中充电点"),
)  # fmt: skip

PERSONS = (
    ("林知远", "沧溪市人民检察院副检察长", "发布"),
    ("白露", "沧溪市住房和城乡建设局副局长", "发布"),
    ("欧阳静", "沧溪市人民检察院公益诉讼检察部主任", "介绍"),
    ("顾川", "沧溪市残疾人联合会副理事长", "点评"),
    ("许闻", "沧溪市人民检察院新闻发言人", "主持"),
)

_SKIES = ("#9cc3e6", "#f3c98b", "#b9d7b0", "#a9d3c5", "#f2b5a7", "#b7b9de")


class Photo(NamedTuple):
    """A photograph: its name, size, mode of colour and the note of a camera that lay on its side."""

    name: str
    width: int
    height: int
    mode: str = "RGB"
    turned: bool = False


PHOTOS = (
    Photo("盲道.jpg", 1600, 1067),
    Photo("井盖.png", 900, 1350),
    Photo("食品.jpg", 5200, 3400),
    Photo("古树.jpg", 1200, 1600, "CMYK"),
    Photo("网点.jpg", 1600, 1000, "RGB", turned=True),
    Photo("充电.png", 320, 240),
)
"""Across, upright, very large, of printer's colours, lying on its side, small."""


def photo(one: Photo, number: int) -> bytes:
    """A street with houses, a tree and two people; each photograph has its own sky."""
    width, height = (one.height, one.width) if one.turned else (one.width, one.height)
    drawn = Image.new("RGB", (width, height), _SKIES[number % len(_SKIES)])
    pen = ImageDraw.Draw(drawn)
    ground = height * 2 // 3
    pen.rectangle((0, ground, width, height), fill="#8a8f98")
    pen.rectangle((0, ground, width, ground + height // 30), fill="#d9b44a")
    for house in range(5):
        left, top = house * width // 5, ground - height * (3 + (house + number) % 3) // 12
        pen.rectangle((left, top, left + width // 6, ground), fill=("#6f7f95", "#a0826d", "#7d917c")[house % 3])
        for row in range(top + height // 40, ground - height // 20, height // 14):
            for column in range(left + width // 60, left + width // 7, width // 28):
                pen.rectangle((column, row, column + width // 60, row + height // 40), fill="#f6efd8")
    pen.rectangle((width * 3 // 4, ground - height // 6, width * 3 // 4 + width // 40, ground), fill="#6b4a2f")
    pen.ellipse((width * 2 // 3, ground - height // 3, width * 7 // 8, ground - height // 8), fill="#3f7a4a")
    for person in range(2):
        middle, size = width * (3 + person) // 9, height // 6
        foot = height * 9 // 10
        pen.rectangle((middle - size // 5, foot - size, middle + size // 5, foot), fill=("#1f3a6b", "#f0f0f0")[person])
        pen.ellipse((middle - size // 6, foot - size * 4 // 3, middle + size // 6, foot - size), fill="#e2b893")
    data = io.BytesIO()
    if one.name.endswith(".png"):
        drawn.save(data, "PNG")
    elif one.turned:
        note = Image.Exif()
        note[0x0112] = 6
        note[0x010E] = "30.1234N 120.5678E"
        drawn.transpose(Image.Transpose.ROTATE_90).save(data, "JPEG", quality=80, exif=note)
    else:
        drawn.convert(one.mode).save(data, "JPEG", quality=80)
    return data.getvalue()


def case(one: Told) -> str:
    month = CASES.index(one) + 1
    return (
        f"示例: 是\n检察院: 青岚省沧溪市{one.place}人民检察院\n事由: {one.matter}\n类型: 行政公益诉讼\n领域: {one.field}\n"
        f"数据:\n  {one.name}: {{值: {one.figure}, 期间: 2025年, 出处: 行政机关书面回复, 阶段: 整改}}\n"
        f"摘要: {one.wrong.partition('，')[0]}，检察机关以检察建议督促行政机关依法履职，{one.words}｛{one.name}｝。\n"
        f"关键词: [行政公益诉讼, {one.field}, 检察建议]\n"
        f"基本案情: |\n  {one.wrong}，社会公共利益受到侵害。\n"
        "调查和督促履职: |\n"
        f"  2025年{month}月，本院接到群众反映后立案，实地勘查，走访居民。\n"
        f"  2025年{month + 1}月，本院组织公开听证，听取各方意见。\n"
        f"  2025年{month + 2}月，本院向行政机关发出检察建议。{one.done}，共｛{one.name}｝。\n"
        f"  2025年{month + 4}月，本院邀请人民监督员跟进监督，现场看到问题已经整改。\n"
        "典型意义: |\n  群众的小事就是公益诉讼的大事。检察机关从一个案件入手，和行政机关一起把同类问题管住，让群众看得见、用得上。\n"
    )


def conference() -> str:
    names = ", ".join(f"案{number}.yaml" for number in range(1, len(CASES) + 1))
    people = "".join(f"  - {{姓名: {name}, 职务: {post}, 角色: {role}}}\n" for name, post, role in PERSONS)
    points = "".join(f"  - {{数: 案{number}.{one.name}, 说: {one.words}}}\n" for number, one in enumerate(CASES, 1))
    return (
        f"示例: 是\n案例集名称: {TITLE}\n案例: [{names}]\n"
        "发布会: 城市安全与便民服务公益诉讼新闻发布会\n时间: 2026年3月12日上午10时\n地点: 沧溪市人民检察院三楼新闻发布厅\n"
        "主办: [{名称: 沧溪市人民检察院, 简称: 市检察院}, {名称: 沧溪市住房和城乡建设局, 简称: 市住建局}]\n"
        "禁发时间: 2026年3月12日11时\n联系人: 沧溪市人民检察院新闻办公室 | 程叶 | 0600-5551200\n"
        "前言: |\n  ｛时间｝，｛主办｝联合举行｛发布会｝，发布｛案例数｝件典型案例。\n"
        "体例: {案例标题: 案例一：, 小节: 【】, 目录: 是, 封面: 是}\n"
        f"人物:\n{people}"
        "数据:\n"
        "  办案2024: {值: 168件, 期间: 2024年, 出处: 市检察院案件管理办公室}\n"
        "  办案2025: {值: 214件, 期间: 2025年, 出处: 市检察院案件管理办公室}\n"
        "  办案数: {值: 382件, 合计: [办案2024, 办案2025], 期间: 2024年至2025年, 出处: 市检察院案件管理办公室}\n"
        "  采纳率: {值: 97.6%, 期间: 2025年, 出处: 市检察院案件管理办公室}\n"
        "  志愿者: {值: 230名, 期间: 2025年, 出处: 市检察院案件管理办公室}\n"
        "议程:\n"
        "  - {事项: 通报全市公益诉讼检察工作情况, 人: 林知远, 时间: 10时05分, 内容: 全市检察机关两年来共办理公益诉讼案件｛办案数｝，检察建议采纳率｛采纳率｝。}\n"
        "  - {事项: 通报城市管理协作情况, 人: 白露, 时间: 10时15分, 内容: 住建部门和检察机关建立了线索移送、会商和联合回访的机制。}\n"
        "  - {事项: 介绍典型案例, 人: 欧阳静, 时间: 10时25分, 内容: 今天发布的｛案例数｝件案例都来自群众的反映。}\n"
        "  - {事项: 点评典型案例, 人: 顾川, 时间: 10时40分, 内容: 修好一段盲道，视力残疾人就多一条出门的路。}\n"
        "  - {事项: 记者提问, 时间: 10时50分}\n"
        "答记者问:\n"
        "  - {问: 群众怎样反映线索, 问者: 沧溪日报, 答者: 林知远, 答: 可以打12309检察服务热线，也可以到检察服务大厅。, 口径: 鼓励群众反映身边的小事。}\n"
        "材料: [议程, 主持词, 发布词, 典型案例集, 通讯, 答记者问, 答问参考, 席卡, 发布会签到表, 座次表, 网页, 公众号, 一图读懂, 案例卡片]\n"
        "亮点:\n  - {数: 办案数, 说: 全市检察机关办理公益诉讼案件}\n  - {数: 采纳率, 说: 检察建议被行政机关采纳}\n"
        f"  - {{数: 志愿者, 说: “益心为公”志愿者参加办案}}\n{points}"
        "一图读懂: {机制: [检察机关和住建部门互相移送线索，每季度会商一次, 整改后三个月内联合回访，问题反弹的再督促, 人民监督员和志愿者参加听证、回访]}\n"
    )


def caption(one: Told) -> str:
    """What stands below the photograph of a case."""
    return f"{one.place}检察院检察官回访整改现场"


def story() -> str:
    """The 通讯: a block and a photograph for each case."""
    blocks = "".join(
        f"  - 标题: {one.matter}\n    单位: {one.place}检察院\n    段落: |\n      {one.wrong}。\n"
        f"      检察院依法提出检察建议。{one.done}，共｛案{number}.{one.name}｝。\n"
        f"    图: {{文件: 图/{shot.name}, 说明: {caption(one)}, 摄影: 程叶}}\n"
        for number, (one, shot) in enumerate(zip(CASES, PHOTOS, strict=True), 1)
    )
    return (
        f"体裁: 通讯\n标题: {STORY}\n副标题: 沧溪检察机关公益诉讼办案见闻\n发布会: {NAME}\n"
        f"导语: |\n  盲道、井盖、古树、充电桩，都是身边的小事。｛案例数｝件案例，讲的就是这些小事。\n正文:\n{blocks}"
    )


def write(folder: Path) -> Path:
    """The whole conference into *folder*; the path of its record."""
    (folder / "图").mkdir(parents=True, exist_ok=True)
    for number, one in enumerate(CASES, 1):
        (folder / f"案{number}.yaml").write_text(case(one), encoding="utf-8")
    for number, shot in enumerate(PHOTOS):
        (folder / "图" / shot.name).write_bytes(photo(shot, number))
    (folder / "通讯.yaml").write_text(story(), encoding="utf-8")
    (folder / NAME).write_text(conference(), encoding="utf-8")
    return folder / NAME


if __name__ == "__main__":
    print(write(Path(sys.argv[1])))
