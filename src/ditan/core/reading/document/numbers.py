"""Document numbers (渝府〔2022〕5号), whole and damaged (渝环〔202371号)."""

from __future__ import annotations

import re

from ditan.core.reading.cleantext import CleanText
from ditan.core.reading.draft import DocumentNumber
from ditan.core.reading.outline import Outline

YEAR = r"(?:19|20)\d\d"
NOT_A_NUMBER = "(?![桥楼线院机房井口地])"
EITHER = re.compile(
    rf"(?P<whole>[〔\[【(〈] ?{YEAR} ?[〕\]】)〉] ?第? ?\d{{1,5}} ?号{NOT_A_NUMBER})"
    rf"|(?P<damaged>(?:[〔\[【(〈] ?{YEAR} ?\d{{1,4}}|(?<!\d){YEAR} ?[〕\]】)〉] ?\d{{1,4}}) ?号{NOT_A_NUMBER})"
)
WORD = re.compile(r"(?:[\u3400-\u9fff]{1,12}(?:\([\u3400-\u9fff]{1,4}\))?[\u3400-\u9fff]{0,4}) ?$")
"""What stands before the year: the issuer's short name, an annotation in brackets, a kind (发, 办发, 函)."""
LONGEST_WORD = 24
LABEL = re.compile(r"(?:发文字号|文 ?件?[编字]? ?号|公文字号)\s*[::]?[\s|]*$")
LEADING_VERB = re.compile(r"^.*(?:根据|按照|依据|落实|印发|以|由|和|及|见|的|号)(?=[\u3400-\u9fff]{2,})")


def find_numbers(page: CleanText, outline: Outline) -> tuple[DocumentNumber, ...]:
    """Every document number; `own` where it stands for this document and is not cited."""
    text = page.text
    found = []
    for match in EITHER.finditer(text):
        start, end = match.span()
        word = WORD.search(text, max(0, start - LONGEST_WORD), start)
        if word is None:
            continue
        lead = LEADING_VERB.match(word.group())
        start = word.start() + (lead.end() if lead else 0)
        found.append(
            DocumentNumber(
                quote=page.quote(start, end),
                span=page.span(start, end),
                confidence=0.6 if match["damaged"] else 1.0,
                number=page.printed(start, end).replace(" ", ""),
                damaged=match["damaged"] is not None,
                own=_stands_alone(text, start, end, outline),
            )
        )
    return tuple(found)


def _stands_alone(text: str, start: int, end: int, outline: Outline) -> bool:
    """A line of its own, the head of a title, or behind 文号: — and above the plan's body."""
    before = text[text.rfind("\n", 0, start) + 1 : start].strip(" ·|\t")
    stop = text.find("\n", end)
    after = text[end : stop if stop >= 0 else len(text)].strip(" ·|\t")
    above = not outline.entries or start < _body_start(outline)
    if not above:
        return False
    labelled = LABEL.search(before) is not None
    return labelled or (not before and (not after or after.startswith("《") or len(after) <= 30))


def _body_start(outline: Outline) -> int:
    return next((entry.start for entry in outline.entries if entry.kind != "title"), outline.entries[-1].end)
