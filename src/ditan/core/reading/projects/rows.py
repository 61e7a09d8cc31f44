"""Projects of a project list, row by row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from ditan.core.reading.cleantext import CleanText
from ditan.core.reading.departments import split_names
from ditan.core.reading.draft import Funding, Investment, Project
from ditan.core.reading.indicators.rows import tidy
from ditan.core.reading.indicators.schema import categories
from ditan.core.reading.projects.money import Amount, RowMoney, named_sources, read_amount, row_money
from ditan.core.reading.projects.quantities import find_quantities
from ditan.core.reading.projects.runs import part_runs
from ditan.core.reading.projects.schema import ProjectSchema
from ditan.core.reading.projects.totals import decide, printed_total
from ditan.core.reading.tables.align import align
from ditan.core.reading.tables.cells import is_amount, is_nothing, is_value
from ditan.core.reading.tables.table import Cell, Table, row_bounds

TOTAL = re.compile(r"(?:合|小|总|共)计.{0,8}|总\s*投资合计|.{0,12}(?:合计|小计)")
GROUP_NUMBER = re.compile(r"[(（]?[一二三四五六七八九十]{1,3}[)）]?[、.．]?")
FORM_CONFIDENCE = {"ruled": 0.98, "pipe": 0.95, "stream": 0.93}
UNDECIDED = "原文未保留单元格位置,{count} 笔资金的来源列无法确定"
UNEQUAL = "各来源之和 {parts} 与总投资 {total} 不一致"


@dataclass(slots=True)
class _Row:
    row: Sequence[Cell]
    cells: tuple[Cell | None, ...]
    bounds: tuple[int, int]
    money: RowMoney
    category: str
    fixed: list[str] = field(default_factory=list)
    columns: list[frozenset[int]] = field(default_factory=list)


def read_rows(page: CleanText, table: Table, schema: ProjectSchema) -> Iterator[Project]:
    """The projects of a list; rows of totals and of categories are none."""
    rows: list[_Row] = []
    totals: RowMoney | None = None
    category = ""
    above = 0
    carried: dict[int, str] = {}
    heads = {re.sub(r"\s", "", head.text) for head in table.header if head.text}
    for printed in table.rows:
        row = part_runs(printed, schema)
        filled = [cell for cell in row if cell.text]
        if not filled or sum(re.sub(r"\s", "", cell.text) in heads for cell in filled) * 2 > len(filled):
            continue
        bounds = row_bounds(row, above)
        above = bounds[1]
        if any(TOTAL.fullmatch(re.sub(r"\s", "", cell.text)) for cell in filled[:3]):
            whole = row_money(row, align(row, schema.columns), schema)
            totals = whole if re.match(r"小", re.sub(r"\s", "", filled[0].text)) is None else totals
            continue
        group = _group(filled)
        if group is not None:
            category, carried = categories([group]), {}
            continue
        cells = align(row, schema.columns)
        inner = _carry(cells, schema, carried)
        rows.append(_Row(row, cells, bounds, row_money(row, cells, schema), inner or category))
    _decide_sources(rows, totals, schema)
    for one in rows:
        project = _project(page, table, schema, one)
        if project is not None:
            yield project


def _group(filled: Sequence[Cell]) -> str | None:
    """The category of a row that names one: a lone cell, or a number in words with a name and sums of money."""
    words = [
        cell for cell in filled if not is_amount(cell.text) and not is_value(cell.text) and not is_nothing(cell.text)
    ]
    distinct = {cell.start for cell in words}
    if len(distinct) == 1 and not words[0].text.isdigit():
        return words[0].text
    if words and GROUP_NUMBER.fullmatch(words[0].text) and len(distinct) == 2 and len(words[1].text) <= 30:
        return words[1].text
    return None


def _carry(cells: Sequence[Cell | None], schema: ProjectSchema, carried: dict[int, str]) -> str:
    for index in schema.of_role("category"):
        cell = cells[index]
        if cell is not None and not is_nothing(cell.text):
            for later in [key for key in carried if key > index]:
                del carried[later]
            carried[index] = tidy(cell.text)
    return "/".join(categories([carried[key]]) for key in sorted(carried))


def _decide_sources(rows: Sequence[_Row], totals: RowMoney | None, schema: ProjectSchema) -> None:
    """Give each part its column where place or the printed totals leave only one."""
    sources = schema.sources
    for row in rows:
        row.columns = list(row.money.options)
        flattened = len(row.row) != len(schema.columns)
        row.fixed = ["sole column" if len(sources) == 1 and flattened else ""] * len(row.money.parts)
    if totals is None or len(totals.parts) != len(sources) or len(sources) < 2 or not totals.printed:
        return
    finest = max((part.decimals for row in rows for part in row.money.parts), default=0)
    column_of = {index: place for place, index in enumerate(sources)}
    ledger = [
        (
            tuple(round(part.number * 10**finest) for part in row.money.parts),
            tuple(frozenset(column_of[index] for index in option) for option in row.money.options),
        )
        for row in rows
    ]
    decided = decide(ledger, [printed_total(part.number, part.decimals, finest) for part in totals.parts])
    if decided is None:
        return
    for row, options in zip(rows, decided, strict=True):
        for place, option in enumerate(options):
            if len(option) == 1 and len(row.columns[place]) > 1:
                row.columns[place] = frozenset((sources[next(iter(option))],))
                row.fixed[place] = "column totals"


def _project(page: CleanText, table: Table, schema: ProjectSchema, row: _Row) -> Project | None:
    name = _first(row.cells, schema, "project")
    contents = [
        cell
        for index in schema.of_role("content")
        if (cell := row.cells[index]) is not None and not is_nothing(cell.text)
    ]
    if not contents and name is None:
        return None
    told = contents or ([name] if name is not None else [])
    number = _first(row.cells, schema, "number")
    investment, fits = _investment(page, schema, row)
    return Project(
        quote=page.quote(*row.bounds),
        span=page.span(*row.bounds),
        confidence=round(FORM_CONFIDENCE.get(table.form, 0.9) - (0.0 if fits else 0.15), 2),
        number=number.text if number is not None else "",
        category=row.category,
        name=_printed(page, name),
        content="\n".join(page.printed(cell.start, cell.end) for cell in contents),
        quantities=tuple(quantity for cell in told for quantity in find_quantities(page, cell.start, cell.end)),
        period=_printed(page, _first(row.cells, schema, "period")),
        investment=investment,
        lead=_lead(page, row.cells, schema),
    )


def _first(cells: Sequence[Cell | None], schema: ProjectSchema, role: str) -> Cell | None:
    for index in schema.of_role(role):
        cell = cells[index]
        if cell is not None and not is_nothing(cell.text):
            return cell
    return None


def _printed(page: CleanText, cell: Cell | None) -> str:
    return tidy(page.printed(cell.start, cell.end)) if cell is not None else ""


def _lead(page: CleanText, cells: Sequence[Cell | None], schema: ProjectSchema) -> tuple[str, ...]:
    cell = _first(cells, schema, "lead") or _first(cells, schema, "owner")
    if cell is None:
        return ()
    return tuple(tidy(page.printed(name.start, name.end)) for name in split_names(cell.text, cell.start))


def _investment(page: CleanText, schema: ProjectSchema, row: _Row) -> tuple[Investment | None, bool]:
    """The investment, and whether its parts add up to its total."""
    total = row.money.total
    if total is None and schema.total is None:
        total = _summed(row.money.parts)
    texts = [
        cell.text
        for index in schema.source_texts
        if (cell := row.cells[index]) is not None and not is_nothing(cell.text)
    ]
    funding = tuple(
        Funding(
            part.number,
            schema.columns[next(iter(columns))].key if len(columns) == 1 else None,
            decided if len(columns) == 1 else "",
        )
        for part, columns, decided in zip(row.money.parts, row.columns, row.fixed, strict=True)
    )
    if not funding:
        funding = tuple(source for text in texts for source in named_sources(text, total))
    if total is None and not funding:
        return None, True
    unit = (
        (total.unit if total is not None else "")
        or schema.unit
        or next((part.unit for part in row.money.parts if part.unit), "")
    )
    notes = [f"资金来源:{text}" for text in texts if not funding]
    lost = sum(part.source is None for part in funding)
    if lost:
        notes.append(UNDECIDED.format(count=lost))
    parts = round(sum(part.amount for part in funding), 4)
    fits = total is None or _fits(parts, total.number, len(row.money.parts), len(schema.sources))
    if not fits and total is not None:
        notes.append(UNEQUAL.format(parts=f"{parts:g}", total=f"{total.number:g}"))
    return Investment(total.number if total is not None else None, unit, funding, ";".join(notes)), fits


def _fits(parts: float, total: float, count: int, sources: int) -> bool:
    """Whether parts can make up a total; under a lone source or an unfilled one the rest may come from elsewhere."""
    slack = 0.01 * max(1.0, total) ** 0.5
    return abs(parts - total) < slack or (parts < total and (count < sources or sources < 2))


def _summed(parts: Sequence[Amount]) -> Amount | None:
    return replace(parts[0], number=sum(part.number for part in parts)) if len(parts) == 1 else None


__all__ = ["read_amount", "read_rows"]
