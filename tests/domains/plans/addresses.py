"""Every address of the plan library, filled in: the pages from its URLconf, the operations from the API's description."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from django.urls import URLPattern, reverse

from ditan.base.api import build_api
from ditan.base.records.models import Metric, Subject
from ditan.domains.plans.apps import PlansConfig
from ditan.domains.plans.kinds import KINDS
from ditan.domains.plans.models import Finding, MetricBinding, PlanDocument, PlanReading, TrackedTarget
from ditan.domains.plans.services.standings import refresh
from ditan.domains.plans.urls import urlpatterns

PLACE = re.compile(r"<(?:\w+:)?(\w+)>|\{(?:\w+:)?(\w+)\}")


def pages() -> list[str]:
    """Names of the pages, the buttons and the downloads."""
    return sorted(str(pattern.name) for pattern in urlpatterns if isinstance(pattern, URLPattern))


@cache
def operations() -> tuple[tuple[str, str], ...]:
    """Method and address of each operation, as the API describes itself."""
    described = build_api().get_openapi_schema(path_prefix="/api/")["paths"]
    prefix = f"/api/{PlansConfig.domain.name}/"
    found = (
        (method, address) for address, methods in described.items() if address.startswith(prefix) for method in methods
    )
    return tuple(sorted(found))


def page_address(name: str, plan: PlanDocument, kind: str = "indicator") -> str:
    """The address of a page for this plan, or for an item of that kind in it."""
    pattern = next(each for each in urlpatterns if isinstance(each, URLPattern) and each.name == name)
    words = [found[0] or found[1] for found in PLACE.findall(str(pattern.pattern))]
    return reverse(f"plans:{name}", kwargs={word: _value(word, name, plan, kind) for word in words})


def operation_address(address: str, plan: PlanDocument, kind: str = "indicator") -> str:
    """The address of an operation for this plan, or for an item of that kind in it."""
    return PLACE.sub(lambda found: str(_value(found[1] or found[2], address, plan, kind)), address)


def _value(word: str, where: str, plan: PlanDocument, kind: str) -> object:
    """What stands in a place of an address; a key is the key of what the address speaks of."""
    if word == "pk":
        return _key(where, plan, kind)
    return {
        "kind": kind,
        "name": "区林业局",
        "code": plan.region_code,
        "decision": "confirm",
        "earlier": plan.pk,
    }[word]


def _key(where: str, plan: PlanDocument, kind: str) -> int:
    for words, find in (
        (("finding",), lambda: Finding.objects.order_by("pk")[0].pk),
        (
            ("decomposition", "tracked", "hand_down", "hand-down", "target_assess", "target_convention"),
            lambda: tracked_of(kind, plan).pk,
        ),
        (("binding",), lambda: binding_of(kind, plan).pk),
        (("reading", "progress"), lambda: PlanReading.objects.order_by("pk")[0].pk),
        (("upload_", "uploads/"), lambda: plan.source_id),
        (("review_card", "review_decide", "review_edit", "item"), lambda: first_of(kind, plan)),
    ):
        if any(word in where for word in words) and not where.endswith("/items"):
            return find()
    return plan.pk


def tracked_of(kind: str, plan: PlanDocument) -> TrackedTarget:
    """A followed target of the plan's first indicator, or of its first target where another kind is asked for."""
    owner = "indicator" if kind == "indicator" else "target"
    metric, _new = Metric.objects.get_or_create(code="followed", defaults={"name": "森林覆盖率", "unit": "%"})
    subject, _new = Subject.objects.get_or_create(kind="region", code="500199", defaults={"name": "铜山区"})
    said = {"metric": metric, "subject": subject, "name": "森林覆盖率", "value": 51.0}
    found, new = TrackedTarget.objects.get_or_create(
        plan=plan, year=2025, **{f"{owner}_id": first_of(owner, plan)}, defaults=said
    )
    if new:
        refresh([found.pk])
    return found


def binding_of(kind: str, plan: PlanDocument) -> MetricBinding:
    """The tie of the plan's first indicator, or of its first target where another kind is asked for."""
    owner = "indicator" if kind == "indicator" else "target"
    return MetricBinding.objects.get(**{owner: first_of(owner, plan)})


def first_of(kind: str, plan: PlanDocument) -> int:
    """The key of the first item of a kind in a plan."""
    keys: Iterator[int] = KINDS[kind].rows().filter(plan=plan).order_by("pk").values_list("pk", flat=True).iterator()
    return next(keys)
