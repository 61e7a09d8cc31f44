"""Handing out what plans ask for. Done twice it is done once: an item of a plan belongs to one matter."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from ditan.base.audit.services import record
from ditan.base.directory.models import Organisation
from ditan.base.refusal import InvalidFields
from ditan.base.workflow.clocks.services import start_clocks
from ditan.core.machines.matters import OWED_BY_RECEIVER
from ditan.domains.plans.models import PlanDocument
from ditan.domains.supervision.clocks import start_of
from ditan.domains.supervision.models import Kind, Matter, MatterClass, MatterItem, Reporting
from ditan.domains.supervision.permissions import MANAGE, require
from ditan.domains.supervision.selectors.plan_rows import PlanRow, organisations_of, plan_rows
from ditan.domains.supervision.services.drawing_up import Draft, draw_up_many


@transaction.atomic
def from_plan(
    *,
    user: Any,
    plan: PlanDocument,
    measures: Collection[int] | None = None,
    due_on: datetime.date | None = None,
    dues: Mapping[int, datetime.date] | None = None,
    names: Mapping[str, Organisation] | None = None,
    matter_class: MatterClass | None = None,
    reporting: str = Reporting.NONE,
    past_why: str = "",
    hand_out: bool = False,
) -> list[Matter]:
    """Draw up a matter for each of these booked measures and tasks, for all of the plan where none are named, and give
    the matters, those that were there before among them.

    Parameters
    ----------
    measures
        Keys of `plans.Measure`. A measure of the body that rows of an annex repeat stands for these rows.
    due_on, dues
        A deadline for all, or by measure; where neither is given, the end of the year that the plan prints.
    names
        Organisations by the names that the plan lists, where the directory does not know a name by itself.
    hand_out
        Hand them out at once: each then needs a lead and a deadline, and `InvalidFields` names those without.
    """
    require(user, MANAGE)
    rows = [row for row in plan_rows(user, plan) if measures is None or _asked(row, measures)]
    known = organisations_of(rows) | dict(names or {})
    fresh = [row for row in rows if row.matter is None]
    drafts = [_draft(row, known, dues or {}, due_on, matter_class, reporting, past_why) for row in fresh]
    if hand_out:
        _require_whole(fresh, drafts)
    made = draw_up_many(user=user, drafts=drafts, hand_out=hand_out) if drafts else []
    MatterItem.objects.bulk_create(
        [MatterItem(matter=matter, measure=row.measure) for matter, row in zip(made, fresh, strict=True)]
        + [
            MatterItem(matter=matter, measure=row.body, primary=False)
            for matter, row in zip(made, fresh, strict=True)
            if row.body is not None
        ]
    )
    if made:
        record(
            act="supervision.plan_handed_out",
            user=user,
            target_kind="plans.plan",
            target_key=plan.pk,
            target_name=plan.title,
            after={"matters": len(made), "handed_out": hand_out},
        )
    _no_longer_for_show(rows)
    return [row.matter for row in rows if row.matter is not None] + made


def _no_longer_for_show(rows: list[PlanRow]) -> None:
    """A matter made of what was confirmed for show becomes a real one once a person has confirmed its item."""
    real = [row.matter for row in rows if row.matter is not None and row.matter.demo and not row.measure.is_demo]
    for matter in real:
        matter.demo = False
    Matter.objects.bulk_update(real, ["demo"], batch_size=200)
    timed = [each for each in real if each.state in OWED_BY_RECEIVER and each.due_on is not None]
    start_clocks([start_of(each) for each in timed])


def _asked(row: PlanRow, measures: Collection[int]) -> bool:
    return row.measure.pk in measures or (row.body is not None and row.body.pk in measures)


def _draft(
    row: PlanRow,
    known: Mapping[str, Organisation],
    dues: Mapping[int, datetime.date],
    due_on: datetime.date | None,
    matter_class: MatterClass | None,
    reporting: str,
    past_why: str,
) -> Draft:
    lead = known.get(row.lead)
    others = dict.fromkeys(known[name] for name in row.cooperating if name in known)
    unknown = [name for name in row.names if name not in known]
    text = row.measure.text.strip() or (row.body.text.strip() if row.body else "")
    if unknown:
        text += _("\n\n（规划所列责任单位中，组织机构未登记：%s）") % "、".join(unknown)
    measure = row.measure
    return Draft(
        title=row.title,
        text=text[:20_000],
        kind=Kind.MEASURE,
        organisation=lead,
        cooperating=tuple(each for each in others if each != lead),
        due_on=dues.get(measure.pk) or due_on or row.due_on,
        due_text=measure.deadline or (row.body.deadline if row.body else ""),
        past_why=past_why,
        matter_class=matter_class,
        reporting=reporting,
        source=measure.plan.source,
        quote=measure.quote,
        span=(measure.start, measure.end),
        measure=measure,
        demo=measure.is_demo,
    )


def _require_whole(rows: list[PlanRow], drafts: list[Draft]) -> None:
    without = [row for row, draft in zip(rows, drafts, strict=True) if draft.organisation is None]
    undated = [row for row, draft in zip(rows, drafts, strict=True) if draft.due_on is None]
    errors = {}
    if without:
        names = "、".join(dict.fromkeys(row.lead or _("（未列单位）") for row in without))
        words = {"number": len(without), "names": names}
        errors["names"] = (
            _("%(number)d 项没有主办单位：%(names)s 不在组织机构中；请先对应到单位，或只立项不交办。") % words
        )
    if undated:
        words = {"number": len(undated), "first": undated[0].title}
        errors["due_on"] = _("%(number)d 项规划没有印出时限（如“%(first)s”）；请填写办理时限。") % words
    if errors:
        raise InvalidFields(errors)
