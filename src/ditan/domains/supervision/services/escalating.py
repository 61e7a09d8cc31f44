"""What supervision does when its clocks reach a level: a line in the history, and the board where the level says so."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from ditan.base.workflow.models import Escalation, EscalationAct
from ditan.domains.supervision.clocks import STEP
from ditan.domains.supervision.models import Matter, MatterStep
from ditan.domains.supervision.services.deeds import step_of

PREFIX = "supervision.matter:"


def on_escalations(escalations: Sequence[Escalation]) -> None:
    """Keep each level of ours with the day on which it came up, and whom it told. Three statements."""
    mine = [(pk, each) for each in escalations if (pk := _matter_of(each.clock.key)) is not None]
    if not mine:
        return
    matters = Matter.objects.select_related("organisation").in_bulk({pk for pk, _each in mine})
    rows: list[MatterStep] = []
    hung: dict[int, Matter] = {}
    for pk, each in mine:
        matter = matters.get(pk)
        if matter is None:
            continue
        people = "、".join(told["name"] for told in each.told)
        words = {
            "act": each.level.get_act_display(),
            "order": each.order,
            "on": each.on,
            "who": each.level.get_who_display(),
            "people": people or _("未通知"),
        }
        step = step_of(
            matter, "escalated", text=_("第 %(order)d 级%(act)s（%(who)s：%(people)s），到级 %(on)s") % words
        )
        step.due_on, step.late = each.due_on, each.found_on > each.due_on
        rows.append(step)
        if each.level.act == EscalationAct.HANG and matter.hung_on is None and not each.clock.key.endswith(STEP):
            matter.hung_on, matter.hung_why = each.on, _("超过时限，按升级链第 %d 级挂牌") % each.order
            matter.version += 1
            hung[pk] = matter
    MatterStep.objects.bulk_create(rows, batch_size=500)
    Matter.objects.bulk_update(hung.values(), ["hung_on", "hung_why", "version"], batch_size=200)


def _matter_of(key: str) -> int | None:
    """The matter to which a clock belongs, that of its deadline or that of its next step."""
    if not key.startswith(PREFIX):
        return None
    number = key.removeprefix(PREFIX).removesuffix(STEP)
    return int(number) if number.isdigit() else None
