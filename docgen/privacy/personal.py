"""What is told of a person without a number: a name beside what somebody is, a day of birth, a class at school, an illness.

A part of the detector (detect.py). A name is one only where the words around it say that
somebody is meant and who appears in no office: a villager, a shopkeeper, a pupil; of judges,
deputies and reporters nothing is asked. Masked names (某甲) and calls (李大妈) are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.privacy.naming import COMPOUND, SURNAMES
from docgen.privacy.wording import is_word

NAME, BIRTH, HEALTH = "姓名", "出生日期", "健康状况"

# — who is somebody —

_AT_WORK = "公司|企业|店铺?|餐馆|饭店|门店|超市|药店|诊所|工厂|厂|合作社|养殖场|农场|农庄|摊位|窑|矿|作坊|工地|项目|商铺|物业|民宿|浴室|网吧"
_STAFF = "的?(?:现场)?(?:负责人|管理人|责任人|老板|经理|主管|会计|出纳|职工|员工)"
# Every alternative begins with a character and not with a group: then the engine looks for one of these characters first.
_ROLE = re.compile(
    r"(?:犯罪嫌疑人|嫌疑人|被告人|被告|原告|第三人|当事人|行为人|违法人员|违法者|侵权人|侵害人|被害人|受害人|受害者|受害方|被害方|证人|举报人|举报者|投诉人|投诉者|反映人|来访人|来信人|来电人|"
    r"信访人|报案人|报警人|求助人|求助者|受访者|受访人|受访群众|被访者|被采访者|受益者|获救者|获助者|目击者|救助对象|帮扶对象|资助对象|服务对象|知情人|爆料人|发帖人|落款人|签名人|捐赠人|代领人|冒领人|申请人|申诉人|上诉人|提供人|被处罚人|被执行人|被询问人|受询问人|被调查人|受助人|赔偿义务人|赔偿权利人|法定代表人|法人代表|实际控制人|实控人|经营者|从业者|投资人|"
    r"合伙人|承包人|承包户|承租人|承租户|出租人|租赁人|股东|业主|户主|店主|铺主|摊主|雇主|房主|房东|车主|货主|船主|船东|船老大|矿主|厂主|企业主|窑主|机主|号主|园主|塘主|场主|失主|老板娘?|个体工商户|个体户|"
    r"商户|商贩|摊贩|小贩|租客|租户|住户|农户|渔户|养殖户|种植户|种粮大户|种粮户|牧户|农民|渔民|牧民|茶农|果农|菜农|花农|棉农|烟农|蜂农|粮农|瓜农|药农|林农|蚕农|渔农|居民|市民|村民|山民|移民|灾民|难民|农民工|工友|工人|职工|"
    r"员工|店员|营业员|服务员|售货员|保洁员|保安员?|护林员|养路工|环卫工|清洁工|搬运工|保姆|护工|月嫂|司机|驾驶员|驾驶人|骑手|骑行者|外卖员|外卖小哥|快递员|快递小哥|配送员|乘客|旅客|游客|顾客|"
    r"消费者|购买者|买家|卖家|用户|患者|病人|病患|患儿|伤者|死者|逝者|遗属|家属|近亲属|亲属|继承人|监护人|法定代理人|家长|低保户|五保户|特困户|贫困户|脱贫户|监测户|困难户|困难群众|受灾户|拆迁户|搬迁户|"
    r"退役军人|老战士|老兵|老党员|老渔民|老农|残疾人|残障人士|盲人|视障人士|视障者|听障人士|听障者|肢残人士?|轮椅使用者|轮椅人士|孕妇|产妇|老人|老太|老汉|老伯|大爷|大妈|阿婆|女童|男童|幼童|儿童|孩童|女孩|男孩|孩子|学童|"
    r"婴儿|幼儿|少年|少女|未成年人|学生|中学生|小学生|大学生|同学|女生|男生|新生|考生|毕业生|教师|老师|医生|护士|护理员|村医|厨师|理发师|技师|师傅|男子|女子|妇女|女士|先生|男性|女性|青年|群众|网民|网友|主播|博主|"
    r"父亲|母亲|爸爸|妈妈|祖父|祖母|爷爷|奶奶|外公|外婆|妻子|丈夫|配偶|女友|男友|前妻|前夫|未婚妻|未婚夫|继父|继母|养父|养母|岳父|岳母|舅舅|叔叔|伯父|姑姑|姨妈|表哥|表弟|堂哥|堂弟|楼长|楼栋长|单元长|儿子|女儿|哥哥|弟弟|姐姐|妹妹|儿媳|女婿|孙子|孙女|其[父母妻夫子女]|之[父母妻夫子女]|邻居|户名|开户名|收款人|付款人|汇款人|收件人|收货人|寄件人|发件人|"
    + "|".join(f"{place}{_STAFF}" for place in _AT_WORK.split("|"))
    + ")"
)
_SAYING_SO = re.compile(
    r"(?<!书)(?<!店)(?<!品)(?<!案)(?:姓名|真名|实名|本名|全名|原名|曾用名|又名|名叫|叫做|我叫|名为|名字(?:是|叫|为)|自称(?:是|叫)?|署名|名单(?=[:：])|登记名|户口名|户籍名)"
)
_LINK = re.compile(r"(?:代表|家属|姓名|本人|名叫|自称)?[ ]?(?:[:：]|为|系|是|叫做?|即)?[ ]?[“\"‘「『]?")
_GLUE = re.compile(r"[、,，]?(?:(?:以)?及|和|与|、)")

# — what a name may be —

_PREPOSITIONS = frozenset("向于和从由经与及对在等以将为因就按据让给把被")
_ADVERBS = frozenset(
    "应常有全连关许计查来可能如后前此自又并各该其多少原已未正仍均且都会当若需须时尚解解干强简封通宣相双单"
)
"""Surnames that begin words just as often: behind them somebody has to speak, or a mark says that a name stands there."""
_FREQUENT = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏窦章苏潘葛奚范彭郎鲁韦昌马苗凤方俞任袁柳鲍史唐廉岑薛雷贺倪汤滕殷罗毕郝邬安常于傅卞齐康伍余元顾孟黄穆萧肖尹姚邵汪祁毛狄"
    "贝臧成戴宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席麻强贾路娄江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯卢莫房裘缪宗丁宣邓郁单杭洪诸左石崔吉龚程嵇邢裴陆荣翁荀甄曲封储靳段焦巴牧谷侯全班秋仲伊宫"
    "宁仇栾甘厉祖武符刘景詹龙叶司韶黎薄白怀蒲赖卓屠蒙乔翟谭贡姬申冉雍桑桂牛边尚温庄晏柴瞿阎慕连茹习艾容向古易廖庾耿匡文寇欧蔚隆师巩聂敖冷辛简饶曾闫岳丘佘褟涂肇麦兰邝苟覃冼游关管包费濮仝揭"
)
_NO_GIVEN = re.compile(
    r"[的了是不已被将把或等也还就才须没们个这那哪吗呢吧啊很太更最某在向对给让从且并及与因称讲说着出来些×*_]|多次|多年|先后|一直|长期|屡|始终"
)
_CALL = re.compile(
    r"(?:书记|队长|所长|科长|处长|镇长|乡长|区长|县长|市长|大爷|大妈|大叔|大哥|大姐|大娘|大伯|大婶|大嫂|大姨|大夫|阿姨|阿婆|奶奶|爷爷|叔叔|婆婆|伯伯|师傅|先生|女士|小姐|老师|老板|经理|医生|警官|检察|法官|同学|老汉|老伯|老太|"
    r"主任|局长|院长|书记|校长|总|姓|氏|家[人庄村]?|[父母妻夫子女儿]|嫂|婶|某)"
)
_ENDS = re.compile(r"[局厅委办院站队处村镇乡县区市省州旗街路巷店厂矿社室库组班部科所校屯寨堡]$")
_WATERS = re.compile(r"[桥河湖江沟渠湾港坝坪坡塘]$")
"""What ends a place or a body, not a name: 高新区, 林业局."""
_LEAF = "乌力吉|巴图|孟和|阿拉坦|宝音|青格|那仁|敖登|朝格|特木尔|布日|宝力|吉日|卓玛|次仁|扎西|多吉|央金|才让|旺堆|格桑|洛桑|尼玛|达瓦|边巴|拉姆|仁增|平措|丹增|索朗|德吉|白玛|嘎玛|贡布|桑珠|次旦|罗布|巴桑|米玛|拉巴|旦增|强巴|益西|顿珠|曲珍|卓嘎|措姆|才旦|加措|扎巴|其其格|巴特尔|乌云|图雅|巴雅尔|苏和|娜仁|斯琴|那日苏|呼和|朝鲁|布和|高娃|萨仁|哈斯|额尔|托娅|毕力格|格日勒"
_STEPPE = re.compile(rf"(?:{_LEAF})(?:(?:{_LEAF})|[\u4e00-\u9fff]{{0,1}})(?:{_LEAF})?")
_DOTTED = re.compile(r"[\u4e00-\u9fffA-Za-z]{1,8}(?:[·•・‧∙⋅･][A-Za-z]{1,8})?[·•・‧∙⋅･](?=[\u4e00-\u9fff])")
_LATIN = re.compile(r"[A-Z][a-z]{1,12}(?:[ ·][A-Z][a-z]{1,12}){1,2}(?![A-Za-z])")

_ACTS = (
    r"说|称|讲|问|答|道(?![路德])|叹|表示|认为|坦言|直言|感慨|感叹|介绍|告诉|回忆|反映|反应|投诉|举报|提出|陈述|供述|辩称|承认|否认|请求|要求|希望|建议|抱怨|诉苦|等[一二两三四五六七八九十多数\d]*[余多]?[人名位户]|激动|高兴|欣慰|无奈|笑着|"
    r"到案|到庭|到场|到院|来访|来电|来信|来到|前往|出席|参加|旁听|涉嫌|驾驶|家住|户籍|出生|死亡|去世|身亡|受伤|遇难|溺水|摔倒|伙同|拒不|签收|签名|签字|本人|夫妇|夫妻|一家|自愿|自行|自述|名下|家中|家里|被(?!动)|因"
)
_ACTING = re.compile(_ACTS)
_SPEAKING = re.compile("说|称|讲|表示|认为|坦言|介绍|告诉|陈述|供述|反映|投诉|举报")
_BEHIND = re.compile(
    rf"{_ACTS}|$|[^\u4e00-\u9fffA-Za-z0-9]|[的于向将与和及为是系从到受对把给也曾已未没不每持签诉带随乘坐摔死之以按找要想正又还就领收拿用回走站指住患遭租购买卖种养开办搬撤关停倾占填挖砍捕采烧拉运倒排销存持擅私违主积悄偷当多长常经申起提报发接拨联拒同拆清改捞得获拄推拎牵捧握望看点赞等]"
    r"|在(?!册)|现(?![场象金代实有])|就[读职医]|年[近过仅满]|家|所[有属在]|[男女](?![童子孩生])|\d|使用|经营|承包|种植|养殖|居住|拥有|支付|名义"
)
_CLOSED = re.compile(r"$|[^\u4e00-\u9fffA-Za-z0-9·]")


_PLACES = frozenset(
    [
        "欧美",
        "欧洲",
        "伊拉克",
        "伊朗",
        "巴拿马",
        "巴西",
        "古巴",
        "贝宁",
        "马里",
        "安哥拉",
        "华盛顿",
        "柏林",
        "温哥华",
        "罗马",
        "莫斯科",
        "欧佩克",
        "慕尼黑",
        "汉堡",
        "卢旺达",
        "万隆",
        "约旦",
        "康奈尔",
        "费城",
        "金沙江",
        "金三角",
        "白令海",
        "高加索",
        "马尼拉",
        "雷州",
        "常州",
        "杭州",
        "徐州",
        "苏州",
        "郑州",
        "温州",
        "广东",
        "黄石",
        "万县",
        "金华",
    ]
)
_THINGS = frozenset(
    [
        "钱包",
        "余粮",
        "贺年",
        "高压",
        "包饺",
        "牛蛙",
        "白鹭",
        "黄鳝",
        "龙虾",
        "马铃",
        "石斑",
        "水葫",
        "鱼虾",
        "柏油",
        "盛夏",
        "高跷",
        "梅花",
        "桂花",
        "荷花",
        "菜花",
        "雪花",
        "柳树",
        "杨树",
        "槐树",
        "松树",
        "柏树",
        "桑树",
        "桃树",
        "梨树",
        "枣树",
        "榕树",
    ]
)
"""Things that begin like a name and are in no list of words."""


def names(text: str) -> Iterator[tuple[int, int]]:
    """Names behind what somebody is (村民何雨生), behind a word for a name, before a note in brackets, and those in a row with them."""
    yield from _pupils(text)
    for match in _ROLE.finditer(text):
        yield from _row(text, match.end(), sure=False)
        yield from _called_and_named(text, match.end())
    for match in _SAYING_SO.finditer(text):
        yield from _row(text, match.end(), sure=True)
    yield from _noted(text)
    yield from _alone(text)
    yield from _lone(text)
    for match in _SAME.finditer(text):
        if match["name"][1] not in "某×":
            yield match.span("name")


def _row(text: str, at: int, *, sure: bool) -> Iterator[tuple[int, int]]:
    """The name at *at* and those that are joined to it."""
    link = _LINK.match(text, at)
    start = link.end() if link else at
    # A mark or a word between says that a name follows; without one a name must look like it.
    marked = link is not None and link[0].strip(" 代表家属") != ""
    sure = sure or marked
    if not sure and start == at and is_word(text[at - 1 : at + 1]):
        # 企业主|管部门: what begins there began before.
        return
    while (stop := _name_at(text, start, sure=sure)) is not None:
        yield start, stop
        joined = _GLUE.match(text, stop)
        if joined is None:
            return
        start = joined.end()
        role = _ROLE.match(text, start)
        start = role.end() if role else start
        sure = False


def _name_at(text: str, start: int, *, sure: bool) -> int | None:
    """Where the name that begins at *start* ends, ``None`` where none does."""
    match = _LATIN.match(text, start)
    if match:
        return match.end()
    match = _DOTTED.match(text, start)
    if match and not _NO_GIVEN.search(match[0]):
        for stop in range(min(match.end() + 5, len(text)), match.end() + 1, -1):
            if not _NO_GIVEN.search(text[match.end() : stop]) and _BEHIND.match(text, stop):
                return stop
    match = _STEPPE.match(text, start)
    if match and len(match[0]) > 2 and _BEHIND.match(text, match.end()):
        return match.end()
    window = text[start : start + 6]
    if len(window) > 3 and window[1] == " " and "\u4e00" <= window[2] <= "\u9fff":
        # 李 明: the blank that sets a short name as wide as a long one.
        gap, window = 1, window[0] + window[2:]
    else:
        gap = 0
    lengths = (4, 3) if window[:2] in COMPOUND else (3, 2)
    for length in lengths:
        name = window[:length]
        stop = start + length + gap
        if len(name) == length and _is_name(name, text, stop, sure=sure):
            return stop
        if not gap and _is_made_like(name) and _stands_apart(text, start, stop):
            # What is made like a name behind a role is one, whatever follows.
            return stop
    return None


def _is_name(name: str, text: str, stop: int, *, sure: bool) -> bool:
    compound = name[:2] in COMPOUND and len(name) > 2
    if not (compound or name[0] in SURNAMES) or not all("\u4e00" <= char <= "\u9fff" for char in name):
        return False
    given = name[2:] if compound else name[1:]
    if name in _PLACES or name[:2] in _THINGS or name[:2] in _PLACES:
        return False
    if _NO_GIVEN.search(given) or _CALL.match(given) or _ENDS.search(name) or not _BEHIND.match(text, stop):
        return False
    if _WATERS.search(name) and not (sure or _ACTING.match(text, stop) or _CLOSED.match(text, stop)):
        return False
    if _CALL.match(text, stop) and not _ACTING.match(text, stop):
        return False
    if compound:
        return True
    word = is_word(name[:2]) or (len(given) == 2 and is_word(given) and name[0] in _PREPOSITIONS | _ADVERBS)
    spoken, closed = _ACTING.match(text, stop) is not None, _CLOSED.match(text, stop) is not None
    if name[0] in _PREPOSITIONS:
        return not word and spoken and not re.search(r"[里上中下内外间日月年时地处后前会]$", name)
    if name[0] in _ADVERBS:
        return not word and ((closed and (sure or len(given) == 2)) or _SPEAKING.match(text, stop) is not None)
    if sure:
        return closed or spoken or not word
    return (
        name[0] in _FREQUENT
        and not word
        and (len(given) == 2 or spoken or closed or _FIRM_END.match(text, stop) is not None)
    )


_FIRM_END = re.compile(r"[的于向将与和系从曾已未没持在因到被把给]")

_HUMAN = r"\u4e00-\u9fff"
_NICK = re.compile(
    rf"[ ]?(?:[小老阿大][{_HUMAN}]|[{_HUMAN}]{{1,2}}(?:女士|先生|师傅|大爷|大妈|阿姨|老师|某某?|同学|姓)|[{_HUMAN}]某某?)[ ]?(?:[(（](?:[即原全真化实本]?名?[:：为是叫]?)|[,，](?:[全真本原]名|名叫|即))[:：为是叫]?[ ]?(?P<name>[{_HUMAN}]{{2,4}})(?=[)）,，。、；]|说|称|表)"
)


def _called_and_named(text: str, at: int) -> Iterator[tuple[int, int]]:
    """老何（何雨生）, 樊女士（樊丽萍）: the name behind the call."""
    match = _NICK.match(text, at)
    if match and "化名" not in match[0] and _is_name(match["name"], text, match.end("name"), sure=True):
        yield match.span("name")


_BRACKET = re.compile(
    rf"[ ]?[(（](?:[男女](?=[,，、])|[^()（）]{{0,6}}?(?:{_ROLE.pattern}|身份证|公民身份|身份号码|电话|手机|微信|已故|另案|未成年|\d{{1,3}}岁|生于|住))"
)
_CAPTION = re.compile(rf"[ ｜|/][\u4e00-\u9fff]{{0,10}}?(?:{_ROLE.pattern})(?![\u4e00-\u9fff])")
_SIDE_BY_SIDE = re.compile(
    r"[,，、 ][ ]?(?:男|女)(?=[,，、。； ])|[系是](?:本村|该村|其|[^，。；]{0,8}(?:村民|居民|业主|店主|老板|司机|经营者|学生|母亲|父亲|妻子|丈夫|儿子|女儿))"
    r"|之[父母妻夫子女](?![间])|(?:夫妻|夫妇|父子|父女|母子|母女|兄弟|姐妹|祖孙|一家|全家|老人|老汉|大爷|大妈|大叔|大娘|大姐|大哥|阿姨|奶奶|爷爷|阿婆|师傅|同学|小朋友|女士|先生)"
    r"|(?:本人|自述|名下|家门口|家中|家里|家的|家属|家人)|(?:承包|承租|租赁|经营|开办|所有(?=[的，。])|种植|养殖|饲养|驾驶|购买|自建|搭建|开设)"
    r"|的(?:身份证|手机|电话|住址|住所|住处|银行卡|账户|微信|父母|母亲|父亲|妻子|丈夫|儿子|女儿|孩子|爷爷|奶奶|外婆|家属|家人|监护人|代理人|遗体|伤情|病历|病情|证言|供述|笔录|签名|鱼塘|承包地|摊位|家(?![庭乡园]))"
    r"|等[一二两三四五六七八九十\d]{1,3}[余多]?(?:人(?![大])|名|户)(?!专|代表|委员|同志|检察|干警|听证|先进|教授|学者|律师|院士|志愿)"
)
"""What follows nobody but somebody's name, though nothing before it says who he is: 何雨生夫妇, 何雨生的鱼塘."""
_BEFORE = re.compile(r"(?:^|[^\u4e00-\u9fff·]|[系由为是被向与和及对给将让把了到见找的组户])$")
_MET = re.compile(
    r"(?:走访|回访|询问|采访|约谈|救助|慰问|看望|传唤|讯问|抓获|抓住|找到|联系上|联系到|通知到|搀扶|护送|雇佣|雇用|雇请|聘用|转包给|承包给|出租给|租给|卖给|交给|介绍给|受雇于)(?:了|到)?(?=[\u4e00-\u9fff]{3})"
)
_OFFICIAL = re.compile(
    r"(?:发言|主持|负责|责任|联系|承办|记录|审核|签发|批准|撰稿|监督|主讲|传承|代言|推荐|牵头|带头|领路|候选|提案|保护|公证|鉴定|仲裁|管理|介绍|翻译|主办|经办|协办|法|工作|路|行|有|本|别|他|每个|当地|外地|个|等|些|多|两|几|责)人$"
    r"|(?:监督|听证|书记|通讯|评论|研究|协理|审判|陪审|公务|调解|网格|联络|观察|讲解|教练|运动|辅导|议|人|专|组|党|成|会|队|团|委|官|干部|演|特派|巡查|管理|检验|检查|执法|管护|审计|信息|宣传|引导|指导|协管)员$"
    r"|(?:记|作|编|学|工作|志愿|读|患|或|前|后|再|管理|经营|建设|旁观|胜|违法|参与|使用|劳动|行为|所有|开发|生产)者$|(?:工程|律|设计|摄影|会计|审计|规划|建筑|鉴定|评估|分析|教|导|牧)师$|(?:自主|为主|民主|主|业主|用户|农户|客户|账户|门户|住户|入户|每户|各户|开户)$"
    r"|(?:高手|对手|助手|入手|动手|联手|携手|着手|双手|手|选手|旗手)$|(?:加工|施工|开工|完工|竣工|分工|员工|职工|复工|手工|人工|工|动工|停工)$|(?:人民|农民|居民|民|全民|为民|便民|惠民)$|(?:领域内?匠|工匠)$"
)
"""Who appears in public by what he does, and words that end alike."""
_TRADE = re.compile(r"[\u4e00-\u9fff]{1,5}[人员师匠工医户手者主民](?=[\u4e00-\u9fff]{3})")


