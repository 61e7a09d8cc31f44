"""What does not fit together about a matter: found anew after each step, settled by itself once it fits, or explained."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ditan.base.refusal import InvalidFields
from ditan.domains.supervision.errors import NotYours, WrongState
from ditan.domains.supervision.models import Finding, FindingCode, FindingState, Matter, MatterStep
from ditan.domains.supervision.permissions import MANAGE, require
from ditan.domains.supervision.selectors.actuals import against_claim
from ditan.domains.supervision.selectors.scope import manages
from ditan.domains.supervision.services.deeds import check_text, name_of, note, step_of


@dataclass(frozen=True, slots=True)
class Found:
    """A disagreement as it stands now."""

    matter: Matter
    code: str
    sentence: str
    figures: list[dict[str, str]] = field(default_factory=list)


def look_at(matters: Iterable[Matter]) -> int:
    """Keep what does not fit about these matters, and settle what fits now; gives how many findings are new. Asked twice
    nothing changes. What somebody has explained is not found again as long as its sentence is the same."""
    rows = list(matters)
    now = {(each.matter.pk, each.code): each for each in _disagreements(rows)}
    kept: dict[tuple[int, str], Finding] = {}
    for finding in Finding.objects.filter(matter__in=rows).exclude(state=FindingState.SETTLED).order_by("pk"):
        kept[finding.matter_id, finding.code] = finding
    fresh = [
        found
        for key, found in now.items()
        if key not in kept or (kept[key].state == FindingState.EXPLAINED and kept[key].sentence != found.sentence)
    ]
    with transaction.atomic():
        for found in fresh:
            Finding.objects.create(matter=found.matter, code=found.code, sentence=found.sentence, figures=found.figures)
        for key, finding in kept.items():
            if finding.state != FindingState.OPEN:
                continue
            if key not in now:
                finding.state, finding.closed_at = FindingState.SETTLED, timezone.now()
                finding.version += 1
                finding.save()
            elif now[key].sentence != finding.sentence:
                finding.sentence, finding.figures = now[key].sentence, now[key].figures
                finding.save()
        MatterStep.objects.bulk_create([step_of(each.matter, "found", text=each.sentence) for each in fresh])
        by_pk = {each.pk: each for each in rows}
        MatterStep.objects.bulk_create(
            [
                step_of(by_pk[matter], "settled", text=finding.sentence)
                for (matter, code), finding in kept.items()
                if finding.state == FindingState.SETTLED and (matter, code) not in now
            ]
        )
    return len(fresh)


@transaction.atomic
def explain(*, user: Any, finding: Finding, reason: str, version: int) -> Finding:
    """Say why a disagreement may stand."""
    require(user, MANAGE)
    if not manages(user):
        raise NotYours(_("对不一致的说明由统筹单位办理。"))
    said = check_text(reason, "reason", 1000)
    if not said:
        raise InvalidFields({"reason": _("请说明为什么这两个说法可以并存，或将怎样更正。")})
    claimed = Finding.objects.filter(pk=finding.pk, version=version, state=FindingState.OPEN)
    if not claimed.update(
        version=version + 1, state=FindingState.EXPLAINED, reason=said, by_name=name_of(user), closed_at=timezone.now()
    ):
        raise WrongState(_("这条发现刚有变化；请刷新页面后再办。"))
    found = Finding.objects.select_related("matter").get(pk=finding.pk)
    step_of(found.matter, "explained", text=said, user=user).save()
    note("explained", user, found.matter, before={"finding": found.sentence}, detail=said)
    return found


def _disagreements(matters: list[Matter]) -> Iterable[Found]:
    claiming = [each for each in matters if each.claims_completion and each.state != "cancelled"]
    if not claiming:
        return
    open_ones: dict[int, list[str]] = {}
    for matter, title in (
        Matter.objects.filter(pk__in=[each.pk for each in claiming], milestones__done_on=None)
        .exclude(milestones=None)
        .values_list("pk", "milestones__title")
    ):
        open_ones.setdefault(matter, []).append(title)
    actuals = against_claim(claiming)
    for each in claiming:
        who = each.organisation.name if each.organisation else "—"
        titles = open_ones.get(each.pk)
        if titles:
            words = {"who": who, "number": len(titles), "titles": "、".join(titles[:3])}
            sentence = _("%(who)s自报完成，但有 %(number)d 个节点未登记完成：%(titles)s。") % words
            yield Found(each, FindingCode.MILESTONES_OPEN, sentence)
        if each.pk in actuals:
            missed = actuals[each.pk]
            facts = {"who": who, "facts": "；".join(fact.sentence for fact in missed)}
            sentence = _("%(who)s自报完成，但所支撑的指标未达到：%(facts)s。") % facts
            yield Found(each, FindingCode.CLAIM_AGAINST_ACTUAL, sentence, [fact.figure for fact in missed])
