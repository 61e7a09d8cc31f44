"""The files that an inventory is written as: totals, amounts, workings, interchange files, findings."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from typing import Any

from ditan.cli.folders.computing import Inventory
from ditan.cli.folders.drawing import Drawn
from ditan.core.inventory.booking import scale_of, tonnes
from ditan.core.inventory.categories import categories
from ditan.core.inventory.checks import CHECKS
from ditan.core.inventory.freezing import booked_of
from ditan.core.inventory.notation import LEAVES_OUT
from ditan.core.inventory.primap import Year, interchange
from ditan.core.inventory.summary import Cell
from ditan.core.inventory.totals import Totals
from ditan.core.inventory.views import View
from ditan.domains.inventory.tracing import trace_of

TOTALS = (
    "view",
    "path",
    "label",
    "counted",
    "gas",
    "state",
    "complete",
    "tonnes",
    "booked",
    "scale",
    "key",
    "keys",
    "lacking",
)
EMISSIONS = (
    *("row", "label", "category", "kind", "method", "output", "gas", "nature", "unit", "amount"),
    *("booked", "scale", "tonnes", "unverified", "problems"),
)


def files_of(inventory: Inventory, drawn: Drawn | None = None) -> dict[str, bytes]:
    """Every file by its name."""
    settings = inventory.settings
    year = Year(settings.year, Totals(inventory.entries, categories()), inventory.gwp)
    made = {
        "totals.csv": _csv(TOTALS, _totals(inventory)),
        "emissions.csv": _csv(EMISSIONS, _emissions(inventory)),
        "traces.jsonl": "".join(
            json.dumps(each, ensure_ascii=False, allow_nan=False) + "\n" for each in _traces(inventory)
        ).encode(),
        "findings.txt": findings_text(inventory, drawn).encode(),
        **interchange(
            f"ditan_{settings.region}_{settings.year}",
            settings.region,
            [year],
            categories(),
            title=settings.title,
            institution=settings.institution,
            comment=settings.boundary,
        ),
    }
    return made if drawn is None else {**made, "uncertainty.csv": _csv(BANDS, _bands(drawn))}


def _totals(inventory: Inventory) -> Iterable[Sequence[Any]]:
    for view in View:
        found = inventory.summary(view)
        for name, cells in found.sums.items():
            for cell in cells:
                yield (view, name, SUMS[name], "", *_cell(cell, inventory.gwp.name))
        for line in found.lines:
            for cell in line.cells:
                said = "yes" if line.counted else "no"
                yield (view, " > ".join(line.path), line.label, said, *_cell(cell, inventory.gwp.name))


def _cell(cell: Cell, gwp: str) -> tuple[Any, ...]:
    keys = ";".join(f"{key} {len(rows)}" for key, rows in cell.keys.items())
    lacking = (
        *cell.unknown,
        *(f"{key}={row}" for key in sorted(LEAVES_OUT & set(cell.keys)) for row in cell.keys[key]),
    )
    gas = f"CO2e ({gwp})" if cell.scale is None else cell.gas
    amount = "" if cell.tonnes is None else f"{cell.tonnes:f}"
    whole = "yes" if cell.complete else "no"
    return (gas, cell.state, whole, amount, cell.booked, cell.scale, cell.key, keys, ";".join(lacking))


def _emissions(inventory: Inventory) -> Iterable[Sequence[Any]]:
    for row in inventory.rows:
        about = (row.written.name, row.written.label, row.category, row.written.kind)
        for line in row.lines:
            amount, booked, problems = booked_of(line)
            output, told = line.output, "；".join(each["message"] for each in problems)
            doubtful = "yes" if line.unverified or not line.method.verified else "no"
            exact = (
                (booked, scale_of(output.gas), f"{tonnes(output.gas, booked):f}")
                if booked is not None
                else ("", "", "")
            )
            yield (
                *(*about, line.method.code, output.label or output.gas, output.gas, output.kind, output.unit),
                *("" if amount is None else repr(amount), *exact, doubtful, told),
            )


def _traces(inventory: Inventory) -> Iterable[dict[str, Any]]:
    for row in inventory.rows:
        for line in row.lines:
            yield {
                "row": row.written.name,
                "method_code": line.method.code,
                "gas": line.output.gas,
                "kind": str(line.output.kind),
                "amount": booked_of(line)[0],
                **trace_of(line),
            }


def findings_text(inventory: Inventory, drawn: Drawn | None = None) -> str:
    """What is not known, what the checks found, and what has no range, for a person to work through."""
    unknown = [f"{each.row}（{each.category} {each.gas}）：{each.problem}" for each in inventory.unknown]
    checked = [
        f"[{GRAVITY[each.severity]}] {CHECKS[each.check][0]}：{' '.join(filter(None, (each.row, each.message, each.remedy)))}"
        for each in inventory.findings
    ]
    parts = [("排放量未知", unknown), ("质检问题", checked)]
    if drawn is not None:
        lost = [f"{drawn.lost} 次抽样不成立，已略去。"] if drawn.lost else []
        parts.append(("没有给出范围，不确定性因此偏小", [*drawn.gaps, *lost]))
    return "\n".join(f"{title}（{len(lines)}）\n" + "".join(f"  {line}\n" for line in lines) for title, lines in parts)


def _bands(drawn: Drawn) -> Iterable[Sequence[Any]]:
    for name, band in drawn.bands.items():
        # A group nothing of which has a range is not certain: it has no band at all.
        numbers = (band.mean, band.lower, band.upper, band.percent) if band.deviation else (None,) * 4
        said = "drawn" if band.deviation else "no_range"
        yield (
            name,
            said,
            repr(band.point),
            *("" if each is None else repr(each) for each in numbers),
            drawn.draws,
            drawn.seed,
        )


def _csv(heading: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(heading)
    writer.writerows([_inert("" if each is None else str(each)) for each in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def _inert(text: str) -> str:
    """A text that a spreadsheet takes for no formula; a negative number stays one."""
    if not text or text[0] not in "=+-@\t\r":
        return text
    try:
        float(text)
    except ValueError:
        return f"'{text}"
    return text


BANDS = ("what", "state", "point_t_co2e", "mean", "lower", "upper", "percent", "draws", "seed")
SUMS = {
    "with_land": "合计（含土地利用）",
    "without_land": "合计（不含土地利用）",
    "indirect": "外购电力和热力（不计入）",
    "memo": "信息项（不计入）",
}
GRAVITY = {"error": "须改正", "warning": "须说明", "notice": "须知悉"}
