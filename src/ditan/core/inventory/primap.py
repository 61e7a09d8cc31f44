"""An inventory in the interchange format of primap2: a wide CSV and a YAML file beside it, opened there unchanged.

The format holds numbers alone. A notation key, and a cell that is not whole, is an empty value there; a third file names it
with its reason, so that nothing is lost between two systems that know keys.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ditan.core.inventory.booking import GREENHOUSE_GASES
from ditan.core.inventory.categories import Categories, Role
from ditan.core.inventory.co2e import GwpSet
from ditan.core.inventory.totals import Total, Totals

AREA, CATEGORY, SCENARIO = "area (GB2260)", "category (IPCC2006)", "scenario (PROVENANCE)"
ALL, ALL_WITHOUT_LAND = "0", "M.0.EL"
GWP_NAMES = {"AR4": "AR4GWP100", "AR5": "AR5GWP100", "AR5_feedback": "AR5CCFGWP100", "AR6": "AR6GWP100"}
EXTENSIONS = (".csv", ".yaml", "_notation.csv")


@dataclass(frozen=True, slots=True)
class Year:
    """One inventory of the area.

    Parameters
    ----------
    totals
        Its rows rolled up.
    gwp
        The set that CO2e is stated with; the same for all years of a file.
    """

    year: int
    totals: Totals
    gwp: GwpSet


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of the file: its amount in tonnes, or what stands there instead of a number."""

    category: str
    entity: str
    year: int
    tonnes: Decimal | None
    said: str = ""


def interchange(
    name: str,
    area: str,
    years: Sequence[Year],
    table: Categories,
    *,
    title: str,
    institution: str = "",
    comment: str = "",
) -> dict[str, bytes]:
    """The files of the format by their names, all beginning with `name`.

    Parameters
    ----------
    area
        The code of the region (`500000`).
    years
        In order, one a year. Their GWP sets must be one.

    Raises
    ------
    ValueError
        For years without order or with two GWP sets.
    """
    numbers = [each.year for each in years]
    if numbers != sorted(set(numbers)):
        raise ValueError(f"years must be in order, each once: {numbers}")
    sets = {each.gwp.name for each in years}
    if len(sets) != 1:
        raise ValueError(f"one file states CO2e under one GWP set, found {sorted(sets)}")
    cells = [cell for each in years for cell in cells_of(each, table)]
    return {
        f"{name}.csv": _wide(cells, area, numbers).encode(),
        f"{name}.yaml": _metadata(f"{name}.csv", title, institution, comment).encode(),
        f"{name}_notation.csv": _notation(cells).encode("utf-8-sig"),
    }


def cells_of(year: Year, table: Categories) -> list[Cell]:
    """Every category of IPCC with what stands in it, by gas; both totals; and CO2e under the year's set."""
    totals = year.totals
    gases = [gas for gas in GREENHOUSE_GASES if gas in totals.gases]
    codes = [each.code for each in table if each.role in (Role.EMISSION, Role.LAND) and each.code[0].isdigit()]
    found = [_cell(code, gas, year.year, totals.cell(code, gas)) for gas in gases for code in codes]
    for gas in gases:
        found.append(_cell(ALL, gas, year.year, totals.overall(gas, land=True)))
        found.append(_cell(ALL_WITHOUT_LAND, gas, year.year, totals.overall(gas, land=False)))
    return [each for each in (*found, *_equivalents(found, year, gases)) if each.tonnes is not None or each.said]


def entity_of(gas: str) -> str:
    """The name of a gas there: HFC-134a is HFC134a."""
    return gas.replace("-", "")


def _cell(code: str, gas: str, year: int, total: Total) -> Cell:
    if total.unknown:
        return Cell(code, entity_of(gas), year, None, "未知：" + "、".join(total.unknown))
    if total.key is not None:
        return Cell(code, entity_of(gas), year, None, str(total.key))
    return Cell(code, entity_of(gas), year, total.tonnes)


def _equivalents(cells: Sequence[Cell], year: Year, gases: Sequence[str]) -> list[Cell]:
    """CO2e of each category out of its gases. One that lacks a gas is left empty and says which."""
    entity = f"KYOTOGHG ({GWP_NAMES[year.gwp.name]})"
    factors = {entity_of(gas): Decimal(str(year.gwp.factor(gas).value)) for gas in gases}
    by_code: dict[str, list[Cell]] = {}
    for cell in cells:
        if cell.tonnes is not None or cell.said:
            by_code.setdefault(cell.category, []).append(cell)
    made = []
    for code, group in by_code.items():
        unknown = [each.entity for each in group if each.said.startswith("未知")]
        numbers = [each for each in group if each.tonnes is not None]
        if unknown:
            made.append(Cell(code, entity, year.year, None, "未知：" + "、".join(unknown)))
        elif numbers:
            amount = sum(
                (each.tonnes * factors[each.entity] for each in numbers if each.tonnes is not None), Decimal(0)
            )
            made.append(Cell(code, entity, year.year, amount))
    return made


def unit_of(entity: str) -> str:
    """The unit of an entity there."""
    return "t CO2 / yr" if entity.startswith("KYOTOGHG") else f"t {entity} / yr"


def _wide(cells: Iterable[Cell], area: str, years: Sequence[int]) -> str:
    numbers: dict[tuple[str, str], dict[int, Decimal]] = {}
    for cell in cells:
        if cell.tonnes is not None:
            numbers.setdefault((cell.entity, cell.category), {})[cell.year] = cell.tonnes
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["source", SCENARIO, AREA, "entity", "unit", CATEGORY, *years])
    for (entity, category), by_year in sorted(numbers.items()):
        said = ["" if (value := by_year.get(year)) is None else f"{value:f}" for year in years]
        writer.writerow(["Ditan", "HISTORICAL", area, entity, unit_of(entity), category, *said])
    return out.getvalue()


def _metadata(data_file: str, title: str, institution: str, comment: str) -> str:
    told = {"title": title, "institution": institution, "comment": comment}
    attributes = {
        "area": AREA,
        "cat": CATEGORY,
        "scen": SCENARIO,
        **{name: text for name, text in told.items() if text},
    }
    lines = ["attrs:", *(f"  {name}: {_quoted(text)}" for name, text in attributes.items())]
    lines += ["time_format: '%Y'", "dimensions:", "  '*':"]
    lines += [f"  - {_quoted(name)}" for name in ("time", AREA, CATEGORY, SCENARIO, "source", "entity", "unit")]
    return "\n".join([*lines, f"data_file: {_quoted(data_file)}", ""])


def _quoted(text: str) -> str:
    """A text of one line as YAML: primap2 reads plain block YAML alone."""
    return "'" + " ".join(text.split()).replace("'", "''") + "'"


def _notation(cells: Iterable[Cell]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["category", "entity", "year", "notation"])
    writer.writerows([cell.category, cell.entity, cell.year, cell.said] for cell in cells if cell.said)
    return out.getvalue()


def read_notation(text: str) -> dict[tuple[str, str, int], str]:
    """What the third file says, by category, entity and year."""
    rows = csv.DictReader(text.lstrip("\ufeff").splitlines())
    return {(row["category"], row["entity"], int(row["year"])): row["notation"] for row in rows}
