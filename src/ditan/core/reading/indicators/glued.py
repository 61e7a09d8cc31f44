"""Indicators of rows whose columns run together (`道路网密度(千米/平方千米)3.778预期性`)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ditan.core.reading.departments import is_department_list
from ditan.core.reading.digits import BRACKETS, DASHES, ColumnKind, Evidence, Split, split_digits
from ditan.core.reading.indicators.evidence import Mentions, trend_of
from ditan.core.reading.indicators.names import Name, read_name, unit_in
from ditan.core.reading.indicators.schema import Schema
from ditan.core.reading.indicators.texts import split_texts
from ditan.core.reading.tables.cells import fit, is_unit
from ditan.core.reading.tables.columns import Role

NATURE = re.compile(r"(?:(?:约束|预期|引导|指导)性?|(?:参考|监测|考核)性)(?:指标)?")
PROTECTED = re.compile(r"PM2\.5|PM10|CO2|SO2|NO2|N2O|O3|H2S|CH4|[A-Za-z]+\d+(?:\.\d)?|[ⅠⅡⅢⅣⅤ]+类?")
UNIT_BRACKET = re.compile(r"[(（]([^()（）]{1,20})(?:[)）]|(?=[-—–\d≥≤<>〔\[【]))")
VALUE_START = re.compile(
    r"[-—–\d≥≤<>≧≦〔\[【=]|/(?=[-—\d≥≤<>〔\[【/])|不低于|不少于|不小于|不超过|不高于|大于|小于|高于|低于|超过|达到|约|控制在"
)
WHOLE = 0.93
"""Confidence of a row that its blanks part into all its cells."""

CANNOT = -1.5
"""A fit from which on a cell cannot stand in its column."""

VALUE_IN_NAME = 3.0
"""What speaks against a name that ends in what could be a value."""


@dataclass(frozen=True, slots=True)
class GluedRow:
    """A row in parts; every place counts inside the row's text."""

    number: str
    category: str
    name: Name
    name_at: int
    unit: str
    split: Split
    nature: str
    department: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class _Parts:
    number: str
    category: str
    start: int
    end: int
    nature: str
    department: tuple[int, int] | None
    nature_first: tuple[int, int] | None


def read_glued_row(
    text: str, schema: Schema, mentions: Mentions, often_empty: Sequence[float], expected: int | None = None
) -> GluedRow | None:
    """The parts of a row, None where the line is none (a category).

    Parameters
    ----------
    text
        The line.
    schema
        The table's columns.
    mentions
        What the running text says of like names.
    often_empty
        How often each value column holds nothing in this table.
    expected
        The running number that the row should begin with, where the table has one.
    """
    whole = _by_blanks(text, schema)
    if whole is not None:
        return whole
    parts = _outer(text, schema, expected)
    if parts is None:
        return None
    kinds = tuple(_kind(schema.columns[index].role) for index in schema.values)
    middle = text[parts.start : parts.end]
    best: tuple[float, int, Name, str, Split] | None = None
    skipped = 0
    if parts.nature_first is not None:
        boundaries: Iterator[int] = iter([parts.nature_first[1] - parts.start])
    else:
        boundaries = _boundaries(middle)
    for boundary in boundaries:
        left_end = parts.nature_first[0] - parts.start if parts.nature_first is not None else boundary
        found = _at_boundary(middle, left_end, boundary, kinds, schema, mentions, often_empty)
        if found is None:
            continue
        # What stands before a later boundary would be a value inside the name.
        weight = found[0] + VALUE_IN_NAME * skipped
        skipped += not re.search(r"[\u4e00-\u9fff]{2}", middle[boundary:])
        if best is None or weight < best[0]:
            best = (weight, boundary, *found[1:])
    if best is None:
        return None
    _, _, name, unit, split = best
    return GluedRow(parts.number, parts.category, name, parts.start, unit, split, parts.nature, parts.department)


def _by_blanks(text: str, schema: Schema) -> GluedRow | None:
    """A row whose blanks part it into as many fitting cells as there are columns."""
    spans = [found.span() for found in re.finditer(r"\S+", text)]
    if len(spans) != len(schema.columns) or len(spans) < 3:
        return None
    cells = [text[start:end] for start, end in spans]
    if any(fit(cell, column) <= CANNOT for cell, column in zip(cells, schema.columns, strict=True)):
        return None

    def single(*roles: str) -> str:
        return next((cells[index] for index in schema.of_role(*roles)), "")

    name = read_name(cells[schema.name])
    unit = single("unit")
    department = next((spans[index] for index in schema.of_role("lead", "owner")), None)
    split = Split(tuple(cells[index] for index in schema.values), WHOLE)
    return GluedRow(
        re.sub(r"\D", "", single("number")),
        single("category"),
        name,
        spans[schema.name][0],
        unit if is_unit(unit) and unit != "/" else name.unit,
        split,
        single("nature"),
        department,
    )


def _kind(role: Role) -> ColumnKind:
    return "cumulative" if role == "cumulative" else "growth" if role == "growth" else "value"


