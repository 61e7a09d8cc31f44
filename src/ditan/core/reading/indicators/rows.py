"""Indicators of tables whose cells are known: ruled, with bars, or one cell a line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ditan.core.reading.cleantext import CleanText
from ditan.core.reading.draft import Basis, Indicator, Nature, Value
from ditan.core.reading.indicators.footnotes import Mark, find_footnotes
from ditan.core.reading.indicators.names import Name, read_name
from ditan.core.reading.indicators.schema import Schema, categories, nature_of
from ditan.core.reading.indicators.values import is_bracketed, read_value
from ditan.core.reading.quantities_units import UNIT
from ditan.core.reading.tables.align import align
from ditan.core.reading.tables.cells import is_nature, is_nothing, is_value
from ditan.core.reading.tables.table import Cell, Table, row_bounds

FORM_CONFIDENCE = {"ruled": 0.98, "pipe": 0.95, "stream": 0.93}
LOST_VALUE = 0.55
"""Confidence of a row that has fewer values than columns, where nothing shows which one is missing."""

UNIT_LINE = re.compile(r"单位\s*[:：]\s*([^\s()（）]{1,12})")
UNIT_BEHIND = re.compile(rf"\d\s*(%|‰|{UNIT})(?:及?以[上下内]|左右|之内)?[\]】〕]?$")
_BLANK_IN_WORDS = re.compile(r"(?<=[\u4e00-\u9fff)）])\s+(?=[\u4e00-\u9fff(（])|\n")


@dataclass(slots=True)
class Carried:
    """What a row takes from the rows above it: a category, or a nature that a line of its own announced."""

    category: str = ""
    nature: Nature | None = None
    columns: dict[int, str] = field(default_factory=dict)


def read_rows(page: CleanText, table: Table, schema: Schema) -> Iterator[Indicator]:
    """The indicators of a table, row by row."""
    rows = [row for row in table.rows if any(cell.text for cell in row)]
    placed = [_placed(row, schema) for row in rows]
    texts = [tuple(cell.text if cell else None for cell in row) for row in placed]
    marks = find_footnotes([head.text for head in table.header], texts, schema.name, schema.values)
    carried = Carried()
    heads = {re.sub(r"\s", "", head.text) for head in table.header if head.text}
    above = 0
    for index, (row, cells) in enumerate(zip(rows, placed, strict=True)):
        bounds = row_bounds(row, above)
        above = bounds[1]
        filled = [cell for cell in row if cell.text]
        distinct = {cell.start for cell in filled}
        if len(distinct) == 1 and not is_value(filled[0].text):
            _announce(filled[0].text, carried)
            continue
        if sum(re.sub(r"\s", "", cell.text) in heads for cell in filled) * 2 > len(filled):
            continue
        indicator = _indicator(page, table, schema, row, cells, bounds, marks, index, carried)
        if indicator is not None:
            yield indicator


def _placed(row: Sequence[Cell], schema: Schema) -> tuple[Cell | None, ...]:
    cells = align(row, schema.columns)
    values = schema.of_role("value")
    printed = [cells[index] for index in values if cells[index] is not None]
    shown = [cell for cell in printed if cell is not None]
    if len(shown) < len(values) and len(row) < len(schema.columns) and all(cell.text for cell in shown):
        # A lost cell leaves no trace; the years before the plan are the ones that most often have no value.
        moved = list(cells)
        for index in values:
            moved[index] = None
        for index, cell in zip(values[len(values) - len(shown) :], shown, strict=True):
            moved[index] = cell
        return tuple(moved)
    return cells


def _announce(text: str, carried: Carried) -> None:
    """A line of its own: a category, or a nature for the rows below."""
    nature = nature_of(text) if re.search(r"指标|性$", text) and len(text) <= 16 else None
    if nature is not None:
        carried.nature = nature
    if nature is None or len(re.sub(r"[^\u4e00-\u9fff]", "", text)) > 5:
        carried.category = categories([text])
    carried.columns.clear()


def _indicator(
    page: CleanText,
    table: Table,
    schema: Schema,
    row: Sequence[Cell],
    cells: Sequence[Cell | None],
    bounds: tuple[int, int],
    marks: Mapping[tuple[int, int], tuple[Mark, ...]],
    index: int,
    carried: Carried,
) -> Indicator | None:
    name_cell = cells[schema.name]
    _carry_categories(row, cells, schema, carried)
    if name_cell is None or is_nothing(name_cell.text) or is_value(name_cell.text):
        return None
    values = _values(page, schema, cells, marks, index)
    if not any(values.values()) and not _single(cells, schema, "nature"):
        return None
    parsed = read_name(name_cell.text)
    name = _printed_name(page, name_cell, parsed, marks.get((index, schema.name), ()))
    if not re.search(r"[\u4e00-\u9fffA-Za-z]", name):
        return None
    nature_cell = _single(cells, schema, "nature")
    lost = _lost(row, cells, schema)
    return Indicator(
        quote=page.quote(*bounds),
        span=page.span(*bounds),
        confidence=LOST_VALUE if lost else FORM_CONFIDENCE.get(table.form, 0.9),
        name=name,
        unit=_unit(page, table, schema, cells, parsed, values),
        category=carried.category,
        nature=nature_of(nature_cell.text) if nature_cell is not None else carried.nature,
        department=_department(page, cells, schema),
        basis=basis_of(parsed.basis, schema, values),
        values=values,
        ambiguous=lost,
        alternatives=_shifted(schema, values) if lost else (),
        number=_number(cells, schema) or parsed.number,
        table=table.title,
    )


def _carry_categories(row: Sequence[Cell], cells: Sequence[Cell | None], schema: Schema, carried: Carried) -> None:
    """A merged category is printed once; a category may also stand before the first column that the header names."""
    for index in schema.of_role("category"):
        cell = cells[index]
        if cell is not None and not is_nothing(cell.text):
            for later in [key for key in carried.columns if key > index]:
                del carried.columns[later]
            carried.columns[index] = cell.text
    if not schema.of_role("category"):
        name = cells[schema.name]
        before = [
            cell.text
            for cell in row
            if name is not None and cell.start < name.start and cell.text and cell not in cells
        ]
        if before and not is_value(before[-1]):
            carried.columns = {0: before[-1]}
    if carried.columns:
        carried.category = categories([carried.columns[key] for key in sorted(carried.columns)])


def _values(
    page: CleanText,
    schema: Schema,
    cells: Sequence[Cell | None],
    marks: Mapping[tuple[int, int], tuple[Mark, ...]],
    index: int,
) -> dict[str, Value | None]:
    values: dict[str, Value | None] = {}
    for column in schema.values:
        key = key_of(schema, column)
        cell = cells[column]
        text = "" if cell is None else printed_without(page, cell, marks.get((index, column), ()))
        value = read_value(text)
        if values.get(key) is None:
            values[key] = value
    return values


def key_of(schema: Schema, index: int) -> str:
    """The key of a value column: its year, its years (2021-2025), or its printed head where it names none."""
    column = schema.columns[index]
    if column.role == "growth":
        return column.label
    return column.key or column.label


def printed_without(page: CleanText, cell: Cell, marks: Sequence[Mark]) -> str:
    """A cell's printed text without its footnote digits."""
    pieces, at = [], 0
    for mark in marks:
        pieces.append(page.printed(cell.start + at, cell.start + mark.start))
        at = mark.end
    pieces.append(page.printed(cell.start + at, cell.end))
    return "".join(pieces)


