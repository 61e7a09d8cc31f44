"""Ties between items and metrics: proposed for every indicator and target, decided by people, one by one or many."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from ditan.base.audit.services import record as log
from ditan.base.records.models import Metric
from ditan.base.records.services.proposing import Proposed, propose_metrics
from ditan.domains.plans.errors import Changed, NotAllowed, NotAvailable
from ditan.domains.plans.models import (
    BOOKED,
    How,
    Indicator,
    MetricBinding,
    PlanDocument,
    State,
    Target,
)
from ditan.domains.plans.permissions import REVIEW, require
from ditan.domains.plans.selectors.scope import reaches, visible_items
from ditan.domains.plans.services.decisions import decide
from ditan.domains.plans.services.following import follow
from ditan.domains.plans.tracking.matching import (
    Catalogue,
    Known,
    Spoken,
    basis_of,
    ceiling_of,
    code_of,
    direction_of,
    fits,
)


@transaction.atomic
def propose_bindings(plans: Collection[int], *, items: Collection[Indicator | Target] = ()) -> int:
    """Propose a metric for each indicator and target of these plans that has none yet; gives how many. `items` narrows it.

    A metric that the catalogue lacks is added to it, not verified. What a person decided is left alone; a proposal that
    nobody decided on follows an item whose name, unit or metric changed. A handful of statements, whatever the number.
    """
    open_items = [
        item
        for model in (Indicator, Target)
        for item in _unsettled(model, plans, {item.pk for item in items if isinstance(item, model)} if items else None)
    ]
    if not open_items:
        return 0
    spoken = {(item.kind, item.pk): _spoken(item) for item in open_items}
    catalogue = _catalogue()
    matches = {key: catalogue.match(each) for key, each in spoken.items()}
    lacking = {
        code_of(spoken[item.kind, item.pk]): _proposed(item, spoken[item.kind, item.pk])
        for item in open_items
        if matches[item.kind, item.pk].key is None
    }
    made = propose_metrics(list(lacking.values()), why=_("规划条目需要")) if lacking else {}
    fresh, changed = [], []
    for item in open_items:
        match = matches[item.kind, item.pk]
        key = match.key if match.key is not None else made[code_of(spoken[item.kind, item.pk])].pk
        said = {"metric_id": key, "ground": match.ground, "confidence": match.confidence, "unit_fits": match.fits}
        stored: MetricBinding | None = getattr(item, "binding", None)
        if stored is None:
            fresh.append(MetricBinding(plan_id=item.plan_id, **{item.kind: item}, **said))
        elif any(getattr(stored, name) != value for name, value in said.items()):
            for name, value in said.items():
                setattr(stored, name, value)
            stored.version += 1
            changed.append(stored)
    MetricBinding.objects.bulk_create(fresh, batch_size=500)
    MetricBinding.objects.bulk_update(changed, ["metric", "ground", "confidence", "unit_fits", "version"])
    return len(fresh)


@transaction.atomic
def confirm_binding(*, user: User, pk: int, version: int, metric: int | None = None, reason: str = "") -> MetricBinding:
    """Confirm a tie as proposed, or with another metric. What was confirmed for show becomes a person's decision."""
    require(user, REVIEW)
    binding = _lock(user, pk, version)
    before = {"state": binding.state, "metric": binding.metric.code, "how": binding.decided_how}
    if metric is not None and metric != binding.metric_id:
        binding.metric = _metric(metric)
        state = State.EDITED
    else:
        state = State(binding.state) if binding.is_booked else State.CONFIRMED
    binding.unit_fits = fits(binding.item.unit, binding.metric.unit)
    if not binding.unit_fits:
        told = {"unit": binding.item.unit, "metric": binding.metric.name, "other": binding.metric.unit or _("无")}
        raise NotAvailable(
            _("该条目的单位“%(unit)s”不能换算为“%(metric)s”的单位“%(other)s”；请改选其他指标，或先修改条目的单位。")
            % told
        )
    binding.reason = reason.strip()[:400]
    decide(binding, state=state, user=user, how=How.BY_HAND)
    binding.save()
    _log("binding_confirmed", user, binding, before)
    follow(items=[binding.item], user=user)
    return binding


@transaction.atomic
def reject_binding(*, user: User, pk: int, version: int, reason: str = "") -> MetricBinding:
    """Say that the item is not followed. Targets made of it become stale; values stay, for they are append-only."""
    require(user, REVIEW)
    binding = _lock(user, pk, version)
    before = {"state": binding.state, "metric": binding.metric.code}
    binding.reason = reason.strip()[:400]
    decide(binding, state=State.REJECTED, user=user, how=How.BY_HAND)
    binding.save()
    _log("binding_rejected", user, binding, before)
    follow(items=[binding.item], user=user)
    return binding


