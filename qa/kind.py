"""The kind of answer that is asked for, by rules: the words that ask, and what they ask about.

The rules stand in the order in which they are tried: a question that no archive answers, what the records answer
(by-line, page, count, latest), what several articles answer, what one article as a whole answers, and then what a
span can answer.
"""

from __future__ import annotations

import re

from qa.foreign import PIECE, is_foreign
from qa.people import is_person

RECORDED = frozenset(("list", "count", "latest", "byline", "page", "summary", "compare"))
"""The kinds that the records of articles answer, and no model."""

OF_A_SENTENCE = frozenset(("reason", "definition", "yesno"))
"""The kinds that a sentence answers, not a span of it."""

MEASURES = "个名位人家所座项次场份件台辆条支部篇年月天日岁元万亿吨米公里平方米小时分钟周届期批类种只张间层户亩棵套株组对队站处块册本句首号楼届人次车次班次头级"

_ASK = re.compile(rf"谁|哪|什么|多少|几[{MEASURES}点时成]|怎么|怎样|如何|为何|何[人处地时日]|[啥孰]")
_POLITE = re.compile(
    r"^(?:您?你?好[，,！!]?|请问一?下?|请教一?下?|麻烦(?:问|查|你|您)?一?下?|打听一?下|问一?下|劳驾|不好意思|听说"
    r"|(?:我|我们)?想(?:要)?(?:知道|了解|问问?|查查?|请教)一?下?|(?:请|请你|请您)?(?:帮我|给我|替我)?(?:查查?|找找?|搜)(?:一下|一查|一找)?"
    r"|(?:请你?您?|你|您)?(?:能不能|能|可以|可否)?告诉我(?:一下|们)?|(?:你|您)?(?:知不知道|知道|晓得|了解)|有(?:没有)?人知道)[，, ]*"
)

