"""What departments are called: printed names beside canonical ones, as a plan of its region means them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache, lru_cache

from ditan.core.lexicon import load_lexicon
from ditan.core.reading import Lexicon
from ditan.core.reading.draft import DocumentFacts
from ditan.core.reading.resolve import Resolver, plan_region
from ditan.domains.plans.models import PlanDocument

Canonical = Callable[[Sequence[str]], list[str]]
"""Printed names in order → canonical names, "" where none is known. The list is resolved as a whole: a level that the
plan writes once (市生态环境局、市场监管局) holds for the names behind it."""


@cache
def lexicon() -> Lexicon:
    """The lexicon of this process."""
    return load_lexicon()


def canonical_in(plan: PlanDocument, known: Mapping[str, str] | None = None) -> Canonical:
    """How names of a plan resolve: as the reader resolved them where it did (`known`), else in the plan's region."""
    resolver = _resolver(plan.region_code, plan.region_name, plan.title, plan.issuer, plan.period_start)
    read = known or {}

    def canonical(printed: Sequence[str]) -> list[str]:
        resolved, _level = resolver.names(printed)
        return [read.get(name) or found for name, found in zip(printed, resolved, strict=True)]

    return canonical


@lru_cache(maxsize=256)
def _resolver(code: str, region: str, title: str, issuer: str, year: int | None) -> Resolver:
    facts = DocumentFacts(title=title, issuer=issuer, region=region, region_code=code, period_start=year)
    return Resolver(lexicon(), plan_region(facts, lexicon()))
