"""Lines of a ledger become matters: drawn up and handed out by the services of supervision, and marked with what the ledger
says had happened before."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from ditan.base.directory.models import Organisation
from ditan.base.records.services.keys import chunks
from ditan.base.refusal import InvalidFields, Refusal
from ditan.base.workflow.clocks.calendar import working_days
from ditan.domains.supervision.exchange.reading import NEW, Asked, draft_of
from ditan.domains.supervision.models import LedgerImport, Matter, MatterClass, MatterStep, Progress
from ditan.domains.supervision.services.deeds import account_of, name_of, note, step_of
from ditan.domains.supervision.services.drawing_up import draw_up_many, hand_out_many

Row = dict[str, Any]


def not_there(rows: Sequence[Row]) -> list[Row]:
    """The lines that nobody took in since they were read."""
    there: set[str] = set()
    for chunk in chunks(sorted({row["key"] for row in rows})):
        there |= set(Matter.objects.filter(origin_key__in=chunk).values_list("origin_key", flat=True))
    return [row for row in rows if row["key"] not in there]


def draw_up_lines(made: LedgerImport, asked: Asked, rows: Sequence[Row]) -> list[Matter]:
    """Draw up these lines, all or none, and hand out those that are open where the import says so."""
    if not rows:
        return []
    keys = {key for row in rows for key in (row["lead"], *row["others"]) if key}
    organisations: dict[int, Organisation] = {}
    for chunk in chunks(sorted(keys)):
        organisations |= Organisation.objects.in_bulk(chunk)
    classes = {each.name: each for each in MatterClass.objects.select_related("chain")}
    drafts = [draft_of(row, asked, organisations, classes, row["row"]) for row in rows]
    try:
        matters = draw_up_many(user=made.by, drafts=drafts)
    except InvalidFields as refused:
        raise Refusal(_("核对之后情况有变：%s 请重新核对后再导入。") % refused.message) from refused
    if made.hand_out:
        open_ = [
            each for row, each in zip(rows, matters, strict=True) if row["outcome"] == NEW and row["state"] == "open"
        ]
        if open_:
            hand_out_many(made.by, open_, timezone.localdate())
    return matters


def take_over(made: LedgerImport, rows: Sequence[Row], matters: Sequence[Matter]) -> None:
    """What the ledger says happened before it was taken in: progress, percentage, and that a matter is done. It is marked as
    taken over from a ledger, with who did so; nobody is told, and no clock runs for what is done."""
    user, calendar = made.by, working_days()
    progress, steps, changed = [], [], []
    for row, matter in zip(rows, matters, strict=True):
        ended = row["outcome"] == NEW and row["state"] in ("done", "closed")
        if row["progress"] or row["percent"] is not None:
            progress.append(
                Progress(
                    matter=matter,
                    organisation=matter.organisation,
                    percent=row["percent"],
                    text=row["progress"] or _("进度 %d%%") % row["percent"],
                    claims_completion=ended,
                    by_id=account_of(user),
                    by_name=name_of(user),
                    at=timezone.now(),
                )
            )
            matter.percent = row["percent"]
        if ended:
            before = matter.state
            matter.state, matter.claims_completion, matter.outcome = row["state"], True, row["progress"]
            if row["done_on"]:
                day = datetime.date.fromisoformat(row["done_on"])
                matter.reported_on = matter.done_on = day
                matter.closed_on = day if row["state"] == "closed" else None
                matter.late_days = calendar.late(matter.due_on, day) if matter.due_on else None
            steps.append(step_of(matter, "taken_over", before=before, text=made.name, user=user))
            note("taken_over", user, matter, before={"state": before}, after={"state": matter.state}, detail=made.name)
        if ended or row["progress"] or row["percent"] is not None:
            matter.version += 1
            changed.append(matter)
    Progress.objects.bulk_create(progress, batch_size=500)
    MatterStep.objects.bulk_create(steps, batch_size=500)
    names = [
        *("state", "claims_completion", "outcome", "reported_on", "done_on", "closed_on", "late_days"),
        *("percent", "version"),
    ]
    Matter.objects.bulk_update(changed, names, batch_size=200)
