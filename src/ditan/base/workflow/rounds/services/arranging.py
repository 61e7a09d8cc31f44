"""A round is drawn up, given out, and ended."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from ditan.base.directory.models import Organisation, Person
from ditan.base.records.models import Metric, Status, Subject
from ditan.base.refusal import Changed, InvalidFields
from ditan.base.workflow.models import Assignment, Cell, Round, RoundKind, RoundMetric, RoundState, Submission
from ditan.base.workflow.rounds.errors import NotYours, WrongState
from ditan.base.workflow.rounds.permissions import MANAGE, require
from ditan.base.workflow.rounds.selectors.scope import fills, manages
from ditan.base.workflow.rounds.services.deeds import account_of, name_of, note_assignment, note_round
from ditan.base.workflow.rounds.services.telling import tell_opened
from ditan.core.machines import ROUND, RoundContext, TransitionRefused
from ditan.core.periods import PeriodRefused, parse_code

MOST_METRICS = 500
MOST_ASSIGNMENTS = 2_000


@dataclass(frozen=True, slots=True)
class Asked:
    """A metric that is asked for. `part_of` is the key of the metric whose part it is."""

    metric: int
    required: bool = True
    section: str = ""
    part_of: int | None = None


@dataclass(frozen=True, slots=True)
class Owed:
    """What one organisation owes: for whom, which metrics (all where none is named), who looks at it first."""

    organisation: int
    subject: int | None = None
    metrics: tuple[int, ...] = ()
    reviewer: int | None = None


def require_manager(user: Any) -> None:
    """Refuse who does not arrange rounds for all organisations."""
    require(user, MANAGE)
    if not manages(user):
        raise NotYours(_("组织填报须有全部数据的范围；如需办理，请联系安全管理员。"))


@transaction.atomic
def make_round(*, user: Any, values: dict[str, Any]) -> Round:
    """Draw up a round. Nobody sees it before it is opened."""
    require_manager(user)
    made = Round(**_checked(values), made_by_id=account_of(user), made_by_name=name_of(user))
    made.save()
    note_round("round_made", user, made, after=_told(made))
    return made


@transaction.atomic
def edit_round(*, user: Any, pk: int, version: int, values: dict[str, Any]) -> Round:
    """Change what is said of a round; once it is open, its period and kind stay."""
    require_manager(user)
    found = _locked(pk, version)
    if found.state == RoundState.CLOSED:
        raise WrongState(_("“%s”已结束，不能再修改。") % found.title)
    kept = _checked(values)
    if found.state == RoundState.OPEN and (kept["period"], kept["kind"]) != (found.period, found.kind):
        raise InvalidFields({"period": _("已下达的填报不能更换报告期和类别；如下达有误，请结束本轮后另建。")})
    before = _told(found)
    for name, value in kept.items():
        setattr(found, name, value)
    found.version += 1
    found.save()
    note_round("round_changed", user, found, before=before, after=_told(found))
    return found


@transaction.atomic
def ask_for(*, user: Any, pk: int, version: int, metrics: Sequence[Asked]) -> Round:
    """Say which metrics the round asks for, in this order. Only before it is opened."""
    require_manager(user)
    found = _locked(pk, version)
    if found.state != RoundState.DRAFT:
        raise WrongState(_("“%s”已下达，不能再增减指标；已发出的模板以下达时为准。") % found.title)
    _check_asked(metrics)
    kept = {each.metric_id: each for each in found.asked.all()}
    wanted = {each.metric: each for each in metrics}
    RoundMetric.objects.filter(round=found).exclude(metric__in=wanted).delete()
    for position, each in enumerate(metrics):
        row = kept.get(each.metric) or RoundMetric(round=found, metric_id=each.metric)
        row.position, row.required, row.section, row.part_of = position, each.required, each.section[:100], None
        row.save()
    rows = {each.metric_id: each for each in found.asked.all()}
    for each in metrics:
        if each.part_of is not None:
            RoundMetric.objects.filter(pk=rows[each.metric].pk).update(part_of=rows[each.part_of])
    found.template_version += 1
    found.version += 1
    found.save(update_fields=["template_version", "version"])
    note_round("round_changed", user, found, after={"metrics": len(metrics)})
    return found


@transaction.atomic
def assign(*, user: Any, pk: int, version: int, owed: Sequence[Owed]) -> Round:
    """Say which organisations owe which of the metrics. Those that are left out owe nothing any more. Only before it is
    opened."""
    require_manager(user)
    found = _locked(pk, version)
    if found.state != RoundState.DRAFT:
        raise WrongState(_("“%s”已下达，不能再增减填报单位。") % found.title)
    if len(owed) > MOST_ASSIGNMENTS:
        raise InvalidFields(
            {
                "owed": _("一轮最多 %(most)d 个填报单位，所选 %(found)d 个。")
                % {"most": MOST_ASSIGNMENTS, "found": len(owed)}
            }
        )
    places = Organisation.objects.in_bulk([each.organisation for each in owed])
    asked = {each.metric_id: each for each in found.asked.all()}
    found.assignments.all().delete()
    for each in owed:
        place = places.get(each.organisation)
        if place is None or place.valid_to is not None:
            raise InvalidFields({"owed": _("所选单位中有的已撤销；请刷新页面后重选。")})
        row = Assignment.objects.create(
            round=found,
            organisation=place,
            subject_id=each.subject or subject_of(place).pk,
            reviewer_id=each.reviewer,
            due_on=found.due_on,
        )
        row.metrics.set([asked[key] for key in each.metrics if key in asked] or asked.values())
    found.version += 1
    found.save(update_fields=["version"])
    note_round("round_changed", user, found, after={"organisations": len(owed)})
    return found


def subject_of(place: Organisation) -> Subject:
    """Of whom an organisation reports by default: a town of its region, every other of itself.

    A department reports of the district; who arranges the round says so with the subject.
    """
    if place.kind == "town" and place.region is not None:
        kind, code, name = Subject.Kind.REGION, place.region.code, place.region.name
    else:
        kind, code, name = Subject.Kind.ORGANISATION, str(place.pk), place.name
    return Subject.objects.get_or_create(kind=kind, code=code, defaults={"name": name[:200]})[0]


@transaction.atomic
def open_round(*, user: Any, pk: int, version: int) -> Round:
    """Give the round out: every organisation gets its sheet, and its people are told."""
    require_manager(user)
    found = _locked(pk, version)
    owed = list(found.assignments.select_related("organisation", "round", "filler").prefetch_related("metrics__metric"))
    asks = sum(len(each.metrics.all()) for each in owed)
    found.state, found.opened_at = _after(found, "open", RoundContext(asks=asks, has_deadline=True)), timezone.now()
    found.version += 1
    found.save(update_fields=["state", "opened_at", "version"])
    made = Submission.objects.bulk_create([Submission(assignment=each) for each in owed])
    Cell.objects.bulk_create(
        [
            Cell(submission=submission, asked=asked, unit=asked.metric.unit)
            for submission, each in zip(made, owed, strict=True)
            for asked in each.metrics.all()
        ],
        batch_size=500,
    )
    note_round("round_opened", user, found, after={"organisations": len(owed), "due_on": str(found.due_on)})
    tell_opened(found, owed)
    return found


@transaction.atomic
def close_round(*, user: Any, pk: int, version: int, reason: str = "") -> Round:
    """End the round. Where organisations still owe something, a reason is asked for."""
    require_manager(user)
    found = _locked(pk, version)
    open_ones = Submission.objects.filter(assignment__round=found).exclude(state__in=("approved", "locked")).count()
    context = RoundContext(has_deadline=True, unfinished=open_ones, reason=reason)
    found.state, found.closed_at = _after(found, "close", context), timezone.now()
    found.version += 1
    found.save(update_fields=["state", "closed_at", "version"])
    note_round("round_closed", user, found, after={"unfinished": open_ones}, detail=reason.strip())
    return found


@transaction.atomic
def reopen_round(*, user: Any, pk: int, version: int, reason: str) -> Round:
    """Take answers again after the end, with a reason."""
    require_manager(user)
    found = _locked(pk, version)
    found.state, found.closed_at = _after(found, "reopen", RoundContext(has_deadline=True, reason=reason)), None
    found.version += 1
    found.save(update_fields=["state", "closed_at", "version"])
    note_round("round_reopened", user, found, detail=reason.strip())
    return found


@transaction.atomic
def extend(*, user: Any, assignment: Assignment, to: datetime.date, reason: str) -> Assignment:
    """Give one organisation more time, with a reason."""
    require_manager(user)
    _require_open(assignment)
    if not reason.strip():
        raise InvalidFields({"reason": _("请写明延期理由。")})
    if to <= assignment.due_on:
        raise InvalidFields({"to": _("延期日期应晚于原截止日期 %s。") % assignment.due_on})
    before = {"last_day": str(assignment.last_day)}
    assignment.extended_to, assignment.extended_why = to, reason.strip()[:400]
    assignment.save(update_fields=["extended_to", "extended_why"])
    note_assignment("assignment_extended", user, assignment, before=before, after={"last_day": str(to)}, detail=reason)
    return assignment


@transaction.atomic
def delegate(*, user: Any, assignment: Assignment, person: Person | None) -> Assignment:
    """Let somebody else fill in; None takes it back. By who fills in for the organisation, or arranges the round."""
    if not (manages(user) or fills(user, assignment)):
        raise NotYours(_("只有本单位填报人或统筹单位可以委托填报。"))
    _require_open(assignment)
    before = {"delegate": assignment.delegate.name if assignment.delegate else ""}
    assignment.delegate = person
    assignment.save(update_fields=["delegate"])
    after = {"delegate": person.name if person else ""}
    note_assignment("assignment_delegated", user, assignment, before=before, after=after)
    return assignment


def _after(round: Round, step: str, context: RoundContext) -> str:
    try:
        return ROUND.apply(round.state, step, context)
    except TransitionRefused as refused:
        raise WrongState(str(refused)) from refused


def _require_open(assignment: Assignment) -> None:
    if assignment.round.state == RoundState.CLOSED:
        raise WrongState(_("“%s”已结束，不能再调整。") % assignment.round.title)


def _locked(pk: int, version: int) -> Round:
    """The round, held for this transaction; `Changed` where somebody wrote since."""
    if not Round.objects.filter(pk=pk, version=version).update(version=F("version")):
        found = Round.objects.get(pk=pk)
        raise Changed(_("“%s”刚被他人修改过；页面上是旧内容，请刷新后再试。") % found.title)
    return Round.objects.select_for_update().get(pk=pk)


def _checked(values: dict[str, Any]) -> dict[str, Any]:
    kept = {name: values.get(name) for name in ("kind", "opens_on", "due_on", "remind_days", "status")}
    kept |= {name: str(values.get(name) or "").strip() for name in ("title", "period", "note")}
    errors: dict[str, str] = {}
    if not kept["title"] or len(kept["title"]) > 200:
        errors["title"] = _("名称应为 1—200 个字符。")
    if kept["kind"] not in RoundKind.values:
        errors["kind"] = _("请选择类别。")
    if kept["status"] not in Status.values:
        errors["status"] = _("请选择数据状态。")
    try:
        parse_code(str(kept["period"]))
    except PeriodRefused as refused:
        errors["period"] = str(refused)
    if not isinstance(kept["opens_on"], datetime.date):
        errors["opens_on"] = _("请填写开始日期，如 2026-07-01。")
    if not isinstance(kept["due_on"], datetime.date):
        errors["due_on"] = _("请填写截止日期，如 2026-07-15。")
    elif isinstance(kept["opens_on"], datetime.date) and kept["due_on"] < kept["opens_on"]:
        errors["due_on"] = _("截止日期 %(due)s 早于开始日期 %(opens)s；请核对。") % {
            "due": kept["due_on"],
            "opens": kept["opens_on"],
        }
    if not isinstance(kept["remind_days"], int) or not 0 <= kept["remind_days"] <= 30:
        errors["remind_days"] = _("提前提醒应为 0—30 个工作日。")
    if errors:
        raise InvalidFields(errors)
    return kept


def _check_asked(metrics: Sequence[Asked]) -> None:
    keys = [each.metric for each in metrics]
    if len(keys) > MOST_METRICS:
        raise InvalidFields(
            {"metrics": _("一轮最多 %(most)d 个指标，所选 %(found)d 个。") % {"most": MOST_METRICS, "found": len(keys)}}
        )
    if len(set(keys)) != len(keys):
        raise InvalidFields({"metrics": _("同一个指标选了两次；请去掉一个。")})
    found = Metric.objects.in_bulk(keys)
    if len(found) != len(keys):
        raise InvalidFields({"metrics": _("所选指标中有的已不存在；请刷新页面后重选。")})
    if any(each.part_of is not None and each.part_of not in found for each in metrics):
        raise InvalidFields({"metrics": _("分项所属的合计指标不在本轮指标中；请一并选入。")})


def _told(round: Round) -> dict[str, Any]:
    return {
        "title": round.title,
        "period": round.period,
        "kind": round.kind,
        "opens_on": str(round.opens_on),
        "due_on": str(round.due_on),
        "remind_days": round.remind_days,
        "status": round.status,
    }
