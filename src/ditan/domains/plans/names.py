"""What departments are called: printed names beside canonical ones, as a plan of its region means them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

from ditan.base.directory.selectors import settled_lexicon
from ditan.core.reading import Lexicon
from ditan.core.reading.draft import DocumentFacts
from ditan.core.reading.resolve import Resolver, plan_region
from ditan.domains.plans.models import PlanDocument

lexicon = settled_lexicon


class ByIdentity:
    """A lexicon as the key of a cache: the same object or another, without comparing thousands of names."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ByIdentity) and self.lexicon is other.lexicon

    def __hash__(self) -> int:
        return id(self.lexicon)


Canonical = Callable[[Sequence[str]], list[str]]
"""Printed names in order → canonical names, "" where none is known. The list is resolved as a whole: a level that the
plan writes once (市生态环境局、市场监管局) holds for the names behind it."""


def canonical_in(plan: PlanDocument, known: Mapping[str, str] | None = None) -> Canonical:
    """How names of a plan resolve: as the reader resolved them where it did (`known`), else in the plan's region."""
    resolver = _resolver(
        ByIdentity(lexicon()), plan.region_code, plan.region_name, plan.title, plan.issuer, plan.period_start
    )
    read = known or {}

    def canonical(printed: Sequence[str]) -> list[str]:
        resolved, _level = resolver.names(printed)
        return [read.get(name) or found for name, found in zip(printed, resolved, strict=True)]

    return canonical


@lru_cache(maxsize=256)
def _resolver(known: ByIdentity, code: str, region: str, title: str, issuer: str, year: int | None) -> Resolver:
    facts = DocumentFacts(title=title, issuer=issuer, region=region, region_code=code, period_start=year)
    return Resolver(known.lexicon, plan_region(facts, known.lexicon))
