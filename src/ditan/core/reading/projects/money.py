"""Money of a project's row: the total, its parts, and the source of each part where the page tells it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ditan.core.reading.draft import Funding
from ditan.core.reading.projects.schema import ProjectSchema
from ditan.core.reading.tables.table import Cell

AMOUNT = re.compile(r"约?\s*(?P<number>\d+(?:,\d{3})*(?:[.。]\d+)?)\s*(?P<unit>[万亿千百]*元)?")
NAMED = re.compile(
    r"(?:其中[,:]?)?(?P<source>[\u4e00-\u9fff“”\"()]{2,24}?)[:：]?\s*(?:为|约|计|需|安排)?\s*(?P<number>\d+(?:,\d{3})*(?:\.\d+)?)\s*(?P<unit>[万亿]?元)?(?=$|[,,、;;。\s)])"
)


@dataclass(frozen=True, slots=True)
class Amount:
    """A printed amount: its number, its own unit if one is printed, and how many decimals it shows."""

    number: float
    unit: str
    decimals: int


@dataclass(frozen=True, slots=True)
class RowMoney:
    """The money of one row.

    `parts` are the amounts of single sources in order; `options` holds for each the source columns that it may stand
    in, by the order of the columns and the empty cells that the page shows. `printed` tells that every part has only
    one column by its place alone.
    """

    total: Amount | None
    parts: tuple[Amount, ...] = ()
    options: tuple[frozenset[int], ...] = ()

    @property
    def printed(self) -> bool:
        """Whether every part's column is certain by place."""
        return all(len(option) == 1 for option in self.options)


def read_amount(text: str) -> Amount | None:
    """The amount that a cell prints, None where it prints none.

    >>> read_amount("1,800.5万元")
    Amount(number=1800.5, unit='万元', decimals=1)
    >>> read_amount("/") is None
    True
    """
    found = AMOUNT.fullmatch(text.strip().rstrip("*"))
    if found is None:
        return None
    number = found["number"].replace(",", "").replace("。", ".")
    return Amount(float(number), found["unit"] or "", len(number.partition(".")[2]))


def row_money(row: Sequence[Cell], cells: Sequence[Cell | None], schema: ProjectSchema) -> RowMoney:
    """The amounts of a row.

    Where the row has as many cells as the table has columns, each amount stands in its own column. Where the page
    lost empty cells, the first amount is the total and the others keep only their order.
    """
    sources = schema.sources
    if len(row) == len(schema.columns):
        return _in_place(cells, schema)
    money = [index for index in schema.of_role("investment", "funding", "slice") if index not in schema.source_texts]
    run = _run(row, [cell for index in money if (cell := cells[index]) is not None])
    amounts = [(place, amount) for place, cell in enumerate(run) if (amount := read_amount(cell.text)) is not None]
    if not amounts:
        return RowMoney(None)
    if schema.total is None or (sources and schema.total > sources[0]):
        return _loose(run, sources, sum_at_end=schema.total is not None)
    first = amounts[0][0]
    total = amounts[0][1]
    parts, options = _spread(run[first + 1 :], sources)
    return RowMoney(total, parts, options)


def _in_place(cells: Sequence[Cell | None], schema: ProjectSchema) -> RowMoney:
    total_cell = cells[schema.total] if schema.total is not None else None
    total = read_amount(total_cell.text) if total_cell is not None else None
    parts, options = [], []
    for index in schema.sources:
        cell = cells[index]
        amount = read_amount(cell.text) if cell is not None else None
        if amount is not None:
            parts.append(amount)
            options.append(frozenset((index,)))
    return RowMoney(total, tuple(parts), tuple(options))


def _run(row: Sequence[Cell], placed: Sequence[Cell]) -> list[Cell]:
    """The stretch of the row that holds its money: from the first amount to the last, and the empty cells behind it."""
    at = [index for index, cell in enumerate(row) if any(cell is one for one in placed) and cell.text]
    if not at:
        return []
    end = at[-1] + 1
    while end < len(row) and not row[end].text:
        end += 1
    return list(row[at[0] : end])


def _spread(run: Sequence[Cell], sources: Sequence[int]) -> tuple[tuple[Amount, ...], tuple[frozenset[int], ...]]:
    """Parts in order, each with the columns left to it by the cells before and behind it."""
    cells = [
        cell
        for cell in run
        if read_amount(cell.text) is not None or not cell.text or re.fullmatch(r"[-—/\\]", cell.text)
    ]
    spare = max(0, len(sources) - len(cells))
    parts, options = [], []
    for place, cell in enumerate(cells):
        amount = read_amount(cell.text)
        if amount is not None:
            parts.append(amount)
            options.append(frozenset(sources[place : place + spare + 1]))
    return tuple(parts), tuple(options)


def _loose(run: Sequence[Cell], sources: Sequence[int], sum_at_end: bool) -> RowMoney:
    amounts = [amount for cell in run if (amount := read_amount(cell.text)) is not None]
    if sum_at_end:
        parts, options = _spread(run[:-1], sources)
        return RowMoney(amounts[-1], parts, options)
    parts, options = _spread(run, sources)
    return RowMoney(None, parts, options)


def named_sources(text: str, total: Amount | None) -> tuple[Funding, ...]:
    """Sources that a cell names in words; a lone source without an amount pays the whole.

    >>> named_sources("中央预算内投资1819万元,地方配套1213万元", None)
    (Funding(amount=1819.0, source='中央预算内投资', decided_by=''), Funding(amount=1213.0, source='地方配套', decided_by=''))
    """
    found = [(match["source"], float(match["number"].replace(",", ""))) for match in NAMED.finditer(text)]
    if found:
        return tuple(Funding(number, source) for source, number in found)
    plain = text.strip()
    if total is not None and plain and len(plain) <= 20 and not re.search(r"[,,、;;+和及/\d]", plain):
        return (Funding(total.number, plain, "sole column"),)
    return ()
