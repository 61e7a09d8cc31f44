"""What of a plan lacks a tie: a target that nothing serves, a task without a result that could be measured."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from ditan.base.records.models import Contribution
from ditan.core.serving import states_quantity
from ditan.domains.plans.models import BOOKED, Measure, PlanDocument, TrackedTarget
from ditan.domains.plans.models.choices import Level
from ditan.domains.plans.models.finding import TARGET_UNSERVED, TASK_UNMEASURED

NEVER = "rejected"


@dataclass(frozen=True, slots=True)
class Shortfall:
    """One of them, with the characters of the plan that show it. `key` is the node of the graph."""

    code: str
    key: str
    level: str
    message: str
    start: int
    end: int
    quote: str


def shortfalls_of(plan: PlanDocument) -> list[Shortfall]:
    """All of a plan, whoever asks: four queries. A proposal counts as a tie until a person rules it out."""
    targets = list(TrackedTarget.objects.filter(plan=plan, stale=False).select_related("indicator", "target", "metric"))
    measures = list(Measure.objects.filter(plan=plan, state__in=BOOKED))
    tied = Contribution.objects.filter(stale=False).exclude(state=NEVER)
    served = set(
        tied.filter(metric__in={each.metric_id for each in targets})
        .filter(Q(subject=plan.region_id) | Q(subject=None))
        .values_list("metric_id", flat=True)
    )
    keys = {f"plans.measure:{each.pk}" for each in measures}
    measured = set(tied.filter(server_key__in=keys).values_list("server_key", flat=True))
    return [*unserved(targets, served), *unmeasured(measures, measured)]


def unserved(targets: Sequence[TrackedTarget], served: Collection[int]) -> Iterator[Shortfall]:
    """Targets whose metric nothing serves, one for each item of the plan: its years are served together or not at all."""
    said: set[tuple[int, int]] = set()
    for target in sorted(targets, key=lambda each: (each.year or 0, each.pk)):
        item = target.item
        if target.metric_id not in served and item is not None and (item.start, item.end) not in said:
            said.add((item.start, item.end))
            told = {"name": target.name, "year": _("（%(year)d年）") % {"year": target.year} if target.year else ""}
            yield Shortfall(
                TARGET_UNSERVED,
                f"target:{target.pk}",
                Level.WARNING,
                _("目标“%(name)s”%(year)s没有任务、措施或项目支撑。") % told,
                item.start,
                item.end,
                item.quote,
            )


def unmeasured(measures: Sequence[Measure], measured: Collection[str]) -> Iterator[Shortfall]:
    """Measures and tasks that name no metric and state no quantity.

    One that repeats another is measured where the other is the only one that it shares with; a measure of the body is where
    one of the tasks that repeat it is.
    """
    good = {each.pk for each in measures if f"plans.measure:{each.pk}" in measured or states_quantity(each.quote)}
    repeated: dict[int, list[int]] = {}
    for each in measures:
        if each.repeats_id is not None:
            repeated.setdefault(each.repeats_id, []).append(each.pk)
    for each in measures:
        parts = repeated.get(each.pk, ())
        whole = repeated.get(each.repeats_id, ()) if each.repeats_id is not None else ()
        if each.pk in good or any(part in good for part in parts) or (len(whole) == 1 and each.repeats_id in good):
            continue
        yield Shortfall(
            TASK_UNMEASURED,
            f"plans.measure:{each.pk}",
            Level.NOTICE,
            _("“%(label)s”没有可衡量的结果：文字中没有指标，也没有数量。") % {"label": each.label[:60]},
            each.start,
            each.end,
            each.quote,
        )
