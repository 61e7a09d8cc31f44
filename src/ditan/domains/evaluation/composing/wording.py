"""Numbers and names in the sentences of an evaluation."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from ditan.base.reporting.documents import Note, Run
from ditan.domains.evaluation.facts import Facts, IndicatorFact, Sourced

UNNAMED = "未明确责任单位"
REACHED = "达成"
ON_TRACK = ("green", "light_green")


def count(facts: Facts, number: int) -> Run:
    """A number that the platform counted, with what it counted."""
    return Run(f"{number:,}", (facts.counted,))


def sourced(value: Sourced | None) -> Run | None:
    """A sourced text as a cell; unknown stays unknown."""
    return None if value is None else Run(value.text, value.notes)


def percent(share: float | None) -> str | None:
    """A fraction in percent, one decimal."""
    return None if share is None else f"{share * 100:.1f}%"


def money(amount: Decimal | None) -> str | None:
    """An amount with separators and the digits that it has, two at most."""
    if amount is None:
        return None
    whole = amount.normalize()
    digits = max(-int(whole.as_tuple().exponent), 0)
    return f"{amount:,.{min(digits, 2)}f}"


def names(values: Iterable[str], most: int = 3) -> str:
    """Names with 、 between; of many the first and how many there are."""
    told = [each for each in dict.fromkeys(values) if each]
    if not told:
        return UNNAMED
    return "、".join(told) if len(told) <= most else f"{'、'.join(told[:most])}等{len(told)}个单位"


def judgement(fact: IndicatorFact) -> str:
    """How a target stands, in words: reached or not where that can be said, else the word of its light."""
    if fact.group in ("awaiting", "no_data", "to_assess"):
        return {"awaiting": "待下达", "no_data": "无数据", "to_assess": _assessing(fact)}[fact.group]
    if fact.met:
        return REACHED
    return {"征求意见稿": "不作考核"}.get(fact.label, fact.label) or "无法判定"


def _assessing(fact: IndicatorFact) -> str:
    word = {True: "终值已达目标", False: "终值未达目标", None: ""}[fact.met]
    return f"到期待评（{word}）" if word else "到期待评"


def of_group(facts: Facts, group: str) -> list[IndicatorFact]:
    """The targets of a situation."""
    return [each for each in facts.indicators if each.group == group]


def together(values: Sequence[Decimal | None]) -> tuple[Decimal | None, int]:
    """The sum of what is known, None where nothing is, and how many are not known."""
    known = [value for value in values if value is not None]
    return (sum(known, Decimal(0)) if known else None), len(values) - len(known)


def notes_of(values: Iterable[Sourced | None]) -> tuple[Note, ...]:
    """All sources of these texts, each once."""
    return tuple(dict.fromkeys(note for value in values if value is not None for note in value.notes))
