"""Drawing matters up, changing drafts, and what other apps propose."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import prefetch_related_objects
from django.utils import timezone
from django.utils.translation import gettext as _

from ditan.base.directory.models import Organisation
from ditan.base.records.models import Source
from ditan.base.refusal import InvalidFields
from ditan.base.workflow.clocks import services as clocks
from ditan.domains.supervision.clocks import set_state_due, start_of, state_start_of
from ditan.domains.supervision.errors import NotYours, WrongState
from ditan.domains.supervision.models import Kind, Matter, MatterClass, MatterStep, Part, PartRole, Reporting
from ditan.domains.supervision.permissions import MANAGE, require
from ditan.domains.supervision.selectors.scope import manages
from ditan.domains.supervision.services.deeds import account_of, held, name_of, note, step_of
from ditan.domains.supervision.services.numbering import again, numbered
from ditan.domains.supervision.services.telling import tell_handed_out

LONGEST_TEXT = 20_000
FARTHEST = datetime.timedelta(days=366 * 40)


@dataclass(frozen=True, slots=True)
class Draft:
    """What somebody writes of a matter. `past_why` is why a deadline in the past is meant: without a reason it is refused."""

    title: str
    text: str = ""
    kind: str = Kind.OTHER
    organisation: Organisation | None = None
    cooperating: tuple[Organisation, ...] = ()
    due_on: datetime.date | None = None
    due_text: str = ""
    past_why: str = ""
    matter_class: MatterClass | None = None
    reporting: str = Reporting.NONE
    weight: Decimal | None = None
    issued_by: str = ""
    issued_number: str = ""
    issued_on: datetime.date | None = None
    source: Source | None = None
    quote: str = ""
    span: tuple[int, int] | None = None
    origin_key: str = ""
    demo: bool = False
    measure: Any = None


def draw_up(*, user: Any, draft: Draft, hand_out: bool = False) -> Matter:
    """Draw one matter up, and hand it out at once where asked to."""
    return draw_up_many(user=user, drafts=[draft], hand_out=hand_out)[0]


def draw_up_many(*, user: Any, drafts: Sequence[Draft], hand_out: bool = False) -> list[Matter]:
    """Draw up these matters, all or none. `InvalidFields` names what is wrong, by field; of many, the first that is."""
    _require_office(user)
    for each in drafts:
        check(each, hand_out=hand_out)
    return again(lambda: _draw_up(user, drafts, hand_out))


def _draw_up(user: Any, drafts: Sequence[Draft], hand_out: bool) -> list[Matter]:
    today = timezone.localdate()
    made = [_made(each, user) for each in drafts]
    numbered(made, today.year)
    Matter.objects.bulk_create(made, batch_size=500)
    Part.objects.bulk_create(
        [part for matter, draft in zip(made, drafts, strict=True) for part in parts_of(matter, draft.cooperating)]
    )
    MatterStep.objects.bulk_create(
        [
            step_of(matter, "drawn_up", before="", text=draft.past_why, user=user)
            for matter, draft in zip(made, drafts, strict=True)
        ]
    )
    for matter, draft in zip(made, drafts, strict=True):
        note("drawn_up", user, matter, after=shown(matter), detail=draft.past_why.strip())
    if hand_out:
        hand_out_many(user, made, today)
    return made


def hand_out_many(user: Any, matters: Sequence[Matter], today: datetime.date) -> None:
    """Hand out drafts that were just drawn up: states, clocks, steps and messages in few statements."""
    for matter in matters:
        matter.state, matter.handed_out_on = "handed_out", today
        matter.version += 1
        set_state_due(matter, today)
    names = ["state", "handed_out_on", "state_due_on", "version"]
    Matter.objects.bulk_update(matters, names, batch_size=200)
    stepped = (state_start_of(each) for each in matters)
    clocks.start_clocks([*map(start_of, matters), *(each for each in stepped if each is not None)], on=today)
    MatterStep.objects.bulk_create([step_of(each, "hand_out", before="draft", user=user) for each in matters])
    for matter in matters:
        note("step_hand_out", user, matter, before={"state": "draft"}, after={"state": matter.state})
    prefetch_related_objects(matters, "parts")
    tell_handed_out(matters, by=user)


@transaction.atomic
def change(*, user: Any, matter: Matter, version: int, draft: Draft) -> Matter:
    """Change what is said of a matter. Handed out, its organisation changes by 转办 and its deadline by 延期 only."""
    _require_office(user)
    check(draft, hand_out=matter.state != "draft", was=matter.due_on)
    found = held(matter, version)
    before = shown(found)
    if found.state in ("closed", "cancelled"):
        raise WrongState(_("督办事项%s，不能再修改。") % found.get_state_display())
    if found.state != "draft":
        fixed = {
            "organisation": (draft.organisation, found.organisation, _("请用“转办”。")),
            "due_on": (draft.due_on, found.due_on, _("请用“延期”。")),
        }
        errors = {
            name: _("已交办的事项不能直接修改这一项；") + how for name, (new, old, how) in fixed.items() if new != old
        }
        if errors:
            raise InvalidFields(errors)
    weight = draft.weight if draft.weight is not None else found.weight
    if weight != found.weight:
        _reweigh(found, weight)
    _say(found, draft)
    found.save()
    _keep_parts(found, draft.cooperating)
    step_of(found, "changed", user=user, text=draft.past_why).save()
    note("changed", user, found, before=before, after=shown(found))
    return found


def propose_matter(
    *,
    user: Any,
    title: str,
    text: str,
    kind: str,
    organisation: Organisation | None,
    due_on: datetime.date | None = None,
    origin_key: str = "",
    source: Source | None = None,
) -> Matter:
    """A draft that another app asks the office to consider. The same `origin_key` gives the same matter.

    The caller has asked for a permission of its own; only the office can hand the draft out.
    """
    if origin_key:
        known = Matter.objects.filter(origin_key=origin_key).first()
        if known is not None:
            return known
    draft = Draft(
        title=title.strip()[:300],
        text=text,
        kind=kind,
        organisation=organisation,
        due_on=due_on,
        origin_key=origin_key,
        source=source,
    )
    check(draft, hand_out=False, was=due_on)
    return again(lambda: _draw_up(user, [draft], False))[0]


def check(draft: Draft, *, hand_out: bool, was: datetime.date | None = None) -> None:
    """`InvalidFields` names everything that is wrong. A deadline that was there before is not judged again."""
    errors: dict[str, str] = {}
    today = timezone.localdate()
    if not 1 <= len(draft.title.strip()) <= 300:
        errors["title"] = _("请填写督办事项，1—300 字；详细要求写在“内容与要求”里。")
    if len(draft.text) > LONGEST_TEXT:
        errors["text"] = _("内容有 %(found)d 字，最多 %(most)d 字。") % {"found": len(draft.text), "most": LONGEST_TEXT}
    if draft.kind not in Kind.values:
        errors["kind"] = _("来源应从列表中选择。")
    if draft.reporting not in Reporting.values:
        errors["reporting"] = _("进展报送方式应从列表中选择。")
    if draft.weight is not None and not Decimal(0) < draft.weight <= 10_000:
        errors["weight"] = _("权重应大于 0、不超过 10000，收到 %s。") % draft.weight
    if hand_out and draft.organisation is None:
        errors["organisation"] = _("交办前请确定主办单位。")
    if hand_out and draft.due_on is None:
        errors["due_on"] = _("交办前请确定办理时限。")
    if draft.due_on is not None and draft.due_on != was:
        if draft.due_on < today and not draft.past_why.strip():
            errors["due_on"] = _(
                "办理时限 %(due)s 已经过去（今天是 %(today)s）；请改为以后的日期，确需补录的请填写“时限已过的说明”。"
            ) % {"due": draft.due_on, "today": today}
        elif draft.due_on > today + FARTHEST:
            errors["due_on"] = _("办理时限 %s 太远；请核对年份。") % draft.due_on
    for each in (draft.organisation, *draft.cooperating):
        if each is not None and each.valid_to is not None and each.valid_to <= today:
            place = "organisation" if each == draft.organisation else "cooperating"
            errors[place] = _("“%(name)s”已于 %(on)s 撤销；请另选单位。") % {"name": each.name, "on": each.valid_to}
    if draft.organisation is not None and draft.organisation in draft.cooperating:
        errors["cooperating"] = _("“%s”既是主办又是协办；请从协办中去掉。") % draft.organisation.name
    if errors:
        raise InvalidFields(errors)


def shown(matter: Matter) -> dict[str, Any]:
    """What the log keeps of a matter."""
    return {
        "title": matter.title,
        "kind": matter.kind,
        "organisation": matter.organisation.name if matter.organisation else "",
        "due_on": str(matter.due_on or ""),
        "class": matter.matter_class.name if matter.matter_class else "",
        "weight": str(matter.weight),
    }


def _made(draft: Draft, user: Any) -> Matter:
    made = Matter(created_by_id=account_of(user), created_by_name=name_of(user), origin_key=draft.origin_key)
    made.measure, made.demo = draft.measure, draft.demo
    made.source, made.quote = draft.source, draft.quote
    made.start, made.end = draft.span or (None, None)
    _say(made, draft)
    made.weight = draft.weight or (draft.matter_class.weight if draft.matter_class else Decimal(1))
    made.own_weight = made.weight
    return made


def _say(matter: Matter, draft: Draft) -> None:
    matter.title, matter.text, matter.kind = draft.title.strip(), draft.text.strip(), draft.kind
    matter.organisation, matter.due_on, matter.due_text = draft.organisation, draft.due_on, draft.due_text[:200]
    matter.matter_class, matter.reporting = draft.matter_class, draft.reporting
    matter.issued_by, matter.issued_number = draft.issued_by.strip()[:200], draft.issued_number.strip()[:100]
    matter.issued_on = draft.issued_on


def _reweigh(matter: Matter, weight: Decimal) -> None:
    """Another weight for a matter that is not part of another; what its sub-tasks took stays theirs."""
    if matter.parent_id is not None:
        raise InvalidFields({"weight": _("子任务的权重是上级事项的一部分；请在上级事项的“分解”中调整。")})
    taken = matter.weight - matter.own_weight
    if weight < taken:
        raise InvalidFields(
            {
                "weight": _("子任务已占权重 %(taken)s，总权重不能小于它，收到 %(found)s。")
                % {"taken": taken, "found": weight}
            }
        )
    matter.weight, matter.own_weight = weight, weight - taken


def parts_of(matter: Matter, cooperating: Iterable[Organisation]) -> list[Part]:
    """The parts of a matter as they begin, not stored yet."""
    lead = (
        []
        if matter.organisation is None
        else [Part(matter=matter, organisation=matter.organisation, role=PartRole.LEAD)]
    )
    return lead + [Part(matter=matter, organisation=each, role=PartRole.COOPERATING) for each in cooperating]


def _keep_parts(matter: Matter, cooperating: Sequence[Organisation]) -> None:
    """Add who is new, take out who is gone; who has signed keeps what she signed."""
    wanted = {each.pk: PartRole.COOPERATING for each in cooperating}
    if matter.organisation_id is not None:
        wanted[matter.organisation_id] = PartRole.LEAD
    there = {each.organisation_id: each for each in matter.parts.all()}
    matter.parts.exclude(organisation__in=wanted).delete()
    for each in there.values():
        if each.organisation_id in wanted and each.role != wanted[each.organisation_id]:
            each.delete()
            there = {key: row for key, row in there.items() if row is not each}
    Part.objects.bulk_create(
        Part(matter=matter, organisation_id=place, role=role) for place, role in wanted.items() if place not in there
    )


def _require_office(user: Any) -> None:
    require(user, MANAGE)
    if not manages(user):
        raise NotYours(_("立项和交办由统筹单位办理；您的数据范围不是“全部”。"))
