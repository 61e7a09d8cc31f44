"""Form inputs drawn from the declared fields of a kind: one declaration for form, workbook and API."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.functional import Promise

from ditan.domains.plans.kinds import Field
from ditan.domains.plans.kinds.lists import Fundings, Names, Quantities, Values
from ditan.domains.plans.kinds.types import Choice, Flag, Text

Words = str | Promise

NAMES = ("name", "title")
"""What an item is called stands first in its form."""


@dataclass(frozen=True, slots=True)
class Input:
    """One input. `cells` are an indicator's values as (year, text); `compared` is another version of the value."""

    name: str
    label: Words
    widget: str
    value: str = ""
    cells: tuple[tuple[str, str], ...] = ()
    options: tuple[str, ...] = ()
    required: bool = False
    help: Words = ""
    error: str = ""
    compared: str | None = None
    compared_label: Words = ""

    @property
    def wide(self) -> bool:
        """Whether the input takes a whole row of the form."""
        return self.widget in ("lines", "cells", "names") or self.name in NAMES


def inputs_of(
    fields: Iterable[Field],
    values: Mapping[str, str],
    errors: Mapping[str, str],
    *,
    compared: Mapping[str, str] | None = None,
    compared_label: Words = "",
) -> list[Input]:
    """Inputs for the fields, holding `values` as shown; where `compared` differs it stands below the input."""
    made = []
    for field in sorted(fields, key=lambda each: each.name not in NAMES):
        value = values.get(field.name, "")
        other = (compared or {}).get(field.name)
        made.append(
            Input(
                name=field.name,
                label=field.label,
                widget=_widget(field.type),
                value=value,
                cells=_cells(value) if isinstance(field.type, Values) else (),
                options=_options(field.type),
                required=field.required,
                help=field.help,
                error=errors.get(field.name, ""),
                compared=other if other is not None and other != value else None,
                compared_label=compared_label,
            )
        )
    return made


def typed(fields: Iterable[Field], data: QueryDict) -> dict[str, Any]:
    """What a person typed, by field; an indicator's cells are put together again as `年份=数值`."""
    written: dict[str, Any] = {}
    for field in fields:
        if isinstance(field.type, Values):
            pairs = zip(data.getlist("year"), data.getlist("cell"), strict=False)
            if "year" in data:
                written[field.name] = "；".join(
                    f"{year.strip()}={cell.strip()}" for year, cell in pairs if year.strip()
                )
        elif field.name in data:
            written[field.name] = str(data[field.name]).replace("\r\n", "\n")
    return written


def _cells(shown: str) -> tuple[tuple[str, str], ...]:
    parts = (part.partition("=") for part in shown.split("；") if part)
    return tuple((year, cell) for year, _sign, cell in parts)


def _widget(kind: object) -> str:
    if isinstance(kind, (Choice, Flag)):
        return "select"
    if isinstance(kind, Values):
        return "cells"
    if isinstance(kind, (Names, Quantities, Fundings)):
        return "names"
    return "lines" if isinstance(kind, Text) and kind.lines else "line"


def _options(kind: object) -> tuple[str, ...]:
    if isinstance(kind, Choice):
        labels = tuple(kind.labels.values())
        return ("", *labels) if not kind.default else labels
    return ("否", "是") if isinstance(kind, Flag) else ()
