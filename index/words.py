"""Text to the tokens that BM25 counts."""

from __future__ import annotations

import hashlib
import re
from importlib.metadata import version
from operator import add
from pathlib import Path
from typing import Any

from index.errors import SettingError
from index.fold import fold

SCHEME = "1"
"""Changed with every change to this file that changes tokens: postings made by another scheme are made again."""

TOKEN_LENGTH = 64
"""Characters of a token that count; longer ones are strings of noise."""

_STOP_WORDS = (
    "的 了 着 过 吗 呢 吧 啊 呀 是 在 有 和 与 及 或 被 把 对 从 向 于 为 以 而 并 也 都 就 还 又 很 "
    "这 那 这个 那个 这些 那些 哪 哪个 哪些 哪里 哪儿 哪家 哪位 哪几 谁 什么 啥 多少 几 几个 何 何时 何地 何处 "
    "怎么 怎样 怎么样 如何 为什么 为何 是否 有没有 是不是 有哪些 是什么 请问 请 告诉 我 我们 你 您 一下 关于 "
    "它 他 她 它们 他们 她们 什么样 什么时候 时候 多大 多久 多长 多高 多远 之 其 该 个 位 等"
)

STOP_WORDS = frozenset(_STOP_WORDS.split())
"""Words of a question that say nothing about what is looked for."""

_CJK = "〇\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_RUN = re.compile(f"[{_CJK}]{{2,}}")
_NUMERAL = re.compile("[〇零一二三四五六七八九十百千两]{2,}|十")
_DIGITS = {sign: str(value) for value, sign in enumerate("〇一二三四五六七八九")} | {"零": "0", "两": "2"}
_UNITS = {"十": 10, "百": 100, "千": 1000}


class Words:
    """Cuts Chinese text into tokens: jieba's words in search mode and the character bigrams beside them.

    Full-width, traditional and numeral forms are folded, so that `第十九屆` and `第１９届` meet. Reading is
    thread-safe.

    Attributes:
        dictionary: the file the user's words came from, or None.
        version: changes with the user's words, the segmenter and this module.

    Example:
        >>> Words().tokens("中國工會")
        ['中国', '工会', '中国工会', '中国', '国工', '工会']
    """

    def __init__(self, dictionary: Path | None = None) -> None:
        """Reads the user's words.

        Args:
            dictionary: one word a line, with its frequency if wished (`高新区 1000`), `#` before comments; a file
                that is not there holds no words.

        Raises:
            SettingError: a line is no word; the text names file and line.
        """
        import rjieba

        self.dictionary = dictionary
        entries = [] if dictionary is None else _entries(dictionary)
        # The module itself cuts with the plain dictionary, loaded once; one's own words need a copy of one's own.
        self._jieba: Any = rjieba.Jieba() if entries else rjieba
        for word, frequency in entries:
            self._jieba.add_word(fold(word), frequency, None)
        made_by = [SCHEME, version("rjieba"), version("opencc"), *map(repr, entries)]
        self.version = hashlib.sha256("\n".join(made_by).encode()).hexdigest()[:16]

    def tokens(self, text: str) -> list[str]:
        """The tokens of a text, in order, each as often as it occurs: words, then bigrams, then numerals in digits."""
        return self._tokens(fold(text))

    def query_tokens(self, text: str) -> list[str]:
        """The tokens of a question, each once, without function words; all of them where nothing else is there.

        Example:
            >>> Words().query_tokens("市总工会的主席是谁？")
            ['市', '总工会', '工会', '主席', '市总', '总工']
        """
        folded = fold(text)
        telling = " ".join(word for word in self._pieces(folded))
        return list(dict.fromkeys(self._tokens(telling) or self._tokens(folded)))

    def _pieces(self, folded: str) -> list[str]:
        """The stretches of a folded text between its function words: no bigram is taken across one."""
        pieces = [""]
        for word in self._jieba.cut(folded):
            if word in STOP_WORDS:
                pieces.append("")
            else:
                pieces[-1] += word
        return [piece for piece in pieces if piece]

    def _tokens(self, folded: str) -> list[str]:
        found = [word for word in self._jieba.cut_for_search(folded) if word.isalnum() or any(map(str.isalnum, word))]
        if max(map(len, found), default=0) > TOKEN_LENGTH:
            found = [word[:TOKEN_LENGTH] for word in found]
        for run in _RUN.findall(folded):
            found += map(add, run, run[1:])
        found += (digits for numeral in _NUMERAL.findall(folded) if (digits := _in_digits(numeral)))
        return found


def _in_digits(numeral: str) -> str:
    """A Chinese numeral below ten thousand in digits, empty where it is none: `二〇二三` 2023, `三百五十二` 352."""
    if not any(sign in _UNITS for sign in numeral):
        return "".join(_DIGITS[sign] for sign in numeral)
    total, digit, unit = 0, 0, 10_000
    for sign in numeral:
        if sign in _UNITS:
            if _UNITS[sign] >= unit:
                return ""
            unit = _UNITS[sign]
            total += (digit or 1) * unit
            digit = 0
        elif digit:
            return ""
        else:
            digit = int(_DIGITS[sign])
    return str(total + digit)


def _entries(dictionary: Path) -> list[tuple[str, int | None]]:
    try:
        lines = dictionary.read_text(encoding="utf-8-sig").splitlines()
    except FileNotFoundError:
        return []
    except (OSError, UnicodeDecodeError) as error:
        raise SettingError(f"读不了词典 {dictionary}：应是 UTF-8 文本，每行一个词") from error
    entries = []
    for number, line in enumerate(lines, 1):
        fields = line.partition("#")[0].split()
        if not fields:
            continue
        word, frequency = fields[0], fields[1] if len(fields) > 1 else None
        if len(fields) > 3 or len(word) > TOKEN_LENGTH:
            raise SettingError(f"词典 {dictionary} 第 {number} 行不是一个词：{line[:40]!r}，应写作“高新区 1000”")
        if frequency is not None and not (frequency.isascii() and frequency.isdecimal() and len(frequency) < 10):
            raise SettingError(f"词典 {dictionary} 第 {number} 行的词频不是整数：{frequency[:20]!r}")
        entries.append((word, None if frequency is None else int(frequency)))
    return entries