@transaction.atomic
def confirm_bindings(
    *, user: User, plan: PlanDocument, confidence: float = 0.0, how: How = How.BULK, keys: Collection[int] = ()
) -> int:
    """Confirm the undecided ties of a plan that are at least this sure and whose units go together; gives how many.

    `keys` narrows them to these. Ties of a demonstration are confirmed for items that are in the books.
    """
    from ditan.domains.plans.services.serving import weigh

    require(user, REVIEW)
    rows = MetricBinding.objects.filter(plan=plan, state=State.PROPOSED, unit_fits=True, confidence__gte=confidence)
    if keys:
        rows = rows.filter(pk__in=keys)
    rows = rows.select_for_update(of=("self",)).select_related("indicator", "target")
    reached = _reached(user, plan)
    wanted = [
        row for row in rows if (row.kind, row.item.pk) in reached and (how != How.DEMO or row.item.state in BOOKED)
    ]
    for row in wanted:
        decide(row, state=State.CONFIRMED, user=user, how=how)
    MetricBinding.objects.bulk_update(
        wanted, ["state", "version", "decided_by", "decided_by_name", "decided_at", "decided_how"], batch_size=200
    )
    if wanted:
        log(
            act="plans.bindings_confirmed",
            user=user,
            target_kind="plan",
            target_key=plan.pk,
            target_name=plan.title,
            after={"rows": len(wanted), "how": str(how), "confidence": confidence},
        )
    follow(plans=[plan.pk], user=user)
    weigh(plan)
    return len(wanted)


def _unsettled(model: type[Any], plans: Collection[int], keys: Collection[int] | None) -> list[Any]:
    """Items without a decided tie; those that are rejected are proposed for too, so that none is left out."""
    if keys is not None and not keys:
        return []
    rows = model.objects.filter(plan__in=plans)
    if keys is not None:
        rows = rows.filter(pk__in=keys)
    rows = rows.exclude(binding__state__in=[*BOOKED, State.REJECTED])
    rows = rows.select_related("binding", "plan")
    return list(rows.prefetch_related("cells", "departments") if model is Indicator else rows)


def _spoken(item: Indicator | Target) -> Spoken:
    if isinstance(item, Indicator):
        cells = [cell for cell in item.cells.all() if cell.alternative == 0]
        numeric = any(cell.value is not None for cell in cells) or bool(item.unit)
        at_most = any(cell.comparator in ("<=", "<") for cell in cells)
    else:
        numeric = item.value is not None or bool(item.unit)
        at_most = item.comparator in ("<=", "<")
    return Spoken(item.name, item.unit, item.metric, item.basis, numeric, at_most)


def _catalogue() -> Catalogue:
    metrics = Metric.objects.filter(is_active=True).prefetch_related("aliases")
    return Catalogue(
        Known(each.pk, each.code, (each.name, *(alias.name for alias in each.aliases.all())), each.unit)
        for each in metrics.order_by("pk")
    )


def _proposed(item: Indicator | Target, spoken: Spoken) -> Proposed:
    departments = [row.listed_as for row in item.departments.all()] if isinstance(item, Indicator) else []
    return Proposed(
        code=code_of(spoken),
        name=item.name,
        unit=item.unit,
        direction=direction_of(spoken),
        basis=basis_of(spoken),
        ceiling=ceiling_of(spoken),
        source_title=item.plan.title,
        responsible_name=departments[0] if departments else "",
    )


def _lock(user: User, pk: int, version: int) -> MetricBinding:
    rows = MetricBinding.objects.select_for_update(of=("self",))
    binding = rows.select_related("metric", "indicator", "target", "plan__region").filter(pk=pk).first()
    if binding is None:
        raise NotAvailable(_("该绑定已不存在，可能条目已被重新读取替换；请刷新页面。"))
    if not reaches(user, binding.item, REVIEW):
        raise NotAllowed(_("该条目不在您的数据范围内；如需办理，请联系统筹部门或平台管理员。"))
    if binding.version != version:
        raise Changed(
            _("“%(label)s”的绑定在您打开之后已由%(name)s修改；请刷新后再定。")
            % {"label": binding.label[:40], "name": binding.decided_by_name or _("重新读取")}
        )
    return binding


def _reached(user: User, plan: PlanDocument) -> set[tuple[str, int]]:
    """Items of the plan that the person may decide on."""
    from ditan.domains.plans.kinds import KINDS

    return {
        (name, key)
        for name in ("indicator", "target")
        for key in visible_items(user, KINDS[name], KINDS[name].rows().filter(plan=plan), REVIEW).values_list(
            "pk", flat=True
        )
    }


def _metric(pk: int) -> Metric:
    metric = Metric.objects.filter(pk=pk, is_active=True).first()
    if metric is None:
        raise NotAvailable(_("目录中没有这个指标，或它已停用；请重新选择。"))
    return metric


def _log(act: str, user: User, binding: MetricBinding, before: dict[str, Any]) -> None:
    log(
        act=f"plans.{act}",
        user=user,
        target_kind=binding.kind,
        target_key=binding.item.pk,
        target_name=binding.label,
        before=before,
        after={"state": binding.state, "metric": binding.metric.code},
        detail=binding.reason,
    )
