"""What pages of evaluations send, as values; what search areas offer."""

from __future__ import annotations

from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from ditan.base.directory.forms import key_of
from ditan.base.searching import Control
from ditan.domains.evaluation.models import Kind, State
from ditan.domains.evaluation.selectors.evaluations import EvaluationFilters


def year_of(text: str) -> int | None:
    """A year as typed, None where it is none."""
    text = text.strip()
    return int(text) if len(text) == 4 and text.isascii() and text.isdigit() else None


def filters_of(data: QueryDict) -> EvaluationFilters:
    """What the list is asked for; what makes no sense is left out."""
    kind, state = data.get("kind", ""), data.get("state", "")
    return EvaluationFilters(
        q=data.get("q", "")[:100],
        kind=kind if kind in Kind.values else "",
        state=state if state in State.values else "",
        year=year_of(data.get("year", "")),
    )


def controls_of(filters: EvaluationFilters) -> list[Control]:
    """The search area of the list."""
    return [
        Control("q", _("标题"), filters.q),
        Control("kind", _("类型"), filters.kind, list(Kind.choices)),
        Control("year", _("评估年度"), str(filters.year or ""), placeholder="2025"),
        Control("state", _("状态"), filters.state, list(State.choices)),
    ]


def version_of(data: Any) -> int:
    """The version that a form was made for; 0, which fits none, where it names none."""
    return key_of(str(data.get("version", ""))) or 0
