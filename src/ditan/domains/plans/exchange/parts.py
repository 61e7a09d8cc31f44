"""The parts of a target as a table: 预算, 执行, 偏差, with version and reason."""

from __future__ import annotations

from django.utils.translation import gettext as _

from ditan.base.reporting.tables import Table
from ditan.core.decomposition import STANDINGS
from ditan.domains.plans.selectors.decomposition import Decomposition


def parts_table(found: Decomposition) -> Table:
    """Years first, then the units that share the target or one of its years."""
    rows = [
        (
            row.part.year,
            row.part.organisation_name,
            str(row.part.get_rule_display()),
            row.part.weight,
            row.part.value,
            row.executed.number if row.executed else None,
            row.off.difference if row.off else None,
            STANDINGS[row.off.standing] if row.off else "",
            found.unit,
            row.part.version,
            _("已确认") if row.part.confirmed else _("待确认"),
            row.part.reason,
            row.part.by_name,
            row.part.at,
        )
        for row in (*found.years, *(row for share in found.shares for row in share.rows))
    ]
    head: tuple[str, ...] = (_("年度"), _("承担单位"), _("分解方式"), _("权重"), _("预算（目标值）"), _("执行"))
    head += (_("偏差"), _("研判"), _("单位"), _("版本"), _("状态"), _("理由"), _("经办人"), _("时间"))
    title = _("目标分解-%(name)s") % {"name": found.tracked.name}
    return Table(title, head, rows, (8, 24, 18, 10, 14, 12, 12, 12))
