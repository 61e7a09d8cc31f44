"""From what a clause states to `Target` items, each with its quote, its span and the reader's confidence."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ditan.core.reading.draft import Basis, Comparator, Target
from ditan.core.reading.quantities import Amount
from ditan.core.reading.quantities_numbers import parse_number
from ditan.core.reading.targets.clauses import Span
from ditan.core.reading.targets.context import Context
from ditan.core.reading.targets.exclusions import is_ruled_out, is_target
from ditan.core.reading.targets.names import Name, split_measured, split_names, trim
from ditan.core.reading.targets.naming import ORIGIN, Pair, pair
from ditan.core.reading.targets.statements import Statement
from ditan.core.reading.targets.timing import When
from ditan.core.reading.targets.vocabulary import CEILING
from ditan.core.reading.targets.wordings import Wording
from ditan.core.reading.years import YearMention

BY_FORM = {"level": 0.95, "change": 0.95, "count": 0.85, "made": 0.8, "share": 0.75, "wording": 0.85}
"""Confidence of a statement whose year stands in its own sentence."""

BY_SOURCE = {"sentence": 0.0, "paragraph": 0.1, "section": 0.1, "none": 0.15}
"""What is taken off where the year is inherited or missing."""

_PLACE = re.compile(r"[\u4e00-\u9fff]{2,3}(?<!城)(?:市|县)(?![级场政区委])")
_FIGURE = re.compile(r"(?<![0-9.])(?!(?:19|20)[0-9]{2}\s?年)[0-9][0-9.]*")
_EMITTED = re.compile(r"(?:减排量|排放总量|排放量)$")
_STRETCH = re.compile(r"力争|争取")
_EVERY_YEAR = re.compile(r"每年|年均(?!浓度)")


def assemble(context: Context, when: When, statement: Statement) -> list[Target]:
    """The targets of a statement; none where it states no target."""
    if context.past or when.past:
        # What is past is no target, but the next clause may go on with its name (2020年为12%,2025年达到16%).
        pair(context, when, statement)
        return []
    if is_ruled_out(context, when, statement):
        return []
    return [
        _target(context, when, statement, one)
        for one in pair(context, when, statement)
        if is_target(context, when, statement, one)
    ]


def assemble_wording(context: Context, when: When, wording: Wording) -> list[Target]:
    """The targets whose value is a wording (达到市级要求)."""
    if when.past or (wording.needs_year and when.year is None):
        return []
    page = context.page
    span = trim(page.text, context.own_part(wording.name))
    if span[1] - span[0] < 2:
        return []
    end = max(wording.value[1], wording.rest[1])
    return [
        Target(
            quote=page.quote(min(_start(name, span[0]), wording.value[0]), end),
            span=page.span(min(_start(name, span[0]), wording.value[0]), end),
            confidence=round(BY_FORM["wording"] - BY_SOURCE[when.source], 2),
            name=name.printed(page),
            value=page.printed(*wording.value).strip() + page.printed(*wording.rest).strip(),
            year=when.year,
            comparator=wording.comparator,
            subject=_subject(context, name),
            heading=context.heading,
        )
        for name in split_measured(page.text, span) or _of_emissions(page.text, span) or (Name((span,)),)
    ]


def _of_emissions(text: str, span: Span) -> tuple[Name, ...] | None:
    """The names of a list of pollutants that print their 减排量 once (氮氧化物、氨氮重点工程减排量)."""
    return split_names(text, span, 1, shared=True) if _EMITTED.search(text, *span) else None


def _target(context: Context, when: When, statement: Statement, one: Pair) -> Target:
    page, text, amount = context.page, context.text, one.amount
    start, end = _bounds(context, statement, one)
    origin = ORIGIN.search(text, *statement.name)
    bases = [mention for mention in context.mentions if mention.kind == "base" and _in(mention.start, statement.name)]
    return Target(
        quote=page.quote(start, end),
        span=page.span(start, end),
        confidence=_confidence(when, statement, one),
        name=one.name.printed(page),
        value=amount.value if amount.upper is None else _printed_range(context, amount),
        unit=_unit(context, statement, amount),
        year=one.year,
        comparator=_comparator(text, statement, amount),
        base_year=context.base_year if statement.form == "change" or origin or one.changed or bases else None,
        base_value=parse_number(origin["value"].rstrip(".,"))
        if origin
        else _base_value(text, statement, bases, amount),
        basis=_basis(text, context, statement),
        subject=_subject(context, one.name),
        stretch=one.carried and _STRETCH.search(text, statement.name[0], amount.start) is not None,
        heading=context.heading,
    )


def _base_value(text: str, statement: Statement, bases: Sequence[YearMention], amount: Amount) -> float | None:
    """What the clause says stood at the base year, one figure a value: 比2010年的12.4万吨、1.07万吨分别减少11.9%、15.5%."""
    figures = _FIGURE.findall(text, bases[-1].start, bases[-1].end) if bases else []
    if len(figures) != len(statement.values):
        return None
    return parse_number(figures[statement.values.index(amount)].rstrip("."))


def _in(position: int, span: Span) -> bool:
    return span[0] <= position < span[1]


def _printed_range(context: Context, amount: Amount) -> str:
    """A range as it is printed (3—5): one number of it would be a guess."""
    return context.page.printed(amount.number_start, amount.unit_end - len(amount.unit)).strip()


def _unit(context: Context, statement: Statement, amount: Amount) -> str | None:
    """The printed unit; a list may print it with its last value only (10.6万、3.8万平方公里)."""
    last = statement.values[-1]
    if amount.unit in ("", "万", "亿") and last.unit.startswith(amount.unit):
        amount = last
    start = amount.unit_end - len(amount.unit)
    in_place = context.text[start : amount.unit_end] == amount.unit
    return (context.page.as_set(start, amount.unit_end).strip() if in_place else amount.unit) or None


def _bounds(context: Context, statement: Statement, one: Pair) -> Span:
    """What is quoted: from the name, or the verb before it, to the end of the value and its noun."""
    amount = one.amount
    if statement.form == "made":
        return (amount.start if statement.listed else statement.name[1]), statement.object[1]
    own = trim(context.text, context.own_part(statement.name))[0]
    if statement.form == "share":
        return min(own, amount.start), context.clause.end
    return min(own if one.carried else _start(one.name, own), amount.start), amount.end


def _start(name: Name, fallback: int) -> int:
    start = name.start()
    return fallback if start is None else start


def _comparator(text: str, statement: Statement, amount: Amount) -> Comparator:
    """The comparator beside the value, else the one that its verb or the first value of its list brings."""
    if amount.comparator != "=":
        return amount.comparator
    if CEILING.search(text, *statement.verb):
        return "<="
    if text.find("至少", statement.name[0], amount.start) >= 0:
        return ">="
    first = statement.values[0]
    return first.comparator if first.start < first.number_start else "="


def _basis(text: str, context: Context, statement: Statement) -> Basis:
    window = context.clause.start, statement.values[0].start
    if _EVERY_YEAR.search(text, *window):
        return "annual"
    return "cumulative" if text.find("累计", *window) >= 0 else "level"


def _subject(context: Context, name: Name) -> str:
    """Whom the target binds, where the text says it: 全市 before the name, or a place that begins it (银川市).

    A place holds up to the next semicolon or full stop: 甲市的优良天数比率不低于93%,细颗粒物浓度不高于32微克/立方米.
    """
    start = name.start()
    if start is None:
        return ""
    region = context.region_before(start)
    if region:
        return context.page.printed(*region).strip()
    place = _PLACE.match(context.text, start)
    if place is not None:
        context.place = context.page.printed(*place.span())
    return context.place


def _confidence(when: When, statement: Statement, one: Pair) -> float:
    doubt = BY_SOURCE[when.source] + (0.1 if one.carried else 0.0) + (0.3 if one.unsure else 0.0)
    return round(BY_FORM[statement.form] - doubt, 2)