def _noted(text: str) -> Iterator[tuple[int, int]]:
    """Names known by what follows them, or by what is done to nobody but a person: 走访了何雨生."""
    for match in _BRACKET.finditer(text):
        yield from _ending(text, match.start(), (3, 2, 4))
    for match in _CAPTION.finditer(text):
        yield from _ending(text, match.start(), (3, 2, 4))
    for match in _SIDE_BY_SIDE.finditer(text):
        # Behind two characters as before a comma much may stand.
        yield from _ending(text, match.start(), (3, 2, 4) if match[0][0] in ",，、 之" else (3,))
    for match in _TRADE.finditer(text):
        stop = match.end() + 3
        name = text[match.end() : stop]
        if (
            not _OFFICIAL.search(match[0])
            and not is_word(text[match.end() - 1 : match.end() + 1])
            and _could_be(name)
            and (_ACTING.match(text, stop) or _FIRM_END.match(text, stop) or _DONE.match(text, stop))
        ):
            yield match.end(), stop
    for match in _MET.finditer(text):
        stop = match.end() + 3
        if _CLOSED.match(text, stop) and _is_name(text[match.end() : stop], text, stop, sure=False):
            yield match.end(), stop


_PREPOSED = re.compile(r"(?:向|对|由|被|将|与|同|给|经|责令|要求|督促|告知|系|为|是)(?=[\u4e00-\u9fff]{3})")
_TREATED = re.compile(
    r"作出|释法|说理|释明|送达|罚款|处罚|处以|立案|询问|讯问|调查|核实|提起|发出|发放|支付|赔偿|宣告|宣读|予以|实施|依法|签订|签署|购买|租|借|雇|缴纳|追偿|追缴|承包|承租|经营|开办|所有|垫付|赔礼|道歉|履行|修复|恢复|停止|拆除|清理|退还|退赔|等[一二两三四五六七八九十\d]|违法|非法|擅自|私自"
)
_TO_AN_OFFICE = r"[\u4e00-\u9fff]{0,12}?(?:本院|检察|法院|局|政府|机关|申请|提起|提出|反映|投诉|举报|道歉|赔)"
_DEED = re.compile(
    rf"向{_TO_AN_OFFICE}|对{_TO_AN_OFFICE}|"
    r"擅自|私自|非法|违法|违规|未经|拒不|拒绝|涉嫌|雇佣|雇用|雇请|租用|租赁|承租|承包|将其|将自|将[\u4e00-\u9fff]{2,10}(?:倒|排|卖|运|租|堆|埋|占|改|挖)|把|以营利|为牟|为谋|利用|多次|长期|先后|主动|自愿|当庭|认罪|递交|提交|"
    r"辩称|供述|在(?:其|自家|自己|家|未|没有|承包)|驾驶|骑|驾车|因(?:涉|违|犯|病|被|未|车|工|家)|因此受伤|购得|购买|出售|销售|贩卖|经营(?!者|主|单位|部门|环境|权)|开办|开设|通过微信|通过抖音|受伤|身亡|死亡|溺亡|不服|未按|未依|仍未|家住|户籍"
)
_CLAUSE = re.compile(r"(?:^|[，,。；;：:！？!?“\"\n（(）)])$")
_SOME = re.compile(r"我是(?:[\u4e00-\u9fff]{1,8}的)?(?=[\u4e00-\u9fff]{3})|人(?:为|系|是|[:：])(?=[\u4e00-\u9fff]{3})")
_WHO = re.compile(r"[\u4e00-\u9fff]{2,8}人$")
_DOTS = "·•・‧∙⋅･"
_DOTTED_ALONE = re.compile(
    rf"(?<![\u4e00-\u9fff·《“])(?P<one>[\u4e00-\u9fff]{{2,7}})[{_DOTS}]"
    r"(?P<two>[\u4e00-\u9fff]{2,5}?)(?=[，。、；（）\s]|$|展示|说|称|的|在|和|与|向|等|因|将|一家|表示|[a-z])"
)
_WESTERN = re.compile(
    "古丽|古力|买买提|麦麦提|买提|阿不|阿卜|吐尔|吾买|艾力|艾买|艾则|热合|热依|赛买|努尔|尼亚|尼牙|库尔|玉素|依明|依布|木沙|哈斯|哈力|别克|卡德|卡迪|巴哈|叶尔|加娜|阿依|帕提|祖农|斯迪|萨拉|其木|巴图|扎西|江$|汗$"
)


