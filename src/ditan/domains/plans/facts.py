"""The facts that a plan states of itself, as fields that a person may correct."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ditan.domains.plans.kinds import Field
from ditan.domains.plans.kinds.types import Choice, Text, Year, plain
from ditan.domains.plans.models import PlanStatus


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A date to the day or to the month, as the plan prints it; or nothing."""

    def show(self, value: Any) -> str:
        return str(value or "")

    def parse(self, text: Any) -> str:
        written = plain(text)
        if not written:
            return ""
        found = re.fullmatch(r"(\d{4})[-/.年](\d{1,2})(?:[-/.月](\d{1,2})日?|月)?", written)
        if not found or not 1 <= int(found[2]) <= 12 or not 1 <= int(found[3] or 1) <= 31:
            raise ValueError(_("“%(text)s”不是日期；请写成 2021-11-25 或 2021-11。") % {"text": written[:40]})
        return "-".join([found[1], found[2].zfill(2)] + ([found[3].zfill(2)] if found[3] else []))


FACTS = (
    Field("title", gettext_lazy("标题"), Text(400), required=True),
    Field("issuer", gettext_lazy("发文机关"), Text(400)),
    Field("document_number", gettext_lazy("文号"), Text(100)),
    Field("issued_on", gettext_lazy("发文日期"), PrintedDate()),
    Field("status", gettext_lazy("文件状态"), Choice(PlanStatus, default=PlanStatus.UNKNOWN)),
    Field("region_name", gettext_lazy("地区"), Text(200)),
    Field("period_start", gettext_lazy("规划期起"), Year()),
    Field("period_end", gettext_lazy("规划期止"), Year()),
)
"""The editable facts, in the order of the form."""
