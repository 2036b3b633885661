"""The parts of one page read in order: where an article begins, and what each line of it is."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from index.bylines import credits_of, is_writer, tail_start
from index.draft import Draft
from index.evidence import (
    Around,
    begins_item,
    entitles_notice,
    fragment,
    headline_score,
    is_column,
    is_day,
    is_signature,
    narrates,
    paired,
    shaped,
)
from index.furniture import furniture_of, goes_on_from
from index.heads import is_banner
from index.layout import Part, opens_text, parts_of, setting_of, text_of, width_of, words_between
from index.lines import BOLD, Line
from index.records import Furniture

_ENOUGH = 4
_MOST_HEADS = 4
_VERSE = 6
_NEAR = 600
_ASIDE = ("mast", "editors", "continuation")


class Cutter:
    """Reads the parts of one page in order and holds the drafts and the furniture that it has found."""

    def __init__(self, lines: list[Line]) -> None:
        self.setting = setting_of(lines)
        self.parts = parts_of(lines)
        self.words = text_of(self.parts)
        self.drafts: list[Draft] = []
        self.furniture: list[Furniture] = []
        self.ends: dict[int, int] = {}
        self._find_runs()
        self.level = self._level()

    def _find_runs(self) -> None:
        """Notes for each line that could be a head where its run of such lines ends; a name below them is a by-line."""
        at = 0
        while at < len(self.parts):
            stop = at
            while stop < len(self.parts) and self._could_be_head(stop):
                stop += 1
            name = stop - 1 if stop - at < _VERSE else at + 1
            if stop - at > 1 and is_writer(self.parts[name].text):
                self.parts[name] = replace(self.parts[name], kind="byline")
                stop = name
            self.ends.update((place, stop) for place in range(at, stop))
            at = max(stop, at + 1)

    def _could_be_head(self, at: int) -> bool:
        part = self.parts[at]
        return part.kind == "text" and shaped(part.line) and not (at and opens_text(self.parts[at - 1], part))

    def _level(self) -> int | None:
        """The heading level of the page's articles: None where nothing shows it."""
        runs: dict[int, list[int]] = {}
        for at, stop in self.ends.items():
            runs.setdefault(stop, []).append(self.parts[at].line.level)
        led = [levels for stop, levels in runs.items() if self._led(stop)]
        marked = Counter(level for levels in led for level in set(levels) if level)
        if sum(map(any, led)) * 2 > len(led):
            return max(marked, key=lambda level: (marked[level], -level))
        if led:
            return 0
        heads = [part.line for part in self.parts if 0 < part.line.level < BOLD and not begins_item(part.text)]
        if len(heads) > 2 and heads[0].level < heads[1].level and self.ends.get(0, 0) > 1:
            below = [line for line in heads if line.level == heads[1].level]
            if len(below) > 1 and sum(len(line.text) for line in below) > 10 * len(below):
                return heads[1].level
        return None

    def _next(self, at: int) -> int:
        while at < len(self.parts) and self.parts[at].kind in _ASIDE:
            at += 1
        return at

    def _led(self, stop: int) -> bool:
        """Whether the run of heads that ends here is followed by a by-line that opens an article.

        One that closes an article has a headline below it; a line that only looks like one, because its sentence goes
        on in the next, is set or begins as text does.
        """
        at = self._next(stop)
        if at >= len(self.parts) or self.parts[at].kind == "lead":
            return at < len(self.parts)
        body = self._next(at + 1)
        if self.parts[at].kind != "byline" or body >= len(self.parts):
            return False
        if body in self.ends:
            below = self.parts[body].line
            opens = self.parts[at].line.ornament or self.setting.sets_text(below) or narrates(below.text)
            if not opens or self._led(self.ends[body]):
                return False
        return {credit.role for credit in credits_of(self.parts[at].text)} != {"摄影"}

    def _in_two(self, at: int, stop: int) -> bool:
        """Whether the line at `at` may be a headline's first line and the next one its second."""
        line = self.parts[at + 1].line if at + 1 < stop else None
        return line is not None and line.gap == 0 and not line.indented and not self.setting.full(line)

    def _around(self, at: int, stop: int) -> Around:
        """What stands around the line at `at`, whose run of heads ends at `stop`."""
        draft = self.drafts[-1] if self.drafts else Draft()
        after: list[str] = []
        credited = texts = size = 0
        for place in range(at + 1, len(self.parts)):
            part = self.parts[place]
            if part.kind == "lead" or size > _NEAR:
                break
            if part.kind in _ASIDE:
                continue
            if 0 < texts + (part.kind == "text") < 5 and not credited:
                words = part.text if part.kind == "byline" else part.text[tail_start(part.text) :].strip()
                roles = {credit.role for credit in credits_of(words)} if words else set()
                credited = 0 if not roles else 2 if roles == {"摄影"} else 4
            if part.kind == "text":
                texts += 9 if place >= stop and place in self.ends else 1
                after.append(part.text[:_NEAR])
                size += len(part.text)
        before = draft.tail() if draft.paragraphs else ""
        first = self._next(at + 2 if self._in_two(at, stop) else at + 1)
        following = self.parts[first] if first < len(self.parts) else None
        return Around(
            setting=self.setting,
            page=self.words,
            before=before,
            next=following.text[:_NEAR] if following else "",
            indented=bool(following and following.line.indented),
            after="".join(after)[:_NEAR],
            level=self.level,
            above=draft.level,
            ended=draft.ended,
            credited=credited,
            led=draft.led,
        )

    def _judged(self, at: int) -> str:
        """What the line at `at` is, which could be a head: head, subhead (a paragraph of its own) or text."""
        line, stop = self.parts[at].line, self.ends[at]
        draft = self.drafts[-1] if self.drafts else None
        running = draft is not None and not draft.finished
        if self._led(stop):
            return self._judged_led(at, stop, draft)
        if self._next(stop) >= len(self.parts):
            return "subhead" if draft and not running else "text" if draft else "head"
        marked = 0 < line.level < BOLD
        # A notice has its title alone in a line; the advert above it may have ended without a full stop.
        titled = bool(line.gap or not running) and entitles_notice(line.text)
        if running and not marked and not titled and not (line.gap and is_column(line.text)):
            return "text"
        if is_day(self.parts[stop].text):
            return "subhead"
        two = [part.line for part in self.parts[at : min(stop, at + 2)]]
        if (titled and not line.level) or (marked and paired(two)):
            return "head"
        around = self._around(at, stop)
        torn = fragment(line, around) if stop == at + 1 else narrates(line.text)
        if draft is None:
            return "text" if torn and not line.level else "head"
        if headline_score(line, around) >= _ENOUGH:
            return "head"
        short = len(line.text) <= 16 and not self.setting.full(line)
        return "subhead" if line.level or (short and not torn) else "text"

    def _judged_led(self, at: int, stop: int, draft: Draft | None) -> str:
        """What a line is whose run a by-line follows: a head, unless it is the last piece of what stands before."""
        line = self.parts[at].line
        if stop == at + 1 or line.level or draft is None:
            return "head"
        if draft.closes(line.text):
            return "text"
        if not draft.finished and words_between(draft.tail()[-2:], line.text, self.words):
            return "text"
        if draft.notice and is_signature(line.text) and draft.finished:
            return "subhead"
        return "text" if narrates(line.text) or stop - at > _MOST_HEADS else "head"

    def _heads(self, at: int) -> int:
        """Begins an article with the heads from `at` on; returns where its text begins."""
        stop = self.ends[at]
        led = self._led(stop)
        if not led and (stop - at >= _VERSE or entitles_notice(self.parts[at].text)):
            stop = at + 1
        elif not led:
            stop = next((place for place in range(at + 1, stop) if self._breaks_head(place, stop)), stop)
        while not self.drafts and stop - at > 1 and (is_banner(self.parts[at].line) or stop - at > _MOST_HEADS):
            self.furniture += furniture_of("banner", self.parts[at].line.words)
            at += 1
        self.drafts.append(Draft(heads=[part.line for part in self.parts[at:stop]]))
        return stop

    def _breaks_head(self, at: int, stop: int) -> bool:
        """Whether the line at `at` of a run without a by-line belongs to the text below the head already."""
        line = self.parts[at].line
        torn = at == stop - 1 and not line.level and fragment(line, self._around(at, stop))
        column = self.setting.full(line) and width_of(line.text) <= self.setting.width + 1 and at == stop - 1
        parted = column or (self.setting.indents and line.indented)
        return torn or parted or narrates(line.text) or begins_item(line.text)

    def run(self) -> None:
        """Reads all parts."""
        at = 0
        anew = False
        while at < len(self.parts):
            part = self.parts[at]
            draft = self.drafts[-1] if self.drafts else None
            if part.kind in _ASIDE:
                self.furniture += furniture_of(part.kind, part.line.words)
                if part.kind == "continuation" and draft and draft.paragraphs:
                    anew = goes_on_from(part.text)
                    draft.finished = draft.ended = True
            elif part.kind == "text" and at in self.ends and (judged := self._judged(at)) != "text":
                if judged == "head":
                    at, anew = self._heads(at), False
                    continue
                self._text(part.line, anew, alone=True)
                anew = False
            elif part.kind == "text":
                self._text(part.line, anew)
                anew = False
            else:
                self._byline(part)
                anew = False
            at += 1

    def _text(self, line: Line, anew: bool, *, alone: bool = False) -> None:
        if anew or not self.drafts:
            self.drafts.append(Draft())
        self.drafts[-1].add(line, self.setting, alone=alone)

    def _byline(self, part: Part) -> None:
        if not self.drafts or (part.kind == "lead" and self.drafts[-1].paragraphs):
            self.drafts.append(Draft())
        draft = self.drafts[-1]
        draft.bylines.append(part.line.words)
        draft.led = draft.led or not draft.paragraphs
        draft.ended = bool(draft.paragraphs) and draft.finished
