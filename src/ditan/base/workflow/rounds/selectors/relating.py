"""The relations by which sheets are checked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ditan.base.workflow.models import Relation
from ditan.base.workflow.rounds.permissions import MANAGE, may
from ditan.base.workflow.rounds.relations import words_of

MOST = 500


@dataclass(frozen=True, slots=True)
class Rule:
    """A relation with its words."""

    relation: Relation
    words: str


def list_relations(user: Any) -> list[Rule]:
    """All relations, those in use first, newest first. Two queries."""
    if not may(user, MANAGE):
        return []
    return [Rule(each, words_of(each)) for each in Relation.objects.prefetch_related("terms__metric")[:MOST]]
