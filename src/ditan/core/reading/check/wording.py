"""An annex row that repeats a measure of the body, but not in the same words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from ditan.core.reading.check.plan import SURE, Plan, Stretch, finding
from ditan.core.reading.draft import Finding, FindingSpan, Measure
from ditan.core.reading.resolve.names import bigrams

SENTENCE = re.compile(r"[^。;;|\n]{8,}")
ALIKE = 0.9
"""Ratio from which a sentence of the annex is a sentence of the body with a change."""

BEGINS = re.compile(r"(?:[。;；|]|[。;；:：|)）\n]\s*\n)[^\S\n]*$")
ENDS = re.compile(r"[^\S\n]*(?:[。;；|]|\n\s*\n|\n?$)")
TELLING = re.compile(r"不|未|无|首个|唯一|全部|所有|必须|严禁|禁止|国家级|市级|省级|区级")
"""A changed piece that holds one of these changes what is asked."""

BODIES = ("局", "委", "厅", "办", "部")

TOLD = 12
"""So many changes of wording are listed; an annex with more is simply in other words."""


@dataclass(frozen=True, slots=True)
class Change:
    """A piece of a body sentence and what the annex prints instead; either may be empty."""

    body: str
    annex: str
    body_side: FindingSpan
    annex_side: FindingSpan
    number: str


def wording_differs(plan: Plan) -> Iterable[Finding]:
    """Changes with a number one by one; other changes together."""
    others: list[Change] = []
    for change in _changes(plan):
        if re.search(r"\d", change.body + change.annex):
            message = f"任务分工表第{change.number}项与正文不一致:{_described(change)}。"
            yield finding("annex-differs", "warning", message, (change.body_side, change.annex_side))
        elif _tells(change):
            others.append(change)
    if 0 < len(others) <= TOLD:
        listed = ";".join(f"第{change.number}项{_described(change)}" for change in others)
        sides = [side for change in others for side in (change.body_side, change.annex_side)]
        yield finding("annex-differs", "notice", f"任务分工表与正文措辞不一致:{listed}。", sides)


def _tells(change: Change) -> bool:
    """Whether a change is more than style: another word, a lost 局, a claim added or dropped, a word twice."""
    piece = change.body + change.annex
    replaced = bool(change.body and change.annex) and max(len(change.body), len(change.annex)) <= 4
    doubled = bool(change.annex) and change.annex * 2 in _plain(change.annex_side.quote)
    return replaced or doubled or piece in BODIES or TELLING.search(piece) is not None


def _described(change: Change) -> str:
    if not change.body:
        return f"多“{change.annex}”"
    if not change.annex:
        return f"少“{change.body}”"
    return f"正文“{change.body}”,表中“{change.annex}”"


def _changes(plan: Plan) -> Iterator[Change]:
    if not plan.draft.tasks:
        return
    first = min(task.span[0] for task in plan.draft.tasks)
    body = [one for one in _sentences(plan) if plan.page.span(one.start, one.end)[1] <= first]
    exact = {_plain(one.text) for one in body}
    index = _by_pair(body)
    for task in plan.draft.tasks:
        if task.confidence >= SURE:
            yield from _of_task(plan, task, body, exact, index)


def _of_task(
    plan: Plan, task: Measure, body: Sequence[Stretch], exact: set[str], index: dict[str, list[int]]
) -> Iterator[Change]:
    start, end = plan.page.locate(*task.span)
    for match in SENTENCE.finditer(plan.page.text, start, end):
        text = match.group().strip()
        if _plain(text) in exact or len(text) < 12 or not _whole(plan.page.text, match.start(), match.end()):
            continue
        best = _nearest(text, body, index)
        if best is None:
            continue
        yield from _pieces(plan, best, text, match.start() + match.group().index(text), task.number)


def _nearest(text: str, body: Sequence[Stretch], index: dict[str, list[int]]) -> Stretch | None:
    """The sentence of the body that shares most rare pairs with a sentence of the annex."""
    counts: dict[int, int] = {}
    for pair in bigrams(_plain(text)):
        owners = index.get(pair, [])
        if len(owners) <= 40:
            for owner in owners:
                counts[owner] = counts.get(owner, 0) + 1
    if not counts:
        return None
    best = max(counts, key=lambda owner: (counts[owner], -owner))
    return body[best] if counts[best] >= 4 else None


def _pieces(plan: Plan, sentence: Stretch, text: str, at: int, number: str) -> Iterator[Change]:
    matcher = SequenceMatcher(None, sentence.text, text, autojunk=False)
    if matcher.ratio() < ALIKE and not _grown(matcher, sentence.text, text):
        return
    body_side = plan.at(sentence.start, sentence.end)
    annex_side = plan.at(at, at + len(text))
    for first, last, left, right in _changed(matcher):
        old, new = sentence.text[first:last], text[left:right]
        if _plain(old) != _plain(new):
            yield Change(old.strip("，,、 "), new.strip("，,、 "), body_side, annex_side, number)


def _changed(matcher: SequenceMatcher[str]) -> list[tuple[int, int, int, int]]:
    """Changed stretches of both sentences; two with one equal character between them are one change (治理, 整治)."""
    merged: list[tuple[int, int, int, int]] = []
    for kind, first, last, left, right in matcher.get_opcodes():
        if kind == "equal":
            continue
        if merged and first - merged[-1][1] <= 1 and left - merged[-1][3] <= 1:
            merged[-1] = (merged[-1][0], last, merged[-1][2], right)
        else:
            merged.append((first, last, left, right))
    return merged


def _grown(matcher: SequenceMatcher[str], old: str, new: str) -> bool:
    """Whether the new sentence is the old one with something added at one place."""
    blocks = [block for block in matcher.get_matching_blocks() if block.size]
    return len(blocks) <= 2 and sum(block.size for block in blocks) >= 0.95 * len(old) and len(old) >= 16


def _sentences(plan: Plan) -> list[Stretch]:
    found = []
    for paragraph in plan.paragraphs:
        if "。" not in paragraph.text:
            continue
        for match in SENTENCE.finditer(paragraph.text):
            text = match.group().strip()
            if not _whole(plan.page.text, paragraph.start + match.start(), paragraph.start + match.end()):
                continue
            found.append(Stretch(text, paragraph.start + match.start() + match.group().index(text)))
    return found


def _whole(text: str, start: int, end: int) -> bool:
    """Whether a sentence is not cut by the width of the page: both its ends are ends of a sentence, cell or paragraph."""
    begins = BEGINS.search(text, max(0, start - 3), start) is not None or start == 0
    return begins and ENDS.match(text, end) is not None


def _by_pair(body: Sequence[Stretch]) -> dict[str, list[int]]:
    index: dict[str, list[int]] = {}
    for number, sentence in enumerate(body):
        for pair in bigrams(_plain(sentence.text)):
            index.setdefault(pair, []).append(number)
    return index


def _plain(text: str) -> str:
    return re.sub(r"[\s,，、。;；:：“”\"'()（）]", "", text)
