"""Classes of tasks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from ditan.base.access.scope import scope_of
from ditan.base.audit.services import record
from ditan.base.refusal import Changed, InvalidFields
from ditan.base.workflow.clocks.services import load_chains
from ditan.base.workflow.models import EscalationChain
from ditan.domains.supervision.clocks import CLOCKED
from ditan.domains.supervision.errors import NotYours
from ditan.domains.supervision.models import MatterClass
from ditan.domains.supervision.permissions import CLASSES, require

MOST_DAYS = 250

SHIPPED = (
    ("key", "重点任务", {"handed_out": 2, "reported": 5, "under_review": 5}, 5, 3),
    ("ordinary", "一般任务", {"handed_out": 3, "reported": 5, "under_review": 5}, 3, 1),
    ("instruction", "批示件", {"handed_out": 1, "reported": 3, "under_review": 3}, 2, 2),
)
"""Code, name, working days by state, early warning, weight: suggestions of ours, not verified."""


@dataclass(frozen=True, slots=True)
class ClassDraft:
    """What somebody writes of a class."""

    name: str
    chain: EscalationChain | None = None
    clocks: Mapping[str, Any] | None = None
    soon: int = 3
    weight: Decimal = Decimal(1)
    is_active: bool = True
    note: str = ""
    verified: bool = False


@transaction.atomic
def save_class(
    *, user: Any, draft: ClassDraft, matter_class: MatterClass | None = None, version: int = 0
) -> MatterClass:
    """Make a class, or change one. Matters that run keep the weight and the deadlines that they have."""
    require(user, CLASSES)
    if not scope_of(user, CLASSES).everything:
        raise NotYours(_("督办类别对全区生效，只有数据范围为“全部”的人员才能维护。"))
    clocks = _checked(draft, matter_class)
    found = MatterClass() if matter_class is None else MatterClass.objects.select_for_update().get(pk=matter_class.pk)
    if matter_class is not None:
        if found.version != version:
            raise Changed(_("“%s”刚被他人修改；请刷新后在新内容上再改。") % found.name)
        found.version += 1
    found.name, found.chain, found.clocks, found.soon = draft.name.strip(), draft.chain, clocks, draft.soon
    found.weight, found.is_active = draft.weight, draft.is_active
    found.note, found.verified = draft.note.strip()[:400], draft.verified
    found.save()
    record(
        act="supervision.class_made" if matter_class is None else "supervision.class_changed",
        user=user,
        target_kind="supervision.class",
        target_key=found.pk,
        target_name=found.name,
        after={"chain": found.chain.name if found.chain else "", "clocks": clocks, "weight": str(found.weight)},
    )
    return found


@transaction.atomic
def load_classes() -> int:
    """Add the classes that come with the platform and are not there yet; gives how many."""
    chain = load_chains()
    there = set(MatterClass.objects.values_list("shipped", flat=True)) | set(
        MatterClass.objects.values_list("name", flat=True)
    )
    made = [
        MatterClass(
            shipped=code,
            name=name,
            chain=chain,
            clocks=clocks,
            soon=soon,
            weight=weight,
            note="随平台提供的建议：时限与权重由平台拟定，请按本区督办制度核对后使用。",
        )
        for code, name, clocks, soon, weight in SHIPPED
        if code not in there and name not in there
    ]
    MatterClass.objects.bulk_create(made)
    return len(made)


def _checked(draft: ClassDraft, matter_class: MatterClass | None) -> dict[str, int]:
    errors: dict[str, str] = {}
    if not 1 <= len(draft.name.strip()) <= 60:
        errors["name"] = _("请填写类别名称，1—60 字。")
    same = MatterClass.objects.filter(name=draft.name.strip())
    if (same.exclude(pk=matter_class.pk) if matter_class else same).exists():
        errors["name"] = _("已有“%s”；请换一个名称。") % draft.name.strip()
    if not Decimal(0) < draft.weight <= 10_000:
        errors["weight"] = _("权重应大于 0、不超过 10000，收到 %s。") % draft.weight
    if not 0 <= draft.soon <= 60:
        errors["soon"] = _("临期天数应为 0—60 个工作日，收到 %s。") % draft.soon
    found: dict[str, int] = {}
    for state in CLOCKED:
        given = (draft.clocks or {}).get(state)
        text = "" if given is None else str(given).strip()
        if not text:
            continue
        if not (text.isascii() and text.isdigit() and int(text[:6]) <= MOST_DAYS):
            errors[f"clocks.{state}"] = _("时限应为 0—%(most)d 个工作日的整数，收到“%(found)s”。") % {
                "most": MOST_DAYS,
                "found": text[:20],
            }
            continue
        found[state] = int(text)
    if errors:
        raise InvalidFields(errors)
    return found
