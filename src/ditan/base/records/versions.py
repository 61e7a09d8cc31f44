"""What the rules of `core.records` ask of a stored version: who issued it and what it says."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

from ditan.base.records.models import Observation, State


def issuer_of_row(row: Observation) -> Hashable | None:
    """What tells the issuer of a stored version from others: its publication, its file, or its name."""
    if row.publication_id is not None:
        return ("publication", row.publication_id)
    if row.source_id is not None:
        return ("source", row.source_id)
    return ("issuer", row.issuer_name) if row.issuer_name else None


def content_of(value: Any) -> tuple[Any, ...]:
    """What a value says, comparable: its number and qualifier, its text, or its state alone."""
    if value.state == State.NUMBER:
        return value.state, value.number, value.qualifier
    return value.state, value.reported if value.state == State.TEXT else ""
