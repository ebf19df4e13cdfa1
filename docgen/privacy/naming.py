"""What is typed where a name belongs, taken apart: 何雨生（男）, 甲、乙, 某店（经营者丙）, 村民丁等两人.

A name that is registered together with its note stands nowhere in a text, so the bare name
would go out. What cannot be taken apart is told, never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from docgen.privacy.spelling import persons_in

SURNAMES = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏窦章苏潘葛奚范彭郎鲁韦昌马苗凤方俞任袁柳酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝"
    "邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧肖尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟"
    "徐邱骆高夏蔡田樊胡凌霍虞万支柯管卢莫房裘缪干解应宗丁宣邓郁单杭洪包诸左石崔吉龚程嵇邢裴陆荣翁荀甄曲封储靳井段富焦巴牧谷车侯宓全班仰仲伊宫宁仇栾甘厉"
    "祖武符刘景詹束龙叶幸司韶黎薄印白怀蒲从索赖卓屠蒙池乔阴苍双闻党翟谭贡劳姬申扶冉宰雍璩桑桂牛寿边扈燕冀浦尚农温庄晏柴瞿阎阖充慕连茹习艾鱼容向古易廖庾"
    "终衡步耿满匡文寇广东欧殳利蔚越隆师巩聂晁勾敖融冷辛简饶曾沙丰巢关蒯相查游权商晋楚闫岳缑归海郗仉丘仝初迟邸代代付揣楼苟来侍苑占粟南覃撒冼尧佘褟塔斗"
    "涂花甫修由鞠门布漆火仲令狐闭岩泮阳荆湖生米衣赫原官盖鹿户郜雪线苏兰木邝镡亓肇战信娜帅续麦谌𬱖"
)
"""Characters with which a name of two to four begins; a piece behind a note counts as a name only with one of them."""

_TWO = (
    "欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 濮阳 公冶 太叔 申屠 公孙 慕容 仲孙 "
    "钟离 长孙 宇文 司徒 鲜于 司空 闾丘 子车 亓官 司寇 巫马 公西 颛孙 壤驷 公良 漆雕 乐正 宰父 谷梁 拓跋 夹谷 轩辕 令狐 段干 百里 "
    "呼延 东郭 南门 羊舌 微生 梁丘 左丘 东门 西门 第五 纳兰"
)
COMPOUND = frozenset(_TWO.split())
DOTS = re.compile(r"[·•・‧∙⋅･.．]")

_ENDINGS = (
    "房地产公司 公司 合作社 商场 商店 超市 酒店 宾馆 旅馆 饭店 餐厅 医院 诊所 药店 药房 幼儿园 小学 中学 大学 学院 学校 培训机构 "
    "工厂 加工厂 养殖场 矿场 加油站 工作室 研究院 事务所 协会 基金会 集团 银行 门诊部 月子中心 中心 商行 经营部 门市部 店 厂 馆 院 场"
)
FIRM_ENDINGS = tuple(_ENDINGS.split())
_WHOLE = (
    "公司",
    "集团",
    "银行",
    "超市",
    "酒店",
    "医院",
    "商场",
    "学校",
    "小学",
    "中学",
    "幼儿园",
    "合作社",
    "诊所",
    "药店",
    "商行",
)
_LONG = (*FIRM_ENDINGS, "社", "所", "部", "局", "会", "站", "行", "户")


def is_firm(name: str) -> bool:
    """True for the name of a firm or body, False for that of a person."""
    bare = re.sub(r"[（(].*?[)）]", "", name).strip()
    if DOTS.search(bare) and not bare.endswith("公司"):
        return False
    return bare.endswith(_WHOLE) or (len(bare) > 4 and bare.endswith(_LONG))


_BRACKETS = re.compile(r"[（(【\[〔]([^（）()【】\[\]〔〕]*)[）)】\]〕]")
_QUOTED = re.compile(r"[“\"「『](.+)[”\"」』]")
_CALLED = r"(?:对外|现|原|曾|又|别|网|微信|化|小|乳|艺|笔|英文|中文|曾用|别用)名(?:叫|为|是)?|绰号|外号|昵称|自称|曾用姓名|本名|真名|姓名|"
_HEADS = "法定代表人|诉讼代表人|委托代理人|法定代理人|实际经营者|实际控制人|经营者|负责人|投资人|合伙人|执行事务合伙人|业主|店主|房东|股东|监护人|字号|经营"
_BETWEEN = re.compile(rf"[、，,；;/|：:＋+&]|(?:{_CALLED}{_HEADS})(?:系|为|是)?")
_JOINED = re.compile(r"(?<=[\u4e00-\u9fff]{2})[和与及暨](?=[\u4e00-\u9fff]{2})")
_ROLES = (
    "犯罪嫌疑人|嫌疑人|当事人|行为人|侵害人|致害人|被侵害人|加害人|被告人|被告|原告|上诉人|申请人|被申请人|第三人|证人|举报人|投诉人|受害人|被害人|伤者|死者|"
    "违法行为人|行政相对人|相对人|监护人|未成年人|未成年|儿童|女童|男童|幼女|少年|学生|同学|村民|居民|市民|群众|农户|渔民|牧民|业主|租户|住户|户主|个体工商户|个体户|"
    "司机|驾驶员|职工|员工|工人|老人|残疾人|公民|患者|消费者|商户|摊主|店主|老板|店员|教师|老师|医生|护士|网民|主播|博主|其|系|为|即|由|含|包括|以及|该|"
    "父亲|母亲|父母|祖父|祖母|外祖父|外祖母|爷爷|奶奶|外公|外婆|妻子|丈夫|配偶|儿子|女儿|哥哥|弟弟|姐姐|妹妹"
)
_BEFORE = re.compile(rf"^(?:(?:{_ROLES})\s*)+(?=\S{{2}})")
_BEHIND = re.compile(
    r"(?:等(?:[\d一二两三四五六七八九十百]+(?:余|多)?[人名户位家个]*|多人|人)?|(?:两|二|三|四|数)人|夫妇|夫妻|兄弟|姐妹|父子|母子|父女|母女|一家|本人|女士|先生|同学|小朋友|老师|同志)+$"
)
_SEX = r"男|女|男性|女性|男方|女方|男孩|女孩|男童|女童|性别[男女]?|\w{1,4}族|[\u4e00-\u9fff]{2,6}籍|"
_STATE = (
    r"父|母|子|女儿|已故|已死亡|死亡|已亡|殁|在逃|另案处理|未到案|已判刑|服刑|未成年人?|成年人?|化名|假名|未满.*|已满.*|\d.*|[一二三四五六七八九十]+(?:岁|人|名|户)?|"
    r"(?:出生|生)于?.*|身份不明|个体工商户|个体户|自然人|法人|个人|企业|单位|均为.*|以下.*|简称.*|下同|户籍.*|住.*|电话.*|身份证.*|公民身份.*|"
    r"[本外]地人|农民|无业|务工|务农|退休|在校生|学龄前|小学生|中学生|初中生|高中生|大学生|某[\u4e00-\u9fff]*"
)
_NOTE = re.compile(rf"(?:(?:{_SEX}{_STATE}|{_ROLES})(?:系|之)?)+")
_PERSON = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]{2,4}")
_FOREIGN = re.compile(r".*[·•・‧].*|[A-Za-zÀ-ɏ][A-Za-zÀ-ɏ.' -]+")
_TRADE = re.compile(r"[员工长师主民者手户人生贩客医警兵匠]$")
_PLACED = re.compile(r"[省市区县镇乡村街路巷组]|烧烤|食府|饭庄|小吃|美食|美容|网吧|影城|会所|俱乐部")


@dataclass(frozen=True, slots=True)
class Apart:
    """``names`` of persons and firms in the order typed, the first the one meant.

    ``also`` are other names of that one (曾用名, 绰号); ``unclear`` is what nobody can tell.
    """

    names: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    unclear: tuple[str, ...] = ()


def taken_apart(text: str) -> Apart:
    """The names in *text*, which stands where one name belongs."""
    text = text.strip()
    if quoted := _QUOTED.fullmatch(text):
        return Apart((quoted[1].strip(),))
    bare = _BRACKETS.sub("", text)
    inner = [match[1] for match in _BRACKETS.finditer(text) if match.end() == len(text)]
    if is_firm(bare) and not inner and not _BETWEEN.search(text):
        # 恒润（上海）有限公司: what stands in brackets inside a firm's name is part of it.
        return Apart((text,))
    names: list[str] = []
    also: list[str] = []
    unclear: list[str] = []
    for part in (bare, *_BRACKETS.findall(text)):
        pieces = list(_pieces(part))
        called = part is not bare and re.search(_CALLED.rstrip("|"), part)
        for piece in pieces:
            name = _name(piece, alone=len(pieces) == 1 and piece == text)
            if name:
                (also if called else names).append(name)
            elif name is None:
                unclear.append(piece)
    return Apart(tuple(dict.fromkeys(names)), tuple(dict.fromkeys(also)), tuple(unclear))


def _pieces(text: str) -> Iterator[str]:
    for part in _BETWEEN.split(text):
        for one in _JOINED.split(part) if not is_firm(part) else (part,):
            words = one.split()
            # 李 小明 is one person with a blank, 何雨生 孙二喜 are two.
            apart = len(words) > 1 and all(len(word) > 1 for word in words) and not _FOREIGN.fullmatch(one.strip())
            yield from (word for word in (words if apart else ["".join(words) if not _FOREIGN.fullmatch(one) else one]))


def _name(piece: str, *, alone: bool) -> str | None:
    """The name in *piece*; ``""`` where it is a note only, ``None`` where nobody can tell."""
    piece = piece.strip(" 　。.“”\"'「」")
    if not piece or _NOTE.fullmatch(piece):
        return ""
    if alone and (len(piece) <= 4 or _FOREIGN.fullmatch(piece)) and not _BEFORE.match(piece):
        return _BEHIND.sub("", piece) or piece
    bare = _BEHIND.sub("", _BEFORE.sub("", piece)) or piece
    if is_firm(bare) or _FOREIGN.fullmatch(bare):
        return bare
    if _PERSON.fullmatch(bare):
        if _surnamed(bare) or bare[0] in "小阿老大" or bare.endswith("某"):
            return bare
        titled = persons_in(bare)
        return titled[0] if titled and titled[0] != bare and _surnamed(titled[0]) else (bare if alone else None)
    for titled_name in persons_in(bare):
        if titled_name != bare and _surnamed(titled_name):
            return titled_name
    for length in (3, 2, 4):
        # 护林员何雨生: a trade ends in 员, 工, 师 …, and behind it stands a name.
        if len(bare) > length and _TRADE.search(bare[:-length]) and _surnamed(bare[-length:]):
            return bare[-length:]
    return bare if _PLACED.search(bare) and len(bare) > 4 else None


def _surnamed(name: str) -> bool:
    if "某" in name:
        return False
    if len(name) == 4:
        return name[:2] in COMPOUND
    return len(name) in (2, 3) and (name[0] in SURNAMES or name[:2] in COMPOUND)


_DONE = (
    "批准|同意|签发|审批|审核|核准|决定|召开|公开|发布|于|经|由|报|和|参加|出席|到场|陪同|主持|记录|在场|负责|联系|代表"
)
_NOT_SOMEBODY = re.compile(r"[局委厅办队所站会院处署部科组村镇乡]$|机关|单位|部门|政府|公司|人员|代表$|群众")


def people_in(text: str) -> list[str]:
    """The persons in a field that says who decided, took part or signed: 检察长孙立本2024年6月1日批准 → 孙立本."""
    found: list[str] = []
    for part in re.split(rf"[\d年月日时分：:。]+|(?:{_DONE})", text):
        for piece in re.split(r"[、，,；;/\s（）()]+", part):
            for name in persons_in(piece) if piece else ():
                if (_FOREIGN.fullmatch(name) and any(char >= "\u4e00" for char in name)) or (
                    _surnamed(name) and not _NOT_SOMEBODY.search(name)
                ):
                    found.append(name)
    return list(dict.fromkeys(found))
