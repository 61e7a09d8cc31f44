"""An inventory is frozen, signed by two people, or opened again with a reason. What was frozen never changes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

import ditan
from ditan.base.refusal import Changed, InvalidFields
from ditan.core.factors import FactorBook
from ditan.core.inventory.co2e import GwpRefused, gwp_set
from ditan.core.inventory.freezing import Frozen, differences, digest_of, frozen
from ditan.core.inventory.kinds import kind_of
from ditan.core.methods import Line, OutputKind
from ditan.domains.inventory.errors import NotSound, WrongState
from ditan.domains.inventory.models import Edition, Finding, FindingState, Inventory, Row, Signature, State
from ditan.domains.inventory.permissions import EDIT, SIGN, require
from ditan.domains.inventory.selectors.amounts import is_biomass
from ditan.domains.inventory.selectors.books import factor_book
from ditan.domains.inventory.selectors.scope import visible_inventories
from ditan.domains.inventory.services.checking import keep_findings
from ditan.domains.inventory.services.computing import (
    booked_by_line,
    lines_now,
    recompute,
    region_name,
    rows_out_of_date,
)
from ditan.domains.inventory.services.held import account_of, hold, name_of, note
from ditan.domains.inventory.services.recording import record_totals
from ditan.domains.inventory.services.rows import content_of

MOST_REASONS = 12
COUNTED = (OutputKind.EMISSION, OutputKind.REMOVAL)
"""What a total is made of: a memo item or a check that is not known keeps no inventory from being frozen."""


@transaction.atomic
def lock(
    *, user: Any, pk: int, version: int, revision: int, reason: str = "", book: FactorBook | None = None
) -> Edition:
    """Freeze the inventory as it stands: its choices, rows, factors and amounts, under one digest.

    Raises
    ------
    NotSound
        With every reason: no rows, amounts that are not known and have no notation key, amounts that the present factors no
        longer give, open findings of severity `error`.
    InvalidFields
        A second edition without a reason.
    Changed
        Somebody changed the inventory or a row since the user saw it.
    """
    held = hold(user, pk, version)
    if held.revision != revision:
        raise Changed(_("“%s”的活动数据刚由他人修改，没有锁定；请核对现在的结果后再锁定。") % held.title)
    reason = reason.strip() or held.reopen_reason
    if held.edition and not reason:
        raise InvalidFields({"reason": _("第 %d 版须写明与上一版相比为何更改。") % (held.edition + 1)})
    if len(reason) > 400:
        raise InvalidFields({"reason": _("理由最多 400 字，现为 %d 字。") % len(reason)})
    book = book or factor_book()
    rows = list(held.rows.filter(removed_at__isnull=True).order_by("position", "pk"))
    lines = lines_now(held, rows, book)
    keep_findings(held, rows, lines, book)
    if reasons := unsound(held, rows, lines, book):
        shown = "\n".join(reasons[:MOST_REASONS])
        more = len(reasons) - MOST_REASONS
        told = shown + (_("\n……另有 %d 条") % more if more > 0 else "")
        raise NotSound(_("“%(title)s”还不能锁定：\n%(reasons)s") % {"title": held.title, "reasons": told}, reasons)
    content = content_now(held, rows, lines, book)
    made = Edition.objects.create(
        inventory=held,
        number=held.edition + 1,
        content=content,
        digest=digest_of(content),
        reason=reason if held.edition else "",
        code_version=ditan.__version__,
        by_id=account_of(user),
        by_name=name_of(user),
        at=timezone.now(),
    )
    Inventory.objects.filter(pk=pk).update(
        state=State.LOCKED, edition=made.number, reopen_reason="", changed_at=made.at
    )
    note("locked", user, held, after={"edition": made.number, "digest": made.digest}, detail=reason)
    return made


@transaction.atomic
def reopen(*, user: Any, pk: int, version: int, reason: str) -> Inventory:
    """Back to compiling, with the reason; the frozen edition stays as it is. A signed one is opened by who may sign."""
    found = visible_inventories(user, EDIT).get(pk=pk)
    require(user, SIGN if found.state == State.SIGNED else EDIT)
    if found.is_draft:
        raise WrongState(_("“%s”正在编制，不需要退回。") % found.title)
    if found.state == State.SIGNED:
        visible_inventories(user, SIGN).get(pk=pk)
    if not reason.strip():
        raise InvalidFields({"reason": _("退回编制须写明理由；理由将记入下一版次。")})
    if len(reason.strip()) > 400:
        raise InvalidFields({"reason": _("理由最多 400 字，现为 %d 字。") % len(reason.strip())})
    _step(found, version, state=State.DRAFT, reopen_reason=reason.strip())
    note(
        "reopened",
        user,
        found,
        before={"state": found.state, "edition": found.edition},
        after={"state": State.DRAFT},
        detail=reason.strip(),
    )
    return Inventory.objects.get(pk=pk)


@transaction.atomic
def sign(*, user: Any, pk: int, version: int, digest: str) -> Signature:
    """Sign the newest edition: the first signature is that of the compiler, the second, by another person, of the reviewer.

    The signature is bound to the digest that the person saw, and the edition is computed again before it is signed. The
    second one records the totals as values of metrics.
    """
    require(user, SIGN)
    found = visible_inventories(user, SIGN).get(pk=pk)
    if found.state != State.LOCKED:
        raise WrongState(
            _("“%(title)s”%(state)s，不能签署；只有已锁定的清单可以签署。")
            % {"title": found.title, "state": found.get_state_display()}
        )
    edition = found.editions.get(number=found.edition)
    if edition.digest != digest:
        raise Changed(_("您看到的不是“%s”的最新版次，没有签署；请核对现在的版次后再签。") % found.title)
    signed = list(edition.signatures.all())
    if any(each.by_id == account_of(user) for each in signed):
        raise WrongState(_("您已以编制身份签署第 %d 版；复核须由另一人签署。") % edition.number)
    if wrong := differences(edition.content, edition.digest):
        raise NotSound(_("第 %d 版复算不一致，不能签署：") % edition.number + "；".join(wrong[:MOST_REASONS]), wrong)
    last = bool(signed)
    _step(found, version, state=State.SIGNED if last else State.LOCKED)
    made = Signature.objects.create(
        edition=edition,
        duty=Signature.Duty.REVIEWED if last else Signature.Duty.COMPILED,
        digest=edition.digest,
        by_id=user.pk,
        by_name=name_of(user),
        at=timezone.now(),
    )
    note("signed", user, found, after={"edition": edition.number, "duty": made.duty, "digest": made.digest})
    if last:
        record_totals(user=user, inventory=found, edition=edition.number, digest=edition.digest, reason=edition.reason)
    return made


@transaction.atomic
def recompute_all(*, user: Any, pk: int, version: int) -> int:
    """Compute every row of a draft again with the factors of today; gives how many rows came out differently."""
    held = hold(user, pk, version)
    before = booked_by_line(held)
    recompute(held)
    after = booked_by_line(held)
    changed = {where[0] for where in before.keys() | after.keys() if before.get(where) != after.get(where)}
    if changed:
        Inventory.objects.filter(pk=pk).update(revision=F("revision") + 1)
    note("recomputed", user, held, after={"rows_changed": len(changed)})
    return len(changed)


def content_now(
    inventory: Inventory, rows: Sequence[Row], lines: dict[int, list[Line]], book: FactorBook
) -> dict[str, Any]:
    """What an edition of the inventory would hold."""
    about = {
        "title": inventory.title,
        "region": inventory.region.name,
        "region_code": inventory.region.code,
        "place": region_name(inventory),
        "organisation": inventory.organisation.name if inventory.organisation else "",
        "year": inventory.year,
        "gwp_set": inventory.gwp_set,
        "factor_sets": list(inventory.factor_sets),
        "unverified": inventory.unverified,
        "base_year": inventory.base_year,
        "boundary": inventory.boundary,
        "revision": inventory.revision,
        "demo": inventory.demo,
        "answers": [
            {name: getattr(each, name) for name in ("check_code", "key", "message", "answer", "answered_by_name")}
            for each in Finding.objects.filter(inventory=inventory, state=FindingState.CLOSED).order_by("pk")
        ],
    }
    said = [
        Frozen({"row": row.pk, "position": row.position, **content_of(row)}, lines[row.pk], is_biomass(row.values))
        for row in rows
    ]
    return frozen(about, said, gwp_set(book, inventory.gwp_set, unverified=inventory.unverified))


def unsound(inventory: Inventory, rows: Sequence[Row], lines: dict[int, list[Line]], book: FactorBook) -> list[str]:
    """Why it cannot be locked, one sentence a reason. Two queries."""
    if not rows:
        return [_("没有活动数据；请先录入，未发生或未估算的类别填标识符。")]
    reasons = []
    try:
        gwp_set(book, inventory.gwp_set, unverified=inventory.unverified)
    except GwpRefused as refused:
        reasons.append(str(refused))
    for row in rows:
        reasons += _unfilled(row, lines[row.pk])
    if changed := rows_out_of_date(inventory, rows, lines):
        reasons.append(_("现行因子算出的结果与页面所示不同（%s）；请先“重新计算”并核对。") % _names(changed))
    open_errors = inventory.findings.filter(state=FindingState.OPEN, severity="error").order_by("check_code", "pk")
    return reasons + [_("质检问题未处理：%s") % each for each in open_errors.values_list("message", flat=True)]


def _unfilled(row: Row, lines: Sequence[Line]) -> list[str]:
    """A row that lacks what it must hold, or of which nothing is known that counts.

    What only lacks a factor or an input that may be left out (controls, for pollutants) is a finding of the checks.
    """
    lines = [line for line in lines if line.output.kind in COUNTED]
    unknown = [line for line in lines if line.amount is None]
    names = {each.name for each in kind_of(row.kind).inputs if each.required}
    told = [fault.message for line in unknown for fault in line.problems if fault.name in names or not fault.name]
    if not told and unknown and len(unknown) == len(lines):
        told = [fault.message for fault in unknown[0].problems]
    if not told:
        return []
    about = {"position": row.position, "label": str(row), "told": told[0]}
    return [_("第 %(position)d 行“%(label)s”排放量未知：%(told)s 无法补齐的请填标识符并写明理由。") % about]


def _names(rows: Sequence[Row]) -> str:
    shown = "、".join(_("第 %d 行") % each.position for each in rows[:5])
    return shown + (_("等 %d 行") % len(rows) if len(rows) > 5 else "")


def _step(found: Inventory, version: int, **fields: Any) -> None:
    here = Inventory.objects.filter(pk=found.pk, state=found.state, version=version)
    if not here.update(version=F("version") + 1, changed_at=timezone.now(), **fields):
        raise Changed(_("“%s”刚由他人处理；请核对现在的状态后再试。") % found.title)
