"""Whether two characters that spell somebody's name are surely no person where they are: 安全隐患, 治安维稳.

``standing`` says where a person stands; between the two the gate asks. What is let through here is
told to the author (M016), so that nothing passes in silence.
"""

from __future__ import annotations

import re
from functools import cache

from docgen.data import table
from docgen.privacy.standing import ACTS, BUSY, CALLED, ROLES, WORDS

_BORDER = re.compile(r"[。；！？：，、\n“”‘’《》〈〉（）()【】\[\]<>|/]")
_SENTENCE = re.compile(r"[。；！？\n]")
_NEAR_PERSON = re.compile(
    rf"(?:{ROLES}|某|自称|名叫|姓名|户主|先生|女士|本人|夫妇|亲属|家属|同案|雇|岁|身亡|受伤|住院|到案|到庭|到场|签[名字收]|笔录|供述|证言|指认|聘|抓获|拘留|逮捕|取保|判处)"
)
_BEHIND_PERSON = re.compile(
    rf"(?:{ACTS}|某|父|母|妻|夫|儿|女|子女|家(?![长庭])|名下|账户|账号|手机|电话|自己|自愿|自称|个人|一人|二人|两人|三人|[她他]|之[父母妻子女兄弟]|的(?:儿|女|父|母|妻|丈|合伙|住|电话|手机|账|身份|合法|成长|病|伤|案|行为|违法|证|请|申|姓|名|户|家|同))"
)
_AIMED = frozenset("向由对被与和让给请将把为同跟找叫经替帮受即系是及")
"""Behind one of these, and in front of none, somebody may be meant by what is otherwise two words."""
_PUBLISHED = re.compile(r"《([^《》\n]{0,40})$")
_NORM = re.compile(
    r"^[^《》\n]{0,40}?(?:法|法典|条例|规定|办法|标准|规范|规程|规则|细则|意见|方案|计划|规划|纲要|指南|目录|公约|解释|通知)》"
)
_HEADS = re.compile(
    "(?:隐患|事故|风险|设施|制度|机制|体系|措施|标准|期限|期间|时段|时刻|时期|阶段|环节|节点|部位|领域|行业|部门|区域|地带|生态|流域|湿地|湖泊|海域|岸线|"
    "堤防|大堤|滩区|航道|草原|街道|社区(?!矫正|戒毒|服务)|校园|城市|乡村|城镇|城区|新区|广场|公园|大道|路段|路口|班线|工程(?!队|师|款|车)|系统|目录|标识|标牌|标线|"
    "政策|法规|条款|知识|观念|理念|风尚|风气|文化|遗产|遗址|遗迹|产业|保险|基金|效益|形势|趋势|规律|特点|途径|渠道|模式|委员会|协会|学会|站点|站台|码头|港口|"
    "机场|隧道|桥梁|涵洞|管网|井盖|护栏|围挡|常识|教材|课程|讲座|手册|须知|公约|守则|口号|标语|专栏|指标|指数|系数|等级|类别|总量|浓度|主体责任|许可证|"
    "专项|主题|战略|事业|事务|秩序|纪律|红线|底线|防线|屏障|少数)"
)
"""Behind a word these make a longer word: 安全隐患, 平安校园, 高峰时段. Nobody has or does any of them."""
_SITES = re.compile(
    "湖泊|海域|岸线|堤防|大堤|滩区|草原|街道|社区|校园|城市|乡村|城镇|城区|新区|广场|公园|大道|路段|路口|站点|站台|码头|港口|机场|隧道|桥梁|涵洞|围挡"
)
_DONE = re.compile("[了过着]")
_FRONTS = re.compile(
    "(?:食品|药品|农产品|产品|质量|用药|饮食|饮水|用水|用电|用气|燃气|消防|交通|道路|铁路|公路|水上|航行|飞行|校园|校车|网络|信息|数据|公共|社会|国土|城市|城镇|乡村|"
    "农村|人身|财产|生命|生物|生态|环境|水质|精神|物质|政治|经济|金融|资金|贸易|商业|工业|农业|林业|渔业|水利|电力|能源|房屋|设备|设施|电梯|锅炉|职业|医药|卫生|"
    "健康|心理|身体|行政|司法|诉前|土地|耕地|林地|草原|海洋|河流|湖泊|水域|流域|岸线|湿地|森林|历史|传统|民族|民俗|红色|革命|市场|旅游|文化|文物|体育|主要|重要|"
    "重大|基本|根本|各类|各项|各种|多种|蓝天|绿水|青山|室内|室外|楼道|教室|路面|灯光|光线|采光|早晚|客流|车流|暑期|寒假|春运)$"
)
"""Before a word these make a longer word: 食品安全, 教室明亮, 早晚高峰."""
_PROMOTED = re.compile(
    "(?:加强|促进|推进|推动|提升|提高|确保|强化|消除|落实|实现|创建|营造|倡导|弘扬|达到|形成|开展|深化|优化|完善|健全|坚持|遵循|体现|增进|共建|共享|欢度)$"
)
"""What is done to no person, but to a word: 加强安全, 促进健康."""
_DEEDS = re.compile(
    "(?:工作|活动|行动|监管|监督|管理|建设|治理|整治|教育|宣传|检查|巡查|服务|生产|施工|执法|保障|防护|防范|培训)(?![了过着])"
)
_ABOUT = re.compile("(?:有关|关于|涉及)$")
_RULES = re.compile("的(?:规定|标准|政策|法律|法规|知识|制度|措施|要求|理念)")
_DOING = re.compile(
    "生产|管理|检查|教育|活动|旅游|经历|记录|提示|保护|交易|竞争|规划|施工|执法|养犬|要求|规定|指出|解释|用电|用气|用水|评价|警示|采购|作业|消费|诈骗|监管|祭扫|用餐|创建|实践|"
    "违法|正当|履行|依法|承担|提供|报告|执行|拆除|建设|照明|救援|处置|响应|治疗|训练|服务|购买|购置|识别|超载|招标|出行|共处|开采|损坏|抛物|坠物|审批|立项|环评|公正|竞赛|体检|贿赂|社区"
)
_NOTHING_DONE = re.compile(
    "$|的|和|与|及|等(?!人)|法|制度|责任|主体|许可|条例|牌|语|卡|车|证|费|月|事故|隐患|标准|领域|形势|工作|专项|大检查|条件|培训|监管|监督|管理|规程|意识|风险|底线|红线|"
    "义务|部门|机构|单位|项目|工程|用地|资金|中心|站|条款|场所|设施|灯|问题|环节|程序|机制|行业|企业(?!家)"
)
_ENDED = re.compile("$|的(?![儿女父母妻丈住电手账身病伤案证])|和|与|及|以及|等(?!人)")
_DEGREE = re.compile(
    "(?:很|(?<!变)更|更加|最|较为|非常|十分|极为|极其|不够|不甚|变得|显得|越来越|越发|日益|日渐|逐渐|尤为|令人感到|令人)$"
)
_MEASURED = re.compile(
    "[一二三四五六七八九十百千万两几多每这那\\d](?:条|处|片|座|项|亩|株|类|种|批|场|盏|筐|辆|颗|公里|公顷)$"
)
_TIMES = frozenset(("凌晨", "元旦", "国庆", "周末", "夏天", "夏季", "黎明", "白天", "高峰"))
_DATED = re.compile("(?:[日号月年]|次日|当日|当天|每日|每天|昨日|今年|去年|每年|次年|前日|连日|自|至)$")
_DURING = re.compile("(?:在|自|每到|每逢|直至|持续到)$")
_RUNS = re.compile("$|(?![的家处那手名店厂和与及等之身旁])")
_CLOCK = re.compile(r"[\d一二两三四五六七八九十]{1,3}(?:时|点|许)|期间|假期|前夕|时分|时段|节前|节后")
_SIDES = re.compile("(?:上|里|中|内|旁|两侧|两旁|两边|沿线|附近|一带|周边|对面|之上|之中|之间|表面|深处)")
_LIKE = re.compile(
    "地(?=[\u4e00-\u9fff])(?![方区块址点面上里下头板段处势理铁震税图契界主毯砖])|化(?=的|$|管理|监管|建设|治理|发展|改造|巡查|运行|运作|作业|水平|程度|机制|开展|推进)"
)
_REGION = re.compile(
    "[市区县](?![分别域场民价面里长官间])|[镇乡](?![定静压长亲民上下里])|街道|大道|大桥|大街|路(?![过上人遇途边况见])|里社区|新村"
)
_OPEN_END = re.compile("$|和|与|及|等(?!人)|得到|受到|存在|不到位|不合格|不足|方面|意义")
_OWNED = re.compile(
    "的(?!儿|女|父|母|妻|丈|合伙|住|电话|手机|账|身份|合法|成长|病|伤|案|行为|违法|证|请|申|姓|名|户|家|同)"
)
"""What is somebody's own follows no word: 的父亲, 的账户."""


