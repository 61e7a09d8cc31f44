"""The five public plans that ship with Ditan, and the decisions of a demonstration on them."""

from __future__ import annotations

import csv
import io
import uuid
from collections import defaultdict
from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable

from django.contrib.auth.models import User
from django.db import transaction

from ditan.base.records.files import hash_of
from ditan.base.records.models import Source
from ditan.domains.plans.kinds import KINDS
from ditan.domains.plans.models import How, PlanDocument, State
from ditan.domains.plans.permissions import REVIEW, UPLOAD, require
from ditan.domains.plans.selectors.scope import visible_items
from ditan.domains.plans.services.bindings import confirm_bindings, propose_bindings
from ditan.domains.plans.services.bulk import confirm_rows
from ditan.domains.plans.services.logged import log_plan
from ditan.domains.plans.services.serving import keep_serving
from ditan.domains.plans.services.uploading import Upload, upload_plan

CONFIRMATIONS = "confirmations.csv"


def demo_folder() -> Traversable:
    """The demonstration data inside the package."""
    return files("ditan.domains.plans") / "demo"


def example_files() -> Iterator[tuple[str, bytes]]:
    """Name and bytes of each shipped plan."""
    for file in sorted((demo_folder() / "plans").iterdir(), key=lambda each: each.name):
        if file.name.endswith(".txt"):
            yield file.name, file.read_bytes()


def load_examples(*, user: User) -> list[Upload]:
    """Have the shipped plans read as drafts, one job each; those that are there already are left alone."""
    require(user, UPLOAD)
    return [
        upload_plan(user=user, name=name, data=data, example=True, allow_duplicate=True)
        for name, data in example_files()
        if not Source.objects.filter(sha256=hash_of(data)).exists()
    ]


@transaction.atomic
def load_demo_confirmations(*, user: User) -> int:
    """Confirm the shipped demonstration decisions, labelled 演示; gives how many items were confirmed.

    What a person has decided is left alone, and so is an item that the present reader reads otherwise.
    """
    require(user, REVIEW)
    wanted = _confirmations()
    batch = uuid.uuid4()
    confirmed = 0
    for name, data in example_files():
        plan = PlanDocument.objects.filter(source__sha256=hash_of(data)).order_by("pk").first()
        if plan is None:
            continue
        numbers = {}
        for kind in KINDS.values():
            places = wanted[name, kind.name]
            proposals = visible_items(user, kind, kind.rows().filter(plan=plan, state=State.PROPOSED), REVIEW)
            keys = [item.pk for item in proposals if _is_meant(places[item.label], item.start, item.end)]
            numbers[kind.name] = confirm_rows(kind.rows().filter(pk__in=keys), user=user, how=How.DEMO, batch=batch)
        propose_bindings([plan.pk])
        numbers["binding"] = confirm_bindings(user=user, plan=plan, how=How.DEMO)
        keep_serving([plan.pk])
        log_plan("demonstration_confirmed", user, plan, after={"confirmed": numbers, "batch": str(batch)})
        confirmed += sum(numbers[kind] for kind in KINDS)
    return confirmed


Places = dict[str, list[tuple[int, int]]]
"""Label of an item → the spans at which the demonstration confirms it."""


def _is_meant(places: list[tuple[int, int]], start: int, end: int) -> bool:
    """Whether an item of that label stands where the demonstration saw one; a reader may draw its edges otherwise."""
    return any(start < last and first < end for first, last in places)


def _confirmations() -> dict[tuple[str, str], Places]:
    """(file, kind) → what the demonstration confirms."""
    wanted: dict[tuple[str, str], Places] = defaultdict(lambda: defaultdict(list))
    for row in csv.DictReader(io.StringIO((demo_folder() / CONFIRMATIONS).read_text(encoding="utf-8"))):
        wanted[row["file"], row["kind"]][row["label"]].append((int(row["start"]), int(row["end"])))
    return wanted
