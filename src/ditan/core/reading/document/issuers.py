"""Who issues the document: the signature, the cover, the letter's title, or the head of the title."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from ditan.core.reading.outline import Outline
from ditan.core.reading.outline.lines import Line

Span = tuple[int, int]

BODY = (
    r"(?:人民政府|政府|委员会|人民政府办公厅|办公厅|办公室|管理委员会|管委会|领导小组|指挥部|工作局|党委|党工委|区委|县委|市委|省委"
    r"|(?:[\u3400-\u9fff]{1,12}(?:局|厅|委|部|署|中心|集团|公司)))"
)
STATE = r"(?:中共中央|国务院|全国人大|最高人民法院|最高人民检察院)(?:办公厅|办公室)?"
NAME = rf"(?:{STATE}|[\u3400-\u9fff]{{2,24}}?{BODY})"
SIGNATURE = re.compile(rf"{NAME}(?:[ 、]{NAME})*")
TITLE_HEAD = re.compile(rf"({NAME}(?:[ 、,\n]{NAME})*)\s*(?:办公[厅室])?关于")
LABEL = re.compile(r"(?:发文|发布|制发|公开|印发)(?:机关|单位|机构|主体) ?[::][\s|]*([\u3400-\u9fff 、]{3,40})")
NEXT_TO = 6


def find_issuers(text: str, lines: Sequence[Line], outline: Outline) -> list[Span]:
    """Places of the issuers' names, in order."""
    title = next((entry for entry in outline.entries if entry.kind == "title"), None)
    if title is not None and (head := TITLE_HEAD.match(text, title.start, title.title_end)) is not None:
        return _split(text, *head.span(1))
    if title is not None and (cover := _below_title(lines, title.title_end)):
        return cover
    if signed := _signature(text, lines):
        return signed
    front = title.title_end if title is not None else 0
    for line in lines:
        letter = line.start < front or any(start <= line.start < end for start, end in outline.notices)
        if letter and (head := TITLE_HEAD.match(text, line.start, line.start + 300)) is not None:
            return _split(text, *head.span(1))
    label = LABEL.search(text[:3000])
    return _split(text, *label.span(1)) if label is not None and SIGNATURE.fullmatch(label.group(1).strip()) else []


def _below_title(lines: Sequence[Line], title_end: int) -> list[Span]:
    """The cover: issuer and date right under the title."""
    below = [line for line in lines if line.start >= title_end][:3]
    for line, following in pairwise(below):
        if SIGNATURE.fullmatch(line.text) and is_date_line(following.text):
            return [(line.start, line.end)]
    return []


def _signature(text: str, lines: Sequence[Line]) -> list[Span]:
    """Lines of names above a line that holds a date and nothing else."""
    for index, line in enumerate(lines):
        if not is_date_line(line.text):
            continue
        first = index
        while first > 0 and index - first < NEXT_TO and SIGNATURE.fullmatch(lines[first - 1].text):
            first -= 1
        if first < index:
            return [span for one in lines[first:index] for span in _split(text, one.start, one.end)]
    return []


def is_date_line(text: str) -> bool:
    """Whether a line is a date, damage included.

    Examples
    --------
    >>> is_date_line("2022年1月25日?"), is_date_line("20231020"), is_date_line("2025年")
    (True, True, False)
    """
    return (
        re.fullmatch(
            r"[12]\d{3} ?(?:年 ?\d{1,4} ?月?(?: ?\d{1,2} ?)?日?|\d{3,4}日?|[-/.]\d{1,2}[-/.]\d{1,2})[ ?□]*"
            r"|[二一][〇零○一二三四五六七八九OoＯ]{3}年[一二三四五六七八九十]{1,3}月(?:[一二三四五六七八九十]{1,3}日)?",
            text,
        )
        is not None
    )


def _split(text: str, start: int, end: int) -> list[Span]:
    return [(start + part.start(), start + part.end()) for part in re.finditer(r"[^\s、,]+", text[start:end])]
