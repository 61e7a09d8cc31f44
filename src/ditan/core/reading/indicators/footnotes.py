"""Footnote digits that a page has glued to names and values (`城市2空气质量`, `15.74`).

A digit is a footnote only as a link of a chain 1, 2, 3 … that runs through the table in reading order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

_COUNTED = "小分天年月日个家座公里米类级期批次种套台项万亿千百号克吨度A-Za-z%‰.·"
_IN_NAME = re.compile(rf"(?<=[\u4e00-\u9fff)）])(\d{{1,2}})(?=$|[\u4e00-\u9fff(（](?<![{_COUNTED}]))")
_BEHIND_HEAD = re.compile(r"(?<=[\u4e00-\u9fff)）〕】\]])(\d{1,2})$")
_DECIMALS = re.compile(r"\d+[.。．](\d+)(?:[%‰])?$")


@dataclass(frozen=True, slots=True)
class Mark:
    """A footnote digit: the cell that holds it, and its place inside the cell's text."""

    row: int
    column: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Candidate:
    mark: Mark
    digit: int


def find_footnotes(
    heads: Sequence[str], rows: Sequence[Sequence[str | None]], names: int | None, values: Sequence[int]
) -> Mapping[tuple[int, int], tuple[Mark, ...]]:
    """Footnote digits by (row, column); the header is row -1.

    Parameters
    ----------
    heads
        Printed heads.
    rows
        Cells of each row by column, None where the row has none.
    names
        The column of names, None where there is none.
    values
        The columns of values.
    """
    usual = {column: _usual_decimals([row[column] for row in rows if column < len(row)]) for column in values}
    candidates = list(_candidates(heads, rows, names, usual))
    chain = _chain(candidates, 1) or _chain(candidates, 2)
    found: dict[tuple[int, int], tuple[Mark, ...]] = {}
    for mark in chain:
        found[mark.row, mark.column] = (*found.get((mark.row, mark.column), ()), mark)
    return found


def _chain(candidates: Sequence[_Candidate], first: int) -> list[Mark]:
    """The marks numbered in running order; a chain that lost its first link must be longer to be believed."""
    chain: list[Mark] = []
    for candidate in candidates:
        if candidate.digit == first + len(chain):
            chain.append(candidate.mark)
    return chain if first == 1 or len(chain) >= 3 else []


def _candidates(
    heads: Sequence[str], rows: Sequence[Sequence[str | None]], names: int | None, usual: Mapping[int, int | None]
) -> Iterator[_Candidate]:
    for column, head in enumerate(heads):
        found = _BEHIND_HEAD.search(head)
        if found is not None:
            yield _Candidate(Mark(-1, column, *found.span(1)), int(found[1]))
    for index, row in enumerate(rows):
        for column, cell in enumerate(row):
            if not cell:
                continue
            if column == names:
                for found in _IN_NAME.finditer(cell):
                    yield _Candidate(Mark(index, column, *found.span(1)), int(found[1]))
            elif column in usual:
                decimals = _DECIMALS.search(cell)
                normal = usual[column]
                if decimals is None or normal is None or len(decimals[1]) != normal + 1:
                    continue
                if not _shares_decimals(row, column, usual, normal + 1):
                    place = decimals.end(1) - 1
                    yield _Candidate(Mark(index, column, place, place + 1), int(cell[place]))


def _shares_decimals(row: Sequence[str | None], column: int, usual: Mapping[int, int | None], decimals: int) -> bool:
    """Whether another value of the row has as many decimals: then the row is as exact as that, and no digit is a mark."""
    others = [row[other] for other in usual if other != column and other < len(row)]
    return any(len(found[1]) >= decimals for cell in others if cell and (found := _DECIMALS.search(cell)) is not None)


def _usual_decimals(cells: Sequence[str | None]) -> int | None:
    """How many decimals most values of a column have, None where no two agree."""
    lengths = [len(found[1]) for cell in cells if cell and (found := _DECIMALS.search(cell))]
    if len(lengths) < 3:
        return None
    usual = max(set(lengths), key=lengths.count)
    return usual if lengths.count(usual) * 3 >= len(lengths) * 2 else None
