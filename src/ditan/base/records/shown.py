"""How a value is written on a screen: with the precision it was reported with, and what stands behind it in words."""

from __future__ import annotations

from django.utils.translation import gettext as _

from ditan.base.records.models import Metric, Observation, Origin, Qualifier, Role, State
from ditan.core.records import decimals_of, shown

MOST_DECIMALS = 4
"""Of a computed value whose metric names none: more digits than went in would say more than is known."""
NOTHING = "—"


def value_of(row: Observation) -> str:
    """The value in the metric's unit, with the digits that were reported.

    A number that came in another unit is written as it converts; one that was computed, with the metric's decimals.
    """
    if row.state == State.NUMBER and row.number is not None:
        return f"{qualifier_of(row)}{shown(row.number, _decimals(row, row.metric))}"
    if row.state == State.TEXT:
        return row.reported
    return str(row.get_state_display())


def qualifier_of(row: Observation) -> str:
    """What stands before the number: `>`, `约`; nothing where it is exact."""
    return "" if row.qualifier == Qualifier.EQUAL else str(Qualifier(row.qualifier).label)


def _decimals(row: Observation, metric: Metric) -> int | None:
    if row.origin in (Origin.COMPUTED, Origin.SYSTEM):
        return MOST_DECIMALS if metric.decimals is None else metric.decimals
    return decimals_of(row.reported) if row.unit == metric.unit and row.reported else None


def reported_of(row: Observation) -> str:
    """The value exactly as it came, with its own unit."""
    return f"{row.reported}{row.unit}" if row.reported else NOTHING


def source_of(row: Observation) -> str:
    """Where the value comes from, in one line."""
    if row.publication is not None:
        told = "，".join(part for part in (row.publication.publisher, row.publication.published_on) if part)
        return f"{row.publication.title}（{told}）" if told else row.publication.title
    if row.source is not None:
        return row.source.name
    if row.origin == Origin.COMPUTED:
        return _("由其他指标计算")
    if row.origin == Origin.SYSTEM:
        return str((row.trace or {}).get("about") or row.get_origin_display())
    told = row.issuer_name or row.recorded_by_name
    return f"{row.get_origin_display()}（{told}）" if told else str(row.get_origin_display())


def about_value(row: Observation) -> str:
    """What the 口径 of a number says when somebody points at it: what, when, how defined, from where."""
    metric = row.metric
    lines = [
        _("口径：%(text)s") % {"text": metric.definition or _("尚未登记")},
        _("数值类型：%(basis)s　数据状态：%(status)s") % {"basis": basis_of(row), "status": row.get_status_display()},
        _("来源：%(source)s") % {"source": source_of(row)},
    ]
    if row.role != Role.OWN:
        lines.insert(1, _("用途：%(role)s") % {"role": row.get_role_display()})
    if row.demo:
        lines.insert(0, _("演示数据，不得用于考核和对外发布"))
    if row.note:
        lines.append(_("说明：%(note)s") % {"note": row.note})
    if metric.responsible_name or metric.responsible_id:
        lines.append(_("责任单位：%(name)s") % {"name": responsible_of(metric)})
    return "\n".join(lines)


def basis_of(row: Observation) -> str:
    """当期值, 比上年 or 累计."""
    return str(row.get_basis_display())


def responsible_of(metric: Metric) -> str:
    """Who answers for the metric. The catalogue keeps the organisation's name beside it, so that no row asks for it."""
    if metric.responsible_name or metric.responsible is None:
        return metric.responsible_name
    return metric.responsible.name