def _alone(text: str) -> Iterator[tuple[int, int]]:
    """Names of whom nothing says who they are: only what they do, or what is done to them, tells them from words.

    Three characters, of which no two next to each other make a word, nor the first and the last with their neighbours.
    """
    for match in _PREPOSED.finditer(text):
        stop = match.end() + 3
        if _TREATED.match(text, stop) and _stands_apart(text, match.end(), stop):
            yield match.end(), stop
    for match in _DEED.finditer(text):
        start = match.start() - 3
        if start >= 0 and _CLAUSE.search(text[max(start - 1, 0) : start]) and _stands_apart(text, start, match.start()):
            yield start, match.start()
    for match in _SOME.finditer(text):
        stop = match.end() + 3
        who = _WHO.search(text[max(match.start() - 8, 0) : match.start() + 1])
        if (
            (match[0][0] == "我" or (who and not _OFFICIAL.search(who[0])))
            and _CLOSED.match(text, stop)
            and _is_name(text[match.end() : stop], text, stop, sure=False)
        ):
            yield match.end(), stop
    for match in _DOTTED_ALONE.finditer(text) if any(dot in text for dot in _DOTS) else ():
        if _WESTERN.search(match["one"]) or _WESTERN.search(match["two"]):
            yield match.span()


_GIVEN = frozenset(
    "明国华建文平志伟东海强晓生光林小民永杰军金健忠洪江福祥中正振勇耀春大宁亮宇兴宝少剑云学仁涛瑞飞鹏安亚泽世汉达卫利胜敏群波成荣新峰刚家龙德庆斌辉良玉俊立浩天宏子松克清长嘉红山贤阳乐锋智青跃元武广思雄锦威启昌铭维义宗英凯鸿森超坚旭政传康继翔栋根"
    "秀娟慧巧美娜静淑惠珠翠雅芝萍娥玲芬芳燕彩菊兰凤洁梅琳素莲真环雪爱妹霞香月莺媛艳凡佳琼勤珍贞莉桂娣叶璐娅琦晶妍茜秋珊莎黛倩婷姣婉娴瑾颖露瑶怡婵雁蓓仪荷丹蓉君琴蕊薇菁梦岚婕馨韵艺咏卿聪澜纯毓悦昭冰爽茗羽希"
    "有贵财发富旺喜来根柱栓锁石木水火土牛虎豹狗娃丑黑老六七八九二三四五全保守信礼孝顺和友朋彬博睿轩涵梓诺辰依欣桐妮雯彤萱琪煜炎焕灿炳照熙钧铁钢铜银镇均培坤增城堂基奎圣培塘塔墨壮声夏奇奋威娇孟孙定宜官实宪宾尚尧岩岭岳川巍帅常幼庭开弘彦微心志忆怀恒恩悟愿战才扬承抗拥振捷援政敬斗方日旦时昆易星映晋晨普景智暖曙朗本李杏果柏柳桃树桥梁梧楚楠榕樱次欢步殿毅水汀沛沙河泉津浦涌润淮深渊渝湘源溪滨满潮炜烈然煌照熊燕爵牧猛献献珂理琛瑛瑜璇田男畅登盛相真矿石硕祖祺禄禾秉程稳穗立章童端竹笑策筠粉素绍维绪绮缘群翠翰耕肖舒航舟艾芙芹花苗若茂茵荣莹菲萌葆蒙蓝行衡西言训诗诚谊谦谷豪贝赞越跃辽达迎运远连迪通遥道邦郁酉里重野钦铎锐锡门闯间阔陆陵雁雨震霄霖霜青非顶领风飘骁骏高魁鲁鸣鹤麟黎黔默鼎齐龄"
)
"""Characters of which given names are made; most names are two of them."""
_DONE = re.compile(
    r"犯(?!罪|人|法)|系(?![列统数])|证实|指认|赔偿|提交|递交|独自|第一次|承担|支付|缴纳|缴清|退[还赔缴]|认罪|认错|供[述认]|驾驶|骑|租[用赁下]|承[包租]|购[买得]|买[来了]|[贩出]?卖|运[往输到]|倾倒|排放|偷|盗|捕|电鱼|毒鱼|养[殖了]|种[植了]|"
    r"家住|务工|打工|务农|患[有上]?|受伤|死亡|溺|摔[倒伤]|失踪|投诉|举报(?!奖)|反映|求助|来电|报警|起诉|申请|上诉|拒[不绝]|擅自|私自|违[法规]|非法|雇|被[抓判罚处拘刑查]|因[涉违犯病伤]|"
    r"的(?:举报|投诉|诉求|申请|违法|行为|承包|鱼塘|房|证言|陈述|供述|账|银行|手机|身份)|夫妇|夫妻|一家|等[一二两三四五六七八九十\d]+[人名户](?!大|专|代|委)"
)
_TITLE = re.compile(
    r"(?:[长官员师记者士]|主任|书记|委员|常委|主席|代表|秘书|干警|民警|法警|助理|教授|专家|学者|博士|顾问|经理|烈士|英雄|人物|诗人|作家|名将|画家|皇帝|同志|模范|标兵|楷模)(?:[:：]|[ ])?$"
)
_HISTORIC = re.compile("[元明清宋唐汉晋]代|朝|年间|古代|烈士|革命|抗战|红军|八路军|先贤|诗人|故居|书法|碑|拓|《")
_MADE_LIKE = re.compile(
    f"(?=[{''.join(sorted(_FREQUENT - _PREPOSITIONS - _ADVERBS))}][{''.join(sorted(_GIVEN))}]{{2}}(?:{_DONE.pattern}))"
)
_CLAUSES = re.compile("[。；！？\n]")


