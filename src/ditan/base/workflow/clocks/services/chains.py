"""Keeping chains of escalation: each change is an edition that holds from a day on."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from ditan.base.access.scope import scope_of
from ditan.base.audit.services import record
from ditan.base.declaration import require
from ditan.base.notices.services.notifying import person_name
from ditan.base.refusal import Changed, InvalidFields, NotAllowed
from ditan.base.workflow.clocks.permissions import CHAINS
from ditan.base.workflow.models import Audience, ChainEdition, EscalationAct, EscalationChain, EscalationLevel

MOST_LEVELS = 10
FARTHEST = 250
SHIPPED = "default"


@dataclass(frozen=True, slots=True)
class LevelDraft:
    """A level as somebody writes it: working days after the deadline (negative: before it), whom it tells, its name."""

    after: int
    who: str
    act: str


DEFAULT = (
    LevelDraft(-3, Audience.HANDLER, EscalationAct.REMIND),
    LevelDraft(1, Audience.HEAD, EscalationAct.URGE),
    LevelDraft(3, Audience.OFFICE, EscalationAct.CIRCULATE),
    LevelDraft(10, Audience.LEADER, EscalationAct.HANG),
)
"""Clerk, head of the department, office, district leader. The days are ours."""


@transaction.atomic
def save_chain(
    *,
    user: Any,
    name: str,
    levels: Sequence[LevelDraft],
    chain: EscalationChain | None = None,
    version: int = 0,
    note: str = "",
    verified: bool = False,
    reason: str = "",
    valid_from: datetime.date | None = None,
) -> EscalationChain:
    """Draw a chain up, or change one from a day on (at once where none is given). Clocks that run follow it; a level that
    they have reached is not said again."""
    require(user, CHAINS)
    if not scope_of(user, CHAINS).everything:
        raise NotAllowed(_("升级链对全区生效，只有数据范围为“全部”的人员才能维护。"))
    _check(name, levels, reason, chain)
    held = EscalationChain() if chain is None else _held(chain, version)
    held.name, held.note, held.verified = name.strip(), note.strip()[:400], verified
    held.save()
    _edition(held, levels, reason, person_name(user), valid_from)
    record(
        act="workflow.chain_made" if chain is None else "workflow.chain_changed",
        user=user,
        target_kind="workflow.chain",
        target_key=held.pk,
        target_name=held.name,
        after={"levels": [asdict(each) for each in levels], "valid_from": str(valid_from or "")},
        detail=reason.strip(),
    )
    return held


@transaction.atomic
def load_chains() -> EscalationChain:
    """The chain that comes with the platform; one that is there stays as it is."""
    found, made = EscalationChain.objects.get_or_create(
        shipped=SHIPPED,
        defaults={"name": "默认升级链", "note": "随平台提供的建议：级次与天数由平台拟定，请按本区督办制度核对后使用。"},
    )
    if made:
        _edition(found, DEFAULT, "随平台提供", "", None)
    return found


def _edition(
    chain: EscalationChain, levels: Sequence[LevelDraft], reason: str, by_name: str, valid_from: datetime.date | None
) -> None:
    made = ChainEdition.objects.create(
        chain=chain, number=chain.version, valid_from=valid_from, reason=reason.strip()[:400], by_name=by_name
    )
    EscalationLevel.objects.bulk_create(
        EscalationLevel(edition=made, order=order, after=each.after, who=each.who, act=each.act)
        for order, each in enumerate(levels, start=1)
    )


def _held(chain: EscalationChain, version: int) -> EscalationChain:
    found = EscalationChain.objects.select_for_update().get(pk=chain.pk)
    if found.version != version:
        raise Changed(_("“%s”刚被他人修改；请刷新后在新内容上再改。") % found.name)
    found.version += 1
    return found


def _check(name: str, levels: Sequence[LevelDraft], reason: str, chain: EscalationChain | None) -> None:
    errors: dict[str, str] = {}
    if not 1 <= len(name.strip()) <= 100:
        errors["name"] = _("请填写升级链名称，1—100 字。")
    if not 1 <= len(levels) <= MOST_LEVELS:
        errors["levels"] = _("升级链应有 1—%(most)d 级，现有 %(found)d 级。") % {
            "most": MOST_LEVELS,
            "found": len(levels),
        }
    for place, each in enumerate(levels):
        if each.who not in Audience.values or each.act not in EscalationAct.values:
            errors["levels"] = _("第 %d 级的通知对象或动作不在可选范围；请从列表中选择。") % (place + 1)
        elif abs(each.after) > FARTHEST:
            errors["levels"] = _("第 %(place)d 级距时限 %(found)d 个工作日；应在 ±%(most)d 之内。") % {
                "place": place + 1,
                "found": each.after,
                "most": FARTHEST,
            }
        elif place and each.after <= levels[place - 1].after:
            errors["levels"] = _("第 %(place)d 级（%(after)d）应晚于上一级（%(before)d）；请按先后排列。") % {
                "place": place + 1,
                "after": each.after,
                "before": levels[place - 1].after,
            }
    if chain is not None and not reason.strip():
        errors["reason"] = _("修改升级链须写明理由。")
    if errors:
        raise InvalidFields(errors)
