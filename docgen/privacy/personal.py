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

_ROLE = re.compile(
    r"(?:犯罪嫌疑人|嫌疑人|被告人|被告|原告|第三人|当事人|行为人|违法人员|违法者|侵权人|侵害人|被害人|受害人|受害者|受害方|被害方|证人|举报人|举报者|投诉人|投诉者|反映人|来访人|来信人|来电人|"
    r"信访人|报案人|报警人|求助人|求助者|申请人|申诉人|上诉人|提供人|被处罚人|被执行人|被询问人|受询问人|被调查人|受助人|赔偿义务人|赔偿权利人|法定代表人|法人代表|实际控制人|实控人|经营者|从业者|投资人|"
    r"合伙人|承包人|承包户|承租人|承租户|出租人|租赁人|股东|业主|户主|店主|铺主|摊主|雇主|房主|房东|车主|货主|船主|船东|船老大|矿主|厂主|企业主|窑主|机主|号主|园主|塘主|场主|失主|老板娘?|个体工商户|个体户|"
    r"商户|商贩|摊贩|小贩|租客|租户|住户|农户|渔户|养殖户|种植户|种粮大户|种粮户|牧户|农民|渔民|牧民|茶农|果农|菜农|花农|棉农|烟农|蜂农|粮农|瓜农|药农|林农|蚕农|渔农|居民|市民|村民|山民|移民|灾民|难民|农民工|工友|工人|职工|"
    r"员工|店员|营业员|服务员|售货员|保洁员|保安员?|护林员|养路工|环卫工|清洁工|搬运工|保姆|护工|月嫂|司机|驾驶员|驾驶人|骑手|骑行者|外卖员|外卖小哥|快递员|快递小哥|配送员|乘客|旅客|游客|顾客|"
    r"消费者|购买者|买家|卖家|用户|患者|病人|病患|患儿|伤者|死者|逝者|遗属|家属|近亲属|亲属|继承人|监护人|法定代理人|家长|低保户|五保户|特困户|贫困户|脱贫户|监测户|困难户|困难群众|受灾户|拆迁户|搬迁户|"
    r"退役军人|老战士|老兵|老党员|老渔民|老农|残疾人|残障人士|盲人|视障人士|视障者|听障人士|听障者|肢残人士?|轮椅使用者|轮椅人士|孕妇|产妇|老人|老太|老汉|老伯|大爷|大妈|阿婆|女童|男童|幼童|儿童|孩童|女孩|男孩|孩子|学童|"
    r"婴儿|幼儿|少年|少女|未成年人|学生|中学生|小学生|大学生|同学|女生|男生|新生|考生|毕业生|教师|老师|医生|护士|护理员|村医|厨师|理发师|技师|师傅|男子|女子|妇女|女士|先生|男性|女性|青年|群众|网民|网友|主播|博主|"
    r"父亲|母亲|爸爸|妈妈|祖父|祖母|爷爷|奶奶|外公|外婆|妻子|丈夫|配偶|儿子|女儿|哥哥|弟弟|姐姐|妹妹|儿媳|女婿|孙子|孙女|其[父母妻夫子女]|之[父母妻夫子女]|邻居|户名|开户名|收款人|付款人|汇款人|收件人|收货人|寄件人|发件人|"
    r"(?:公司|企业|店铺?|餐馆|饭店|门店|超市|药店|诊所|工厂|厂|合作社|养殖场|农场|农庄|摊位|窑|矿|作坊|工地|项目|商铺|物业|民宿|浴室|网吧)(?:的)?(?:现场)?(?:负责人|管理人|责任人|老板|经理|主管|会计|出纳|职工|员工))"
)
_SAYING_SO = re.compile(
    r"(?<!书)(?<!店)(?<!品)(?<!案)(?:姓名|真名|实名|本名|全名|原名|曾用名|又名|名叫|叫做|我叫|名为|名字(?:是|叫|为)|自称(?:是|叫)?|署名|登记名|户口名|户籍名)"
)
_LINK = re.compile(r"(?:代表|家属|姓名|本人|名叫|自称)?[ ]?(?:[:：]|为|系|是|叫做?|即)?[ ]?[“\"‘「『]?")
_GLUE = re.compile(r"[、,，]?(?:(?:以)?及|和|与|、)")