def _is_made_like(name: str) -> bool:
    return len(name) == 3 and name[0] in _FREQUENT and _GIVEN.issuperset(name[1:])


def _lone(text: str) -> Iterator[tuple[int, int]]:
    """Three characters that are made like a name and do what a party does, where nobody stands there in office."""
    for match in _MADE_LIKE.finditer(text):
        start, stop = match.start(), match.start() + 3
        near = _CLAUSES.split(text[max(start - 24, 0) : start])[-1]
        if (
            _stands_apart(text, start, stop)
            and not _TITLE.search(near)
            and not _HISTORIC.search(near + text[stop : stop + 12])
        ):
            yield start, stop


_SAME = re.compile(
    r"(?P<sur>[\u4e00-\u9fff])(?:某{1,2}|[\u4e00-\u9fff]?某|奶奶|爷爷|大爷|大妈|大娘|大叔|大婶|大伯|大姐|大哥|阿姨|阿婆|婆婆|女士|先生|小姐|师傅|老师|老板|老汉|老太|同学|姓[\u4e00-\u9fff]{1,4})"
    r"[ ]?[(（](?:原名|真名|本名|全名|实名|即|为|叫|名)?[:：]?[ ]?(?P<name>(?P=sur)[\u4e00-\u9fff]{1,2})(?=[)）,，])"
)
"""胥某（胥国栋）: a masked name or a call, and behind it the name with the same surname."""


