"""Examples that come with the platform: excerpts of published scoring rules, each with its source."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

from django.db import transaction

from ditan.domains.assessment.models import Rubric


@transaction.atomic
def load_examples() -> int:
    """Add the examples that are not there yet, and bring the others up to date; gives how many there are."""
    there = {each.shipped: each for each in Rubric.objects.exclude(shipped="")}
    rows = shipped_examples()
    for row in rows:
        found = there.get(row["shipped"]) or Rubric(shipped=row["shipped"], example=True)
        found.name, found.basis, found.verified = row["name"], row["basis"], row["verified"]
        found.note, found.draft = row["note"], row["content"]
        found.save()
    return len(rows)


def shipped_examples() -> list[dict[str, Any]]:
    """The examples as they are shipped."""
    text = files("ditan.domains.assessment").joinpath("data/examples.json").read_text(encoding="utf-8")
    rows: list[dict[str, Any]] = json.loads(text)
    return rows
