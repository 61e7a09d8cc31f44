"""What a kind of item is: its fields, and the way between a draft's item, plain content, and rows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.functional import Promise

from ditan.core.reading import draft
from ditan.domains.plans.kinds.types import Choice, FieldType, Text, plain
from ditan.domains.plans.models import Measure, ReviewItem
from ditan.domains.plans.models.item import Content, DepartmentName

Canonical = Callable[[Sequence[str]], list[str]]
"""Printed names of departments in order → their canonical names, "" where none is known."""

PLAN_PERIODS = {"十三五": (2016, 2020), "十四五": (2021, 2025), "十五五": (2026, 2030), "十六五": (2031, 2035)}


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its name in code, its Chinese label, and its type. `width` is that of its xlsx column."""

    name: str
    label: str | Promise
    type: FieldType
    required: bool = False
    width: int = 14
    help: str | Promise = ""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of item and its four ways: draft item → content, row → content, content → row, content → draft item.

    `children_of` makes the unsaved child rows of a content; `child_names` are their relations, for prefetching.
    """

    name: str
    plural: str
    label: str | Promise
    model: type[ReviewItem]
    fields: tuple[Field, ...]
    child_names: tuple[str, ...]
    read_draft: Callable[[Any], Content]
    content_of: Callable[[Any], Content]
    apply: Callable[[Any, Content], None]
    children_of: Callable[[Any, Content, Canonical], list[models.Model]]
    make_draft: Callable[[Any, Content, draft.Item], draft.Item]

    def rows(self) -> models.QuerySet[Any]:
        """All stored items of this kind; measures and tasks share a table."""
        rows: models.QuerySet[Any] = self.model._default_manager.all()
        return rows.filter(form=self.name) if self.model is Measure else rows

    def field(self, name: str) -> Field:
        """The field of that name; KeyError where the kind has none."""
        for field in self.fields:
            if field.name == name:
                return field
        known = ", ".join(field.name for field in self.fields)
        raise KeyError(f"kind {self.name!r} has no field {name!r}; fields: {known}")

    def shown(self, content: Mapping[str, Any]) -> Iterator[tuple[Field, str]]:
        """Each field with its value as a person sees it."""
        for field in self.fields:
            yield field, field.type.show(content[field.name])

    def blank(self) -> Content:
        """The content of an item of which nothing is known yet."""
        return {
            field.name: field.type.default if isinstance(field.type, Choice) else field.type.parse("")
            for field in self.fields
        }


def fit(fields: tuple[Field, ...], content: Content) -> Content:
    """The content with texts cleaned of what a database refuses and cut to what its column holds.

    A reading may run astray; a name of a thousand characters shall reach the desk, cut, and not break the reading.
    """
    longest = {field.name: field.type.longest for field in fields if isinstance(field.type, Text)}
    return {
        name: plain(value)[: longest[name]] if name in longest and isinstance(value, str) else value
        for name, value in content.items()
    }


def fit_names(names: Iterable[str]) -> list[str]:
    """Names as a column holds them; an empty one is left out."""
    cleaned = (plain(name)[:200] for name in names)
    return [name for name in cleaned if name]


def years_in(text: str) -> tuple[int | None, int | None]:
    """First and last year of a printed period, (None, None) where it names none or runs backwards.

    >>> years_in("2022—2024年"), years_in("“十四五”期间"), years_in("长期")
    ((2022, 2024), (2021, 2025), (None, None))
    """
    years = [int(year) for year in re.findall(r"(?<!\d)(?:19|20|21)\d{2}(?!\d)", text)]
    years += [year for name, bounds in PLAN_PERIODS.items() if name in text for year in bounds]
    if not years or years[0] > years[-1]:
        return None, None
    return years[0], years[-1]


def department_row(
    model: type[DepartmentName], position: int, printed: str, organisation: str, **owner: Any
) -> DepartmentName:
    """An unsaved row of a department name."""
    return model(
        position=position,
        printed_name=printed[:200],
        organisation_name=organisation[:200],
        listed_as=(organisation or printed)[:200],
        **owner,
    )


def department_rows(
    model: type[DepartmentName], names: Sequence[str], canonical: Canonical, **owner: Any
) -> list[models.Model]:
    """One row a name, in the printed order."""
    return [
        department_row(model, position, printed, organisation, **owner)
        for position, (printed, organisation) in enumerate(zip(names, canonical(names), strict=True))
    ]
