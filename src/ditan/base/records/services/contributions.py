"""Contributions: proposed by a machine as often as it likes, decided by people, whose decisions no machine touches."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ditan.base.audit.services import record as log
from ditan.base.declaration import Server, servers_of
from ditan.base.directory.models import Organisation
from ditan.base.records.errors import Changed, InvalidFields, NotAllowed, NotAvailable
from ditan.base.records.models import (
    Contribution,
    ContributionState,
    ContributionStep,
    Ground,
    Metric,
    Sign,
)
from ditan.base.records.permissions import CONTRIBUTIONS, require
from ditan.base.records.services.keys import chunks
from ditan.base.records.services.standing import name_of
from ditan.base.records.services.telling import tell_contributions
from ditan.core.records import UnitMismatch, factor_between

YEARS = range(2000, 2101)
MOST = 1e15


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a machine found: which server names which metric, where, and what the text says of it."""

    server_key: str
    server_title: str
    link: str
    metric_id: int
    ground: str
    basis: str
    sign: int = 0
    subject_id: int | None = None
    source_id: int | None = None
    start: int = 0
    end: int = 0
    quote: str = ""
    demo: bool = False


_FOLLOWS = (
    "server_title",
    "link",
    "ground",
    "basis",
    "sign",
    "subject_id",
    "source_id",
    "start",
    "end",
    "quote",
    "demo",
)
"""What an undecided proposal takes over from a later one."""


@dataclass(slots=True)
class Proposed:
    """How many proposals were added, brought up to date, and taken back."""

    added: int = 0
    changed: int = 0
    gone: int = 0


@transaction.atomic
def propose_contributions(
    rows: Sequence[Proposal], *, servers: Mapping[str, bool], known: Collection[str] = ()
) -> Proposed:
    """Bring the undecided contributions of these servers to what was found. Doing it twice changes nothing.

    Parameters
    ----------
    servers
        Keys of the servers that are in the books, and whether each is for show: what is undecided and no longer found there
        goes.
    known
        Keys of servers that the caller answers for, `servers` among them: those that left the books lose what is undecided,
        and what a person decided there stays, marked stale.

    A contribution that a person decided on or added is never changed, save for these two marks of its server.
    """
    asked = set(servers) | set(known)
    stored: dict[tuple[str, int], Contribution] = {}
    for chunk in chunks(sorted(asked)):
        for old in Contribution.objects.filter(server_key__in=chunk).select_for_update():
            stored[old.server_key, old.metric_id] = old
    found = {(row.server_key, row.metric_id): row for row in rows if row.server_key in servers}
    done = Proposed()
    fresh = []
    for key, row in found.items():
        if key not in stored:
            fresh.append(Contribution(**{name: getattr(row, name) for name in ("server_key", "metric_id", *_FOLLOWS)}))
    changed = [old for key, old in stored.items() if key in found and _follow(old, found[key])]
    gone = [old.pk for key, old in stored.items() if key not in found and old.state == ContributionState.PROPOSED]
    moved = [old for old in stored.values() if _mark(old, servers.get(old.server_key))]
    Contribution.objects.bulk_create(fresh, batch_size=200)
    Contribution.objects.bulk_update(changed, [*_columns(), "version"], batch_size=100)
    Contribution.objects.bulk_update(moved, ["stale", "demo", "version"], batch_size=200)
    for batch in chunks(gone):
        Contribution.objects.filter(pk__in=batch).delete()
    done.added, done.changed, done.gone = len(fresh), len(changed), len(gone)
    if fresh or changed or gone:
        log(
            act="records.contributions_proposed",
            target_kind="contribution",
            target_name=_("贡献关系"),
            after={"added": done.added, "changed": done.changed, "gone": done.gone},
        )
    return done


@transaction.atomic
def confirm_contribution(
    *,
    user: User,
    pk: int,
    version: int,
    sign: int | None = None,
    expected: str = "",
    unit: str = "",
    year: str = "",
    reason: str = "",
) -> Contribution:
    """Confirm that it serves, with what it should do where somebody knows. An empty `expected` means that nobody does."""
    require(user, CONTRIBUTIONS)
    row = _lock(user, pk, version)
    before = _content(row)
    if sign is not None:
        row.sign = _sign(sign)
    row.expected, row.unit, row.year = _expected(row.metric, expected, unit, year)
    return _decide(row, user, ContributionState.CONFIRMED, reason, before)


