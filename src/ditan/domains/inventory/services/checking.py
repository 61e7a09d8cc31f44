"""Checks over an inventory are run; what they find is kept, answered, opened again, or gone once it was mended."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ditan.base.refusal import Changed, InvalidFields
from ditan.core.factors import FactorBook
from ditan.core.inventory.categories import categories
from ditan.core.inventory.checks import Finding as Found
from ditan.core.inventory.checks import Severity, run
from ditan.core.inventory.kinds import KINDS
from ditan.core.methods import Line
from ditan.domains.inventory.errors import WrongState
from ditan.domains.inventory.models import Finding, FindingState, Inventory, Row
from ditan.domains.inventory.permissions import EDIT, require
from ditan.domains.inventory.selectors.books import factor_book
from ditan.domains.inventory.selectors.facts import facts_of
from ditan.domains.inventory.selectors.scope import visible_inventories
from ditan.domains.inventory.services.computing import lines_now, rows_out_of_date
from ditan.domains.inventory.services.held import hold, name_of, note
from ditan.domains.inventory.services.rows import Entry, store_rows

KEY = 200
STALE = "out_of_date"
"""The one check that looks at what is kept: whether it is what the methods give now."""
TOLD = ("severity", "message", "remedy", "row_id", "state", "version", "found_at")


@dataclass(frozen=True, slots=True)
class Checked:
    """What a run of the checks changed: how many findings are new, came back, and are gone."""

    new: int
    back: int
    gone: int


@transaction.atomic
def run_checks(*, user: Any, pk: int) -> Checked:
    """Run every check over a draft and keep what they find."""
    require(user, EDIT)
    inventory = visible_inventories(user, EDIT).get(pk=pk)
    if not inventory.is_draft:
        raise WrongState(
            _("“%(title)s”%(state)s，质检结果不再变动；需要重新检查请先退回编制。")
            % {"title": inventory.title, "state": inventory.get_state_display()}
        )
    book = factor_book()
    rows = list(inventory.rows.filter(removed_at__isnull=True).order_by("position", "pk"))
    return keep_findings(inventory, rows, lines_now(inventory, rows, book), book)


def keep_findings(
    inventory: Inventory, rows: Sequence[Row], lines: Mapping[int, Sequence[Line]], book: FactorBook
) -> Checked:
    """Bring the kept findings up to what the checks find now. Three statements besides the reads, however many findings.

    A finding keeps its row from run to run. One that was answered is opened again where it says something else than what was
    answered; one that is found no more is gone, and keeps its answer in case it comes back.
    """
    told = (*run(facts_of(inventory, rows, lines, book)), *_out_of_date(inventory, rows, lines))
    found = {(each.check, _key(each)): each for each in told}
    kept = {(each.check_code, each.key): each for each in inventory.findings.all()}
    now = timezone.now()
    places = {str(row.pk): row.pk for row in rows}
    fresh = [
        Finding(
            inventory=inventory,
            check_code=each.check,
            key=key,
            severity=each.severity,
            message=each.message,
            remedy=each.remedy,
            row_id=places.get(each.row),
            found_at=now,
        )
        for (_check, key), each in found.items()
        if (each.check, key) not in kept
    ]
    back = gone = 0
    changed = []
    for where, finding in kept.items():
        before = finding.state
        if not _brought_up(finding, found.get(where), places, now):
            continue
        finding.version += 1
        changed.append(finding)
        back += finding.state == FindingState.OPEN and before != FindingState.OPEN
        gone += finding.state == FindingState.GONE
    Finding.objects.bulk_create(fresh, batch_size=500)
    Finding.objects.bulk_update(changed, TOLD, batch_size=200)
    mark = inventory.mark
    Inventory.objects.filter(pk=inventory.pk).update(checked=mark, checked_at=now)
    inventory.checked, inventory.checked_at = mark, now
    return Checked(len(fresh), back, gone)


@transaction.atomic
def answer_findings(*, user: Any, pk: int, versions: Mapping[int, int], answer: str) -> int:
    """Say why findings stand, and close them.

    Parameters
    ----------
    versions
        By key of the finding, the version that the person saw; all are closed or none.
    """
    inventory = _draft(user, pk)
    if not answer.strip():
        raise InvalidFields({"answer": _("请写明处理说明：为何成立、依据什么。")})
    if len(answer.strip()) > 400:
        raise InvalidFields({"answer": _("说明最多 400 字，现为 %d 字。") % len(answer.strip())})
    found = _asked(inventory, versions, FindingState.OPEN)
    now = timezone.now()
    for each in found:
        each.state, each.answer, each.answered_by_name, each.answered_at = (
            FindingState.CLOSED,
            answer.strip(),
            name_of(user),
            now,
        )
        each.version += 1
    Finding.objects.bulk_update(
        found, ["state", "answer", "answered_by_name", "answered_at", "version"], batch_size=200
    )
    told = {"findings": [each.pk for each in found], "answer": answer.strip()}
    note("finding_closed", user, inventory, after=told)
    return len(found)


@transaction.atomic
def reopen_findings(*, user: Any, pk: int, versions: Mapping[int, int]) -> int:
    """Open answered findings again; what was answered stays beside them."""
    inventory = _draft(user, pk)
    found = _asked(inventory, versions, FindingState.CLOSED)
    for each in found:
        each.state = FindingState.OPEN
        each.version += 1
    Finding.objects.bulk_update(found, ["state", "version"], batch_size=200)
    note("finding_reopened", user, inventory, after={"findings": [each.pk for each in found]})
    return len(found)


@transaction.atomic
def fill_with_key(*, user: Any, pk: int, versions: Mapping[int, int], notation: str, reason: str) -> int:
    """For categories that nobody spoke of, rows with a notation key and its reason; then the checks are run again."""
    held = hold(user, pk)
    found = _asked(held, versions, FindingState.OPEN)
    codes = [category_of(each) for each in found]
    if not all(codes) or any(each.check_code != "completeness" or each.row_id for each in found):
        raise WrongState(_("只有“类别既没有数值也没有标识符”的问题可以批量填标识符；请只选这一类。"))
    entries = []
    for code in codes:
        kind = next((each for each in KINDS if each.allows(code)), None)
        if kind is None:
            raise WrongState(_("类别 %s 没有对应的源类型，不能填标识符；请改为写明处理说明。") % code)
        label = categories().get(code).name
        entries.append(Entry(kind.code, code, {}, label=label, notation=notation, notation_reason=reason))
    store_rows(user, held, entries)
    note("keys_filled", user, held, after={"categories": codes, "notation": notation, "reason": reason})
    run_checks(user=user, pk=pk)
    return len(entries)


def category_of(finding: Finding) -> str:
    """The category that a finding speaks of as a whole; "" of one about a row, a gas or something else."""
    row, category, gas, detail = (*finding.key.split("|", 3), "", "", "", "")[:4]
    return category if not (row or gas or detail) else ""


def _out_of_date(inventory: Inventory, rows: Sequence[Row], lines: Mapping[int, Sequence[Line]]) -> list[Found]:
    changed = rows_out_of_date(inventory, rows, lines)
    if not changed:
        return []
    shown = "、".join(str(each.position) for each in changed[:8]) + ("…" if len(changed) > 8 else "")
    message = f"第 {shown} 行（共 {len(changed)} 行）按现行因子和方法算出的结果与页面所示不同。"
    return [Found(STALE, Severity.ERROR, message, "请在“版本与签发”中按“重新计算”，再核对变化。")]


def _brought_up(finding: Finding, found: Found | None, places: Mapping[str, int], now: Any) -> bool:
    """Make the kept finding say what was found; whether anything about it changed."""
    if found is None:
        changed = finding.state != FindingState.GONE
        finding.state = FindingState.GONE
        return changed
    told = (str(found.severity), found.message, found.remedy, places.get(found.row))
    same = told == (finding.severity, finding.message, finding.remedy, finding.row_id)
    answered = bool(finding.answer) and finding.message == found.message
    if finding.state == FindingState.GONE:
        finding.state = FindingState.CLOSED if answered else FindingState.OPEN
        finding.found_at = now
    elif same:
        return False
    elif finding.state == FindingState.CLOSED and not answered:
        finding.state = FindingState.OPEN
    finding.severity, finding.message, finding.remedy, finding.row_id = told
    return True


def _key(found: Found) -> str:
    """The key as the database holds it: one that is too long ends with a digest of all of it."""
    if len(found.key) <= KEY:
        return found.key
    return found.key[: KEY - 33] + "#" + hashlib.sha256(found.key.encode()).hexdigest()[:32]


def _draft(user: Any, pk: int) -> Inventory:
    require(user, EDIT)
    inventory = visible_inventories(user, EDIT).get(pk=pk)
    if not inventory.is_draft:
        raise WrongState(
            _("“%(title)s”%(state)s，质检问题不能再处理；如需更正请先退回编制。")
            % {"title": inventory.title, "state": inventory.get_state_display()}
        )
    return inventory


def _asked(inventory: Inventory, versions: Mapping[int, int], state: str) -> list[Finding]:
    if not versions:
        raise InvalidFields({"finding": _("请先勾选要处理的问题。")})
    found = list(Finding.objects.select_for_update().filter(inventory=inventory, pk__in=versions, state=state))
    if len(found) != len(versions) or any(versions[each.pk] != each.version for each in found):
        raise Changed(_("所选问题中有的刚被处理或重新检查过，没有保存；请核对现在的列表后再试。"))
    return sorted(found, key=lambda each: each.pk)