def _printed_name(page: CleanText, cell: Cell, name: Name, marks: Sequence[Mark]) -> str:
    inner = [mark for mark in marks if name.start <= mark.start and mark.end <= name.end]
    pieces, at = [], name.start
    for mark in inner:
        pieces.append(page.printed(cell.start + at, cell.start + mark.start))
        at = mark.end
    pieces.append(page.printed(cell.start + at, cell.start + name.end))
    return tidy("".join(pieces))


def tidy(text: str) -> str:
    """A printed name on one line: no line breaks, no blanks between Chinese characters."""
    return _BLANK_IN_WORDS.sub("", text).strip()


def _single(cells: Sequence[Cell | None], schema: Schema, role: str) -> Cell | None:
    for index in schema.of_role(role):
        cell = cells[index]
        if cell is not None and cell.text and (role != "nature" or is_nature(cell.text)):
            return cell
    return None


def _department(page: CleanText, cells: Sequence[Cell | None], schema: Schema) -> str:
    cell = _single(cells, schema, "lead") or _single(cells, schema, "owner")
    return tidy(page.printed(cell.start, cell.end)) if cell is not None and not is_nothing(cell.text) else ""


def _number(cells: Sequence[Cell | None], schema: Schema) -> str:
    cell = _single(cells, schema, "number")
    return cell.text if cell is not None else ""


