"""The nouns of answering: a question, the passages found for it, what was read in them, the cited answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from index.records import Article, Chunk, Page


@dataclass(frozen=True, slots=True)
class Term:
    """A word that carries a question, how telling it is (nats; rare words tell more), and others that say the same."""

    word: str
    weight: float
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Period:
    """The days from `first` to `last`, both included, that `words` of a question mean: 「去年冬天」."""

    words: str
    first: date
    last: date

    def __post_init__(self) -> None:
        if self.first > self.last:
            raise ValueError(f"period {self.words!r} from {self.first} to {self.last}")


@dataclass(frozen=True, slots=True)
class Turn:
    """An earlier question of the talk as it was completed, its answer, headlines and ids of what that cited.

    Where nothing was cited, `shown` are the ids of the nearest articles that were shown instead.
    """

    question: str
    answer: str = ""
    headlines: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """What was asked: `raw` as typed, `text` as searched (completed from the talk), `kind` of answer expected.

    `kind` is one of person, place, organisation, number, time, reason, definition, yesno, list, count, byline, summary,
    latest, page, compare, chat, other; `unit` the measure a number is asked in; `names` the proper names, quoted words and years;
    `history` the earlier questions of the talk, oldest first; `period` the time the reports are wanted from; `widened`
    what else is searched for each word (市总: 南溪市总工会). A follow-up is read as its `core`, the completed text
    without the topic of the talk, and leans on `cited`, the ids of the articles that the talk cited last,
    or showed where it cited none.
    """

    raw: str
    text: str
    kind: str = "other"
    unit: str = ""
    terms: tuple[Term, ...] = ()
    names: tuple[str, ...] = ()
    history: tuple[str, ...] = ()
    period: Period | None = None
    widened: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    core: str = ""
    cited: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """A chunk that was found, with its article, its page, and its scores by name (bm25, cosine, fused; higher is
    better; a name is missing where that search did not find it)."""

    chunk: Chunk
    article: Article
    page: Page
    scores: Mapping[str, float] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The quotable words of the chunk."""
        return self.article.body[self.chunk.start : self.chunk.end]


@dataclass(frozen=True, slots=True)
class Reading:
    """A span `article.body[start:end]` of a passage that may answer, with `confidence` in 0..1."""

    passage: Passage
    start: int
    end: int
    confidence: float
    scores: Mapping[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        chunk = self.passage.chunk
        if not chunk.start <= self.start < self.end <= chunk.end:
            raise ValueError(f"reading {self.start}..{self.end} lies outside its chunk {chunk.start}..{chunk.end}")
        if not 0.0 <= self.confidence <= 1.0:
            raise ValueError(f"confidence {self.confidence} is outside 0..1")

    @property
    def text(self) -> str:
        """The words of the span."""
        return self.passage.article.body[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Citation:
    """Number [n] of an answer: the quotation is always `article.body[start:end]`, never a model's words."""

    number: int
    article: Article
    page: Page
    start: int
    end: int

    def __post_init__(self) -> None:
        if self.number < 1:
            raise ValueError(f"citation number {self.number} is below 1")
        if not 0 <= self.start < self.end <= len(self.article.body):
            raise ValueError(f"citation {self.start}..{self.end} of a body of {len(self.article.body)}")

    @property
    def quote(self) -> str:
        """The quoted words, verbatim."""
        return self.article.body[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Answer:
    """What is shown: `answer` the short span, `text` the quoted sentences with their [n].

    Not `found` means that the archive does not hold it: `text` is then the declining sentence, nothing is cited, and
    `why` says which no it is: "nothing" (no article is about it), "unsaid" (articles are about it and none says that),
    "unheld" (the archive does not hold that time), "foreign" (no question for an archive). `suggestion` is a question
    that may have been meant (「林安是谁？」 for 「林按是谁？」). `passages` are best first (several may be of one article).
    `steps` tell how it was found, as pairs of what and how. `written` is a language model's wording of the answer, each
    sentence held to the citations that its [n] name; empty where no writer is used or nothing it wrote stood there.
    """

    question: Question
    found: bool
    answer: str
    text: str
    citations: tuple[Citation, ...] = ()
    passages: tuple[Passage, ...] = ()
    confidence: float = 0.0
    seconds: float = 0.0
    why: str = ""
    suggestion: str = ""
    steps: tuple[tuple[str, str], ...] = ()
    written: str = ""

    def __post_init__(self) -> None:
        if self.found != bool(self.citations):
            raise ValueError(f"found is {self.found} with {len(self.citations)} citations")
        numbers = [citation.number for citation in self.citations]
        if numbers != list(range(1, len(numbers) + 1)):
            raise ValueError(f"citations are numbered {numbers}, expected 1 to {len(numbers)} in order")
