"""A frozen inventory: choices, rows, factors and amounts as plain data that can be computed again to the same digits.

Everything that an amount depends on stands in the content itself; no factor is looked up when it is computed again, so that a
later factor, set or book never changes it. A factor stands once, under its code, and every amount names those it used.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from ditan.core.factors import Choice, Factor, FactorBook
from ditan.core.inventory.booking import SCALES, BookingRefused, book
from ditan.core.inventory.categories import Categories, categories
from ditan.core.inventory.co2e import Co2e, GwpRefused, GwpSet
from ditan.core.inventory.entries import Entry
from ditan.core.inventory.entry import values_of
from ditan.core.inventory.kinds import kind_of
from ditan.core.inventory.notation import Key
from ditan.core.inventory.totals import Totals
from ditan.core.methods import Context, Line, Method, OutputKind, evaluate

FORMAT = 1
"""Grows when a frozen content would be read otherwise; older ones must stay readable."""
OWN = "own"
"""The set of a value that was measured or declared with a row."""
IN_TOTALS = (OutputKind.EMISSION, OutputKind.REMOVAL, OutputKind.MEMO)


@dataclass(frozen=True, slots=True)
class Frozen:
    """A row with what it came to.

    Parameters
    ----------
    said
        What the row says: `row` (its name), `kind`, `category`, `label`, `values`, `notation` and whatever else is kept.
    biomass
        Whether it burns biomass.
    """

    said: Mapping[str, Any]
    lines: Sequence[Line]
    biomass: bool = False


def frozen(about: Mapping[str, Any], rows: Iterable[Frozen], gwp: GwpSet) -> dict[str, Any]:
    """The content of an edition.

    Parameters
    ----------
    about
        Plain data about the inventory; `place` and `year` (region and year for which factors are asked), `gwp_set`,
        `factor_sets` and `unverified` are needed to compute it again.
    """
    factors: dict[str, Factor] = {each.code: each for each in gwp.factors.values()}
    outputs: dict[str, Any] = {}
    kept = []
    for row in rows:
        for line in row.lines:
            factors.update({each.code: each for operand in line.operands for each in operand.factors})
            outputs.setdefault(_name(line), _declared(line))
            outputs[_name(line)]["operands"].update({each.name: [each.label, each.unit] for each in line.operands})
        kept.append({**row.said, "biomass": row.biomass, "lines": [_amount(line) for line in row.lines]})
    content = {
        "format": FORMAT,
        "about": dict(about),
        "rows": kept,
        "outputs": outputs,
        "factors": {code: asdict(each) for code, each in sorted(factors.items())},
        "gwp": sorted(each.code for each in gwp.factors.values()),
        "gwp_by_origin": gwp.by_origin,
    }
    return content | {"totals": totals_in(content)}


def digest_of(content: Mapping[str, Any]) -> str:
    """SHA-256 of the content in one fixed writing, the same whether a whole number came back as 1000 or 1000.0.

    Examples
    --------
    >>> digest_of({"b": 1000.0, "a": 0.1}) == digest_of({"a": 0.1, "b": 1000})
    True
    """
    text = json.dumps(_plain(content), ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return hashlib.sha256(text.encode()).hexdigest()


def entries_in(content: Mapping[str, Any]) -> tuple[Entry, ...]:
    """The frozen rows as entries: what totals and views are made of."""
    return tuple(entry for row in content["rows"] for entry in _entries(row))


def gwp_in(content: Mapping[str, Any]) -> GwpSet:
    """The frozen GWPs."""
    found = [Factor(**content["factors"][code]) for code in content["gwp"]]
    held = {(each.gas, each.process): each for each in found}
    return GwpSet(str(content["about"]["gwp_set"]), held, bool(content["gwp_by_origin"]))


def totals_in(content: Mapping[str, Any], table: Categories | None = None) -> dict[str, Any]:
    """Totals of the frozen rows: booked amounts by gas, and CO2e as texts of decimals, with and without land use."""
    entries = entries_in(content)
    table = table or categories()
    found = Totals(entries, table)
    gwp = gwp_in(content)
    by_gas = {
        gas: {
            "with_land": found.overall(gas, land=True).booked,
            "without_land": found.overall(gas, land=False).booked,
            "indirect": found.indirect(gas).booked,
        }
        for gas in sorted(found.gases)
    }
    return {
        "gases": by_gas,
        "co2e": {
            "with_land": _co2e(gwp, [each for each in entries if table.get(each.category).role in _TERRITORY]),
            "without_land": _co2e(gwp, [each for each in entries if table.get(each.category).role == "emission"]),
            "indirect": _co2e(gwp, [each for each in entries if table.get(each.category).role == "indirect"]),
        },
    }


def differences(content: Mapping[str, Any], digest: str) -> list[str]:
    """What comes out differently when the frozen rows are computed again with the frozen factors; empty where nothing does."""
    found = []
    if digest_of(content) != digest:
        found.append("内容与锁定时的摘要不一致：版次被改动过。")
    for row in content["rows"]:
        found += list(_differences(content, row))
    if totals_in(content) != content["totals"]:
        found.append("各行相加与锁定的合计不一致。")
    return found


def lines_again(content: Mapping[str, Any], row: Mapping[str, Any]) -> list[Line]:
    """A frozen row computed again: with the factors that each of its lines named, and no other."""
    if row["notation"]:
        return []
    kind = kind_of(row["kind"])
    values = kind.completed(row["category"], values_of(kind, row["values"]))
    context = Context(str(content["about"]["place"]), int(content["about"]["year"]))
    found: list[Line] = []
    for method in kind.methods_for(values):
        picks = dict(_picks(method, row))
        used = {name: Factor(**content["factors"][code]) for name, code in picks.items()}
        own = {name: each for name, each in used.items() if each.factor_set == OWN}
        codes = {name: each.code for name, each in used.items() if each.factor_set != OWN}
        choice = Choice(
            tuple(content["about"]["factor_sets"]), codes, own, unverified=bool(content["about"]["unverified"])
        )
        reduced = FactorBook({each.code: each for each in used.values() if each.factor_set != OWN}.values())
        found += evaluate(method, values, reduced, choice, context).lines
    return found


_TERRITORY = ("emission", "land")


def _co2e(gwp: GwpSet, entries: list[Entry]) -> dict[str, Any]:
    try:
        found: Co2e = gwp.of(entries)
    except GwpRefused as refused:
        return {"refused": str(refused)}
    return {"tonnes": format(found.tonnes, "f"), "unknown": list(found.unknown)}


def _name(line: Line) -> str:
    return f"{line.method.code}|{line.output.name}"


def _declared(line: Line) -> dict[str, Any]:
    method, output = line.method, line.output
    return {
        "method": method.label,
        "formula": output.formula,
        "source": method.source,
        "verified": method.verified,
        "label": output.label,
        "operands": {},
    }


def _amount(line: Line) -> dict[str, Any]:
    amount, booked, told = booked_of(line)
    return {
        "name": _name(line),
        "gas": line.output.gas,
        "kind": str(line.output.kind),
        "unit": line.output.unit,
        "amount": amount,
        "booked": booked,
        "problems": told,
        "unverified": bool(line.unverified) or not line.method.verified,
        "operands": [
            [each.name, plain_value(each.value), [factor.code for factor in each.factors]] for each in line.operands
        ],
    }


def booked_of(line: Line) -> tuple[float | None, int | None, list[dict[str, str]]]:
    """Amount, booked amount and what keeps them from being known: an amount that cannot be booked is not known."""
    told = [{"name": each.name, "message": each.message, "code": each.code} for each in line.problems]
    if line.amount is None or line.output.kind == OutputKind.ENERGY or line.output.gas not in SCALES:
        return line.amount, None, told
    try:
        return line.amount, book(line.output.gas, line.amount), told
    except BookingRefused as refused:
        return None, None, [{"name": "", "message": str(refused), "code": refused.code}]


def plain_value(value: Any) -> Any:
    """The value of an operand as plain data."""
    if isinstance(value, tuple):
        return [
            [each.technology, each.penetration, each.operation] if hasattr(each, "technology") else each
            for each in value
        ]
    if isinstance(value, Mapping):
        return {str(year): each for year, each in value.items()}
    return value


def _plain(value: Any) -> Any:
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, Mapping):
        return {str(name): _plain(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return value


def _entries(row: Mapping[str, Any]) -> Iterator[Entry]:
    name, category, biomass = str(row["row"]), row["category"], bool(row["biomass"])
    if row["notation"]:
        for gas in kind_of(row["kind"]).gases:
            if gas in SCALES:
                yield Entry(name, category, gas, key=Key(row["notation"]))
        return
    for line in row["lines"]:
        if line["kind"] in IN_TOTALS and line["gas"]:
            problem = "；".join(each["message"] for each in line["problems"])
            memo = line["kind"] == OutputKind.MEMO
            yield Entry(name, category, line["gas"], line["booked"], memo=memo, biomass=biomass, problem=problem)


def _picks(method: Method, row: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """By the name under which a choice names it, the code of each factor that the method used on the row."""
    for line in row["lines"]:
        if line["name"].split("|")[0] != method.code:
            continue
        for name, _, codes in line["operands"]:
            parameter = method.parameter(name)
            if parameter is not None and parameter.over and codes:
                technologies = [each[0] for each in row["values"].get(parameter.over) or ()]
                yield from ((f"{name}:{which}", code) for which, code in zip(technologies, codes, strict=True))
            elif codes:
                yield name, codes[0]


def _differences(content: Mapping[str, Any], row: Mapping[str, Any]) -> Iterator[str]:
    there = {each["name"]: each for each in row["lines"]}
    again = {_name(line): booked_of(line) for line in lines_again(content, row)}
    about = row.get("label") or f"{row['category']} 第 {row['row']} 行"
    for name in dict.fromkeys((*there, *again)):
        if name not in there or name not in again:
            yield f"{about}：{name.split('|')[-1]} 一项只在{'锁定' if name in there else '重算'}的结果中。"
            continue
        line, (amount, booked, _) = there[name], again[name]
        if (line["amount"], line["booked"]) != (amount, booked):
            yield f"{about}：{line['gas'] or line['unit']} 锁定为 {line['amount']}，重算为 {amount}。"
