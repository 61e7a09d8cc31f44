"""Reports of progress: a row each, with the files that bear them out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ditan.base.records.services import receive_file
from ditan.base.refusal import InvalidFields
from ditan.base.workflow.rounds.services.evidence import MOST_FILES, check_file
from ditan.core.periods import PeriodRefused, parse_code
from ditan.domains.supervision.errors import NotYours, WrongState
from ditan.domains.supervision.models import Evidence, Matter, Part, PartRole, PartState, Progress
from ditan.domains.supervision.permissions import HANDLE, require
from ditan.domains.supervision.selectors.scope import handles_part
from ditan.domains.supervision.services.deeds import account_of, check_text, held, name_of, note, step_of
from ditan.domains.supervision.services.findings import look_at

REPORTED_IN = ("accepted", "under_way", "reported", "under_review")


def report_progress(
    *,
    user: Any,
    matter: Matter,
    version: int,
    text: str,
    percent: int | None = None,
    period: str = "",
    claims_completion: bool = False,
    files: Sequence[tuple[str, bytes]] = (),
) -> Progress:
    """Report how far the user's organisation has come. A claim of completion is kept beside what the indicators say."""
    require(user, HANDLE)
    part = part_of(user, matter)
    said = check_text(text)
    errors: dict[str, str] = {}
    if not said:
        errors["text"] = _("请写明进展：做了什么、还差什么。")
    if percent is not None and not 0 <= percent <= 100:
        errors["percent"] = _("进度应为 0—100 的整数，收到 %s。") % percent
    if period:
        try:
            parse_code(period)
        except PeriodRefused as refused:
            errors["period"] = str(refused)
    if len(files) > MOST_FILES:
        errors["file"] = _("一次最多上传 %d 个佐证文件。") % MOST_FILES
    if errors:
        raise InvalidFields(errors)
    for name, data in files:
        check_file(name, data)
    with transaction.atomic():
        found = held(matter, version)
        if found.state not in REPORTED_IN:
            raise WrongState(_("督办事项%s，签收后、办结前才能报送进展。") % found.get_state_display())
        made = Progress.objects.create(
            matter=found,
            organisation=part.organisation,
            period=period,
            percent=percent,
            text=said,
            claims_completion=claims_completion,
            by_id=account_of(user),
            by_name=name_of(user),
            at=timezone.now(),
        )
        sources = {}
        for name, data in files:
            source = receive_file(name=name, data=data, user=user)
            sources[source.pk] = source
        Evidence.objects.bulk_create([Evidence(progress=made, source=each) for each in sources.values()])
        if part.role == PartRole.LEAD:
            found.progress_on, found.claims_completion = timezone.localdate(), claims_completion
            found.percent = percent if percent is not None else found.percent
            found.save()
        words = [said] + ([_("进度 %d%%") % percent] if percent is not None else [])
        step_of(found, "progress", text="；".join(words), user=user, organisation=part.organisation.name).save()
        note("progress", user, found, after={"percent": percent, "claims": claims_completion, "files": len(files)})
        look_at([found])
    return made


def part_of(user: Any, matter: Matter) -> Part:
    """The part of the user's organisation, the lead's first."""
    for part in matter.parts.select_related("organisation").order_by("-role"):
        if handles_part(user, part) and part.state != PartState.RETURNED:
            return part
    raise NotYours(_("您所在单位不是这项督办的主办或协办单位。"))


@transaction.atomic
def sign_part(*, user: Any, part: Part, act: str, text: str = "", version: int) -> Part:
    """What a cooperating organisation does with its part: `accept` (签收), `return` (退回, with a reason), `cosign` (会签)."""
    require(user, HANDLE)
    if not handles_part(user, part) or part.role != PartRole.COOPERATING:
        raise NotYours(_("这一份不归您签收。"))
    said = check_text(text, most=400)
    after = {"accept": PartState.ACCEPTED, "return": PartState.RETURNED, "cosign": PartState.COSIGNED}[act]
    if act == "return" and not said:
        raise InvalidFields({"text": _("退回须写明理由。")})
    matter = part.matter
    if matter.state not in ("handed_out", "accepted", "under_way", "reported"):
        raise WrongState(_("督办事项%s，不能再签收或会签。") % matter.get_state_display())
    rows = Part.objects.filter(pk=part.pk, version=version)
    if part.state == after or not rows.update(
        state=after, text=said, at=timezone.now(), handler=account_of(user), version=version + 1
    ):
        raise WrongState(_("这一份现为“%s”；请刷新页面后再办。") % Part.objects.get(pk=part.pk).get_state_display())
    step = {"accept": "part_accepted", "return": "part_returned", "cosign": "cosigned"}[act]
    step_of(matter, step, text=said, user=user, organisation=part.organisation.name).save()
    note(step, user, matter, after={"organisation": part.organisation.name}, detail=said)
    return Part.objects.select_related("organisation", "matter").get(pk=part.pk)