def _stands_apart(text: str, start: int, stop: int) -> bool:
    before, behind = text[max(start - 1, 0) : start], text[stop : stop + 1]
    return (
        _could_be(text[start:stop])
        and not is_word(before + text[start])
        and not (is_word(text[stop - 1] + behind) and not is_word(text[stop : stop + 2]))
    )


def _ending(text: str, stop: int, lengths: tuple[int, ...]) -> Iterator[tuple[int, int]]:
    """The name that ends at *stop*, where one begins with a clause or behind a word like 由."""
    for length in lengths:
        start = stop - length
        if start < 0 or (length == 4 and text[start : start + 2] not in COMPOUND):
            continue
        if _BEFORE.search(text[max(start - 1, 0) : start]) and _could_be(text[start:stop]):
            yield start, stop
            return


def _could_be(name: str) -> bool:
    """Whether *name* may be one at all, whatever stands around it."""
    if name[:2] in COMPOUND and len(name) > 2:
        return not _NO_GIVEN.search(name[2:])
    return (
        all("\u4e00" <= char <= "\u9fff" for char in name)
        and name not in _PLACES
        and name[:2] not in _THINGS | _PLACES
        and not name.endswith(("人", "号"))
        and name[0] in _FREQUENT
        and name[0] not in _PREPOSITIONS | _ADVERBS
        and not _NO_GIVEN.search(name[1:])
        and not _CALL.match(name[1:])
        and not _ENDS.search(name)
        and not _WATERS.search(name)
        and not is_word(name[:2])
        and not is_word(name[1:])
    )


