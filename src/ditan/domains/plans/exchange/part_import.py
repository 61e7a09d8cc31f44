"""A workbook of a target's parts, as it was exported and changed: what each row would do, said before anything is stored.

The workbook holds all parts: what it lacks is withdrawn, and named too. Exported and taken in again it changes nothing.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from ditan.domains.plans.decomposing import OF_UNITS
from ditan.domains.plans.errors import ImportRefused, RowError
from ditan.domains.plans.exchange.workbook import read_sheet, refuse, text_of_cell
from ditan.domains.plans.kinds.types import parse_number
from ditan.domains.plans.models import PartRule, TargetPart
from ditan.domains.plans.selectors.decomposition import Decomposition
from ditan.domains.plans.services.decomposition import MOST_NAME, MOST_PARTS, PartInput, Shared

YEAR, NAME, RULE, WEIGHT, VALUE = "年度", "承担单位", "分解方式", "权重", "预算（目标值）"
"""Titles of the columns that are read; what was executed, versions and reasons are the platform's own."""
NEEDED = (YEAR, NAME, VALUE)
STARTS_FORMULA = ("=", "@")
Key = tuple[int | None, str]


@dataclass(frozen=True, slots=True)
class RowReport:
    """What a row of the workbook would do: `new`, `changed`, `same` or `withdrawn`; or why it cannot be taken in."""

    row: int
    year: int | None
    name: str
    rule: str = ""
    weight: float | None = None
    value: float | None = None
    outcome: str = "new"
    before: float | None = None
    problem: str = ""


@dataclass(frozen=True, slots=True)
class PartsReport:
    """All rows. Without a problem, `payload` is what the form sends back to have it stored."""

    rows: tuple[RowReport, ...]

    @property
    def refused(self) -> int:
        return sum(bool(row.problem) for row in self.rows)

    @property
    def changes(self) -> int:
        return sum(not row.problem and row.outcome != "same" for row in self.rows)

    @property
    def payload(self) -> str:
        kept = [row for row in self.rows if row.outcome != "withdrawn"]
        return json.dumps([[row.year, row.name, row.rule, row.weight, row.value] for row in kept], ensure_ascii=False)


def read_parts(found: Decomposition, data: bytes) -> PartsReport:
    """Read a workbook against the parts that there are; `ImportRefused` where it is none, or lacks a column."""
    head, *lines = read_sheet(data)
    titles = [text_of_cell(cell) for cell in head]
    lacking = [title for title in NEEDED if title not in titles]
    if lacking:
        raise ImportRefused([RowError(1, title, _("缺少这一列；请使用本页下载的数据表。")) for title in lacking])
    filled = [(number, line) for number, line in enumerate(lines, start=2) if any(text_of_cell(cell) for cell in line)]
    if not filled:
        raise refuse(_("工作簿只有表头，没有分解项；请从第 2 行起填写。"))
    if len(filled) > MOST_PARTS * 10:
        raise refuse(_("最多 %(most)d 行，收到 %(found)d 行。") % {"most": MOST_PARTS * 10, "found": len(filled)})
    stored = stored_parts(found)
    rows, seen = list[RowReport](), dict[Key, int]()
    years = {row.part.year for row in found.years}
    for number, line in filled:
        cells = {title: text_of_cell(line[place]) for place, title in enumerate(titles) if place < len(line)}
        row = _read(number, cells, stored)
        if not row.problem and (row.year, row.name) in seen:
            row = _refused(row, _("与第 %d 行是同一项；请只留一行。") % seen[row.year, row.name])
        seen.setdefault((row.year, row.name), number)
        rows.append(row)
    years |= {row.year for row in rows if not row.name and not row.problem}
    rows = [_placed(row, years) for row in rows]
    gone = [part for key, part in stored.items() if key not in seen]
    rows += [
        RowReport(0, part.year, part.organisation_name, part.rule, outcome="withdrawn", before=part.value)
        for part in gone
    ]
    return PartsReport(tuple(rows))


def stored_parts(found: Decomposition) -> dict[Key, TargetPart]:
    """The parts in force, by year and unit."""
    shared = (row for share in found.shares for row in share.rows)
    return {(row.part.year, row.part.organisation_name): row.part for row in (*found.years, *shared)}


