"""Whom an article names: people behind their titles."""

from __future__ import annotations

import re
from functools import lru_cache

from index.records import Article

_HAN = "[\u3400-\u4dbf\u4e00-\u9fff]"
_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范"
    "金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂"
    "章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈"
    "饶解牟艾尤阳穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师仇栾隋商刁沙荣巫寇桑"
    "郎甄丛仲虞敖巩明佘池查麻苑迟邝向"
)
_COMPOUND = "欧阳|上官|司马|诸葛|司徒|慕容|皇甫|令狐|端木|东方|尉迟|夏侯|公孙|百里"
_WORDLIKE = frozenset("曾向于应任成连方高关安包路万管车项全明简单解师边党商文东")
"""Surnames that are as often part of another word: behind them a common word is no given name (曾指出)."""
_PARTICLES = frozenset("与和及或在将的了是为被把从向对也都说以就于")
_TITLES = (
    "主席|书记|部长|局长|主任|经理|董事长|总裁|院长|校长|所长|处长|科长|厅长|市长|区长|县长|镇长|乡长|省长|州长|总理|总统|委员"
    "|队长|班长|站长|社长|会长|秘书长|理事长|总监|代表|组长|行长|馆长|团长|常委|教授|研究员|院士|工程师|律师|医生|护士|教师|司机"
    "|工匠|劳模|职工|员工|技师|负责人|选手|教练|演员|导演|作家|创始人|先生|女士|同志|老师|大夫|师傅|检察长|庭长|法官|民警|干事"
    "|专员|创办人|带头人|居民|村民|记者|通讯员"
)
_AFTER = (
    "[、，。；：！？（）()“”《》\\s]|$|说|表示|介绍|带队|出席|参加|主持|指出|告诉|在|到|来|赴|一行|等|的|和|与|及|向|对|代表|强调"
    "|要求|讲话|致|同志|宣读|为|作|率|就|将|从|也|都|被|则|深有|坦言|认为|感慨|带领|正|是|以|宣布|参观|走进|回忆|笑着|先后|前往"
    "|看望|分别|给"
)
_NAMED = re.compile(rf"(?:{_TITLES})((?:{_COMPOUND}){_HAN}{{1,2}}?|[{_SURNAMES}]{_HAN}{{1,2}}?)(?={_AFTER})")
_ENDS_IN_TITLE = re.compile(rf"(?:{_TITLES})$")


def people(article: Article) -> set[str]:
    """The people whom the article names behind a title: 「区总工会主席何云川说」 gives 何云川; 「何主席说」 gives none."""
    return {name for name in _NAMED.findall(article.body) if _is_name(name)}


@lru_cache(maxsize=20_000)
def _is_name(name: str) -> bool:
    """Whether a surname and what follows it are no other words: not 关于党, not 曾指出, not 高度."""
    import rjieba

    surname = 2 if re.match(_COMPOUND, name) and len(name) > 2 else 1
    given = name[surname:]
    if _ENDS_IN_TITLE.search(given) or given in _PARTICLES:
        return False
    words = rjieba.tag(name)
    if len(words) == 1:
        return bool(words[0][1].startswith("nr")) or not rjieba.has_word(name)
    if name[0] not in _WORDLIKE:
        return True
    return not any(len(word) > 1 and rjieba.has_word(word) for word, _ in words)
