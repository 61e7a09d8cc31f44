"""Revisions of a metric as a page tells them: which field said what before, and what after."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ditan.base.records.models import Basis, Direction, Frequency, Metric, MetricRevision

LABELS = {"direction": Direction, "frequency": Frequency, "basis": Basis}
NOTHING = "—"


@dataclass(frozen=True, slots=True)
class Told:
    """A revision and what it changed: label, before, after."""

    revision: MetricRevision
    changes: tuple[tuple[str, str, str], ...]


def told_revisions(revisions: Sequence[MetricRevision]) -> list[Told]:
    """Each revision beside the one before it, newest first as given."""
    earlier = [*revisions[1:], None][: len(revisions)]
    return [Told(each, _changes(before, each)) for each, before in zip(revisions, earlier, strict=True)]


def _changes(before: MetricRevision | None, after: MetricRevision) -> tuple[tuple[str, str, str], ...]:
    if before is None:
        return ()
    shared = [name for name in after.content if name in before.content]
    return tuple(
        (_label(name), _text(name, before.content[name]), _text(name, after.content[name]))
        for name in shared
        if before.content[name] != after.content[name]
    )


def _label(name: str) -> str:
    from ditan.base.records.models import MetricAlias

    model: Any = MetricAlias if name == "aliases" else Metric
    return str(model._meta.verbose_name if name == "aliases" else model._meta.get_field(name).verbose_name)


def _text(name: str, value: Any) -> str:
    from django.utils.translation import gettext as _

    if isinstance(value, bool):
        return _("是") if value else _("否")
    if isinstance(value, list):
        return "、".join(value) or NOTHING
    if name in LABELS and value in LABELS[name].values:
        return str(LABELS[name](value).label)
    return NOTHING if value in (None, "") else str(value)
