"""Clocks of things, what they have climbed, and chains. Permissions are those of the thing that a clock belongs to."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable

from ditan.base.workflow.models import ChainEdition, Clock, Escalation, EscalationChain, EscalationLevel


def clocks_of(keys: Iterable[str]) -> dict[str, Clock]:
    """The newest clock of each of these keys. One query."""
    rows = Clock.objects.filter(key__in=list(keys)).select_related("organisation", "handler", "chain").order_by("pk")
    return {each.key: each for each in rows}


def clock_of(key: str) -> Clock | None:
    """The newest clock of a thing, None where none was started."""
    return clocks_of([key]).get(key)


def escalations_of(key: str) -> list[Escalation]:
    """All levels that clocks of a thing have reached, newest first. One query."""
    rows = Escalation.objects.filter(clock__key=key).select_related("level", "clock").order_by("-pk")
    return list(rows)


def chains(on: datetime.date | None = None) -> list[EscalationChain]:
    """The chains that hold on that day, all where none is given."""
    rows = EscalationChain.objects.all() if on is None else EscalationChain.objects.as_of(on)
    return list(rows)


def levels_in_force(on: datetime.date) -> dict[int, list[EscalationLevel]]:
    """The levels of each chain on that day, ascending, by chain. Two queries."""
    editions: dict[int, ChainEdition] = {}
    for each in ChainEdition.objects.order_by("number"):
        if each.valid_from is None or each.valid_from <= on:
            editions[each.chain_id] = each
    chain_of = {each.pk: each.chain_id for each in editions.values()}
    found: dict[int, list[EscalationLevel]] = defaultdict(list)
    for level in EscalationLevel.objects.filter(edition__in=chain_of).order_by("edition", "order"):
        found[chain_of[level.edition_id]].append(level)
    return dict(found)


def editions_of(chain: EscalationChain) -> list[ChainEdition]:
    """All editions of a chain with their levels, newest first. Two queries."""
    return list(chain.editions.order_by("-number").prefetch_related("levels"))
