"""What the published page lost: digits and brackets of dates and document numbers, halves of brackets.

Each kind is one finding with all its places: a reader wants to know that the page is damaged, not to be told each time.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from ditan.core.reading.check.plan import Plan, Stretch, finding
from ditan.core.reading.draft import Finding, FindingSpan

PAIRS = {"《": "》", "〈": "〉", "〔": "〕", "“": "”", "「": "」", "(": ")"}
OPENINGS = {closing: opening for opening, closing in PAIRS.items()}
REACH = 120
"""Characters before and behind a line in which the other half may stand."""

ITEM_NUMBER = re.compile(r"(?:^|[。;,、 ])(?:\d{1,2}|[一二三四五六七八九十]{1,3}|[a-zA-Z])$")
MANY = 12
"""A page with more stray halves than this has another fault (cells cut by a table, a formula): none is told."""


def damaged_dates(plan: Plan) -> Iterable[Finding]:
    """Dates that lost 年, 月 or digits' borders."""
    damaged = [one for one in plan.draft.document.dates if one.damaged]
    if damaged:
        listed = "、".join(dict.fromkeys(f"“{one.quote.strip()}”" for one in damaged))
        message = f"{len(damaged)}处日期缺“年”“月”“日”等字,数字连写:{listed}。"
        yield finding("date-damaged", "notice", message, (plan.of_item(one) for one in damaged))


def damaged_document_numbers(plan: Plan) -> Iterable[Finding]:
    """Document numbers that lost half of their brackets."""
    damaged = [one for one in plan.draft.document.numbers if one.damaged]
    if damaged:
        listed = "、".join(dict.fromkeys(one.quote.strip() for one in damaged))
        message = f"{len(damaged)}处文号的年份括号不全,年份与序号连写:{listed}。"
        yield finding("document-number-damaged", "notice", message, (plan.of_item(one) for one in damaged))


def unpaired_marks(plan: Plan) -> Iterable[Finding]:
    """Halves of brackets and quotation marks whose other half the paragraph does not hold."""
    numbers = [one.span for one in plan.draft.document.numbers]
    sides: list[FindingSpan] = []
    for index, paragraph in enumerate(plan.paragraphs):
        if index == len(plan.paragraphs) - 1 and not paragraph.text.rstrip().endswith(("。", ")", "”")):
            continue  # the file ends in the middle of a sentence
        for at, start, end in _unpaired(paragraph.text):
            if _paired_beyond(plan, paragraph, at):
                continue
            side = plan.at(paragraph.start + start, paragraph.start + end)
            if not any(first <= side.start < last for first, last in numbers):
                sides.append(side)
    if 0 < len(sides) <= MANY:
        listed = "、".join(f"“{side.quote}”" for side in sides)
        yield finding("marks-unpaired", "notice", f"{len(sides)}处括号、引号或书名号只有一半:{listed}。", sides)


def _paired_beyond(plan: Plan, paragraph: Stretch, at: int) -> bool:
    """Whether a half is made whole in the lines before or behind: a page that breaks its lines cuts pairs."""
    char, text = paragraph.text[at], plan.page.text
    if char in PAIRS:
        beyond = text[paragraph.end : paragraph.end + REACH]
        closing, opening = beyond.find(PAIRS[char]), beyond.find(char)
        return closing >= 0 and (opening < 0 or closing < opening)
    before = text[max(0, paragraph.start - REACH) : paragraph.start]
    opening, closing = before.rfind(OPENINGS[char]), before.rfind(char)
    return opening >= 0 and opening > closing


def _unpaired(text: str) -> list[tuple[int, int, int]]:
    """Stray halves, each with the words beside it that show where it stands.

    Cells and headings are short and may be cut anywhere; only whole sentences are looked at.
    """
    if "。" not in text and len(text) < 40:
        return []
    stack: list[int] = []
    stray: list[int] = []
    for index, char in enumerate(text):
        if char in PAIRS:
            stack.append(index)
        elif char in OPENINGS:
            if stack and text[stack[-1]] == OPENINGS[char]:
                stack.pop()
            elif any(text[at] == OPENINGS[char] for at in stack):
                while text[stack[-1]] != OPENINGS[char]:
                    stray.append(stack.pop())
                stack.pop()
            elif not (char == ")" and ITEM_NUMBER.search(text[max(0, index - 4) : index])):
                stray.append(index)
    places = []
    for index in sorted((*stack, *stray)):
        first, last = (index, index + 10) if text[index] in PAIRS else (index - 9, index + 1)
        places.append((index, max(0, first), min(len(text), last)))
    return places
