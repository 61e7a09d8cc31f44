"""When people or organisations change, nothing is lost: what a leaver signed for goes to her successor, and an organisation
with open matters does not end before they are handed over."""

from __future__ import annotations

import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from ditan.base.directory.models import Organisation, Person, Post
from ditan.base.refusal import InvalidFields
from ditan.core.machines.matters import OWED_BY_RECEIVER, RESTING
from ditan.domains.supervision.models import Matter, MatterStep, Part, PartRole, PartState
from ditan.domains.supervision.services.deeds import step_of
from ditan.domains.supervision.services.handling import take_step

SHOWN = 3


def pass_matters(post: Post, leaver: Person, taker: Person, on: datetime.date) -> int:
    """Pass on the open matters of the post's organisation that the leaver deals with; gives how many."""
    if leaver.user_id is None:
        return 0
    rows = Matter.objects.filter(organisation=post.organisation_id, handler=leaver.user_id).exclude(state__in=RESTING)
    found = list(rows)
    for each in found:
        each.handler, each.version = taker.user, each.version + 1
    Matter.objects.bulk_update(found, ["handler", "version"], batch_size=200)
    Part.objects.filter(organisation=post.organisation_id, handler=leaver.user_id).update(handler=taker.user_id)
    words = _("%(leaver)s → %(taker)s（%(on)s）") % {"leaver": leaver.name, "taker": taker.name, "on": on}
    MatterStep.objects.bulk_create([step_of(each, "handed_over", text=words) for each in found])
    return len(found)


def keeps_open(organisation: Organisation) -> str:
    """What keeps an organisation from being closed: its open matters, in words; "" where there are none."""
    rows = open_matters_of(organisation)
    number = rows.count()
    if not number:
        return ""
    words = {"number": number, "first": "、".join(rows.values_list("number", flat=True)[:SHOWN])}
    return _("还有 %(number)d 项未办结督办（%(first)s 等）；请在督办的单位页“整体转交”给承接单位") % words


def open_matters_of(organisation: Organisation) -> Any:
    """Matters that an organisation leads or takes part in, and that are neither done nor given up."""
    part = Part.objects.filter(organisation=organisation).exclude(state=PartState.RETURNED).order_by().values("matter")
    return (
        Matter.objects.filter(Q(organisation=organisation) | Q(pk__in=part)).exclude(state__in=RESTING).order_by("pk")
    )


@transaction.atomic
def pass_all(*, user: Any, organisation: Organisation, to: Organisation, reason: str) -> int:
    """Hand all open matters of an organisation to another (整体转交): those that wait for it by 转办, the rest as they stand.
    Gives how many."""
    if not reason.strip():
        raise InvalidFields({"text": _("请写明转交的理由，如撤并文件。")})
    if to.pk == organisation.pk:
        raise InvalidFields({"organisation": _("请选择另一个单位。")})
    rows = list(open_matters_of(organisation).select_related("organisation"))
    for each in rows:
        if each.organisation_id == organisation.pk and each.state in OWED_BY_RECEIVER:
            take_step(user=user, matter=each, step="transfer", version=each.version, text=reason, organisation=to)
        else:
            _replace(user, each, organisation, to, reason)
    return len(rows)


def _replace(user: Any, matter: Matter, old: Organisation, new: Organisation, reason: str) -> None:
    """Another organisation in the place of one, whatever the state."""
    if matter.organisation_id == old.pk:
        matter.organisation, matter.handler = new, None
        matter.version += 1
        matter.save()
        matter.parts.filter(organisation=new).delete()
        matter.parts.filter(role=PartRole.LEAD).update(organisation=new, handler=None)
    elif matter.parts.filter(organisation=new).exists():
        matter.parts.filter(organisation=old).delete()
    else:
        matter.parts.filter(organisation=old).update(organisation=new, handler=None, state=PartState.WAITING)
    words = {"old": old.name, "new": new.name, "why": reason.strip()}
    step_of(matter, "parts_set", text=_("%(old)s → %(new)s：%(why)s") % words, user=user).save()