# — what a name may be —

_PREPOSITIONS = frozenset("向于和从由经与及对在等以将为因就按据让给把被")
_ADVERBS = frozenset(
    "应常有任方安全成连关许管计查来可能如后前此自又并各该其多少曾原已未正仍均且都会当何若需须时尚乐解解干强简封通包宣束支扶相双单万顾平"
)
"""Surnames that begin words just as often: behind them somebody has to speak, or a mark says that a name stands there."""
_FREQUENT = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏窦章苏潘葛奚范彭郎鲁韦昌马苗凤方俞任袁柳鲍史唐廉岑薛雷贺倪汤滕殷罗毕郝邬安常于傅卞齐康伍余元顾孟黄穆萧肖尹姚邵汪祁毛狄"
    "贝臧成戴宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席麻强贾路娄江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯卢莫房裘缪宗丁宣邓郁单杭洪诸左石崔吉龚程嵇邢裴陆荣翁荀甄曲封储靳段焦巴牧谷车侯全班秋仲伊宫"
    "宁仇栾甘厉祖武符刘景詹龙叶司韶黎薄白怀蒲赖卓屠蒙乔翟谭贡姬申冉雍桑桂牛边尚温庄晏柴瞿阎慕连茹习艾容向古易廖庾耿匡文寇欧蔚隆师巩聂敖冷辛简饶曾闫岳丘佘褟涂肇麦兰邝楼苟覃冼"
)
_NO_GIVEN = re.compile(
    r"[的了是不已被将把或等也还就才须没们个这那哪吗呢吧啊很太更最某在向对给让从且并及与因称讲说着出来×*_]"
)
_CALL = re.compile(
    r"(?:大爷|大妈|大叔|大哥|大姐|大娘|大伯|大婶|大嫂|大姨|大夫|阿姨|阿婆|奶奶|爷爷|叔叔|婆婆|伯伯|师傅|先生|女士|小姐|老师|老板|经理|医生|警官|检察|法官|同学|老汉|老伯|老太|"
    r"主任|局长|院长|书记|校长|总|姓|氏|家[人庄村]?|[父母妻夫子女儿]|嫂|婶|某)"
)
_ENDS = re.compile(r"[局厅委办院站队处村镇乡县区市省州旗街路巷店厂矿社室库桥河湖江沟渠湾港]$")
"""What ends a place or a body, not a name: 高新区, 林业局."""
_LEAF = "卓玛|次仁|扎西|多吉|央金|才让|旺堆|格桑|洛桑|尼玛|达瓦|边巴|拉姆|仁增|平措|丹增|索朗|德吉|白玛|嘎玛|贡布|桑珠|次旦|罗布|巴桑|米玛|拉巴|旦增|强巴|益西|顿珠|曲珍|卓嘎|措姆|才旦|加措|扎巴|其其格|巴特尔|乌云|图雅|巴雅尔|苏和|娜仁|斯琴|那日苏|呼和|朝鲁|布和|高娃|萨仁|哈斯|额尔|托娅|毕力格|格日勒"
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
    r"|在(?!册)|家|所[有属在]|[男女](?![童子孩生])|\d|使用|经营|承包|种植|养殖|居住|拥有|支付|名义"
)
_CLOSED = re.compile(r"$|[^\u4e00-\u9fffA-Za-z0-9·]")


def names(text: str) -> Iterator[tuple[int, int]]:
    """Names behind what somebody is (村民何雨生), behind a word for a name, before a note in brackets, and those in a row with them."""
    yield from _pupils(text)
    for match in _ROLE.finditer(text):
        yield from _row(text, match.end(), sure=False)
        yield from _called_and_named(text, match.end())
    for match in _SAYING_SO.finditer(text):
        yield from _row(text, match.end(), sure=True)
    for match in _NOTED.finditer(text):
        if _is_name(match["name"], text, match.end("name"), sure=True):
            yield match.span("name")


