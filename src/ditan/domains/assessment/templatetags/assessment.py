"""Words and rows that pages of assessments show."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.translation import gettext as _

from ditan.core.machines import ASSESSMENT
from ditan.core.ranking import Topsis
from ditan.domains.assessment.selectors.ranking import RankedRow, Ranking
from ditan.domains.assessment.words import EVENTS

register = template.Library()
STEPS = {each.code: each.label for each in ASSESSMENT.transitions}


@register.filter
def step_words(code: str) -> str:
    """What a step is called."""
    return str(EVENTS.get(code) or STEPS.get(code, code))


@register.filter
def typed_words(value: Any) -> Any:
    """What was filled in, as a screen shows it."""
    return {"yes": _("是"), "no": _("否")}.get(value, value)


@register.filter
def digits(value: Any, number: int) -> str:
    """A result to so many decimals; a dash where there is none."""
    return "—" if value is None or value == "" else f"{float(value):.{number}f}"


@register.filter
def topsis_rows(near: Topsis, rows: tuple[RankedRow, ...]) -> list[tuple[str, tuple[float, ...], float, float]]:
    """Weighted values and the two distances of each organisation that takes part."""
    found = []
    for row in rows:
        key = str(row.pk)
        if key in near.weighted:
            found.append((row.name, near.weighted[key], near.to_ideal[key], near.to_anti_ideal[key]))
    return found


@register.filter
def entropy_rows(ranking: Ranking) -> list[tuple[str, float | None, float | None, float | None, str]]:
    """Entropy, divergence and weights of each line."""
    own = ranking.weights
    return [
        (
            name,
            own.entropy[place] if own else None,
            own.divergence[place] if own else None,
            own.weights[place] if own else None,
            used,
        )
        for place, (name, used) in enumerate(ranking.used_weights)
    ]