def _outer(text: str, schema: Schema, expected: int | None) -> _Parts | None:
    """Take the number before the name, and nature and department behind the values, off."""
    start, number, category = _numbered(text, schema, expected)
    end = len(text)
    nature, department, first = "", None, None
    first_value = min(schema.values)
    for index in range(len(schema.columns) - 1, -1, -1):
        role = schema.columns[index].role
        if role == "nature" and index > first_value:
            found = _last_nature(text, start, end)
            if found is None:
                return None
            nature = found[0]
            if text[found.end() : end].strip() and department is None:
                department = (found.end(), end)
            end = found.start()
        elif role == "nature":
            found = _last_nature(text, start, end)
            if found is None:
                return None
            nature, first = found[0], found.span()
        elif (
            role in ("lead", "cooperating", "owner", "note")
            and index > first_value
            and not _nature_between(schema, index)
        ):
            cut = _department_at(text, start, end)
            if cut is not None:
                department, end = (cut, end), cut
    return _Parts(number, category, start, end, nature, department, first)


def _numbered(text: str, schema: Schema, expected: int | None) -> tuple[int, str, str]:
    """Where the name begins, the running number before it, and the category before that."""
    numbers, groups = schema.of_role("number"), schema.of_role("category")
    if not numbers or expected is None:
        return 0, "", ""
    before = r"(?P<category>[\u4e00-\u9fff、()()]{2,14})?\s*" if groups and groups[0] < numbers[0] else ""
    for number in range(expected, expected + 3):
        leading = re.match(rf"\s*{before}(?P<number>{number})\s*[.、．]?\s*(?=[^.])", text)
        if leading is not None and leading.end() < len(text):
            return leading.end(), leading["number"], (leading["category"] or "") if before else ""
    return 0, "", ""


def _nature_between(schema: Schema, index: int) -> bool:
    """Whether a nature column stands between the values and this column, so that the nature shows where it begins."""
    return any(max(schema.values) < at < index for at in schema.of_role("nature"))


def _last_nature(text: str, start: int, end: int) -> re.Match[str] | None:
    found = list(NATURE.finditer(text, start, end))
    return found[-1] if found and found[-1].start() > start else None


def _department_at(text: str, start: int, end: int) -> int | None:
    for found in re.finditer(r"(?<=[\d%‰\-—〕】\])性上下右内])(?=[\u4e00-\u9fff])", text[start:end]):
        at = start + found.start()
        if is_department_list(text[at:end]):
            return at
    return None


def _boundaries(middle: str) -> Iterator[int]:
    """Where the values may begin: behind a unit in brackets if there is one, else at any sign that opens a value."""
    brackets = [
        found for found in UNIT_BRACKET.finditer(middle) if unit_in(found[1]) is not None and found.end() < len(middle)
    ]
    if brackets:
        yield brackets[-1].end()
        return
    protected = {place for found in PROTECTED.finditer(middle) for place in range(found.start() + 1, found.end())}
    for found in VALUE_START.finditer(middle):
        at = found.start()
        if at >= 2 and at not in protected and not (middle[at].isdigit() and middle[at - 1] in ".。0123456789"):
            yield at
    repeated = re.search(r"(.{2,40}?)\1+$", middle)
    if repeated is not None and repeated.start() >= 2:
        longest = max(
            (
                len(middle) - size * 2
                for size in range(2, len(middle) // 2)
                if middle[-size:] == middle[-2 * size : -size]
            ),
            default=None,
        )
        if longest is not None and longest >= 2:
            yield longest
        yield repeated.start()


def _at_boundary(
    middle: str,
    left_end: int,
    boundary: int,
    kinds: tuple[ColumnKind, ...],
    schema: Schema,
    mentions: Mentions,
    often_empty: Sequence[float],
) -> tuple[float, Name, str, Split] | None:
    name = read_name(middle[:left_end])
    unit = name.unit
    if schema.of_role("unit") and not unit:
        name, unit = _unit_behind(middle, name)
    words = middle[name.start : name.end]
    if len(re.findall(r"[\u4e00-\u9fffA-Za-z]", words)) < 2:
        return None
    tail = middle[boundary:]
    years = tuple(schema.columns[index].key for index in schema.values)
    evidence = Evidence(percent="%" in unit, trend=trend_of(words, unit), often_empty=often_empty, years=years)
    split = split_digits(tail, kinds, evidence)
    if split is not None and (split.ambiguous or split.confidence < 0.75 or "" in split.cells):
        split = split_digits(tail, kinds, replace(evidence, stated=mentions.of(words)))
    if split is None:
        split = split_texts(tail, len(kinds))
    return None if split is None else (split.weight, name, unit, split)


def _unit_behind(middle: str, name: Name) -> tuple[Name, str]:
    """The longest unit at the end of a name, where the unit has a column of its own."""
    for at in range(max(name.start + 2, name.end - 14), name.end):
        piece = middle[at : name.end].strip()
        if piece and is_unit(piece) and piece not in BRACKETS and piece not in DASHES:
            return replace(name, end=at), piece
    return name, ""
