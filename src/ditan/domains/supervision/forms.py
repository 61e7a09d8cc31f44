"""What pages of supervision send, as values; what search areas offer."""

from __future__ import annotations

import datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from ditan.base.directory.forms import key_of, organisation_named
from ditan.base.directory.models import Organisation, OrganisationKind
from ditan.base.directory.models.dated import holds
from ditan.base.refusal import InvalidFields
from ditan.base.searching import Control, Words
from ditan.base.workflow.models import EscalationChain
from ditan.domains.supervision.models import Kind, MatterClass, MatterState, PartRole, Reporting
from ditan.domains.supervision.selectors.matters import (
    HUNG,
    MINE,
    OPEN,
    OVERDUE,
    SOON_DUE,
    MatterFilters,
    organisation_choices,
    plan_choices,
)
from ditan.domains.supervision.services import Draft

GOVERNMENT = (OrganisationKind.DEPARTMENT, OrganisationKind.TOWN, OrganisationKind.PLATFORM_COMPANY)


def day_or_none(text: str) -> datetime.date | None:
    """A day as typed, None where it is none."""
    try:
        return datetime.date.fromisoformat(text.strip())
    except ValueError:
        return None


def day_typed(data: QueryDict, name: str, errors: dict[str, str]) -> datetime.date | None:
    """A day that a form sends; what is typed and no day is an error of its field."""
    text = data.get(name, "").strip()
    found = day_or_none(text)
    if text and found is None:
        errors[name] = _("“%s”不是日期；请按 2026-12-31 的样式填写。") % text[:20]
    return found


def number_typed(data: QueryDict, name: str, errors: dict[str, str]) -> Decimal | None:
    """A number that a form sends."""
    text = data.get(name, "").strip()
    if not text:
        return None
    try:
        found = Decimal(text)
    except InvalidOperation:
        found = Decimal("NaN")
    if not found.is_finite() or abs(found) >= 100_000:
        errors[name] = _("“%s”不是可用的数字。") % text[:20]
        return None
    return found


def version_of(data: Any) -> int:
    """The version that a form was made for; 0, which fits none, where it names none."""
    return key_of(str(data.get("version", ""))) or 0


def matter_filters(data: QueryDict) -> MatterFilters:
    """What the list is asked for; without a state it shows what is open."""
    return MatterFilters(
        words=data.get("words", "")[:100],
        state=data.get("state", OPEN)[:16],
        kind=data.get("kind", "") if data.get("kind", "") in Kind.values else "",
        organisation=key_of(data.get("organisation")),
        role=data.get("role", "") if data.get("role", "") in PartRole.values else "",
        matter_class=key_of(data.get("class")),
        plan=key_of(data.get("plan")),
        due_from=day_or_none(data.get("due_from", "")),
        due_to=day_or_none(data.get("due_to", "")),
        order=data.get("order", "")[:12],
    )


def matter_controls(user: Any, filters: MatterFilters) -> list[Control]:
    """The search area of the list."""
    states: list[tuple[str, Words]] = [
        (OPEN, _("未办结")),
        (MINE, _("待我办理")),
        (OVERDUE, _("已超期")),
        (SOON_DUE, _("临期")),
        (HUNG, _("挂牌督办")),
        *MatterState.choices,
    ]
    classes = [(str(each.pk), each.name) for each in MatterClass.objects.all()]
    return [
        Control("words", _("事项/编号"), filters.words, placeholder=_("事项、编号、文号或主办单位")),
        Control("state", _("状态"), filters.state, states),
        Control("organisation", _("责任单位"), str(filters.organisation or ""), organisation_choices(user)),
        Control("kind", _("来源"), filters.kind, list(Kind.choices)),
        Control("class", _("督办类别"), str(filters.matter_class or ""), classes, more=True),
        Control("plan", _("规划"), str(filters.plan or ""), plan_choices(user), more=True),
        Control("due_from", _("时限自"), _shown(filters.due_from), placeholder="2026-01-01", more=True),
        Control("due_to", _("时限至"), _shown(filters.due_to), placeholder="2026-12-31", more=True),
    ]


def draft_of(data: QueryDict) -> Draft:
    """A matter as the form sends it. `InvalidFields` names all that cannot be read."""
    errors: dict[str, str] = {}
    lead = one_organisation(data.get("organisation", ""), "organisation", errors)
    draft = Draft(
        title=data.get("title", "").replace("\x00", ""),
        text=data.get("text", "").replace("\x00", ""),
        kind=data.get("kind", ""),
        organisation=lead,
        cooperating=many_organisations(data.get("cooperating", ""), "cooperating", errors),
        due_on=day_typed(data, "due_on", errors),
        due_text=data.get("due_text", "").replace("\x00", ""),
        past_why=data.get("past_why", "").replace("\x00", ""),
        matter_class=class_of(data, errors),
        reporting=data.get("reporting", Reporting.NONE),
        weight=number_typed(data, "weight", errors),
        issued_by=data.get("issued_by", "").replace("\x00", ""),
        issued_number=data.get("issued_number", "").replace("\x00", ""),
        issued_on=day_typed(data, "issued_on", errors),
    )
    if errors:
        raise InvalidFields(errors)
    return draft


def class_of(data: QueryDict, errors: dict[str, str], name: str = "class") -> MatterClass | None:
    """The class that a form names."""
    key = key_of(data.get(name))
    if not data.get(name, "").strip():
        return None
    found = MatterClass.objects.select_related("chain").filter(pk=key).first() if key else None
    if found is None:
        errors[name] = _("所选督办类别已不存在；请重新选择。")
    return found


def chain_of(data: QueryDict, errors: dict[str, str]) -> EscalationChain | None:
    """The chain that a form names."""
    if not data.get("chain", "").strip():
        return None
    found = EscalationChain.objects.filter(pk=key_of(data.get("chain")) or 0).first()
    if found is None:
        errors["chain"] = _("所选升级链已不存在；请重新选择。")
    return found


def one_organisation(text: str, name: str, errors: dict[str, str]) -> Organisation | None:
    """The organisation that is named in a field; empty is none."""
    if not text.strip():
        return None
    try:
        return organisation_named(text.strip(), name)
    except InvalidFields as refused:
        errors |= {name: "；".join(refused.errors.values())}
        return None


def many_organisations(text: str, name: str, errors: dict[str, str]) -> tuple[Organisation, ...]:
    """Organisations named in a field, one a line or parted by 、."""
    found: dict[int, Organisation] = {}
    wrong: dict[str, str] = {}
    for part in text.replace("、", "\n").replace("，", "\n").split("\n"):
        each = one_organisation(part, name, wrong)
        if each is not None:
            found[each.pk] = each
        if name in wrong:
            errors[name] = wrong[name]
    return tuple(found.values())


def organisations_offered() -> list[str]:
    """The names that a field of organisations proposes: departments, towns and companies of today."""
    rows = Organisation.objects.filter(holds(timezone.localdate()), kind__in=GOVERNMENT)
    return list(rows.order_by("position", "name").values_list("name", flat=True)[:500])


def _shown(day: datetime.date | None) -> str:
    return day.isoformat() if day else ""
