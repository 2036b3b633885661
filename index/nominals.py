"""Words with their tags, and which of them a name may hold: what the rules that learn names stand on."""

from __future__ import annotations

import re
from functools import lru_cache

Word = tuple[str, str]
"""A word and its tag."""

HAN = "[\u3400-\u4dbf\u4e00-\u9fff]"
CONTENT = re.compile(r"[njvabslik]|eng|zg?$|x$|h")
"""Tags of words that a name may hold; particles, pronouns, numbers, adverbs and prepositions end it."""
_COMMON = re.compile(r"n$|[vabdmtlifsqrcpuy]|ng|vg|ag")
NOT_IN_NAMES = frozenset(
    "是 有 在 到 来 去 说 位于 走进 来到 前往 走访 召开 举行 举办 开展 成立 发布 印发 公布 签署 出席 参加 支持 组织 获得 关于 联合 会同 "
    "近日 日前 了解 介绍 推动 推进 加强 加快 全面 深化 切实 成为 作为 属于 经 由 与 和 对 向 将 把 为 及 的 记者 企业 出台 制定 实施 "
    "审议 通过 批准 落户 入驻 加入 邀请 进入 登陆 赴 带领 介入 承办 主办 启动 提出 建立 构建 打造 做好 抓好 落实 围绕 坚持 完善 负责 "
    "参与 协助 动员 正 前 后".split()
)
"""Words of such tags that stand before a name and are no part of it."""


def tagged(text: str) -> list[Word]:
    """The words of the text as rjieba cuts them."""
    import rjieba

    found: list[Word] = rjieba.tag(text)
    return found


@lru_cache(maxsize=20_000)
def common(word: str) -> bool:
    """Whether the dictionary has it as a common word."""
    import rjieba

    words = tagged(word)
    return len(words) == 1 and rjieba.has_word(word) and bool(_COMMON.match(words[0][1]))