def _row(text: str, at: int, *, sure: bool) -> Iterator[tuple[int, int]]:
    """The name at *at* and those that are joined to it."""
    link = _LINK.match(text, at)
    start = link.end() if link else at
    # A mark or a word between says that a name follows; without one a name must look like it.
    marked = link is not None and link[0].strip(" 代表家属") != ""
    sure = sure or marked
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
    return None


def _is_name(name: str, text: str, stop: int, *, sure: bool) -> bool:
    compound = name[:2] in COMPOUND and len(name) > 2
    if not (compound or name[0] in SURNAMES) or not all("\u4e00" <= char <= "\u9fff" for char in name):
        return False
    given = name[2:] if compound else name[1:]
    if _NO_GIVEN.search(given) or _CALL.match(given) or _ENDS.search(name) or not _BEHIND.match(text, stop):
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


_WHO = r"(?:(?:男|女)(?=[,，)）])|[^()（）]{0,6}(?:村民|居民|市民|店主|业主|司机|车主|船主|渔民|农民|牧民|学生|家长|业主|户主|摊主|房东|老板|经营者|投诉人|举报人|证人|当事人|受害人|被害人|患者|死者|伤者|监护人|父亲|母亲|妻子|丈夫|儿子|女儿|之[父母妻子女]|身份证|公民身份|身份号码|电话|手机|已故|另案|未成年|\d{1,3}岁|生于|住))"
_NOTED = re.compile(
    rf"(?<![{_HUMAN}·])(?P<name>[{_HUMAN}]{{2,4}})(?=[ ]?(?:[(（]{_WHO}|[,，](?:男|女)[,，。；]|之[父母妻夫子女]|[系是](?:本村|该村|其|[^，。；]{{0,8}}(?:村民|居民|业主|店主|老板|司机|经营者|学生|母亲|父亲|妻子|丈夫|儿子|女儿))|的(?:身份证|手机号|电话|住址|银行卡|微信|母亲|父亲|妻子|丈夫|儿子|女儿|监护人|代理人)))"
)

_PUPIL = re.compile(
    rf"(?:[一二三四五六七八九初高中大小]{{1,2}}|\d{{1,2}})?(?:年级|[(（])?[ ]?[\d一二三四五六七八九十]{{1,2}}[)）]?[ ]?班(?:的)?(?:学生|同学|女生|男生|孩子)?[ ]?(?P<name>[{_HUMAN}]{{2,4}})"
)


def _pupils(text: str) -> Iterator[tuple[int, int]]:
    """三（2）班林小宇: the class and the name."""
    for match in _PUPIL.finditer(text):
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
    for match in _BORN.finditer(text):
        yield match.start("before") if match["before"] else match.start("after"), match.end()


# — health —

_ILL = (
    r"(?:HIV|艾滋病|梅毒|淋病|尖锐湿疣|性病|乙肝|丙肝|大三阳|小三阳|肺结核|麻风病|精神分裂症?|精神(?:障碍|疾病|病|残疾)|双相(?:情感)?障碍|抑郁症|躁郁症|焦虑症|癫痫|孤独症|自闭症|唐氏综合征|智力(?:残疾|障碍)|"
    r"白血病|淋巴瘤|[肺肝胃肠乳腺宫颈卵巢食管道鼻咽喉膀胱前列直结甲状胰骨皮肤]{1,3}癌|恶性肿瘤|尿毒症|尘肺病?|矽肺病?|血友病|肝硬化|糖尿病|冠心病|脑瘫|不孕症?|流产|堕胎|[视听肢]力?体?残疾)"
)
_PATIENT = r"(?:其|本人|患者|病人|女童|男童|孩子|女孩|男孩|婴儿|儿子|女儿|妻子|丈夫|父亲|母亲|奶奶|爷爷|该[男女]\w?|她|他(?!人)|伤者|死者|自己)"
_HEALTH = re.compile(
    rf"(?<![名位个例些分数多余]){_PATIENT}(?:系|经[^，。；、\n]{{0,6}}|已|曾|均|长期|自幼|从小|后来|先天|多年前?|被|因|于[^，。；、\n]{{2,10}}|在[^，。；、\n]{{2,10}}){{0,3}}"
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