_PUPIL = re.compile(
    rf"(?:[一二三四五六七八九初高中大小]{{1,2}}|\d{{1,2}})?(?:年级|[(（])?[ ]?[\d一二三四五六七八九十]{{1,2}}[)）]?[ ]?班(?:的)?(?:学生|同学|女生|男生|孩子)?[ ]?(?P<name>[{_HUMAN}]{{2,4}})"
)


def _pupils(text: str) -> Iterator[tuple[int, int]]:
    """三（2）班林小宇: the class and the name."""
    for match in _PUPIL.finditer(text) if "班" in text else ():
        stop = _name_at(
            text, match.start("name"), sure=match[0][: match.start("name") - match.start()].endswith(("学生", "同学"))
        )
        if stop is not None:
            yield match.start(), stop


# — days of birth —

_YEAR = r"(?:(?:19[3-9]|20[0-3])\d|[一二][九〇零○][〇零○一二三四五六七八九]{2})"
_DATE = (
    rf"(?:{_YEAR} ?年 ?[\d一二三四五六七八九十正冬腊]{{1,3}} ?月 ?(?:初?[\d一二三四五六七八九十廿]{{1,3}})[日号]?"
    r"|(?:19[3-9]|20[0-3])\d[-./—–/](?:1[0-2]|0?[1-9])[-./—–/](?:3[01]|[12]\d|0?[1-9])(?!\d)|(?:19[3-9]|20[0-3])\d(?:1[0-2]|0[1-9])(?:3[01]|[12]\d|0[1-9])(?!\d))"
)
_BORN = re.compile(
    rf"(?:出生(?:日期|年月日|年月|时间|于)?|生日|诞辰|生于|生辰)[ ]?(?:为|是|在|[:：])?[ ]?(?P<after>{_DATE})"
    rf"|(?P<before>{_DATE})[ ]?(?:\(农历\)|（农历）)?[ ]?(?:出生|降生|诞生于?(?=[^，。]{{0,6}}家)|生(?=[,，。；、)）]|$|人[,，。；)）]))(?!效)"
)