def _unit(
    page: CleanText,
    table: Table,
    schema: Schema,
    cells: Sequence[Cell | None],
    name: Name,
    values: Mapping[str, Value | None],
) -> str:
    cell = _single(cells, schema, "unit")
    if cell is not None and not is_nothing(cell.text):
        return page.as_set(cell.start, cell.end).strip("()（） ")
    return unit_beside(set_unit(page, cells[schema.name], name.unit), table, schema, values)


def set_unit(page: CleanText, cell: Cell | None, unit: str) -> str:
    """A unit inside a cell, in the characters that the page is set in."""
    at = cell.text.rfind(unit) if cell is not None and unit else -1
    return page.as_set(cell.start + at, cell.start + at + len(unit)) if cell is not None and at >= 0 else unit


def unit_beside(unit: str, table: Table, schema: Schema, values: Mapping[str, Value | None]) -> str:
    """The unit of a name, else of the year columns' heads, of the table, or of the printed values."""
    heads = {schema.columns[index].unit for index in schema.of_role("value")}
    stated = UNIT_LINE.search(f"{table.title} {table.notes}")
    printed = {
        found[1]
        for value in values.values()
        if value is not None and (found := UNIT_BEHIND.search(value.text)) is not None
    }
    return (
        unit
        or (heads.pop() if len(heads) == 1 else "")
        or (stated[1] if stated else "")
        or (printed.pop() if len(printed) == 1 else "")
    )


def basis_of(named: Basis | None, schema: Schema, values: Mapping[str, Value | None]) -> Basis:
    """Level, annual or cumulative: by the name, by brackets around a value, by the only column that is filled."""
    if named is not None:
        return named
    years = [values.get(key_of(schema, index)) for index in schema.of_role("value")]
    if any(value is not None and is_bracketed(value.text) for value in years):
        return "cumulative"
    filled = {schema.columns[index].role for index in schema.values if values.get(key_of(schema, index)) is not None}
    if filled == {"cumulative"}:
        return "cumulative"
    return (
        "annual"
        if filled == {"growth"} and any("年均" in schema.columns[index].label for index in schema.of_role("growth"))
        else "level"
    )


def _lost(row: Sequence[Cell], cells: Sequence[Cell | None], schema: Schema) -> bool:
    """Whether a year's cell is missing without a trace, so that the others may belong to other years."""
    years = schema.of_role("value")
    missing = sum(cells[index] is None for index in years)
    return 0 < missing < len(years) and len(row) < len(schema.columns)


def _shifted(schema: Schema, values: Mapping[str, Value | None]) -> tuple[dict[str, Value | None], ...]:
    """The other ways to hand the printed values, in order, to the years."""
    keys = [key_of(schema, index) for index in schema.of_role("value")]
    printed = [values[key] for key in keys if values[key] is not None]
    others = []
    for gap in range(len(keys)):
        left = keys[:gap] + keys[gap + 1 :]
        if len(left) == len(printed):
            option: dict[str, Value | None] = dict.fromkeys(keys)
            option.update(zip(left, printed, strict=True))
            if any(option[key] != values[key] for key in keys):
                others.append(option)
    return tuple(others)