_WROTE = r"(?:采写|撰写|写|拍摄|拍|摄影|供稿|署名|执笔|采访|发表)"
_PRESS = re.compile(rf"{PIECE}|稿|照片|图片|记者|通讯员|作者|摄影|署名|《[^》]+》(?:这篇)?(?:是|由)")
_BYLINE = re.compile(
    rf"(?:谁|哪位|哪名|哪个|什么人)[^，。？]{{0,6}}{_WROTE}|(?:作者|记者|通讯员|摄影者?)(?:是|叫|为|有)?(?:谁|哪|什么)"
    rf"|(?:记者|通讯员|作者)[^，。？]{{2,20}}?(?:{_WROTE}|采访|报道)"
    rf"|{_WROTE}(?:过|了|的)*(?:哪|什么|几|多少)|{_WROTE}的(?:{PIECE}|照片|作品)"
    r"|署名|(?:出自|出于)(?:谁|哪位|何人|哪个)|(?:谁|哪位|哪个|什么人|哪名)(?:记者)?(?:来|去)?(?:采访|供稿)"
)
_INTERVIEWED = re.compile(r"(?:谁|哪位记者|哪名记者)(?:去|来)?采访|谁供的?稿")
_PAGE = re.compile(
    r"(?:第?几|哪一?|什么|哪几?个|第?多少)(?:个)?版(?![权本图])|版面号|头版(?:还是|吗)|[上登在](?:没上|了没)?(?:过|了)?头版|头版(?:上|的)?(?:是|有|登)"
    rf"|(?:报纸|{PIECE}|报上|登|印|刊|载)[^，。？]{{0,6}}(?:第几|哪一?|几)页"
)
_COUNT = re.compile(
    rf"(?:多少|(?<!哪)几)(?:篇|[条则份](?=[^，。？]{{0,12}}{PIECE}))|{PIECE}[^，。？]{{0,6}}(?:多少|(?<!哪)几|总数|数量|多不多)(?:篇|条|则|份|$|[？?]|是)"
    rf"|{PIECE}(?:总共|一共|共)?有(?:多少|几)(?![名位人家个])(?:篇|条|则|份)?|(?:报道|提到|见报|登报|登载|刊登|刊发|上(?:过|了)?报纸?)(?:过|了)?(?:多少|几)[次回遍]"
    r"|上(?:过|了)?(?:多少|几)[次回](?:报|新闻|版)|(?:报上|报纸上?|见报|报道|新闻里?)[^，。？]{0,6}(?:出现|露面|提|上)(?:过|了|到)*(?:多少|几)[次回]"
    rf"|{PIECE}(?:里|中)?多不多|被(?:报道|提到|写到)(?:过|了)?(?:多少|几)[次回]"
)
_LATEST = re.compile(
    rf"最新(?:的|一|获|当|列|入|发|消息|报道|进展|动态|情况|公布|文章|新闻)|(?:最近|最后|最晚|最末)(?:的)?一(?:次|回|篇|期|条|则|届|场|批|份)|最近(?:列入|入选|获|当选|发布|公布|新增)|最[晚近]的?{PIECE}"
    rf"|(?:最近|近来|近期|近日|新近|刚刚?出)[^，。？]{{0,10}}(?:{PIECE}|动态|动向|进展|报纸|情况)|新(?:动态|进展|动向|消息)|近况"
    r"|(?:现在|目前|如今|眼下)(?:的)?(?:怎么样|怎样|进展|情况)|进展(?:如何|怎么样|到)"
)
_COMPARE = re.compile(
    r"相比|比较|对比|区别|差别|差异|异同|不同(?=[？?]|$|之处|吗)|(?:不|是否|是不是|说法|都)一样|一样吗|一致吗|矛盾吗|一回事吗"
    r"|(?:谁|哪[个家位支座一届年次篇]+[^，。？]{0,6})(?:的)?[^，。？]{0,8}(?:更|较)(?=[^，。？]{1,4}[？?]?$)|(?:和|与|跟|同)[^，。？]{1,16}(?:相?差|差了)(?:多少|几|多大)"
    r"|(?:和|与|跟|同|、)[^？]{1,16}[，,]?(?:谁|哪[个家位支座])(?:的)?[^，。？]{0,6}(?:多|少|大|小|高|低|早|晚|长|短|好|快|强|远|贵)[？?]?$"
    r"|比[^，。？]{2,12}(?:多|少|大|小|高|低|早|晚|长|短|好|快|强|贵)(?:吗|多少|几|了多少|还是|了还是|了吗)|(?:多了?还是少|高了?还是低|早还是晚|大还是小|涨了?还是)"
)
_SUMMARY = re.compile(
    rf"(?:{PIECE}|》|[这那][篇条则]|第[一二三四五六七八九十\d]+[篇条则])(?:{PIECE})?(?:里|中|主要|大概|都|到底|的?是?)*(?:讲|说|写|报道|谈)(?:了|的是?|到)*(?:些)?(?:什么|啥|哪些|哪)"
    r"|(?:主要|大致|基本)?内容(?:是|有|为|包括)?(?:什么|啥|哪些)|(?:有|是)(?:什么|哪些|啥)(?:主要)?内容|(?:主要|大致)内容|大意|梗概|摘要|要点"
    r"|^(?:请|请你|简单|简要|详细|给我|帮我|能不能|可以|具体)*(?:介绍|概括|总结|归纳|概述|简述|讲述|说说|讲讲|谈谈|说一下|讲一下|聊聊|缩写|梳理)"
    r"|缩成|怎么(?:一)?回事|(?:是|个)什么(?:情况|样的情况|事)[？?。]?$|(?:情况|经过|过程|详情|效果|反响|结果)(?:如何|怎么样|怎样|是什么|是怎样的)|来龙去脉"
)
_LIST = re.compile(
    rf"(?:有|都有|的)?(?:哪些|什么|啥)(?:[^，。？]{{0,12}})(?:{PIECE})|{PIECE}(?:[^，。？]{{0,4}})(?:哪些|有哪|都有|列)"
    r"|哪些(?:活动|工作|事情|事|会议)?(?:[^，。？]{0,3})?(?:与|和|跟|同|关于|有关|涉及|提到|讲到)"
    rf"|哪几[篇条则期]|(?:讲到?|报道|介绍|写|谈到?|说到?|提到)[^，。？]{{2,20}}的(?:都)?[有是](?:哪些|哪几个)(?=[？?]|$)|[，,]?(?:各|分别)是(?:哪些|哪几[届次场个])(?=[？?]|$)|(?:相关|有关|方面|类似)(?:的)?{PIECE}|[，,](?:都)?(?:登|写到?|报道|刊登|讲)过?(?:的)?(?:都)?有?哪些(?=[？?]|$)"
    rf"|有(?:没有)?(?:关于|讲|写|提到|涉及|介绍|跟|和|与)?[^，。？]{{0,20}}(?<!最新)(?:的){PIECE}(?:没有|吗|么)?[？?]?$"
    rf"|^有{PIECE}(?:讲|说|写|提)|^(?:想|要)?(?:看看?|找找?|查查?|搜|列|来点|给我看看?)(?:一下|出|些|点)?[^，。？]{{1,20}}{PIECE}|(?:列(?:一下|出来|个单|举)|都找出来|{PIECE}[^，。？]{{0,4}}找(?:全|齐|出来))[？?。]?$|^(?!.*(?:谁|什么|多少|怎|如何)).*的(?:{PIECE})[？?。]?$"
)
_EVERYWHERE = re.compile(
    r"(?:^各|^全市各|[历每][年届次]|近几?[年月来]|这些年|先后|各地|各区|各县|各家|各单位|各级)[^，。？]{0,12}(?:哪些|哪几|都有谁|有谁|什么|怎么|如何)"
)
_IN_SEASON = re.compile(r"(?:节|元旦|五一|国庆|前后|期间)[^，。？]{0,8}都[^，。？]{1,4}(?:什么|哪些)活动[？?]?$")
_SUBJECTS = r"(?:区|县|市|省|街道|乡镇|镇|村|社区|地方|地区|城市|国家|单位|企业|公司|工会|学校|高校|医院|机构|部门|工厂|园区|行业|商场|景区|银行|车站|工地|家庭)"
_BODIES = "(?:单位|企业|公司|工会|学校|高校|医院|机构|部门|工厂|商场|银行)"
_MANY = re.compile(
    rf"^(?:[^，。？]{{0,8}}(?:今年|去年|以来|期间|前后|以后|年|月|日|季度|中|里)|除了[^？]{{1,12}}[，,]?|全[国市省区]|目前|现在|都|还|另外)*[，,]?(?:都|还)?有?(?:哪些|哪几[个家所])[^，。？的]{{0,6}}?{_SUBJECTS}[^，。？]{{0,6}}?"
    r"(?:总工会|工会)?(?:都|也|先后|已经|曾)?(?P<did>[^？，。]{2,})"
)
_EVENTS = re.compile(
    r"^(?:[^，。？]{0,8}(?:期间|前后|以来|[里中年月]))?(?:都|还)?有?(?:哪些|什么)[^，。？的是]{0,6}"
    r"(?:活动|会议|比赛|培训|调研|演出|仪式|讲座|慰问|好事|措施|做法)(?P<told>[^？，。]{3,})"
)
"""Events of which all are asked for that something is told of: 「哪些比赛有学生来看」."""

