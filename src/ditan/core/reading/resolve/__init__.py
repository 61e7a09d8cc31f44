"""Resolve a draft beside its printed forms: organisations, units, metrics, region.

Nothing printed is changed. A name that the lexicon does not know resolves to "".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ditan.core.reading.draft import DocumentFacts, Draft, Indicator, Measure, Project, Target
from ditan.core.reading.lexicon import Lexicon, RegionName
from ditan.core.reading.resolve.metrics import MetricIndex
from ditan.core.reading.resolve.organisations import Resolver, is_collective
from ditan.core.reading.resolve.units import pint_unit

__all__ = ["Resolver", "is_collective", "pint_unit", "plan_region", "resolve"]


def resolve(draft: Draft, lexicon: Lexicon) -> Draft:
    """The draft with canonical organisations, registry units, metric proposals and the region's code.

    Parameters
    ----------
    draft
        What the item stages read.
    lexicon
        Organisations, regions and metrics.

    Returns
    -------
    Draft
        A new draft; printed forms, quotes and spans are as they were.
    """
    region = plan_region(draft.document, lexicon)
    resolver = Resolver(lexicon, region)
    index = MetricIndex.of(lexicon)
    document = draft.document
    if region is not None and not document.region_code:
        document = replace(document, region_code=region.code, region=document.region or region.name)
    return replace(
        draft,
        document=document,
        indicators=tuple(_indicator(item, index) for item in draft.indicators),
        targets=tuple(_target(item, index) for item in draft.targets),
        measures=tuple(_measure(item, resolver) for item in draft.measures),
        tasks=tuple(_measure(item, resolver) for item in draft.tasks),
        projects=tuple(_project(item, resolver) for item in draft.projects),
    )


def plan_region(document: DocumentFacts, lexicon: Lexicon) -> RegionName | None:
    """The region of a plan: by its code, else by the first of region, title and issuer that names one."""
    if document.region_code:
        found = lexicon.region_by_code(document.region_code)
        if found is not None:
            return found
    year = document.period_start
    for text in (document.region, document.title, document.issuer):
        found = lexicon.find_region(text, year) if text else None
        if found is not None:
            return found
    return None


def _indicator(item: Indicator, index: MetricIndex) -> Indicator:
    metric = index.propose(item.name, item.unit)
    return replace(item, unit_pint=pint_unit(item.unit), metric=metric.code if metric else item.metric)


def _target(item: Target, index: MetricIndex) -> Target:
    metric = index.propose(item.name, item.unit)
    return replace(item, unit_pint=pint_unit(item.unit or ""), metric=metric.code if metric else item.metric)


def _measure(item: Measure, resolver: Resolver) -> Measure:
    lead, cooperating = _roles(item.lead, item.cooperating, resolver)
    return replace(item, lead_organisations=lead, cooperating_organisations=cooperating)


def _project(item: Project, resolver: Resolver) -> Project:
    return replace(item, lead_organisations=_roles(item.lead, (), resolver)[0])


def _roles(
    lead: Sequence[str], cooperating: Sequence[str], resolver: Resolver
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Both lists resolved; a level written once in the first holds in the second."""
    leading, level = resolver.names(lead)
    return leading, resolver.names(cooperating, level)[0]
