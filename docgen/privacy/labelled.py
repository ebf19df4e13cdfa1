"""Particulars that are known only by the word before them: a nickname, a place in degrees, the number of a pass.

A part of the detector (detect.py), which knows what is told by its own form. Every pattern
here is bounded, so that no text takes longer than its length allows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

COORDINATE, CERTIFICATE = "经纬度坐标", "证件号码"
_DIGIT = "〇零○Oo0-9一二三四五六七八九幺壹贰叁肆伍陆柒捌玖①-⑨⓪❶-❾⓿㊀-㊈"
_GAP = r"[ ,，、.·\-‐-―]?"
_IS = r"[ ]?(?:号码|账号|帐号|号|ID|id)?[ ]?(?:为|是(?!否)|叫|:)?[^\n\w，。；：、（）()]{0,3}"

# — places in degrees —

_DEGREES = r"\d{1,3}(?:\.\d{4,10}[°度]?|[°度] ?\d{1,2}(?:\.\d{2,8}[′'’分]?|[′'’分] ?\d{1,2}(?:\.\d{1,6})?(?:[″\"”秒]|''|′′|’’)?))"
_COORDINATE = re.compile(
    rf"(?:(?:东|西)?经度?|(?:北|南)?纬度?|(?<![A-Za-z])[EN])[:为是 ]{{0,2}}{_DEGREES}[ENSW]?"
    rf"|(?<![\d.]){_DEGREES} ?[ENSW](?![A-Za-z])"
    r"|(?<![\d.])\d{1,3}[°度] ?\d{1,2}[′'’分] ?\d{1,2}(?:\.\d{1,6})?(?:[″\"”秒]|''|′′)[ENSW]?"
)
_PAIR = re.compile(r"(?<![\d.])(\d{2,3}\.\d{4,10})( ?[,，、;；/ ] ?)(\d{2,3}\.\d{4,10})(?![\d.])")


_AT_HOME = re.compile(
    "家(?![具电畜禽庭农养])|住|宅|民房|屋后|屋前|屋内|房前|院内|老屋|祖屋|农户|户主|房屋|卧室|定位|祖坟|[其他她]的?位置|手机|轨迹|微信|本人|行踪|共享位置|出没|落脚|藏身|藏匿"
)


def coordinates(text: str) -> Iterator[tuple[int, int]]:
    """Places of persons told to some metres; the place of a drain is none, and whole degrees or minutes are a region."""
    for match in _COORDINATE.finditer(text):
        if _at_home(text, match):
            yield match.span()
    for match in _PAIR.finditer(text):
        low, high = sorted((float(match[1]), float(match[3])))
        if 3 <= low <= 54 and 73 <= high <= 136 and _at_home(text, match):
            yield match.span()


def _at_home(text: str, match: re.Match[str]) -> bool:
    before = text[max(match.start() - 40, 0) : match.start()]
    return (
        _AT_HOME.search(
            re.split("[。；\n]", before)[-1] + re.split("[。；\n]", text[match.end() : match.end() + 40])[0]
        )
        is not None
    )


# — what an account is called —

_CHAT_APPS = r"(?:微信|薇信|威信|徽信|[VvWw]信|(?<![A-Za-z])[Vv][Xx]|(?<![A-Za-z])[Ww][Xx](?![A-Za-z_])|(?<![A-Za-z])[Ww]e[Cc]hat|薇(?!\w)|卫星号|绿泡泡|加微|(?<![A-Za-z])[VvＶ](?=[ ]?:)|加[ ]?[VvＶ](?![A-Za-z]{0,2}[\u4e00-\u9fff])|微(?=[^\w\n ,，。；、（）()]{1,3}[A-Za-z]))"
_SHOWN_APPS = r"(?:抖音|快手|小红书|微博|支付宝|陌陌|闲鱼|淘宝|拼多多|转转|B站|哔哩哔哩|知乎|西瓜视频|视频号|火山|探探|钉钉|飞书|飞信|[Tt]elegram|[Ww]hats[Aa]pp|电报)"
_QQ = r"(?:[Qq] ?[Qq]|扣扣|企鹅|球球|秋秋|(?<![A-Za-z])[Qq](?=号|[ ]?:))"
_ACCOUNT = re.compile(
    rf"{_CHAT_APPS}{_IS}[ ]?(?P<chat>[A-Za-z][A-Za-z0-9_-]{{5,19}})(?![A-Za-z0-9])"
    rf"|{_SHOWN_APPS}(?:号码|账号|帐号|号|ID|id)[ ]?(?:为|是|:)?[^\n\w，。；：、（）()]{{0,3}}(?P<shown>[A-Za-z0-9][A-Za-z0-9_.-]{{4,19}})(?![A-Za-z0-9])"
    rf"|{_QQ}(?:邮箱)?{_IS}(?P<number>[1-9]\d{{4,10}}(?!\d)|[{_DIGIT}](?:{_GAP}[{_DIGIT}]){{5,10}})"
)
_CHAT_FAR = re.compile(
    r"(?:微信|[Vv]信|(?<![A-Za-z])[Vv][Xx]|[Qq][Qq])[^，。；：\n A-Za-z]{1,8}号(?:码)?(?:为|是|叫|:)?[ ]?(?P<chat>(?=[A-Za-z0-9_-]{0,19}[\d_-])[A-Za-z][A-Za-z0-9_-]{5,19})(?![A-Za-z0-9])"
)
_CALLED = re.compile(
    rf"(?:(?:微信|[Qq] ?[Qq]|扣扣|{_SHOWN_APPS}|账号|帐号|直播间|用户|网店)[ ]?(?:昵称|名称|名字|名|用户名|用户|账号|帐号|号|主播|博主|店铺|店)|视频号|群[里内中](?:名叫|叫|称)|昵称|网名|花名|游戏名|艺名)"
    r"[ ]?(?P<is>为|是(?!否)|叫做?|:)?[ ]?(?:[“\"‘'「『【《〈\[](?P<quoted>[^”\"’'」』】》〉\]\n]{1,20})[”\"’'」』】》〉\]]|@?(?P<bare>[\w]{2,16}))"
)
_AT = re.compile(r"(?:微博|抖音|快手|小红书|网友|网民|博主|用户|账号)[^\n，。；@]{0,6}(@[\w·-]{2,20})")
_OFFICIAL = re.compile(
    r"检察|法院|公安|警方|政府|政务|发布|新闻|日报|晚报|电视|官方|微博$|局$|委$|办$|院$|中心$|频道|之声|益心为公|普法|共青团|妇联|工会|消防|交警|应急|文旅|融媒"
)


def accounts(text: str) -> Iterator[tuple[int, int]]:
    """Names and numbers of accounts; the account of an office is no particular."""
    for match in _ACCOUNT.finditer(text):
        yield match.start(), match.end()
    for match in _CHAT_FAR.finditer(text):
        yield match.span("chat")
    for match in _CALLED.finditer(text):
        name = match["quoted"] or match["bare"]
        # A name that nothing sets apart is one only where it cannot be the rest of a sentence.
        set_apart = match["quoted"] or match["is"] or (name[0].isascii() and match.string[match.end("bare") - 1] != "_")
        if set_apart and not _OFFICIAL.search(name):
            yield match.span("quoted" if match["quoted"] else "bare")
    for match in _AT.finditer(text):
        if not _OFFICIAL.search(match[1]):
            yield match.span(1)


# — mail in disguise —

_LOCAL = r"(?<![A-Za-z0-9])[A-Za-z0-9](?:[A-Za-z0-9._%+-]|[ ](?=[A-Za-z0-9])){1,40}"
_MAIL_LABEL = re.compile(r"邮箱|邮件|电邮|邮址|伊妹儿|(?<![A-Za-z])[Ee]-?[Mm]ail|(?<![A-Za-z])[Mm]ail[ :]")
_MAIL = re.compile(
    rf"{_LOCAL} ?(?:[@#＃*&$]|[(\[{{【<《] ?(?:at|AT|At|艾特|圈a|圈A|a|@|#) ?[)\]}}】>》]|艾特|圈a|\bat\b|AT) ?"
    r"[A-Za-z0-9-]{1,40}(?: ?(?:\.|。|点|·|,|，|[(\[{【] ?(?:dot|DOT|点|\.) ?[)\]}】]|\bdot\b|\bDOT\b) ?[A-Za-z]{2,12}){1,3}"
)


def mails(text: str) -> Iterator[tuple[int, int]]:
    """Addresses of mail whose signs were changed, after a word that says what they are."""
    for label in _MAIL_LABEL.finditer(text):
        after = text[label.end() : label.end() + 90].partition("\n")[0]
        match = _MAIL.search(after)
        if match and match.start() <= 14:
            yield label.end() + match.start(), label.end() + match.end()


# — numbers of papers and things that lead to a person —

_CERTIFICATE = re.compile(
    r"(?:护照|通行证|台胞证|回乡证|居留证|居留身份证|永居证|永久居留证?|居住证|暂住证|军官证|士官证|士兵证|警官证|军人证|退役证|退伍证|优待证|残疾人?证|驾驶证|驾照|行驶证"
    r"|社保卡?|社会保障卡?|医保(?:卡|个人|结算)?|参保|个人社保|公积金|学生证|学籍|学号|考籍|工作证|记者证|执业证|出生证|出生医学证明|病历|病案|住院|门诊|就诊卡?|诊疗卡|结婚证|离婚证|户口簿|户口本|准考证|会员卡?"
    r"|健康证|资格证书?|从业证|上岗证|操作证|导游证|领队证|教师证|医师证|护士证|律师证|毕业证书?|学位证书?|医师执业证书|医师资格证书|执业医师证书?|执业护士证书?|船员证|老年证|老年卡|老年人优待卡|公交卡|借书证|借阅证|敬老卡|献血证|接种证|准生证|独生子女证|死亡证明?|火化证|烈属证|保单|投保单|投保"
    r"|个人编号|车架|发动机|车辆识别|车辆识别代|VIN|IMEI|IMSI|ICCID|IMEI码|低保证|渔船|捕捞证|船舶识别|旅行证|海员证|签证|取件码|快递单|运单)"
    r"(?:(?:原件|复印件)?(?:上|中|里|背面|首页|封面)?(?:的|所载|载明的?|显示的?|登记的?|记载的?))?(?:档案|个人|辅|副|全国)?(?:编号|ID|编码|号码|代码|卡号|证号|单号|账号|号|串号)?(?:为|是|系|:|“)?[ (（“\"]{0,2}"
    r"(?P<value>(?:No\.? ?|NO\.? ?|№ ?)?(?:[\u4e00-\u9fff]字第? ?\d{4,12} ?号|[\u4e00-\u9fff]?[A-Z]{1,4}(?:[ .-]?[A-Z0-9]){4,29}|[A-Z]{0,4}[ -]?\d[\dA-Z -]{4,30}[\dA-Z]))(?![A-Za-z0-9])"
)
_HELD = re.compile(
    r"(?:持有?|凭|使用|用)[^\n，。；A-Z0-9]{0,4}(?P<value>[A-Z]{1,3}[ ]?\d{7,10})[ ]?号?(?:的)?[\u4e00-\u9fff]{0,12}(?:护照|通行证|居住证|居留证|签证|旅行证|台胞证|回乡证)"
)
_COVERED = "*×＊xX■□●"
_COVERED_MOBILE = re.compile(
    rf"(?<![\dA-Za-z*])1[3-9]\d(?:[{_COVERED}]{{2,4}}\d{{4}}|\d{{4}}[{_COVERED}]{{2,4}})(?![\dA-Za-z{_COVERED}])"
)
_COVERED_IDENTITY = re.compile(
    rf"(?<![\dA-Za-z*])(?:[1-9]\d{{5,13}}[{_COVERED}]{{4,12}}\d{{1,3}}[\dXx]|[1-9]\d{{12,14}}[{_COVERED}]{{2,5}})(?![\dA-Za-z{_COVERED}])"
)
_TAIL = re.compile(
    r"身份证(?:号码?|件号)?(?:的)?(?:后|末|尾)(?:六|6|八|8)位(?:数字?)?(?:为|是|:)?[“\"]?(?P<value>\d{5,7}[\dXx])(?!\d)"
)
_ADDRESS_OF_MACHINE = re.compile(
    r"(?:IP|ip)(?:地址)?[为是: ]{0,2}(\d{1,3}(?:\.\d{1,3}){3})(?![\d.])|(?<![0-9A-Fa-f])((?:[0-9A-Fa-f]{2}[:-]){5}[0-9A-Fa-f]{2})(?![0-9A-Fa-f])"
)
_ACCOUNT_NUMBER = re.compile(
    r"(?:账号|帐号|账户|帐户|(?<!医保)(?<!社保)(?<!保障)(?<!就诊)(?<!会员)卡号?|存折号?|存单号?|户头)[^\d\n，。；]{0,4}(\d(?:[ \-‐-―·.]?\d){8,29})(?![\dA-Za-z])"
)
_IDENTITY_SPOKEN = re.compile(
    rf"(?:身份证|身份号码|证件|证号|证)[^\n，。；]{{0,6}}?((?<![{_DIGIT}])[{_DIGIT}](?:{_GAP}[{_DIGIT}]){{16}}{_GAP}[{_DIGIT}XxＸ×✕叉乘])(?![{_DIGIT}])"
)
_IDENTITY_WRONG = re.compile(r"(?:身份证(?:号码?|件号)?|身份号码?)[为是:]{0,2} ?(\d{13,20}[Xx×]?)(?![\dA-Za-z])")
_IDENTITY_GROUPS = re.compile(
    r"(?<![\dA-Za-z])(\d{6})[ \-‐-―.·/_,\\]((?:19|20)?\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))[ \-‐-―.·/_,\\](\d{3}[\dXx×]?)(?![\dA-Za-z])"
)


def certificates(text: str) -> Iterator[tuple[int, int]]:
    """Numbers of passes, cards, cars and telephones, and addresses of machines."""
    for match in _CERTIFICATE.finditer(text):
        if sum(char.isdigit() for char in match["value"]) >= 5:
            yield match.span("value")
    for match in _HELD.finditer(text):
        yield match.span("value")
    for match in _ADDRESS_OF_MACHINE.finditer(text):
        yield match.span(1 if match[1] else 2)


_COVERED_CARD = re.compile(
    rf"(?<![\dA-Za-z])[3-6]\d{{3}}(?:[ -]?\d{{4}})?(?:[ -]?[{_COVERED}]{{2,4}}){{1,3}}[ -]?\d{{3,4}}(?:[ -]?\d{{1,4}})?(?![\dA-Za-z])"
)
_CARD_SPOKEN = re.compile(
    rf"(?:银行卡|卡号|账号|账户|存折)[^\n，。；]{{0,6}}?((?<![{_DIGIT}])[{_DIGIT}](?:{_GAP}[{_DIGIT}]){{11,22}})(?![{_DIGIT}])"
)


def bank_accounts(text: str) -> Iterator[tuple[int, int]]:
    for match in _COVERED_CARD.finditer(text):
        yield match.span()
    for match in _CARD_SPOKEN.finditer(text):
        yield match.span(1)
    for match in _ACCOUNT_NUMBER.finditer(text):
        yield match.span(1)


def covered_mobiles(text: str) -> Iterator[tuple[int, int]]:
    """Mobile numbers that are covered in part: 138****8075."""
    return (match.span() for match in _COVERED_MOBILE.finditer(text))


def covered_identities(text: str) -> Iterator[tuple[int, int]]:
    """Identity numbers of which the region and more can be read: 330421********1010."""
    return (match.span() for match in _COVERED_IDENTITY.finditer(text))


def identities(text: str) -> Iterator[tuple[int, int]]:
    """Identity numbers in hanzi, in groups, or with a word for their last sign; the tail that is a password."""
    for match in _TAIL.finditer(text):
        yield match.span("value")
    for match in _IDENTITY_SPOKEN.finditer(text):
        yield match.span(1)
    for match in _IDENTITY_WRONG.finditer(text):
        yield match.span(1)
    for match in _IDENTITY_GROUPS.finditer(text):
        if len(match[2]) + len(match[3]) in (9, 12):
            yield match.span()


_MOBILE_SPOKEN = re.compile(
    rf"(?<![{_DIGIT}])[一幺壹1①❶㊀]{_GAP}[三四五六七八九叁肆伍陆柒捌玖3-9③-⑨❸-❾㊂-㊈]"
    rf"(?:[{_DIGIT}]{{9}}|[{_DIGIT}]{_GAP}[{_DIGIT}]{{4}}{_GAP}[{_DIGIT}]{{4}}|[{_DIGIT}]{{2}}{_GAP}[{_DIGIT}]{{3}}{_GAP}[{_DIGIT}]{{4}})(?![{_DIGIT}])"
)


_MOBILE_GROUPS = re.compile(
    rf"(?:电话|手机|号码|联系|拨打|致电|回电|请打|拨)[^\n。；0-9]{{0,10}}?((?<![{_DIGIT}])[{_DIGIT}]{{3}}[^\w\n。；]{{1,3}}[{_DIGIT}]{{3,4}}[^\w\n。；]{{1,3}}[{_DIGIT}]{{4}})(?![{_DIGIT}])"
)


_MOBILE_APART = re.compile(
    r"(?<![\dA-Za-z/_.])(?:\+?86[ -]?)?1[3-9]\d(?P<sign>[/_~～|:*+=、，,]| / |—|——)\d{4}(?P=sign)\d{4}(?![\dA-Za-z/_])"
)
"""The usual groups of a mobile number with any sign between them, which need no word before."""


_MOBILE_LOOSE = re.compile(
    r"(?:电话|手机|号码|联系|拨打?|致电|转打|打|短信|[Tt]el|TEL|[Pp]hone)[^\n。；0-9]{0,10}?((?<![\dA-Za-z])1(?:[^\w\n，。；]{0,3}_?\d){10})(?![\dA-Za-z])"
)
_CALLED_SO = re.compile("电话|手机|号码|联系|拨打|致电|应为|短信")


def mobiles(text: str) -> Iterator[tuple[int, int]]:
    """Mobile numbers of which at least a part is in hanzi or in circles, with letters for zeros, or taken apart by signs."""
    for match in _MOBILE_SPOKEN.finditer(text):
        bare = re.sub(r"[ ,，、.·\-‐-―]", "", match[0])
        called = not bare.isdigit() and _CALLED_SO.search(text[max(match.start() - 14, 0) : match.start()])
        if not bare.isascii() or called:
            yield match.span()
    for match in _MOBILE_LOOSE.finditer(text):
        if re.sub(r"\D", "", match[1])[1] in "3456789":
            yield match.span(1)
    for match in _MOBILE_APART.finditer(text):
        yield match.span()
    for match in _MOBILE_GROUPS.finditer(text):
        if match[1][0] in "1一幺壹①":
            yield match.span(1)


# — where somebody lives —

_N = "0-9一二三四五六七八九十百〇零两廿甲乙丙丁"
_LIVES = re.compile(
    r"(?:住址|(?<![位网])地址(?=:)|家庭地址|联系地址|通讯地址|收件地址|收货地址|邮寄地址|家住|现住|原住|租住|借住|寄住|独居在|独居于|暂住地?|户籍地|户籍所在地|户口所在地|居住地|住所地|现居|其住所为?|住所地?为|住所|居住于|居住在|搬到|搬至|搬进|落户于?|出生地|老家|送达地址|租用|门牌|(?<![居入])住(?![宅建房户院所宿区持址]))"
    r"(?:为|是|在|于|:)?[ ]?(?P<run>[\u4e00-\u9fff〇A-Za-z0-9#＃\-—–·() ]{3,44})"
)
_SIDE = r"(?:(?<=[楼层])[左右中](?![侧边手])|附\d{1,3}号|之[一二三四五六七八九十\d]{1,2}|院(?=[东西南北前后])|[前后东西南北中偏正左右]{1,2}(?:院|屋|房|厢房?|间|侧|户|首|边|手|门)(?:门|户|间)?|[一二三四五六七八九十\d]{1,3}(?:楼|层)(?!以)|\d{0,2}[A-Z](?![A-Za-z]))"
DOORS = rf"(?:(?<=[楼层元栋幢座])[{_N}]{{1,3}}号|[ -]{{0,2}}(?:[A-Za-z{_N}]{{1,4}}(?:单元|号楼|室|房|户|门|层|楼|栋|幢|座)|{_SIDE}|[东西南北中]单元|[{_N}]{{3,4}}(?![{_N}年元人]))){{0,6}}"
_HOUSE = re.compile(
    rf"(?:[{_N}]{{1,5}}(?:号(?![线井])|室|房|户|门)|[{_N}]{{1,3}}(?:号楼|栋|幢|座|单元)|(?<=[号栋幢座楼元门-])[{_N}]{{3,4}}|[0-9]{{1,4}}[-—–][0-9]{{1,4}}(?:[-—–](?:[0-9]{{1,4}}|[东西南北中]户))?|[A-Z]?[0-9]{{1,3}}[#＃](?:[0-9]{{1,2}}[-—–])?[0-9]{{3,4}}|第[{_N}]{{1,2}}[家户]|(?<=[村屯庄寨查社区])第?[{_N}]{{1,3}}[组社队](?![\u4e00-\u9fff]))"
    rf"(?:院|楼)?(?:[0-9]{{1,2}}[-—–][0-9]{{3,4}})?{DOORS}"
)
_KINDS_OF_ESTATE = (
    "小区|花园|花苑|嘉园|家园|公寓|新村|新城|名城|花城|苑|府|庭|华庭|豪庭|广场|大厦|城|湾|里|丽景|美景|雅居|名邸|名居|公馆|御景|华府|国际|宿舍|家属院|家属区|家属楼|教师楼|山庄|别墅|庄园|坊|轩|阁|郡|居|景苑|院|坪|半岛|时代|星河|世家|人家|"
    "春天|阳光城|水岸|首府|一号院|安置房|安置区|廉租房|公租房|棚户区|筒子楼|大院"
)
_ESTATE = re.compile(
    rf"[\u4e00-\u9fff0-9]{{2,20}}(?:{_KINDS_OF_ESTATE})(?:[\u4e00-\u9fff\d]{{0,2}}[期区])?(?:\([\u4e00-\u9fff\d]{{1,4}}\))?[ ]?"
    rf"(?:\d{{1,3}}[-—–]\d{{1,3}}[-—–](?:\d{{3,4}}|[东西南北中]户?)|[A-Z]\d{{1,2}}[-—–]\d{{3,4}}"
    rf"|[A-Z\d{_N}]{{1,3}}(?:栋|幢|座|号楼|#楼?)(?:[甲乙丙丁东西南北中\d一二三四五六七八九十]{{1,3}}(?:单元|门))?(?:[ -]{{0,2}}[{_N}]{{1,3}}(?:层|楼))?[ -]{{0,2}}(?:[{_N}]{{1,2}}-)?[{_N}]{{2,4}}(?:室|房|户|号)?)(?![\d年元人户家个])"
)
_TOWER = re.compile(r"[\u4e00-\u9fff]{2,10}[A-Z]座[ ]?\d{3,4}(?:室|房)?(?![\d家户人个元年])")
_SHARP = re.compile(
    r"[\u4e00-\u9fff]{2,10}(?:路|街|巷|弄|胡同|院|苑|村)\d{1,4}[#＃](?:楼)?(?:\d{1,2}[-—–])?\d{3,4}(?!\d)"
)
_GROUP = re.compile(
    rf"[\u4e00-\u9fff]{{2,20}}(?<=[村屯庄寨区查])第?[\u4e00-\u9fff(){_N}]{{0,4}}[组社队][{_N}]{{1,4}}号"
)
_HAMLET = re.compile(
    rf"[\u4e00-\u9fff]{{2,12}}(?:村(?!口)|屯|庄|寨|嘎查|社区|村委会|居委会)[\u4e00-\u9fff]{{1,8}}(?:屋场|院子|大院|湾|冲|坪|塆|弄|里|埭|浜|港|庄|圩|垸|岭|沟|坝|坡|埠|屋|岗|塘|坑|咀|嘴|头|自然村)[ ]?(?:[{_N}]{{1,4}}组)?[{_N}]{{1,4}}号(?![井楼线机泵闸桥坑塘池点水墓])"
)
_BESIDE = re.compile(
    r"[\u4e00-\u9fff]{2,16}(?:村|屯|庄|寨|组|湾|冲|巷|街|胡同)[\u4e00-\u9fff]{0,10}(?:旁|侧|边|后|前|头|尾|口|对面|隔壁|往[东西南北里上下])(?:数)?(?:起)?第?[一二三四五六七八九十\d]{1,2}(?:户|家)(?![\u4e00-\u9fff]{0,4}(?:店|铺|单位|企业|商|公司|厂|馆|摊|超市|饭|餐|酒|受|居民|农户))"
)
_BODY = r"(?:本院|我院|检察院|检察室|法院|法庭|政府|[局厅委署]|派出所|司法所|监管所|办事处|街道办|村委会|居委会|委员会|管委会|中心|大厅|党校|图书馆|博物馆|纪念馆|学校|小学|中学|幼儿园|大学|学院|医院|卫生院|公园|车站|机关|单位)"
_OFFICE = re.compile(
    rf"(?:{_BODY}(?:\([^()]{{0,20}}\))?(?:的)?(?:办公|通讯|通信|联系|单位|机关)?(?:地址|地点|驻地|住所地?|位于|地处|坐落于?|设在|设于|搬迁至|迁至|办公地)|(?:听证|会议|接待|办公|询问|阅览)[室厅]\(|送交地址|{_BODY}\()[:为是在于 ]{{0,2}}"
    r"(?:[\u4e00-\u9fff]{2,8}(?:省|市|区|县|镇|乡)){0,4}[^，。；路街道巷\n]{2,8}(?:路|街|大道|巷|胡同)[甲乙丙丁]?[\d一二三四五六七八九十百]{1,5}(?:号院?|弄)$"
)


_OFFICE_BEHIND = re.compile(rf"[ ]?\([^()]{{0,24}}{_BODY}[^()]{{0,6}}\)")
_STREETED = re.compile(r"(?:路|街|大道|巷|胡同)[甲乙丙丁]?[\d一二三四五六七八九十百]{1,5}(?:号院?|弄)$")


_LINE = re.compile(r"[^\n]+")
_BY_SIGN = (
    (_ESTATE, re.compile(r"[栋幢座#]|号楼|[-—–]\d")),
    (_GROUP, re.compile(r"[组社队][0-9一二三四五六七八九十百〇零两廿]{1,4}号")),
    (_HAMLET, re.compile(r"[0-9一二三四五六七八九十百]号")),
    (_BESIDE, re.compile(r"[0-9一二三四五六七八九十][户家]")),
    (_SHARP, re.compile("[#＃]")),
)
"""Kinds of addresses, and what a line must hold for the search of them to be worth its time."""


def homes(text: str) -> Iterator[tuple[int, int]]:
    """Addresses down to the house, by the word before them, the estate or the village group in them."""
    for match in _LIVES.finditer(text):
        ends = [house.end() for house in _HOUSE.finditer(match["run"])]
        if ends:
            yield match.start(), match.start("run") + ends[-1]
    for line in _LINE.finditer(text):
        for pattern, sign in _BY_SIGN:
            if sign.search(text, *line.span()):
                yield from (match.span() for match in pattern.finditer(text, *line.span()))
    for match in _TOWER.finditer(text) if "座" in text else ():
        if not re.search("政务|行政|检察|法院|政府|办公", match[0]):
            yield match.span()


def is_of_office(text: str, start: int, stop: int) -> bool:
    """Whether the address *start* to *stop* is where a public body sits: a street and a number, behind its name."""
    return _OFFICE.search(text[max(start - 30, 0) : stop]) is not None or (
        _OFFICE_BEHIND.match(text, stop) is not None and _STREETED.search(text[start:stop]) is not None
    )


# — ships and tractors —

_SHIP = re.compile(
    r"[京津沪冀豫辽黑湘皖鲁苏浙赣鄂桂粤闽琼渝川贵云甘][\u4e00-\u9fff]{1,4}?(?:渔养|渔运|货机|工|货|渔|运|油|拖|客|驳|采|机|散)(?:驳|机)?\d{3,6}(?!\d|[余多]?[万亿]?[吨元公人次辆艘件])"
)
_TRACTOR = re.compile(
    r"[京津沪冀豫辽黑湘皖鲁苏浙赣鄂桂粤闽琼渝川贵云甘晋蒙陕吉青宁新藏]\d{2}[ \-·.]?[A-Z0-9]?\d{4,5}(?![\dA-Z])"
)


_SPACED = re.compile(
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼] ?[A-Z](?: [A-Z0-9]){5,6}(?![A-Za-z0-9])"
)


_DIM_PLATE = re.compile(
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z][·•.]?(?=[A-Z]{0,2}\d)(?:[*×＊?？][A-HJ-NP-Z0-9]{4,5}|[A-HJ-NP-Z0-9]{1,3}[*×＊?？][A-HJ-NP-Z0-9]{1,4}|[A-HJ-NP-Z0-9]{4,5}[*×＊?？])(?![A-Za-z0-9*×＊])"
)
_LOOSE_PLATE = re.compile(
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][ ]?[A-HJ-NP-Z](?:[ ·•.\-—–]{0,2}[A-HJ-NP-Z0-9]){5,6}[挂学警港澳试领使临]?(?![A-Za-z0-9]|[ ]?(?:万|亿|元|米|吨|人|件|家|户))"
)


_LIGHT = re.compile(
    r"(?:电动|摩托|三轮)[\u4e00-\u9fff]{0,2}?(?P<bare>[\u4e00-\u9fff]{2}[A-Z]\d{5,6})(?!\d)|(?:电动|摩托|三轮)[\u4e00-\u9fff]{0,4}牌照?号?[为是:]{0,2}([\u4e00-\u9fff]{2,3}[A-Z]?\d{5,7})(?!\d)"
)


def vehicles(text: str) -> Iterator[tuple[int, int]]:
    """Ships and tractors, where the words around say that they are such."""
    for match in _SPACED.finditer(text):
        yield match.span()
    for match in _LIGHT.finditer(text):
        yield match.span("bare" if match["bare"] else 2)
    for match in _DIM_PLATE.finditer(text):
        yield match.span()
    for match in _LOOSE_PLATE.finditer(text):
        near = text[max(match.start() - 12, 0) : match.start()] + text[match.end() : match.end() + 8]
        if sum(char.isdigit() for char in match[0]) >= 2 and re.search("车|号牌|牌照|牌号|车牌|悬挂|挂着|驾", near):
            yield match.span()
    for pattern, words in ((_SHIP, "船|轮|艘|停泊|靠泊|渔|捕"), (_TRACTOR, "拖拉机|收割机|农机|号牌|车牌|牌照|农用")):
        for match in pattern.finditer(text):
            near = text[max(match.start() - 12, 0) : match.start()] + text[match.end() : match.end() + 8]
            if re.search(words, near):
                yield match.span()