def births(text: str) -> Iterator[tuple[int, int]]:
    """Whole days of birth; a year or a month alone is none."""
    for match in _BORN.finditer(text) if "生" in text or "诞" in text else ():
        yield match.start("before") if match["before"] else match.start("after"), match.end()


# — health —

_ILL = (
    r"(?:HIV|艾滋病|梅毒|淋病|尖锐湿疣|性病|乙肝(?:病毒|表面抗原)?|丙肝|大三阳|小三阳|肺结核|麻风病|精神分裂症?|精神(?:障碍|疾病|病|残疾)|双相(?:情感)?障碍|抑郁症|躁郁症|焦虑症|癫痫|孤独症|自闭症|唐氏综合征|智力(?:残疾|障碍)|"
    r"白血病|淋巴瘤|[肺肝胃肠乳腺宫颈卵巢食管道鼻咽喉膀胱前列直结甲状胰骨皮肤]{1,3}癌|恶性肿瘤|尿毒症|尘肺病?|矽肺病?|血友病|肝硬化|糖尿病|冠心病|脑瘫|不孕症?|流产|堕胎|[视听肢]力?体?残疾)"
)
_PATIENT = r"(?:其[父母妻夫子女儿]?|本人|患者|病人|女童|男童|孩子|女孩|男孩|婴儿|儿子|女儿|妻子|丈夫|父亲|母亲|奶奶|爷爷|该[男女]\w?|她|他(?!人)|伤者|死者|自己)"
_HEALTH = re.compile(
    rf"(?:(?<![名位个例些分数多余]){_PATIENT}|(?:体检|化验|检查|诊断|检测|病历)[\u4e00-\u9fff]{{0,4}}[表单报告书证明结果]{{1,3}}(?:上|中|里)?(?:写着|写明|显示|载明|记载|标注|注明|为|是)[:： ]?[“\"]?)(?:系|经[^，。；、\n]{{0,6}}|已|曾|均|长期|自幼|从小|后来|先天|多年前?|被|因|于[^，。；、\n]{{2,10}}|在[^，。；、\n]{{2,10}}){{0,3}}"
    rf"(?P<ill>(?:(?:患有?|确诊(?:为|患有?)?|诊断(?:为|患有?)?|感染(?:了)?|罹患|检出|查出|得了)[ ]?{_ILL}|(?:呈|系|有|为)?{_ILL}(?:抗体)?(?=阳性|[一二三四]级|晚期|早期|中期|[IⅠⅡⅢ]))"
    r"(?:抗体)?[ ]?(?:阳性|[一二三四]级|[IⅠⅡⅢ]{1,3}[型期]|晚期|早期|中期)?)(?!患?者|的(?:比例|人数|风险|概率|信息|隐私)|防|筛|率|人数|药|专|门诊)"
    r"|(?P<value>(?:血铅|尿镉|血镉|血汞|血糖|尿铅|血压|甲胎蛋白|CD4|转氨酶)(?:值|含量|浓度|水平|检测值|结果)?(?:为|达到?|是|[:：])?[ ]?\d[\d./]{0,8}[ ]?(?:[μu]g/d?L|微克每?/?(?:分)?升|mg/d?L|mmol/L|mmHg|毫摩尔每升)?)"
)
_SOMEONE = re.compile(rf"{_PATIENT}[^，。；\n]{{0,8}}$")


def health(text: str) -> Iterator[tuple[int, int]]:
    """What somebody, and not a number of people, is ill with."""
    for match in _HEALTH.finditer(text):
        if match["ill"]:
            yield match.span("ill")
        elif _SOMEONE.search(text[max(match.start() - 20, 0) : match.start()]):
            yield match.span("value")
