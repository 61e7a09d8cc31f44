"""Taking a target apart. Nothing is overwritten: a change, an adjustment and a withdrawal are new versions with a reason."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ditan.base.audit.services import record
from ditan.base.directory.models import Organisation
from ditan.core.assessment import AssessmentRefused
from ditan.core.decomposition import Trajectory, adjusted_path, annual_path
from ditan.domains.plans.decomposing import (
    DECIMALS,
    OF_UNITS,
    base_of,
    is_yearly,
    key_of,
    kind_of,
    rule_of_years,
    whole_of,
)
from ditan.domains.plans.errors import Changed, InvalidFields, NotAvailable
from ditan.domains.plans.models import PartRule, TargetPart, TrackedTarget
from ditan.domains.plans.permissions import MANAGE_TARGETS, require
from ditan.domains.plans.selectors.decomposition import decomposition, get_tracked, newest_of
from ditan.domains.plans.services.decisions import name_of

MOST_PARTS = 200
MOST_NAME = 200


@dataclass(frozen=True, slots=True)
class PartInput:
    """A part as somebody wants it: of a year, of a unit, or of a unit in a year."""

    year: int | None
    name: str = ""
    value: float | None = None
    weight: float | None = None


@dataclass(frozen=True, slots=True)
class Shared:
    """Who shares the target (`year` None) or one year of it, and how."""

    year: int | None
    rule: str
    rows: tuple[PartInput, ...]


@transaction.atomic
def propose_years(*, user: User, pk: int, seen: int, trajectory: Trajectory, reason: str = "") -> list[TargetPart]:
    """Lay out the years of a target by equal rates or equal steps; a person confirms them."""
    tracked = _locked(user, pk, seen)
    whole, (base_year, base) = _whole(tracked), base_of(tracked)
    if tracked.year is None or base_year is None:
        raise NotAvailable(_("目标没有写明目标年或基年，无法给出年度路径；请先在规划中补齐。"))
    if is_yearly(tracked):
        rows = [PartInput(year, value=whole) for year in range(base_year + 1, tracked.year + 1)]
    else:
        try:
            path = annual_path(
                kind_of(tracked), trajectory, base_year=base_year, year=tracked.year, target=whole, base=base,
                decimals=DECIMALS,
            )  # fmt: skip
        except AssessmentRefused as error:
            raise NotAvailable(str(error)) from error
        rows = [PartInput(each.year, value=each.value) for each in path]
    return _write(user, tracked, rows, rule_of_years(tracked), None, reason, "parts_proposed")


@transaction.atomic
def save_years(*, user: User, pk: int, seen: int, rows: Sequence[PartInput], reason: str = "") -> list[TargetPart]:
    """The years as a person wants them; those left out are withdrawn."""
    tracked = _locked(user, pk, seen)
    known = {str(row.year): _("年度应为四位数字") for row in rows if row.year is None or not 1990 <= row.year <= 2100}
    _refuse(known | _wrong(rows))
    return _write(user, tracked, rows, rule_of_years(tracked), None, reason, "parts_saved")


@transaction.atomic
def share_out(
    *, user: User, pk: int, seen: int, year: int | None, rule: str, rows: Sequence[PartInput], reason: str = ""
) -> list[TargetPart]:
    """Departments and towns that share the target itself, or that of one year. Those left out are withdrawn."""
    tracked = _locked(user, pk, seen)
    if rule not in OF_UNITS:
        raise InvalidFields({"rule": _("请选择分解方式")})
    errors = _wrong(rows)
    errors |= {row.name: _("权重应大于 0") for row in rows if row.weight is not None and not row.weight > 0}
    _refuse(errors)
    parent = None
    if year is not None:
        parent = tracked.parts.filter(key=key_of(year), is_current=True, withdrawn=False).first()
        if parent is None:
            raise NotAvailable(_("%(year)d 年还没有年度目标；请先确定年度路径，再分解到单位。") % {"year": year})
    return _write(user, tracked, rows, PartRule(rule), parent, reason, "parts_saved", units=True, year=year)


@transaction.atomic
def save_all(
    *, user: User, pk: int, seen: int, years: Sequence[PartInput], shared: Sequence[Shared], reason: str = ""
) -> list[TargetPart]:
    """All parts at once, as a workbook holds them; those left out are withdrawn. All or none."""
    tracked = _locked(user, pk, seen)
    _refuse(_wrong(years))
    groups = {group.year: group for group in shared}
    for group in shared:
        if group.rule not in OF_UNITS:
            raise InvalidFields({"rule": _("请选择分解方式")})
        errors = _wrong(group.rows)
        errors |= {row.name: _("权重应大于 0") for row in group.rows if row.weight is not None and not row.weight > 0}
        _refuse(errors)
    made = _write(user, tracked, years, rule_of_years(tracked), None, reason, "parts_imported")
    kept = tracked.parts.filter(is_current=True, withdrawn=False).exclude(organisation_name="")
    for year in sorted({*groups, *kept.values_list("year", flat=True)}, key=lambda each: each or 0):
        group = groups.get(year, Shared(year, PartRule.SUM, ()))
        parent = tracked.parts.filter(key=key_of(year), is_current=True, withdrawn=False).first() if year else None
        if year is not None and parent is None and group.rows:
            raise NotAvailable(_("%(year)d 年还没有年度目标；请先确定年度路径，再分解到单位。") % {"year": year})
        rule = PartRule(group.rule)
        made += _write(user, tracked, group.rows, rule, parent, reason, "parts_imported", units=True, year=year)
    return made


@transaction.atomic
def adjust_years(*, user: User, pk: int, seen: int, trajectory: Trajectory, reason: str) -> list[TargetPart]:
    """Let the years that are left take on what the executed ones left undone, or gave in advance."""
    tracked = _locked(user, pk, seen)
    whole, found = _whole(tracked), decomposition(user, pk)
    if not found.years:
        raise NotAvailable(_("还没有年度目标，无法调整；请先确定年度路径。"))
    path = [(row.part.year or 0, row.part.value) for row in found.years]
    inside = [(year, number) for year, number in found.executed if year in dict(path)]
    try:
        left = adjusted_path(found.kind, trajectory, whole, path, inside, decimals=DECIMALS)
    except AssessmentRefused as error:
        raise NotAvailable(str(error)) from error
    changed = {each.year: each.value for each in left}
    rows = [PartInput(year, value=changed.get(year, value)) for year, value in path]
    return _write(user, tracked, rows, rule_of_years(tracked), None, reason, "parts_adjusted")


@transaction.atomic
def confirm_parts(*, user: User, pk: int, seen: int) -> int:
    """Put the parts in force; refused while parts and whole contradict each other."""
    tracked = _locked(user, pk, seen)
    found = decomposition(user, pk)
    if found.must_fix:
        raise NotAvailable(
            _("总分核对还有 %(number)d 处须改正，不能确认；请先按核对结果修改。") % {"number": found.must_fix}
        )
    waiting = tracked.parts.filter(is_current=True, confirmed=False)
    keys = list(waiting.values_list("key", flat=True))
    if keys:
        waiting.update(confirmed=True)
        record(act="plans.parts_confirmed", user=user, after={"parts": sorted(keys)}, **_target(tracked))
    return len(keys)


def _locked(user: User, pk: int, seen: int) -> TrackedTarget:
    """The target, held until the end of the transaction, as the user saw it."""
    require(user, MANAGE_TARGETS)
    get_tracked(user, pk, MANAGE_TARGETS)
    tracked = (
        TrackedTarget.objects.select_for_update(of=("self",)).select_related("plan", "metric", "subject").get(pk=pk)
    )
    if newest_of(tracked) != seen:
        raise Changed(_("这个目标的分解刚被他人修改；您的内容没有保存，请核对最新版本后再保存。"))
    return tracked


def _whole(tracked: TrackedTarget) -> float:
    whole = whole_of(tracked)
    if whole is None:
        raise NotAvailable(_("总目标尚无数值（待下达或文字目标），暂不能分解；请先登记下达值。"))
    return whole


def _wrong(rows: Sequence[PartInput]) -> dict[str, str]:
    """What cannot be stored, by the name of the part."""
    errors: dict[str, str] = {}
    if len(rows) > MOST_PARTS:
        errors[""] = _("一次最多 %(most)d 项，收到 %(found)d 项") % {"most": MOST_PARTS, "found": len(rows)}
    seen: set[str] = set()
    for row in rows:
        name = row.name or str(row.year)
        if name in seen:
            errors[name] = _("出现了两次，每个单位或年度只能有一行")
        seen.add(name)
        if len(row.name) > MOST_NAME:
            errors[name[:20]] = _("名称超过 %(most)d 个字") % {"most": MOST_NAME}
        for number in (row.value, row.weight):
            if number is not None and not (math.isfinite(number) and abs(number) < 1e300):
                errors[name] = _("数值不是有限的数")
    return errors


def _refuse(errors: dict[str, str]) -> None:
    if errors:
        raise InvalidFields(errors)


def _write(
    user: User,
    tracked: TrackedTarget,
    rows: Sequence[PartInput],
    rule: PartRule,
    parent: TargetPart | None,
    reason: str,
    act: str,
    *,
    units: bool = False,
    year: int | None = None,
) -> list[TargetPart]:
    """New versions where something changed; a first version needs no reason, every other does."""
    kept = {part.key: part for part in tracked.parts.filter(is_current=True).select_for_update()}
    named = _organisations([row.name for row in rows if row.name])
    wanted = {key_of(row.year, row.name): row for row in rows}
    of_group = {
        key: part
        for key, part in kept.items()
        if not part.withdrawn and (bool(part.organisation_name) == units) and (not units or part.year == year)
    }
    fresh = [
        _version(tracked, key, row, rule, parent, kept.get(key), named)
        for key, row in wanted.items()
        if _differs(kept.get(key), row, rule)
    ]
    gone = [_withdrawn(part) for key, part in of_group.items() if key not in wanted]
    made = [*fresh, *gone]
    if any(part.version > 1 for part in made) and not reason.strip():
        raise InvalidFields({"reason": _("修改已有的分解须写明理由")})
    old = {part.key: part.value for part in kept.values()}
    tracked.parts.filter(is_current=True, key__in=[part.key for part in made]).update(is_current=False)
    for part in made:
        part.reason, part.by, part.by_name, part.at = reason.strip()[:400], user, name_of(user), timezone.now()
        part.demo = tracked.demo
        part.save()
    if made:
        record(
            act=f"plans.{act}",
            user=user,
            **_target(tracked),
            before={part.key: old.get(part.key) for part in made},
            after={part.key: None if part.withdrawn else part.value for part in made},
            detail=reason.strip(),
        )
    return made


def _differs(kept: TargetPart | None, row: PartInput, rule: PartRule) -> bool:
    if kept is None or kept.withdrawn:
        return True
    return (kept.value, kept.weight, kept.rule) != (row.value, row.weight, rule)


def _version(
    tracked: TrackedTarget,
    key: str,
    row: PartInput,
    rule: PartRule,
    parent: TargetPart | None,
    kept: TargetPart | None,
    named: dict[str, Organisation],
) -> TargetPart:
    return TargetPart(
        tracked=tracked,
        parent=parent,
        rule=rule,
        year=row.year,
        organisation=named.get(row.name),
        organisation_name=row.name,
        weight=row.weight,
        value=row.value,
        unit=tracked.metric.unit,
        key=key,
        version=kept.version + 1 if kept else 1,
    )


def _withdrawn(part: TargetPart) -> TargetPart:
    """The version that says that a part no longer counts."""
    return TargetPart(
        tracked=part.tracked,
        parent=part.parent,
        rule=part.rule,
        year=part.year,
        organisation=part.organisation,
        organisation_name=part.organisation_name,
        weight=part.weight,
        value=part.value,
        unit=part.unit,
        key=part.key,
        version=part.version + 1,
        withdrawn=True,
    )


def _organisations(names: list[str]) -> dict[str, Organisation]:
    """Units of the directory by name or short name; what it does not know stays a name."""
    found: dict[str, Organisation] = {}
    for each in Organisation.objects.filter(short_name__in=names):
        found[each.short_name] = each
    for each in Organisation.objects.filter(name__in=names):
        found[each.name] = each
    return found


def _target(tracked: TrackedTarget) -> dict[str, str]:
    name = f"{tracked.name} {tracked.year}"
    return {"target_kind": "tracked_target", "target_key": str(tracked.pk), "target_name": name}
