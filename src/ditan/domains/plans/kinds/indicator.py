"""The kind indicator."""

from __future__ import annotations

import re
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from ditan.core.reading import draft
from ditan.core.reading.resolve import pint_unit
from ditan.domains.plans.kinds.kind import Canonical, Field, Kind, department_rows
from ditan.domains.plans.kinds.lists import Values, split_names
from ditan.domains.plans.kinds.types import Choice, Text, finite, plain, show_number
from ditan.domains.plans.models import Indicator, IndicatorDepartment, IndicatorValue
from ditan.domains.plans.models.choices import Basis, Nature
from ditan.domains.plans.models.item import Content

FIELDS = (
    Field("number", _("序号"), Text(50), width=6),
    Field("name", _("指标名称"), Text(300), required=True, width=36),
    Field("unit", _("单位"), Text(100)),
    Field("category", _("类别"), Text(200)),
    Field("nature", _("属性"), Choice(Nature), width=10),
    Field("department", _("责任部门"), Text(400), width=20),
    Field("basis", _("口径"), Choice(Basis, default=Basis.LEVEL), width=10),
    Field("values", _("各年数值"), Values(), help=_("每年一格；“≥20”“市级下达”照印出文字填写")),
    Field("metric", _("统计指标"), Text(64)),
    Field("table", _("所在表"), Text(300), width=24),
)
SCALARS = ("number", "name", "unit", "category", "nature", "department", "basis", "metric", "table")


def read_draft(item: draft.Indicator) -> Content:
    content: Content = {name: getattr(item, name) or "" for name in SCALARS}
    return {**content, "values": cells_of(item.values)}


def cells_of(values: dict[str, draft.Value | None]) -> dict[str, Any]:
    """A draft's values as plain cells, fit for a column: `{"2025": {"value", "text", "comparator"}}`."""
    return {
        plain(year)[:50]: None
        if cell is None
        else {
            "value": finite(cell.value),
            "text": plain(cell.text)[:200] or show_number(cell.value),
            "comparator": cell.comparator,
        }
        for year, cell in values.items()
    }


def content_of(item: Indicator) -> Content:
    content: Content = {name: getattr(item, name) for name in SCALARS}
    return {**content, "values": values_of(item)}


def values_of(item: Indicator, alternative: int = 0) -> dict[str, Any]:
    """The cells of one reading, as plain values in the printed order."""
    cells = sorted(
        (cell for cell in item.cells.all() if cell.alternative == alternative), key=lambda cell: cell.position
    )
    return {
        cell.year: None
        if cell.value is None and not cell.text
        else {"value": cell.value, "text": cell.text, "comparator": cell.comparator}
        for cell in cells
    }


def apply(item: Indicator, content: Content) -> None:
    for name in SCALARS:
        setattr(item, name, content[name])
    item.unit_pint = pint_unit(content["unit"])[:100]
    filled = [year_number(year) for year, cell in content["values"].items() if cell is not None]
    item.due_year = max((year for year in filled if year is not None), default=None)


def year_number(year: str) -> int | None:
    """`2025` of `2025年目标`; None where no year is printed."""
    found = re.search(r"(?:19|20|21)\d{2}", year)
    return int(found.group()) if found else None


def children_of(item: Indicator, content: Content, canonical: Canonical) -> list[models.Model]:
    departments = department_rows(IndicatorDepartment, split_names(content["department"]), canonical, indicator=item)
    return [*cell_rows(item, content["values"], alternative=0), *departments]


def cell_rows(item: Indicator, values: dict[str, Any], *, alternative: int) -> list[models.Model]:
    """Unsaved rows of one reading's cells."""
    return [
        IndicatorValue(
            indicator=item,
            alternative=alternative,
            year=year,
            year_number=year_number(year),
            position=position,
            **(cell or {}),
        )
        for position, (year, cell) in enumerate(values.items())
    ]


def make_draft(item: Indicator, content: Content, place: draft.Item) -> draft.Indicator:
    scalars = {name: content[name] for name in SCALARS}
    return draft.Indicator(
        quote=place.quote,
        span=place.span,
        confidence=place.confidence,
        values={year: None if cell is None else draft.Value(**cell) for year, cell in content["values"].items()},
        ambiguous=item.ambiguous,
        unit_pint=item.unit_pint,
        **{**scalars, "nature": content["nature"] or None},
    )


INDICATOR = Kind(
    "indicator",
    "indicators",
    _("指标"),
    Indicator,
    FIELDS,
    ("cells", "departments"),
    read_draft,
    content_of,
    apply,
    children_of,
    make_draft,
)
