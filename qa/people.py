"""Who is a person: names of people told from ordinary words, places and bodies."""

from __future__ import annotations

import re

from qa.tags import tag

SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖"
    "贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟"
    "殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳"
    "时穆农司卓古吉缪简车项连芦麦褚习萧丘伏宣贝钮薄濮郦宓束茹湛郗危扈娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞"
    "敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻位厉伊仝区郜海阚花权强帅屠豆朴盖练廉禹井祖漆巴丰支卿国狄平计傅洪赖阎浦逄亓尉荀茅裘诸邸晁揭戈芮嵇於"
)
"""Single-character surnames: the commonest 300 or so of the Chinese census lists."""

WORDS = frozenset(
    "明白 武功 文明 和尚 王朝 阳光 陆军 卫星 雷达 荣誉 古老 冷笑 武林 明星 宫殿 权威 师傅 封锁 胡同 师兄 顾问 王爷 王公 高峰 齐声 祖先 文武 高潮 齐全 顾客 "
    "辛勤 米粉 桂林 柏林 王府 叶子 安静 祖宗 谢谢 白领 向东 康复 沙滩 师范 梅花 吉祥 范畴 周转 孙子 宁可 高明 陈述 荣获 丛林 梁山 马匹 胡说 关怀 林立 秦岭 "
    "明珠 王子 温泉 白宫 黎明 陈列 宫城 常德 宁静 蓝天 金刚 左翼 师生 安抚 许可 朱红 原谅 杜绝 卓越 石狮 童子 祝贺 马来 兰花 岳父 岳母 史诗 凌厉 荣耀 胡闹 "
    "满怀 桂花 高悬 乔木 毛巾 麦子 白布 金石 周密 朴素 陈设 高薪 华丽 石林 麻木 燕子 巴掌 练兵 白发 金黄 林子 林木 杨柳 安危 查明 石柱 杜鹃 张贴 周旋 巴蜀 "
    "白云 田园 黄帝 高耸 孔雀 华为 史实 古文 田野 文昌 雷声 钱财 温馨 白银 卢布 蓝图 殷勤 明智 陈旧 祝福 严正 高昂 庄园 金光 顾忌 高超 胡椒 张罗 徐徐 高雅 "
    "常青 时髦 卫冕 古董 金山 施政 明朗 熊猫 钟声 明文 陶醉 汪洋 任凭 张扬 麻醉 盖子 周全 权贵 毛发 祖母 边远 雷霆 张望 柳树 易经 许诺 涂抹 海尔 巴结 黄牛 "
    "白雪 石英 金殿 师哥 胡子 诸如 诸侯 凌辱 高僧 柴禾 师母 冷汗 秦汉 魏晋 沙丘 白莲 满清 白白 沙皇 师娘 高三 王八 马背 郎中 张开 马夫 谢恩 黄石 洪湖 麻城 阳新 罗田 "
    "钟祥 蒲圻 高陵 宁远 金陵 黄龙 马刺 米格 黄鹤楼 金水桥 金水河 蒙古人 孙女 权衡 鲁莽 盛世 石阶 唐诗 农耕 华裔 苏醒 荆棘 雷雨 贺信 方正 向阳 惠普 花圃 辛丑 马拉松 高中生 米其林 花岗岩 古建筑 黄金周 杜鹃花 季后赛 胡萝卜 "
    "金字塔 尤伯杯 许可证 安全性 石英砂 古文化 吉普车 金刚石 胡杨林 农家乐 全家福 高新区 白玉兰 梅雨期 伊拉克 莫斯科 马其顿 巴格达 黎巴嫩 安哥拉 夏威夷 卢森堡 "
    "洪水 洪流 石家庄 张家口 张家湾 司礼监 陶然亭".split()
)
"""Ordinary words and places that jieba's dictionary has as names of people."""

_LIKE_PLACE = tuple("区市县省镇村街路寺屯营沟乡站馆湾庄")
_DOUBLE = tuple("欧阳 司马 上官 诸葛 皇甫 尉迟 公孙 慕容 令狐 司徒 夏侯 东方 端木 轩辕 长孙 宇文 西门 南宫".split())
_FOREIGN = re.compile(
    "[阿埃艾安奥巴白拜班邦贝本比彼别宾波伯博布查达戴德狄迪蒂丁杜多顿尔厄恩法菲费芬弗夫福盖戈哥格根古哈海汉赫亨霍基吉加杰金卡凯坎康考科克肯库"
    "拉莱兰朗劳勒雷里利连列林琳卢鲁路伦罗洛马麦曼梅米密明莫默姆穆纳娜内尼涅诺欧帕潘佩皮普契恰切乔茨瑞萨塞桑森沙莎舍什史斯苏索塔泰坦特提图托"
    "瓦万威韦维温沃乌伍西希夏谢辛休逊雅亚扬耶伊因约泽扎詹朱兹佐京努合买依玉孜]{3,8}"
)
_NOT_NAMES = re.compile(r"[\d，。；：、！？（）《》“”\s]")
BODY = re.compile(
    r"(?:会|局|司|厅|署|部|委|办|院|校|所|站|中心|集团|公司|厂|店|队|社|团|组|行|馆|协会|联盟|大学|学校|医院|政府|法院|党委|支部|单位|企业|平台|基金|银行)$"
)
"""How the names of bodies end."""


def is_person(text: str) -> bool:
    """Whether the text looks like one person's name: 林安, 欧阳修, 艾山·买买提; not 总工会, 16个."""
    if _NOT_NAMES.search(text):
        return False
    if "·" in text or "・" in text:
        return 3 <= len(text) <= 20
    if text.startswith(_DOUBLE):
        return 3 <= len(text) <= 4
    return (
        2 <= len(text) <= 3
        and text[0] in SURNAMES
        and not BODY.search(text)
        and text not in WORDS
        and not (text.endswith(_LIKE_PLACE) and (len(text) == 3 or text[-1] in "区市县省镇村街庄"))
        and tag(text) in ("", "nr", "nrt", "nrfg")
    )


_GOES_ON = re.compile(
    "[率说罚在到与任向从对将也又给跟把被告兼已曾]|表示|介绍|主持|强调|指出|宣布|回忆|参加|出席|获得|作为|代表|带领|带队|发言|讲话|致辞|坦言|认为|担任|陪同"
    "|来到|前往|走进|同志|负责|组织|要求|为了|提出|作了|作题|和|等|、"
)
"""How a sentence goes on behind a name of two characters."""


def name_at(text: str, at: int) -> int:
    """Where the person's name ends that begins at a place of the text, the place itself where none does.

    In 「主席林安率队」 from 「林」 the end is that of 林安, in 「主席何云川表示」 from 「何」 that of 何云川.
    """
    for size in (3, 2):
        named = len(text) >= at + size and is_person(text[at : at + size])
        if named and (size == 2 or not _GOES_ON.match(text, at + 2)):
            return at + size
    return at


def foreign_name(text: str) -> bool:
    """Whether the text is spelt like a foreign name, of a person or of a place that no dictionary has: 泽林斯基."""
    return bool(_FOREIGN.fullmatch(text)) and tag(text) != "ns" and text not in WORDS
