"""Headings of a page that lost its line ends: `…目标任务。二、工作任务(一)推进节能1.淘汰落后产能。…(责任单位:市工信局)2.…`.

A paragraph is parted before the marks inside it only where it is long and its marks count on: chapters and sections
run on in it, or one numbered point after another closes with the bracket of those responsible.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from ditan.core.reading.outline.lines import Line
from ditan.core.reading.outline.marks import CHINESE_NUMBER, Mark, read_mark

SHORTEST = 150
MARK = re.compile(
    rf"(?P<chinese>(?<=[。;!?)\]”])\s?[{CHINESE_NUMBER}]{{1,3}}、(?=\S))"
    rf"|(?P<bracket>\([{CHINESE_NUMBER}]{{1,3}}\)(?=\s?[\u3400-\u9fff“]))"
    r"|(?P<arabic>(?<=[。;!?)\]\u3400-\u9fff])\s?\d{1,2} ?\. ?(?=[\u3400-\u9fff“]))"
)
STOPPED = "。;!?)]”"
RESPONSIBLE = re.compile(
    r"\((?:[^()]|\([^()]*\)){0,8}(?:责任|牵头|负责|配合|主办|协办|参与)(?:[^()]|\([^()]*\)){0,200}\)\s?$"
    r"|\((?:[^()。]|\([^()]*\)){2,200}(?:局|委|办|厅|部门|政府|负责|配合|参加|单位)\)\s?$"
)
BARE_TITLE = re.compile(
    r"[^\w(]*(?:总体要求|总体思路|指导思想|基本原则|工作原则|(?:工作|主要|总体|发展|行动|规划)目标|目标任务|(?:工作|主要|重点)任务|(?:主要|工作|重点|保障)措施"
    r"|组织实施|工作要求|组织保障|实施保障)(?=(?:到)?(?:19|20)\d\d年|以习近平|坚持|全面|深入|认真|为|\()"
)
TITLED = re.compile(rf"\([{CHINESE_NUMBER}]{{1,3}}\)\s?[^。;,:()]{{4,25}}[。:][^\n]{{15}}")
LONGEST_TITLE = 40
FEWEST = 3


def part_run_on(lines: Sequence[Line]) -> list[Line]:
    """The lines, those that run several headings together parted before each of these."""
    return [part for line in lines for part in (_parts(line) if len(line.text) >= SHORTEST else (line,))]


def _parts(line: Line) -> Iterator[Line]:
    text = line.text
    cuts = _cuts(text)
    edges = [0, *cuts, len(text)]
    for start, end in itertools.pairwise(edges):
        piece = text[start:end]
        first = start + len(piece) - len(piece.lstrip())
        bare = None
        mark = read_mark(text[first:end]) if cuts else None
        if mark is not None and mark.form == "chinese":
            bare = BARE_TITLE.match(text, first + len(mark.number), end)
        if bare is not None:
            yield _line(line, first, bare.end())
            first = bare.end()
        if text[first:end].strip():
            yield _line(line, first, end)


def _line(line: Line, start: int, end: int) -> Line:
    piece = line.text[start:end]
    start += len(piece) - len(piece.lstrip())
    return Line(piece.strip(), line.start + start, line.start + start + len(piece.strip()))


def _cuts(text: str) -> list[int]:
    """Where headings begin inside a line; none where the evidence is thin."""
    counted: dict[str, int] = {}
    opening = read_mark(text)
    if opening is not None and opening.value is not None:
        counted[opening.form] = opening.value
    last = 0 if opening is not None else -LONGEST_TITLE
    found: list[tuple[int, Mark]] = []
    responsible = 0
    for match in MARK.finditer(text):
        start = match.end() - len(match.group().lstrip())
        mark = read_mark(text[start:])
        if mark is None or mark.value is None:
            continue
        named = RESPONSIBLE.search(text[max(0, start - 240) : start]) is not None
        if not (_counts_on(mark, counted) or (named and mark.form not in counted)):
            continue
        closes = text[:start].rstrip()[-1:] in STOPPED
        below = mark.value == 1 or (bool(found) and found[-1][1].form in ("chinese", "bracket"))
        if not closes and not (below and _is_title(text, last, start)):
            continue
        responsible += named
        found.append((start, mark))
        last = start
        counted[mark.form] = mark.value
        if mark.form == "chinese":
            counted.pop("bracket", None)
        if mark.form in ("chinese", "bracket"):
            counted["restart"] = 1
    outer = sum(mark.form in ("chinese", "bracket") for _, mark in found)
    forms = {mark.form for _, mark in found}
    titled = all(TITLED.match(text, start) for start, mark in found if mark.form == "bracket")
    whole = outer >= FEWEST and ("chinese" in forms or responsible > 1 or titled)
    if not whole and responsible < 2:
        return []
    return [start for start, _ in found]


def _counts_on(mark: Mark, counted: dict[str, int]) -> bool:
    before = counted.get(mark.form)
    assert mark.value is not None
    if before is not None and 0 < mark.value - before <= 2:
        return True
    if mark.value == 1 and (before is None or (mark.form == "arabic" and counted.pop("restart", None) is not None)):
        return True
    return before is None and mark.form == "chinese" and mark.value <= 2


def _is_title(text: str, start: int, end: int) -> bool:
    """Whether what stands between two marks is a title: short, and no sentence."""
    between = text[start:end]
    return start >= 0 and len(between) <= LONGEST_TITLE and not re.search(r"[。;,:]", between)