_TOOK_PART = re.compile(
    r"^(?:都)?(?:参加|出席|参与|列席|协办|承办|主办|联合|共同|一起|获得?|荣获|夺得|入选|入围|受到|被|作|做|提供|捐|派|代表)|(?:此|本|这|该)次|当天|会上|揭牌|仪式"
)

_DOER = re.compile(
    r"(?:谁|什么人)(?:来)?(?:主办|承办|举办|组织|发起|出品|建设|运营|管理|出资|投资|生产|开发)的?|(?:发起方|主办方|承办方|赞助商|合作方|出资方|供应商|运营方)(?:是|为|叫|都)"
)
_PERSON = re.compile(
    r"谁|哪[一几两二三]?位|哪[几两]?名|何人|什么人|哪一?个(?:[^，。的是]{0,3})(?:人(?=$|[^一-鿿]|是|在|来|和|跟)|队员|选手|姑娘|小伙子?|运动员|作家|作者|演员|导演|歌手|画家|诗人|教授|院士|科学家|教练|球员)|哪些?(?:个|一个)?(?:领导|人员?|专家|嘉宾|选手|代表|劳模|骑手|记者|工匠|职工)|姓什么|姓啥"
    r"|(?:小伙子|姑娘|女孩|男孩|老人|大爷|大妈|那个人|司机|骑手)是哪一?个"
    r"|(?:[长席记任者员生师哥姐人理授手星士警兵匠客儿弟亲民他她]|[妻儿孙孩]子)(?:的名字|全名|本名)?(?:叫|是)(?:什么|啥)(?:名字)?(?=[？?。]|$)"
)
_NUMBER = re.compile(
    rf"多少|(?<!哪)几[{MEASURES}斤度倍克架艘枚颗发拨遍单]|第几|占比|多大|多长|多高|多重|多宽|多远|多久|几步|几何(?![图形学体])|多深|多快|多粗|多厚|几成|百分之几"
    r"|(?:数量|总数|人数|总额|金额|面积|比例|单价|价格|票价|成绩|得分|比分)(?:是|为|达|达到)?(?:什么|啥|怎样|[？?]|$)|(?:什么|怎样的)(?:成绩|比分|价位|价钱|数量)"
)
_TIME = re.compile(
    r"什么时候|什么时间|什么日子|啥时候?|何[时日年月]|哪一?[年月天日]|哪几[年天日]|几[点时]|几月|几号(?!线|楼|馆|厅)|哪个(?:月|季度|时间|年份|星期|周末)|多会儿|星期几|周几|礼拜几"
    r"|(?<![长段])(?:日期|时间|日子)(?:是|定在|为)?(?:[？?]|$|什么|哪)"
)
_PLACE = re.compile(
    r"哪里|哪儿|何处|何地|何方|什么(?:地方|地点|位置)|啥地方"
    r"|(?:哪一?[个座条片处家所]?|哪些|(?<!为)什么)(?:[^，。？的是个]{0,5}(?:区|城市|地方|街道|镇|公园|路口|车站|广场|博物馆|体育馆|场馆|大厅|港口|码头|机场|景点|驿站|工地|地铁口)|国家?|市场?|省|县|州|村|乡|街|岛|山|楼|馆|路|站|厅)(?!长|民|工|级|际|域)"
    r"|在哪(?!个|些|家|支|位|名|[一期版页届年])|(?:地址|地点|举办地|所在地|终点|起点|地方)(?:是|在|为|位于)?(?:哪|[？?]|$|什么|何)"
)
_ORGANISATION = re.compile(
    r"哪一?家[^，。？]{1,10}(?:企业|公司|工厂|单位|机构|银行|车行|商店|医院)(?![^，。？]{0,2}(?:的|员|长|里|内))|(?:哪|(?<!为)什么)(?:一?[个家支些所]|几[个家支所])?(?:[^，。？的是个]{0,5}(?:单位|公司|企业|机构|工会|集团|医院|银行|出版社)|学校|大学|部门|组织|媒体|团队|(?:[^，。？的是个]{0,3})队伍?(?!员|长|友)|协会|平台|报社|俱乐部|法院|工厂|车间|班组)|由哪|是哪家|哪家(?=[？?]|$)"
)
_REASON = re.compile(
    r"为什么|为啥|为何|缘何|何以|原因|凭什么|干吗|干嘛|因为什么|因何|出于什么|什么(?:促使|让|使得)|(?:目的|初衷|用意|意义|考虑)(?:是|在于|何在)|怎么样|怎样|如何|怎么|咋|怎麽|怎办"
)
_DEFINITION = re.compile(
    r"^(?:什么是|什么叫|啥是|啥叫|何谓|何为|怎么理解|如何理解|解释(?:一下)?|所谓)|什么意思|啥意思|(?:指|代表|意味)(?:的是|着|的)?(?:什么|啥)|含义|定义|全称"
    r"|是(?:个|一个|一种|一?款)?(?:什么|啥)(?:样的?|样子的?)?(?:东西|概念|称号|制度|组织|平台|机构|保障|工具|政策|机制|玩意儿?)?[？?。]?$|[干做](?:什么|啥)(?:用)?的(?!工作)|做什么用|有什么用"
)
_ATTRIBUTE = re.compile(
    r"(?:主题|口号|大意|目的|初衷|意义|原因|目标|名称|名字|标题|题目|职务|职位|工种|专业|颜色|奖品|奖项|内容|特点|亮点|优势|成果|结果|措施|任务|要求|条件|标准|作用|角色|身份|节目|项目|歌|书|菜|车|课|字|话|代号|编号|电话|号码|第一[^，。]{1,4}|最[^，。]{1,8})(?:都|又|到底|究竟|主要)*是$"
)
_YESNO = re.compile(
    r"吗[？?！!。]*$|是否|可否|能否|会否|有没有|有无|是不是|能不能|会不会|可不可以|要不要|该不该|对不对|好不好|行不行|难道|(?:没有|没|不成)[？?]$|吧[？?]$|(?P<verb>[一-鿿])[不没](?P=verb)"
)


