"""What a form sends of a target's parts: rows by number, each with a unit or a year, a weight and a value."""

from __future__ import annotations

import math
from collections.abc import Mapping

from django.utils.translation import gettext as _

from ditan.domains.plans.errors import InvalidFields
from ditan.domains.plans.kinds.types import parse_number, plain
from ditan.domains.plans.services.decomposition import MOST_PARTS, PartInput
from ditan.domains.plans.views.numbers import whole

Sent = Mapping[str, str]


def years_sent(sent: Sent) -> list[PartInput]:
    """`year-0`, `value-0`, …; a row without a year is left out, one without a value is unknown."""
    errors: dict[str, str] = {}
    rows = []
    for number in range(MOST_PARTS):
        year = plain(sent.get(f"year-{number}", ""))
        if year:
            rows.append(PartInput(whole(year) or None, value=_number(sent, f"value-{number}", year, errors)))
    _refuse(errors)
    return rows


def units_sent(sent: Sent, year: int | None) -> list[PartInput]:
    """`name-0`, `weight-0`, `value-0`, …; a row without a name is left out."""
    errors: dict[str, str] = {}
    rows = []
    for number in range(MOST_PARTS):
        name = plain(sent.get(f"name-{number}", ""))
        if name:
            value = _number(sent, f"value-{number}", name, errors)
            rows.append(PartInput(year, name, value, _number(sent, f"weight-{number}", name, errors)))
    _refuse(errors)
    return rows


def _number(sent: Sent, field: str, name: str, errors: dict[str, str]) -> float | None:
    written = plain(sent.get(field, ""))
    if written in ("", "—"):
        return None
    number = parse_number(written)
    if number is None or not math.isfinite(number):
        errors[name] = _("“%(written)s”不是数值；请填数字，未定的留空") % {"written": written[:30]}
    return number


def _refuse(errors: dict[str, str]) -> None:
    if errors:
        raise InvalidFields(errors)
