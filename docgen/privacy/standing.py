"""Whether two characters that spell somebody's name stand for a person where they are: 安全到场 and 安全生产.

A name of two characters is often a word, or the end of one word and the beginning of the next
(治|安维|稳). It is replaced only where a person stands; elsewhere it stays, and the gate asks.
"""

from __future__ import annotations

import re

WORDS = frozenset(
    [
        "安全",
        "安心",
        "安静",
        "安宁",
        "安康",
        "安稳",
        "安定",
        "安置",
        "安装",
        "安排",
        "安保",
        "白天",
        "白雪",
        "包容",
        "包括",
        "常年",
        "常态",
        "成长",
        "成功",
        "成立",
        "成就",
        "成员",
        "成年",
        "成果",
        "程序",
        "池塘",
        "初心",
        "初级",
        "丁香",
        "东方",
        "方便",
        "方法",
        "方向",
        "方案",
        "方式",
        "方圆",
        "丰收",
        "丰富",
        "封闭",
        "富强",
        "富裕",
        "甘泉",
        "高尚",
        "高兴",
        "高峰",
        "高原",
        "高校",
        "高山",
        "高级",
        "公正",
        "公平",
        "关心",
        "关键",
        "关爱",
        "广大",
        "国庆",
        "海洋",
        "海岸",
        "和平",
        "和谐",
        "和睦",
        "胡同",
        "华夏",
        "黄河",
        "黄金",
        "季节",
        "家庭",
        "简单",
        "江山",
        "江河",
        "解放",
        "金融",
        "金星",
        "金秋",
        "康复",
        "康乐",
        "孔雀",
        "乐观",
        "乐园",
        "雷雨",
        "黎明",
        "李子",
        "凌晨",
        "龙头",
        "路灯",
        "路面",
        "路段",
        "路口",
        "马路",
        "马上",
        "满意",
        "满足",
        "明天",
        "明白",
        "明确",
        "明显",
        "米粉",
        "农田",
        "农业",
        "平安",
        "平等",
        "平台",
        "平常",
        "平静",
        "祁连",
        "强化",
        "强制",
        "秦岭",
        "庆祝",
        "任务",
        "任何",
        "沙漠",
        "商业",
        "商品",
        "时间",
        "时代",
        "石油",
        "石头",
        "史料",
        "舒适",
        "水平",
        "司法",
        "宋代",
        "苏醒",
        "孙子",
        "泰山",
        "汤圆",
        "唐代",
        "田野",
        "田地",
        "童年",
        "万里",
        "万家",
        "汪洋",
        "王国",
        "王府",
        "文明",
        "文化",
        "文物",
        "文件",
        "武装",
        "武器",
        "夏天",
        "夏季",
        "向上",
        "向阳",
        "项目",
        "谢谢",
        "辛苦",
        "幸福",
        "熊猫",
        "徐徐",
        "许可",
        "许多",
        "严格",
        "严重",
        "严肃",
        "阳光",
        "杨柳",
        "叶片",
        "应急",
        "应当",
        "应该",
        "游客",
        "有关",
        "于是",
        "余额",
        "元旦",
        "岳父",
        "云雾",
        "章程",
        "张扬",
        "张贴",
        "周边",
        "周围",
        "周末",
        "周期",
        "朱砂",
        "祝福",
        "庄严",
        "庄重",
        "宗旨",
        "宗教",
        "左右",
        "建设",
        "建立",
        "卫生",
        "健康",
        "晨光",
        "红旗",
        "春雨",
        "曙光",
        "阳台",
        "车辆",
        "车站",
        "牛奶",
        "羊肉",
        "花园",
        "花卉",
        "温暖",
        "温度",
        "温泉",
        "梁柱",
        "毛利",
        "毛衣",
        "管理",
        "管道",
        "管线",
        "门面",
        "门诊",
        "权利",
        "权益",
    ]
)
"""Ordinary words that begin like a name."""

ROLES = (
    "当事人|嫌疑人|被告人|被告|原告|被害人|受害人|证人|举报人|投诉人|申请人|负责人|经营者|法定代表人|代理人|监护人|村民|居民|市民|业主|租户|住户|司机|"
    "驾驶员|职工|员工|工人|店主|老板|店员|教师|老师|医生|护士|学生|同学|女童|男童|幼女|(?<!青)少年|未成年人|听证员|监督员|检察长|检察官|检察官助理|书记员|主任|"
    "局长|县长|区长|镇长|乡长|科长|处长|所长|站长|院长|校长|委员|代表|律师|教授|父亲|母亲|妻子|丈夫|儿子|女儿|哥哥|弟弟|姐姐|妹妹|爷爷|奶奶|祖父|祖母|"
    "男子|女子|网民|主播|名叫|叫做|姓名为|绰号"
)
CALLED = re.compile(rf"(?:{ROLES})[：:]?$")
_NAMED = re.compile(r"(?:书记员|听证员|监督员|检察官|检察官助理|记录人|嫌疑人|被告人|名叫|姓名为|绰号)[：:]?$")
"""Behind these nothing but a name is expected, even one that is a word."""
_OPENS = re.compile(r"(?:^|[^\u4e00-\u9fff\w]|[和与由对向被将让请把及给叫找问经是为令使告知问])$")
_TOWARDS = ("伙同", "向", "由", "被", "让", "请", "给")
"""What is nearly always followed by somebody; of a name that is a word it says nothing: 向安全…."""
_DOES = (
    "说|称|讲|问|答|表示|认为|承认|供述|陈述|辩称|反映|告诉|举报|投诉|到场|到案|到庭|到院|到|来到|前往|出席|参加|因|涉嫌|驾驶|骑|住|家住|户籍|出生|死亡|受伤|"
    "购买|出售|销售|雇|被(?!动)|将|把|向|与|和|及|伙同|系|是|为|在|于|从|对|签|持|拿|打|找|带|收|经营|开|租|以|曾|已|未|也|都|拒|提|申请|代|父|母|等|、|，"
)
ACTS = (
    "说|称|讲|表示|认为|承认|供述|陈述|辩称|反映|告诉|举报|投诉|到场|到案|到庭|到院|来到|前往|出席|参加了|涉嫌|驾驶|骑着|家住|户籍|出生于|死亡|受伤|伙同|拒不|"
    "提交|签收|签名|签字|本人|等人|女士|先生|同学|一家|夫妇|的(?:父亲|母亲|监护人|妻子|丈夫|儿子|女儿|身份证|电话|住址|陈述|供述|证言)"
)
BUSY = re.compile(_DOES)
_ACTING = re.compile(ACTS)
_HANZI = re.compile(r"[\u4e00-\u9fff]")


def is_doubtful(name: str) -> bool:
    """True where *name*, folded, is so short that words spell it by chance."""
    return len(name) == 2 and all(map(_HANZI.match, name))


def stands_for_person(text: str, start: int, stop: int, name: str) -> bool:
    """Whether the characters *start* to *stop* of *text*, which spell *name*, are a person there."""
    before, behind = text[max(0, start - 8) : start], text[stop : stop + 6]
    called = bool(CALLED.search(before))
    opened = bool(_OPENS.search(before)) or before.endswith((*_TOWARDS, "与", "同", "称"))
    acting = bool(_ACTING.match(behind))
    if name in WORDS:
        # 居民高兴, 未成年人成长: what stands before a word says nothing.
        return ((opened or called) and acting) or bool(_NAMED.search(before))
    closed = not behind or not _HANZI.match(behind)
    return called or before.endswith(_TOWARDS) or (opened and (closed or acting or bool(BUSY.match(behind))))