OF_A_SPAN = frozenset(("person", "place", "organisation", "number", "time"))
"""The kinds of which it can be told what cannot be such."""


def kind_of(text: str) -> str:
    """The kind of answer that is asked for: 「谁带队？」 person, 「有多少家？」 number, 「有哪些报道讲到修路？」 list.

    A question about a named person (「林安是谁？」) asks for a definition, one of the weather or a recipe is chat, and what
    none of the rules tells is other.
    """
    bare = plainly(text)
    if is_foreign(bare):
        return "chat"
    asks = bool(_ASK.search(bare))
    for kind, told in (
        ("count", bool(_COUNT.search(bare) and _BYLINE.search(bare))),
        ("byline", bool((_BYLINE.search(bare) and _PRESS.search(bare)) or _INTERVIEWED.search(bare))),
        ("page", bool(_PAGE.search(bare))),
        ("count", bool(_COUNT.search(bare))),
        ("latest", bool(_LATEST.search(bare))),
        ("compare", bool(_COMPARE.search(bare))),
        ("definition", _defined(bare)),
        ("summary", bool(_SUMMARY.search(bare))),
        ("list", _spread(bare)),
        ("yesno", not asks and bool(_YESNO.search(bare))),
        ("time", bool(_TIME.search(bare))),
        ("number", bool(_NUMBER.search(bare))),
        ("organisation", bool(_DOER.search(bare))),
        ("person", bool(_PERSON.search(bare))),
        ("organisation", bool(_ORGANISATION.search(bare))),
        ("place", bool(_PLACE.search(bare))),
        ("reason", bool(_REASON.search(bare))),
        ("yesno", bool(_YESNO.search(bare))),
    ):
        if told:
            return kind
    return "other"