def is_word_there(text: str, start: int, stop: int, name: str) -> bool:
    """Whether the characters *start* to *stop* of *text*, which spell *name*, are surely no person there: 安全隐患, 治安维稳.

    Only what makes a longer word, a norm's title or a date of them says so; where somebody is spoken of
    right there, nothing does, and where somebody is spoken of nearby, only the longer word.
    """
    before = _BORDER.split(text[max(0, start - 24) : start])[-1]
    behind = _BORDER.split(text[stop : stop + 24])[0]
    if _PUBLISHED.search(text[max(0, start - 41) : start]) and _NORM.match(text, stop):
        return True
    if _BEHIND_PERSON.match(behind):
        return False
    if _in_a_longer_word(before, behind, name):
        return True
    if CALLED.search(before):
        return False
    if _over_a_border(before, behind, name):
        return True
    if name not in WORDS and name not in _known():
        return False
    said = _SENTENCE.split(text[max(0, start - 24) : start])[-1], _SENTENCE.split(text[stop : stop + 24])[0]
    return _in_a_compound(before, behind, name) or (
        not any(map(_NEAR_PERSON.search, said)) and _in_a_phrase(before, behind, name)
    )


def is_word(pair: str) -> bool:
    """Whether the two characters *pair* are a word, common or spelt like a name: 代表, 物业."""
    return pair in WORDS or pair in _known()