@transaction.atomic
def reject_contribution(*, user: User, pk: int, version: int, reason: str) -> Contribution:
    """Say that it does not serve, with the reason; the machine never proposes it again."""
    require(user, CONTRIBUTIONS)
    row = _lock(user, pk, version)
    before = _content(row)
    if not reason.strip():
        raise InvalidFields({"reason": _("请写明理由，例如“只是提到，并不推动该指标”；理由会留在记录中。")})
    return _decide(row, user, ContributionState.REJECTED, reason, before)


@transaction.atomic
def confirm_contributions(*, user: User, keys: Collection[str], grounds: Collection[str] = ("name", "alias")) -> int:
    """Confirm what the machine proposed for these servers by name or alias, as it stands; gives how many."""
    require(user, CONTRIBUTIONS)
    reached = {server.key for server in servers_of(user, keys)} & set(keys)
    now, name = timezone.now(), name_of(user)
    confirmed: list[Contribution] = []
    for chunk in chunks(sorted(reached)):
        rows = Contribution.objects.filter(server_key__in=chunk, state=ContributionState.PROPOSED, ground__in=grounds)
        confirmed += rows.select_for_update()
    for row in confirmed:
        row.state, row.decided_by_id, row.decided_by_name, row.decided_at = "confirmed", user.pk, name, now
        row.version += 1
    Contribution.objects.bulk_update(
        confirmed, ["state", "decided_by", "decided_by_name", "decided_at", "version"], batch_size=100
    )
    ContributionStep.objects.bulk_create(
        ContributionStep(contribution=row, step="bulk", after=_content(row), by=user, by_name=name, at=now)
        for row in confirmed
    )
    if confirmed:
        log(
            act="records.contributions_confirmed",
            user=user,
            target_kind="contribution",
            target_name=_("贡献关系"),
            after={"rows": len(confirmed)},
        )
        tell_contributions(sorted({row.server_key for row in confirmed}))
    return len(confirmed)


@transaction.atomic
def add_contribution(
    *,
    user: User,
    server_key: str,
    metric: int,
    sign: int = 0,
    expected: str = "",
    unit: str = "",
    year: str = "",
    basis: str = "",
    subject: int | None = None,
) -> Contribution:
    """Say that something serves a metric which no text tells. `basis` is on what ground."""
    require(user, CONTRIBUTIONS)
    server = _server(user, server_key)
    errors: dict[str, str] = {}
    served = Metric.objects.filter(pk=metric, is_active=True).first()
    if served is None:
        errors["metric"] = _("目录中没有这个指标，或它已停用；请重新选择。")
    if not basis.strip():
        errors["basis"] = _("请写明依据，例如“项目可行性研究报告第 3 章”。")
    if served is not None and (old := Contribution.objects.filter(server_key=server_key, metric=served).first()):
        told = {"server": server.title[:40], "metric": served.name, "state": old.get_state_display()}
        errors["metric"] = _("“%(server)s”与“%(metric)s”的关系已有（%(state)s）；请在原记录上办理。") % told
    if errors or served is None:
        raise InvalidFields(errors)
    amount, in_unit, by_year = _expected(served, expected, unit, year)
    now = timezone.now()
    row = Contribution.objects.create(
        server_key=server.key,
        server_title=server.title[:400],
        link=server.link[:300],
        organisation=Organisation.objects.filter(name=server.organisation_name).first()
        if server.organisation_name
        else None,
        metric=served,
        subject_id=subject,
        sign=_sign(sign),
        expected=amount,
        unit=in_unit,
        year=by_year,
        ground=Ground.PERSON,
        basis=basis.strip()[:2000],
        start=0,
        end=0,
        state=ContributionState.CONFIRMED,
        demo=server.demo,
        decided_by=user,
        decided_by_name=name_of(user),
        decided_at=now,
    )
    _note(row, "added", user, None, basis)
    tell_contributions([row.server_key])
    return row


def _decide(
    row: Contribution, user: User, state: ContributionState, reason: str, before: dict[str, Any]
) -> Contribution:
    row.state, row.reason = state, reason.strip()[:400]
    row.decided_by, row.decided_by_name, row.decided_at = user, name_of(user), timezone.now()
    row.version += 1
    row.save()
    _note(row, str(state), user, before, reason)
    tell_contributions([row.server_key])
    return row


