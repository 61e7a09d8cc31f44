"""The data of the comparison pages as tables, every number with its period, its source and its standing."""

from __future__ import annotations

from django.utils.translation import gettext as _

from ditan.base.reporting.tables import Table
from ditan.domains.plans.kinds.types import show_number
from ditan.domains.plans.models.choices import Basis, Comparator
from ditan.domains.plans.selectors.plans_compared import PlanComparison
from ditan.domains.plans.selectors.regions_compared import RegionComparison


def regions_table(found: RegionComparison) -> Table:
    """A row for each value that stands."""
    names = dict(found.periods)
    rows = []
    for line in found.all_lines:
        for code, name in names.items():
            standing = line.standings.get(code)
            if standing is None:
                continue
            value = standing.observation
            rows.append(
                (
                    line.subject.name,
                    line.subject.code,
                    name,
                    standing.number,
                    found.metric.unit,
                    value.reported,
                    str(standing.get_role_display()),
                    str(standing.get_status_display()),
                    _("有冲突") if standing.contested else "",
                    value.publication.title if value.publication else "",
                    value.publication.address if value.publication else "",
                    value.quote,
                    value.note,
                    _("演示") if standing.demo else "",
                )
            )
    head: tuple[str, ...] = (
        _("地区"),
        _("地区代码"),
        _("报告期"),
        _("数值"),
        _("单位"),
        _("原报值"),
        _("用途"),
        _("数据状态"),
    )
    head += (_("冲突"), _("出处"), _("地址"), _("原文"), _("说明"), _("演示"))
    return Table(_("地区对比-%(metric)s") % {"metric": found.metric.name}, head, rows, (14, 10, 16, 12, 12, 12))


def plans_table(found: PlanComparison) -> Table:
    """A row for each value that a plan prints."""
    rows = [
        (
            side.plan.title,
            str(side.plan.get_status_display()),
            side.plan.region_name,
            each.year,
            _("基期") if each.base else (_("力争") if each.stretch else _("目标")),
            str(Comparator(each.comparator).label),
            each.number,
            found.metric.unit,
            each.printed,
            each.item.unit,
            str(Basis(each.basis).label),
            each.item.name,
            show_number(each.item.start),
            each.item.quote,
        )
        for side in found.sides
        for each in side.asked
    ]
    head: tuple[str, ...] = (
        _("规划"),
        _("状态"),
        _("地区"),
        _("年份"),
        _("性质"),
        _("比较"),
        _("数值"),
        _("单位"),
        _("印出值"),
    )
    head += (_("印出单位"), _("口径"), _("条目"), _("原文位置"), _("原文"))
    return Table(_("规划对照-%(metric)s") % {"metric": found.metric.name}, head, rows, (40, 12, 12, 8, 8, 8, 12, 12))