def _over_a_border(before: str, behind: str, name: str) -> bool:
    """治|安维|稳, 如|何明|确: two common words side by side."""
    if not before or not behind or before[-1] in _AIMED:
        return False
    # 当地|方明|确实: where a word begins behind the name too, it may be the name.
    return before[-1] + name[0] in _common() and name[1] + behind[0] in _common() and behind[:2] not in _common()


def _in_a_longer_word(before: str, behind: str, name: str) -> bool:
    """安全 of 安全出口; behind a role only where the longer word begins before the name: 未成年.

    A word that may be what somebody does (安全生产, 成长经历) is one only where nothing follows that he does it to.
    """
    # At the head of a clause the name may be who does what follows: 林业站在河边, 许可证人.
    heads = not before or before[-1] in _AIMED
    called = CALLED.search(before) is not None
    return any(
        before.endswith(first)
        and behind.startswith(last)
        and not (called and not first)
        and not (heads and not first and not _ENDED.match(behind, len(last)))
        and not _DONE.match(behind, len(last))
        # 高峰|期待, 成功|率领: the end of the longer word begins another.
        and not (len(last) == 1 and last + behind[1:2] in _common())
        and not (not first and _DOING.fullmatch(last) and not _NOTHING_DONE.match(behind, len(last)))
        for first, last in _longer().get(name, ())
    )


def _in_a_compound(before: str, behind: str, name: str) -> bool:
    """Whether a noun, an adverb or a date right beside a word makes a longer word of it: 食品安全, 更加明亮, 凌晨两点."""
    if name in _TIMES and (
        _CLOCK.match(behind)
        or (_DATED.search(before) and not behind)
        or (_DURING.search(before) and _RUNS.match(behind))
    ):
        return True
    head = _HEADS.match(behind)
    if (
        head
        and not _DONE.match(behind, head.end())
        and (before or _ENDED.match(behind, head.end()) or _sure(behind, head))
    ):
        return True
    if _FRONTS.search(before) and (_OPEN_END.match(behind) or not BUSY.match(behind)):
        return True
    return _LIKE.match(behind) is not None or _DEGREE.search(before) is not None


def _sure(behind: str, head: re.Match[str]) -> bool:
    """At the head of a clause: not where somebody may be at a place (码头), nor where the noun ends in another word (时期|满)."""
    return not _SITES.fullmatch(head[0]) and behind[head.end() - 1 : head.end() + 1] not in _common()


def _in_a_phrase(before: str, behind: str, name: str) -> bool:
    """Whether the words around *name*, which is a word, are such as are said of no person."""
    ends = _OPEN_END.match(behind) is not None
    if _PROMOTED.search(before) and (ends or _OWNED.match(behind) or _DEEDS.match(behind)):
        return True
    if _ABOUT.search(before) and _RULES.match(behind):
        return True
    if name in _places() and _SIDES.match(behind):
        return True
    return (not behind and _MEASURED.search(before) is not None) or _REGION.match(behind) is not None


def _pairs(key: str) -> frozenset[str]:
    joined = "".join(table("words")[key].split())
    return frozenset(joined[at : at + 2] for at in range(0, len(joined), 2))


@cache
def _common() -> frozenset[str]:
    return _pairs("常用")


@cache
def _known() -> frozenset[str]:
    """What is a word besides ``WORDS``, common or spelt like a name."""
    return _common() | _pairs("像姓名")


@cache
def _places() -> frozenset[str]:
    """Words of which something is at, in or beside: 马路."""
    return _pairs("所在")


@cache
def _longer() -> dict[str, list[tuple[str, str]]]:
    """Two characters → what stands before and behind them in longer words: 安全 → ("", "生产"), 车站 → ("火", "")."""
    found: dict[str, list[tuple[str, str]]] = {}
    for word in table("words")["长词"].split():
        for at in range(len(word) - 1):
            found.setdefault(word[at : at + 2], []).append((word[:at], word[at + 2 :]))
    return found