def parts_sent(text: str) -> tuple[list[PartInput], list[Shared]]:
    """What the form sends back: years, and who shares the target or a year of it. ValueError for anything else."""
    rows = json.loads(text)
    if not isinstance(rows, list) or len(rows) > MOST_PARTS * 10:
        raise ValueError("rows")
    years: list[PartInput] = []
    units: dict[int | None, tuple[str, list[PartInput]]] = {}
    for year, name, rule, weight, value in rows:
        numbers = [number for number in (weight, value) if number is not None]
        if not all(isinstance(number, int | float) and math.isfinite(number) for number in numbers):
            raise ValueError("number")
        if not (year is None or isinstance(year, int)) or not isinstance(name, str) or not isinstance(rule, str):
            raise ValueError("row")
        part = PartInput(year, name, value, weight)
        if name:
            units.setdefault(year, (rule, []))[1].append(part)
        else:
            years.append(part)
    return years, [Shared(year, rule, tuple(parts)) for year, (rule, parts) in units.items()]


def _read(number: int, cells: dict[str, str], stored: dict[Key, TargetPart]) -> RowReport:
    year_text, name = cells.get(YEAR, ""), cells.get(NAME, "")
    year = int(year_text) if year_text.isascii() and year_text.isdigit() and len(year_text) == 4 else None
    row = RowReport(number, year, name)
    for title in (YEAR, NAME, RULE, WEIGHT, VALUE):
        if cells.get(title, "").startswith(STARTS_FORMULA):
            return _refused(row, _("%s 以公式符号开头，未接受；请填计算后的数值或文字。") % title)
    if year_text and (year is None or not 1990 <= year <= 2100):
        return _refused(row, _("年度“%s”应为四位数字。") % year_text[:20])
    if year is None and not name:
        return _refused(row, _("年度和承担单位都没有填；年度目标填年度，单位目标填承担单位。"))
    if len(name) > MOST_NAME:
        return _refused(row, _("名称超过 %(most)d 个字") % {"most": MOST_NAME})
    numbers: dict[str, float | None] = {}
    for title in (WEIGHT, VALUE):
        written = cells.get(title, "")
        numbers[title] = parse_number(written) if written not in ("", "—") else None
        if written not in ("", "—") and (numbers[title] is None or not math.isfinite(numbers[title] or 0.0)):
            return _refused(row, _("%(title)s“%(written)s”不是数值。") % {"title": title, "written": written[:30]})
    old = stored.get((year, name))
    rule = _rule(cells.get(RULE, ""), old) if name else ""
    if rule is None:
        words = "、".join(str(each.label) for each in OF_UNITS)
        return _refused(row, _("分解方式“%(rule)s”应为 %(words)s 之一。") % {"rule": cells[RULE][:20], "words": words})
    same = old is not None and (old.value, old.weight) == (numbers[VALUE], numbers[WEIGHT])
    same = same and (not name or (old is not None and old.rule == rule))
    outcome = "new" if old is None else "same" if same else "changed"
    return RowReport(number, year, name, rule, numbers[WEIGHT], numbers[VALUE], outcome, old.value if old else None)


def _rule(written: str, old: TargetPart | None) -> str | None:
    """How the units share; where nothing is written as before, else by adding up. None for an unknown word."""
    if not written:
        return str(old.rule) if old is not None else str(PartRule.SUM)
    return next((str(each) for each in OF_UNITS if written == str(each.label)), None)


def _placed(row: RowReport, years: set[int | None]) -> RowReport:
    """A unit's row of a year needs that year's target."""
    if row.problem or not row.name or row.year is None or row.year in years:
        return row
    return _refused(row, _("%d 年没有年度目标；请先加一行只填年度的目标。") % row.year)


def _refused(row: RowReport, why: str) -> RowReport:
    return RowReport(row.row, row.year, row.name, row.rule, row.weight, row.value, "refused", row.before, why)


def rule_words() -> dict[str, Any]:
    """The words of the rules, for the report."""
    return {str(each): each.label for each in PartRule}


__all__: Sequence[str] = ("PartsReport", "RowReport", "parts_sent", "read_parts", "rule_words")