def _note(row: Contribution, step: str, user: User, before: dict[str, Any] | None, reason: str) -> None:
    after = _content(row)
    ContributionStep.objects.create(
        contribution=row,
        step=step,
        before=before,
        after=after,
        reason=reason.strip()[:400],
        by=user,
        by_name=name_of(user),
        at=timezone.now(),
    )
    log(
        act=f"records.contribution_{step}",
        user=user,
        target_kind="contribution",
        target_key=row.pk,
        target_name=f"{row.server_title} → {row.metric.name}"[:200],
        before=before,
        after=after,
        detail=reason.strip(),
    )


def _lock(user: User, pk: int, version: int) -> Contribution:
    row = Contribution.objects.select_for_update(of=("self",)).select_related("metric").filter(pk=pk).first()
    if row is None:
        raise NotAvailable(_("该贡献关系已不存在，可能文字已被重新读取；请刷新页面。"))
    _server(user, row.server_key)
    if row.version != version:
        raise Changed(
            _("“%(title)s”与“%(metric)s”的关系在您打开之后已由%(name)s修改；请刷新后再定。")
            % {"title": row.server_title[:40], "metric": row.metric.name, "name": row.decided_by_name or _("重新读取")}
        )
    return row


def _server(user: User, key: str) -> Server:
    found = next((server for server in servers_of(user, {key}) if server.key == key), None)
    if found is None:
        raise NotAllowed(_("该事项不在您的数据范围内，或已不存在；如需办理，请联系统筹部门或平台管理员。"))
    return found


def _sign(sign: int) -> int:
    if sign not in Sign.values:
        raise InvalidFields({"sign": _("作用方向只能是提高、降低或未写明。")})
    return sign


def _expected(metric: Metric, expected: str, unit: str, year: str) -> tuple[float | None, str, int | None]:
    """Amount, unit and year as they were typed; nothing is filled in for what was left empty."""
    errors: dict[str, str] = {}
    amount: float | None = None
    in_unit = unit.strip() or metric.unit
    if expected.strip():
        try:
            amount = float(expected.strip().replace(",", "").replace("，", ""))
        except ValueError:
            errors["expected"] = _("“%(found)s”不是数字；不知道时请留空。") % {"found": expected.strip()[:40]}
        if amount is not None and not abs(amount) < MOST:
            errors["expected"] = _("“%(found)s”超出范围；请核对单位。") % {"found": expected.strip()[:40]}
        if amount is not None and amount < 0:
            errors["expected"] = _("预期贡献请填正数，方向由“提高”或“降低”表示。")
        if in_unit != metric.unit:
            try:
                factor_between(in_unit, metric.unit)
            except UnitMismatch:
                told = {"unit": in_unit, "metric": metric.name, "other": metric.unit or _("无")}
                errors["unit"] = _("单位“%(unit)s”不能换算为“%(metric)s”的单位“%(other)s”。") % told
    by_year: int | None = None
    if year.strip():
        text = year.strip().removesuffix("年")
        by_year = int(text) if text.isascii() and text.isdigit() and len(text) == 4 else None
        if by_year not in YEARS:
            errors["year"] = _("“%(found)s”不是 2000—2100 之间的年份。") % {"found": year.strip()[:20]}
    if errors:
        raise InvalidFields(errors)
    return amount, in_unit[:64] if amount is not None else "", by_year


def _content(row: Contribution) -> dict[str, Any]:
    return {
        "state": str(row.state),
        "sign": row.sign,
        "expected": row.expected,
        "unit": row.unit,
        "year": row.year,
    }


def _follow(old: Contribution, row: Proposal) -> bool:
    """Let an undecided proposal say what was found now; gives whether it differs."""
    if old.state != ContributionState.PROPOSED or all(getattr(old, name) == getattr(row, name) for name in _FOLLOWS):
        return False
    for name in _FOLLOWS:
        setattr(old, name, getattr(row, name))
    old.version += 1
    return True


def _mark(old: Contribution, demo: bool | None) -> bool:
    """Let a decided one bear whether its server is still in the books (None where not) and for show."""
    stale, shown = demo is None, old.demo if demo is None else demo
    if old.state == ContributionState.PROPOSED or (old.stale, old.demo) == (stale, shown):
        return False
    old.stale, old.demo = stale, shown
    old.version += 1
    return True


def _columns() -> Iterable[str]:
    return (name.removesuffix("_id") for name in _FOLLOWS)
