"""What pages of inventories send, as values; what search areas offer."""

from __future__ import annotations

from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from ditan.base.directory.forms import key_of
from ditan.base.searching import Control
from ditan.domains.inventory.models import State
from ditan.domains.inventory.selectors.inventories import InventoryFilters


def year_of(text: str) -> int | None:
    """A year as typed, None where it is none."""
    text = text.strip()
    return int(text) if len(text) == 4 and text.isascii() and text.isdigit() else None


def filters_of(data: QueryDict) -> InventoryFilters:
    """What the list is asked for; what makes no sense is left out."""
    state = data.get("state", "")
    return InventoryFilters(
        q=data.get("q", "")[:100],
        state=state if state in State.values else "",
        year=year_of(data.get("year", "")),
    )


def controls_of(filters: InventoryFilters) -> list[Control]:
    """The search area of the list."""
    return [
        Control("q", _("名称"), filters.q),
        Control("year", _("年份"), str(filters.year or ""), placeholder="2023"),
        Control("state", _("状态"), filters.state, list(State.choices)),
    ]


def version_of(data: Any) -> int:
    """The version that a form was made for; 0, which fits none, where it names none."""
    return key_of(str(data.get("version", ""))) or 0
