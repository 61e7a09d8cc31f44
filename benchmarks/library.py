"""A library of a working size: the five plans, read and confirmed, copied until there are 200 plans and 40,000 items."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterable
from typing import Any, TypeVar

from django.contrib.auth.models import User
from django.db import models, transaction

from ditan.base.records.models import SourceText, Subject
from ditan.base.workflow.worker import run_pending
from ditan.domains.plans.models import Finding, Heading, Indicator, Measure, PlanDocument, Project, Target
from ditan.domains.plans.services import confirm_above, load_examples

PLANS = 200
ITEMS = 40_000
REGIONS = 40
ITEM_MODELS: tuple[type[models.Model], ...] = (Indicator, Target, Measure, Project)
Row = TypeVar("Row", bound=models.Model)


def fill(user: User, *, plans: int = PLANS, items: int = ITEMS) -> tuple[int, int]:
    """Fill the database; gives how many plans and items it then holds.

    The largest plan is copied whenever the average is below what is wanted, the others in turn otherwise.
    """
    load_examples(user=user)
    run_pending()
    originals = sorted(PlanDocument.objects.all(), key=count_items)
    for plan in originals:
        confirm_above(user=user, plan=plan, confidence=0.0)
    regions = [make_region(number) for number in range(REGIONS)]
    sizes = {plan.pk: count_items(plan) for plan in originals}
    total = sum(sizes.values())
    for number in range(len(originals), plans):
        short = total / number < items / plans
        plan = originals[-1] if short else originals[number % (len(originals) - 1)]
        copy_plan(plan, number, regions[number % REGIONS])
        total += sizes[plan.pk]
    return PlanDocument.objects.count(), sum(model._default_manager.count() for model in ITEM_MODELS)


def count_items(plan: PlanDocument) -> int:
    """How many items a plan has."""
    return sum(model._default_manager.filter(plan=plan).count() for model in ITEM_MODELS)


def make_region(number: int) -> Subject:
    """A region that no real code belongs to."""
    return Subject.objects.create(kind=Subject.Kind.REGION, code=f"99{number:04}", name=f"第{number + 1}区")


@transaction.atomic
def copy_plan(original: PlanDocument, number: int, region: Subject) -> PlanDocument:
    """A copy of a plan with everything that hangs on it, in another region."""
    source = _copy(original.source, name=f"{number}-{original.source.name}", sha256=_some_hash(number))
    SourceText.objects.create(source=source, text=original.source.decoded.text)
    title = f"{original.title}（{number}）"
    fresh = {"source": source, "title": title, "region": region, "family": uuid.uuid4(), "supersedes": None}
    plan = _copy(original, **fresh)
    headings = _copy_rows(Heading.objects.filter(plan=original), plan=plan, parent=None)
    models_of_plan: tuple[type[models.Model], ...] = (*ITEM_MODELS, Finding)
    for model in models_of_plan:
        rows = model._default_manager.filter(plan=original)
        copies: dict[Any, Any] = _copy_rows(rows, plan=plan)
        for copy in copies.values():
            if getattr(copy, "heading_id", None):
                copy.heading = headings[copy.heading_id]
            if getattr(copy, "repeats_id", None):
                copy.repeats = copies[copy.repeats_id]
        pointing = [field for field in ("heading", "repeats") if field in {each.name for each in model._meta.fields}]
        if pointing:
            model._default_manager.bulk_update(copies.values(), pointing, batch_size=100)
        _copy_children(model, copies, plan)
    return plan


def _copy_children(model: type[models.Model], copies: dict[Any, models.Model], plan: PlanDocument) -> None:
    """Copy what belongs to the items: cells, departments, quantities, spans of findings."""
    for relation in model._meta.related_objects:
        child: Any = relation.related_model
        if child is model or relation.field.remote_field.on_delete is not models.CASCADE:
            continue
        name = relation.field.name
        rows = list(child._default_manager.filter(**{f"{name}__in": list(copies)}))
        for row in rows:
            row.pk = None
            setattr(row, name, copies[getattr(row, f"{name}_id")])
            if hasattr(row, "plan_id"):
                row.plan = plan
        child._default_manager.bulk_create(rows, batch_size=200)


def _copy_rows(rows: Iterable[Row], **changes: Any) -> dict[Any, Row]:
    """Copies of rows by the key of their original."""
    originals = list(rows)
    keys = [row.pk for row in originals]
    for row in originals:
        row.pk = None
        row._state.adding = True
        for name, value in changes.items():
            setattr(row, name, value)
    if originals:
        type(originals[0])._default_manager.bulk_create(originals, batch_size=200)
    return dict(zip(keys, originals, strict=True))


def _copy(row: Row, **changes: Any) -> Row:
    """A copy of one row."""
    return next(iter(_copy_rows([type(row)._default_manager.get(pk=row.pk)], **changes).values()))


def _some_hash(number: int) -> str:
    return hashlib.sha256(f"copy {number}".encode()).hexdigest()
