"""An edition in plain values, and what another edition says differently. Pure."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ditan.domains.workplans.models import WorkLine

Row = dict[str, Any]

FIELDS = (
    "title",
    "text",
    "comparator",
    "value",
    "unit",
    "organisation_name",
    "cooperating",
    "due_on",
    "due_text",
    "weight",
    "basis",
)
"""What a line says, in the order in which differences are told."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A line that is new, gone or says something else: pairs of field, before and after."""

    how: str
    kind: str
    title: str
    organisation_name: str
    changes: tuple[tuple[str, Any, Any], ...] = ()


def content_of(lines: Sequence[WorkLine]) -> list[Row]:
    """The lines as they are frozen: plain values in order, each with its key and that of the line above it."""
    return [
        {
            "line": line.pk,
            "parent": line.parent_id,
            "kind": line.kind,
            "origin": line.origin_key,
            **{name: _plain(getattr(line, name)) for name in FIELDS},
        }
        for line in lines
        if not line.dropped
    ]


def digest_of(content: Sequence[Row]) -> str:
    """SHA-256 of the content in one canonical form."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def differences(before: Sequence[Row], after: Sequence[Row]) -> list[Difference]:
    """What the second edition says differently from the first, in its order; what is gone stands last."""
    old = {row["line"]: row for row in before}
    found = []
    for row in after:
        former = old.pop(row["line"], None)
        if former is None:
            found.append(Difference("added", row["kind"], row["title"], row["organisation_name"]))
            continue
        changes = tuple((name, former[name], row[name]) for name in FIELDS if former[name] != row[name])
        if changes:
            found.append(Difference("changed", row["kind"], row["title"], row["organisation_name"], changes))
    found += [Difference("gone", row["kind"], row["title"], row["organisation_name"]) for row in old.values()]
    return found


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, str | int | float):
        return value
    return value.isoformat() if hasattr(value, "isoformat") else f"{value.normalize():f}"