def asked_of_latest(text: str) -> str:
    """The kind of what is asked about the latest of something: 「最近一次比赛谁夺冠？」 person; "" for 「最新的报道」."""
    latest = _LATEST.search(text)
    if not latest or re.search(PIECE + "|动态|动向|进展|情况|近况", text[latest.start() : latest.end() + 3]):
        return ""
    rest = text[: latest.start()] + text[latest.end() :]
    kind = kind_of(rest)
    return kind if _ASK.search(rest) and kind in {*OF_A_SPAN, "other"} else ""


def body_asked(text: str) -> bool:
    """Whether a company, union, school or other body is asked for: 「有哪些企业来参加」."""
    return bool(re.search(rf"(?:哪些|哪几[个家所])[^，。？的]{{0,6}}?{_BODIES}", text) or _ORGANISATION.search(text))


def unit_of(text: str) -> str:
    """The measure that a number is asked in, or "": 「有多少家企业？」 gives 家, 「有几名司机？」 名."""
    match = re.search(r"(?:多少|几)\s*([" + MEASURES + r"])", text)
    return match.group(1) if match else ""


def plainly(text: str) -> str:
    """The question without the words that only introduce it: 「请问谁带队？」 gives 「谁带队？」."""
    bare = text.strip()
    while (shorter := _POLITE.sub("", bare, count=1)) != bare and re.search(r"\w", shorter):
        bare = shorter
    return bare


def _defined(bare: str) -> bool:
    """Whether it asks what a word means or who somebody is; the theme of a fair is no word to explain."""
    who = re.search(r"^(?P<name>[^，。？]{2,12}?)(?:到底|究竟)?是(?:谁|什么人|何许人也?|哪位)[呀啊呢]?[？?]?$", bare)
    if who:
        return is_person(who.group("name"))
    found = _DEFINITION.search(bare)
    if not found:
        return False
    before = bare[: found.start()] + "是"
    if re.search("[说讲写谈登][的了]是$", before):
        return False
    return not _ATTRIBUTE.search(before) and not re.search(r"[^，。“”]{2,}的(?![^，。]*”)[^，。的]{1,6}是$", before)


def _spread(bare: str) -> bool:
    """Whether the answer is spread over several articles: 「哪些区办了夜校？」, and not 「哪些单位参加了揭牌仪式？」."""
    if _LIST.search(bare):
        return True
    if _EVERYWHERE.search(bare) or _IN_SEASON.search(bare):
        return True
    events = _EVENTS.search(bare)
    if events and not re.match(r"(?:主题|时间|地点|内容|名称)", events["told"]):
        return True
    many = _MANY.search(bare)
    return bool(many) and not _TOOK_PART.search(many.group("did"))  # type: ignore[union-attr]
