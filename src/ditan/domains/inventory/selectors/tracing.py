"""How an amount came about: its formula, every operand with its value and source, and what other sets say of each parameter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlencode

from ditan.core.factors import Factor, FactorBook, Need
from ditan.core.factors.sets import label_of_set
from ditan.core.inventory.booking import GREENHOUSE_GASES
from ditan.core.inventory.co2e import GwpRefused
from ditan.core.inventory.entry import as_asked, values_of
from ditan.core.inventory.kinds import kind_of
from ditan.core.inventory.showing import shown_cells
from ditan.core.methods import Context, InputKind, Method, OutputKind, Parameter, need_of
from ditan.domains.inventory.models import Emission, Inventory, Row
from ditan.domains.inventory.selectors.amounts import gwp_of
from ditan.domains.inventory.selectors.books import factor_book
from ditan.domains.inventory.services.computing import region_name
from ditan.domains.inventory.tracing import shown_value

MOST_CANDIDATES = 40


@dataclass(frozen=True, slots=True)
class Candidate:
    """A factor that would do: what the working shows of it, and whether it is the one in use."""

    factor: Factor
    used: bool

    @property
    def set_label(self) -> str:
        return label_of_set(self.factor.factor_set)

    @property
    def source(self) -> str:
        told = (self.factor.source_title, self.factor.source_number, self.factor.source_page)
        return "，".join(filter(None, told))

    @property
    def about(self) -> str:
        """What it is for, as far as it says."""
        told = (self.factor.technology, self.factor.process, self.factor.region, self.factor.year)
        return "、".join(filter(None, told))


@dataclass(frozen=True, slots=True)
class Asked:
    """A parameter of a row: under which key a choice is kept, what was chosen, and every factor that would do.

    `wanted` is what a local factor has to say to be found for it: quantity, gas, unit and what it is for.
    """

    key: str
    label: str
    units: tuple[str, ...]
    candidates: tuple[Candidate, ...]
    chosen: Mapping[str, Any]
    own: Mapping[str, Any]
    left: int = 0
    wanted: Mapping[str, str] = field(default_factory=dict)

    @property
    def local_query(self) -> str:
        """`wanted` as the form of local factors takes it."""
        return urlencode(self.wanted)

    @property
    def differs(self) -> bool:
        """Whether sets disagree."""
        return len({(each.factor.value, each.factor.unit) for each in self.candidates}) > 1


@dataclass(frozen=True, slots=True)
class Operand:
    """A quantity of the formula as it was used."""

    label: str
    text: str
    unit: str
    factors: Sequence[Mapping[str, Any]]
    asked: tuple[Asked, ...] = ()


@dataclass(frozen=True, slots=True)
class Working:
    """One amount with its whole working. `title` is the gas, or what is given instead of one."""

    emission: Emission
    title: str
    exact: str
    operands: tuple[Operand, ...]
    missing: tuple[Asked, ...] = ()


@dataclass(frozen=True, slots=True)
class Share:
    """What a gas adds to CO2e: its amount times its GWP."""

    gas: str
    tonnes: str
    gwp: str
    factor: Factor | None
    co2e: str


@dataclass(frozen=True, slots=True)
class Trace:
    """All workings of a row, or those of one gas. `ranges` are the numbers of the row with their uncertainty in percent."""

    row: Row
    kind_label: str
    cells: tuple[tuple[str, str, str], ...]
    workings: tuple[Working, ...]
    gases: tuple[str, ...]
    gas: str = ""
    parameters: Mapping[str, Asked] = field(default_factory=dict)
    ranges: tuple[tuple[str, str, str], ...] = ()


def trace_of(inventory: Inventory, row: Row, gas: str = "") -> Trace:
    """How the amounts of a row came about; with `gas` those of one gas, with what other sets say."""
    kind = kind_of(row.kind)
    texts = shown_cells(kind, row.values, row.typed)
    cells = tuple(
        (each.label, text, as_asked(each, row.values).unit if _bare(text) else "")
        for each in kind.inputs
        if (text := texts[each.name])
    )
    emissions = list(row.emissions.order_by("pk"))
    wanted = [each for each in emissions if each.gas == gas] if gas else emissions
    book, methods = factor_book(), {each.code: each for each in kind.methods}
    parameters = {
        each.key: each
        for emission in wanted
        if emission.method in methods
        for each in _asked_by(methods[emission.method], emission, row, inventory, book)
    }
    workings = tuple(_working(each, methods.get(each.method), parameters) for each in wanted)
    gases = tuple(dict.fromkeys(each.gas for each in emissions if each.gas))
    ranges = tuple(
        (each.name, each.label, f"{row.uncertainty[each.name]:g}" if each.name in row.uncertainty else "")
        for each in kind.inputs
        if each.kind == InputKind.NUMBER and row.values.get(each.name) is not None
    )
    return Trace(row, kind.label, cells, workings, gases, gas, parameters, ranges)


def _asked_by(method: Method, emission: Emission, row: Row, inventory: Inventory, book: FactorBook) -> list[Asked]:
    kind = kind_of(row.kind)
    values = kind.completed(row.category, values_of(kind, row.values))
    context = Context(region_name(inventory), inventory.year)
    used = {factor["code"] for each in emission.trace.get("operands", []) for factor in each.get("factors", [])}
    output = next((each for each in method.outputs if each.name == emission.output), None)
    needed = [each for each in method.parameters if output is not None and each.name in output.needs]
    found = []
    for parameter in needed:
        technologies = [each.technology for each in values.get(parameter.over) or ()] if parameter.over else [""]
        for technology in technologies:
            key = f"{parameter.name}:{technology}" if technology else parameter.name
            need = need_of(parameter, values, context, technology)
            fitting = book.candidates(need)
            found.append(replace(_asked(key, parameter, technology, fitting, used, row), wanted=_wanted(need)))
    return found


def _asked(
    key: str, parameter: Parameter, technology: str, fitting: Sequence[Factor], used: set[str], row: Row
) -> Asked:
    ordered = sorted(fitting, key=lambda each: each.code not in used)
    return Asked(
        key,
        f"{parameter.label}（{technology}）" if technology else parameter.label,
        tuple(parameter.unit.split("|")) if parameter.unit else (),
        tuple(Candidate(each, each.code in used) for each in ordered[:MOST_CANDIDATES]),
        row.choices.get(key, {}),
        row.own.get(key, {}),
        max(0, len(ordered) - MOST_CANDIDATES),
    )


def _wanted(need: Need) -> dict[str, str]:
    told = {"name": need.label, "quantity": need.quantity, "gas": need.gas, "unit": need.unit.split("|")[0]}
    return {name: value for name, value in {**told, **need.match}.items() if value}


def _working(emission: Emission, method: Method | None, parameters: Mapping[str, Asked]) -> Working:
    operands: list[Operand] = []
    seen: set[str] = set()
    for each in emission.trace.get("operands", []):
        asked = tuple(
            found for key, found in parameters.items() if key.partition(":")[0] == each["name"] and each.get("factors")
        )
        seen.update(found.key for found in asked)
        operands.append(Operand(each["label"], _text(each["value"]), _unit(each), each.get("factors", []), asked))
    output = None if method is None else next((o for o in method.outputs if o.name == emission.output), None)
    needs = output.needs if output is not None else ()
    missing = (
        tuple(found for key, found in parameters.items() if key not in seen and key.partition(":")[0] in needs)
        if emission.amount is None
        else ()
    )
    title = emission.gas or (output.label if output is not None else "") or emission.output
    return Working(emission, title, _text(emission.amount), tuple(operands), missing)


def _bare(text: str) -> bool:
    """Whether it is a number without a unit of its own."""
    return text.replace(",", "").replace(".", "", 1).isdigit()


def _unit(operand: Mapping[str, Any]) -> str:
    unit = str(operand.get("unit") or "")
    return "" if unit == "1" else unit


def _text(value: Any) -> str:
    return shown_value(value) or "—"


def shares_of(inventory: Inventory, row: Row) -> tuple[list[Share], str]:
    """What each greenhouse gas of the row adds to CO2e, and why it cannot be said where it cannot. One query."""
    try:
        gwp = gwp_of(inventory.gwp_set, inventory.unverified)
    except GwpRefused as refused:
        return [], str(refused)
    shares, told = [], ""
    for each in row.emissions.filter(kind__in=(OutputKind.EMISSION, OutputKind.REMOVAL)).order_by("pk"):
        if each.gas not in GREENHOUSE_GASES:
            continue
        try:
            factor = gwp.factor(each.gas)
        except GwpRefused as refused:
            shares.append(Share(each.gas, _text(each.amount), "—", None, "—"))
            told = str(refused)
            continue
        product = None if each.amount is None or factor.value is None else each.amount * factor.value
        shares.append(Share(each.gas, _text(each.amount), _text(factor.value), factor, _text(product)))
    return shares, told
