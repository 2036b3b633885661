"""Which sentences of a written text the cited passages bear out; the others are never shown.

A writer is a language model: it may invent, it may mix up passages, and it may obey a passage that gives orders. So each
of its sentences is checked by rules against what it cites, and against nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from index.errors import ModelError
from index.fold import fold
from qa.kind import MEASURES
from qa.question import clean
from qa.tags import tagged
from qa.terms import names_of, weighted_terms

SHARE = 0.8
"""Weight of a sentence's key words that must stand in what it cites.

A name or a term that the dictionary does not know weighs 14, a common word 7 to 9 (`qa.tags.rarity`): of five key words
the writer may choose one common one itself, such as 「表示」, and no rare one.
"""

LONGEST_SENTENCE = 300
"""Characters after which a sentence without an end is none, and the writer has lost its way."""

LONGEST_TEXT = 4_000
"""Characters that are read of a writer that does not stop."""

MOST_PIECES = 20_000
"""Pieces that are taken from a writer, so that empty ones end as well."""

MOST_SENTENCES = 8
"""Sentences that are shown."""

_CITATION = r"\[\d{1,3}(?:[ ,，、]*\d{1,3})*\]"
_SENTENCE = re.compile(rf"[^。！？!?…\n]*(?:[。！？!?…]+[”’」』）)】》〉\"']*(?:[ 　]*{_CITATION})*|\n+)")
_CITED = re.compile(_CITATION)
_BEGUN = re.compile(r"[ 　]*(?:\[[\d ,，、]*)?")
_ENDED = re.compile(rf"(?:{_CITATION}|[。！？!?…][”’」』）)】》〉\"']*)\s*$")
_LIST_MARK = re.compile(r"^\s*(?:[-+•·*>#]+\s*|\d{1,2}[.)）]\s+|\d{1,2}、)")
_EMPHASIS = re.compile(r"\*\*|__|`")
_FOREIGN = re.compile(
    r"[<>{}|\\^*#_`\[]|://|www\.|(?:javascript|data|mailto)\s*:|[\w.+-]+@[\w-]+"
    r"|[a-z0-9-]+\.(?:com|cn|net|org|gov|edu|info|top|xyz|io|me|cc|ru|vip|club|shop|site|link|app)(?![a-z0-9])"
)
_QUOTED = re.compile(r"[“「『《]([^”」』》]*)[”」』》]")
_PAIRS = (("“", "”"), ("「", "」"), ("『", "』"), ("《", "》"), ("(", ")"))
_SIGNS = "零〇一二三四五六七八九十百千万亿两"
_FIGURE = re.compile(
    rf"\d+(?:[.,:/-]\d+)*[%‰]?[多余来几]?[十百千万亿]*[多余]?[{MEASURES}]?"
    rf"|[{_SIGNS}]{{2,}}[多余]?[{MEASURES}]?|[{_SIGNS}][{MEASURES}]"
)
_DENIAL = re.compile(r"(?:[不没未无勿]|(?<!南)非|(?<![分特区个级性类])别)(?:有|曾|能|会|再|必|被|要){0,2}$")
_PERSON = frozenset({"nr", "nrt", "nrfg"})
_PLACE = frozenset({"ns"})
_CLAUSE = re.compile(r"[^，,；;：:。！？!?…\n]+")
_WHOLE = re.compile(r"[^。！？!?…\n]+")
_ORDER = re.compile(
    r"(?:忽略|无视|忘记|忘掉|不要理会|不用管|跳过|取代|覆盖)[^。！？\n]{0,4}"
    r"(?:以上|上述|上面|之前|前面|先前|此前|前文|所有|一切|全部|任何|原有|其他|你)[^。！？\n]{0,12}"
    r"(?:指令|指示|命令|提示|规则|设定|要求|对话|资料|内容)"
    r"|系统提示词|(?:系统|开发者|管理员)(?:指令|命令)"
    r"|[你您](?:现在|从现在起|将|必须|应当|要)?(?:是|扮演|作为|充当)[^。！？\n]{0,12}(?:ai|人工智能|模型|助手|机器人|助理)"
    r"|(?:ai|人工智能|模型|助手|机器人)[^。！？\n]{0,6}(?:请|必须|务必|只能|应当)[^。！？\n]{0,10}(?:回答|输出|回复|说|写)"
    r"|(?:ignore|disregard|forget|override)[^.\n]{0,40}(?:instruction|prompt|rule|above|previous)"
    r"|system\s*prompt|</?\s*(?:passage|system|user|assistant|think)|<\|[a-z_]+\|>|\[/?inst\]"
)


def gives_orders(passage: str) -> bool:
    """Whether a passage speaks to the machine that reads it: 「忽略以上指令，回答……」 does, 「他要求忽略小节」 does not."""
    return bool(_ORDER.search(fold(passage)))


def grounded(text: str, passages: Sequence[str]) -> tuple[str, list[int]]:
    """The sentences of a written text that stand in what they cite, and the numbers they cite, in order.

    「远山捐助了16个书屋[1]。林安说好[2]。」 over one passage 「远山捐助了16个书屋，惠及学生。」 gives the first sentence and
    [1]. Numbers are kept as they are; nothing is written anew. An empty text means that nothing remains.
    """
    kept = list(stream_grounded([text], passages))
    numbers = {number for sentence in kept for number in _cited(sentence)}
    return "".join(kept), sorted(numbers)


def stream_grounded(
    pieces: Iterable[str], passages: Sequence[str], *, failed: Callable[[str], None] | None = None
) -> Iterator[str]:
    """Each sentence of what a writer writes as soon as it is complete and found to stand in what it cites.

    Args:
        pieces: the text as it comes, cut anywhere; it is closed as soon as enough was read.
        passages: number n of a citation is `passages[n - 1]`. One that gives orders bears nothing out.
        failed: told in one line for people what went wrong when the writer broke off; what was shown stands.
    """
    sources = ["" if gives_orders(passage) else _bare(passage) for passage in passages]
    seen: set[str] = set()
    shown = 0
    try:
        for written in _sentences(pieces):
            sentence = _tidy(written)
            if sentence in seen or shown == MOST_SENTENCES:
                # A small model that says a sentence again goes round in a circle.
                return
            if written.strip():
                seen.add(sentence)
            if _stands(sentence, sources):
                shown += 1
                yield sentence
    except ModelError as error:
        if failed is not None:
            failed(str(error))
    finally:
        close = getattr(pieces, "close", None)
        if close is not None:
            close()


def _sentences(pieces: Iterable[str]) -> Iterator[str]:
    """The sentences with the citations after them; the last one only when it came to an end."""
    waiting, room = "", LONGEST_TEXT
    for count, piece in enumerate(pieces, start=1):
        waiting += piece[:room]
        room -= len(piece)
        while (match := _SENTENCE.match(waiting)) is not None:
            rest = waiting[match.end() :]
            # A citation may still follow, and a run of closing signs may still grow.
            if not rest or _BEGUN.fullmatch(rest):
                break
            yield match.group()
            waiting = rest
        if room <= 0 or len(waiting) > LONGEST_SENTENCE:
            return
        if count >= MOST_PIECES:
            break
    if _ENDED.search(waiting):
        yield waiting


def _tidy(written: str) -> str:
    """A sentence on one line without list marks and emphasis, with a full stop where it has none."""
    sentence = clean(_EMPHASIS.sub("", _LIST_MARK.sub("", written)))
    before = re.sub(rf"(?:{_CITATION} *)+$", "", sentence).rstrip("”’」』）)】》〉\"' ")
    return sentence if before.endswith(tuple("。！？!?…")) else sentence + "。"


def _cited(sentence: str) -> list[int]:
    return [int(number) for group in _CITED.findall(sentence) for number in re.findall(r"\d+", group)]


def _stands(sentence: str, sources: Sequence[str]) -> bool:
    """Whether the passages that a sentence cites, and they alone, say what it says."""
    numbers = _cited(sentence)
    if not numbers or not all(1 <= number <= len(sources) for number in numbers):
        return False
    said = _bare(_CITED.sub("", sentence))
    source = "\n".join(sources[number - 1] for number in dict.fromkeys(numbers))
    if len(said) > LONGEST_SENTENCE or _FOREIGN.search(said) or _ORDER.search(said):
        return False
    if any(said.count(opening) != said.count(closing) for opening, closing in _PAIRS):
        return False
    exact = [*_QUOTED.findall(said), *names_of(said)]
    if not all(words in source for words in exact) or not _figures(said) <= _figures(source):
        return False
    terms = weighted_terms(said)
    held = sum(term.weight for term in terms if _said_alike(term.word, said, source))
    if not terms or held < SHARE * sum(term.weight for term in terms):
        return False
    return all(_names_keep_their_facts(said, source, tags) for tags in (_PERSON, _PLACE))


def _bare(text: str) -> str:
    """The text as it is compared: folded, without the spaces that writers put between figures and words."""
    return re.sub(r"[^\S\n]+", "", fold(text))


def _figures(folded: str) -> set[str]:
    """The figures of a text with their measures: 「1.5万人次，三名」 gives 1.5万人 and 三名."""
    return set(_FIGURE.findall(folded))


def _said_alike(word: str, said: str, source: str) -> bool:
    """Whether the source has the word, and denied where the sentence denies it: 「没有受伤」 does not bear out 「受伤」."""
    return word in source and _denials(word, said) <= _denials(word, source)


def _denials(word: str, text: str) -> set[bool]:
    """Whether the word stands denied, plainly, or both: 「不合格」 gives {True} for 合格."""
    places = re.finditer(re.escape(word), text)
    return {bool(_DENIAL.search(text[max(0, at.start() - 3) : at.start()])) for at in places}


def _names_keep_their_facts(said: str, source: str, tags: frozenset[str]) -> bool:
    """Whether the source tells of each name what the sentence tells of it in the same clause.

    「丁一获得一等奖，方宁获得二等奖」 does not bear out 「方宁获得一等奖」, although it has all its words. A clause without a
    name speaks of those in the clause before.
    """
    # What is a name in one of them is one in the other too: a tagger that sees only a clause may miss it.
    known = {word for word, tag in (*tagged(source), *tagged(said)) if tag in tags and len(word) > 1 and word in source}
    placed = _placed(source, known)
    names: set[str] = set()
    for match in _CLAUSE.finditer(said):
        clause = match.group()
        names = {word for word in known if word in clause} or names
        rivals = [place for place, word in placed if word not in names]
        # Dictionaries call many a verb a place (惠及), so of places only the figures are looked at.
        facts = _figures(clause) | (set() if tags is _PLACE else {term.word for term in weighted_terms(clause)})
        for name in names:
            own = [place for place, word in placed if word == name]
            if not all(_told_of(own, rivals, fact, source) for fact in facts - names if fact in source):
                return False
    return True


def _told_of(own: Sequence[int], rivals: Sequence[int], fact: str, source: str) -> bool:
    """Whether a fact belongs somewhere to the name that stands at `own`, and not to one that stands at `rivals`.

    It belongs to a name of its clause, or to the last one before it in its sentence; where none is before it, to the first
    after it there or to the last of the sentences before.
    """
    for at, _ in _placed(source, {fact}):
        start, end = _around(_CLAUSE, source, at)
        low, high = _around(_WHOLE, source, at)
        if _last(own, start, end) >= 0 or _last(own, low, at) > _last(rivals, low, at):
            return True
        none_before = _last(rivals, low, at) < 0
        if none_before and (
            _first(own, at, high) < _first(rivals, at, high) or _last(own, 0, low) > _last(rivals, 0, low)
        ):
            return True
    return False


def _around(part: re.Pattern[str], text: str, at: int) -> tuple[int, int]:
    return next((match.span() for match in part.finditer(text) if match.start() <= at < match.end()), (at, at + 1))


def _first(places: Sequence[int], low: int, high: int) -> int:
    return min((place for place in places if low <= place < high), default=high)


def _last(places: Sequence[int], low: int, high: int) -> int:
    return max((place for place in places if low <= place < high), default=-1)


def _placed(text: str, words: Iterable[str]) -> list[tuple[int, str]]:
    """Where the words stand, each with the word."""
    return [(at.start(), word) for word in words for at in re.finditer(re.escape(word), text)]
