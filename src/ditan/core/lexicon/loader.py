"""Read the shipped CSV files into a `Lexicon`."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files

from ditan.core.reading.lexicon import Lexicon, MetricName, OrganisationName, RegionName


@cache
def load_lexicon() -> Lexicon:
    """The lexicon of the shipped CSV files.

    Examples
    --------
    >>> load_lexicon().region("铜梁区").code
    '500151'
    >>> load_lexicon().organisation("区发改委").name
    '发展改革委'
    """
    return Lexicon(
        organisations=(*_departments(), *_organisations()),
        regions=(*_regions("regions.csv"), *_regions("zones.csv")),
        metrics=_metrics(),
    )


def load_sources() -> dict[str, str]:
    """Titles of the sources, by the key that the other files use."""
    return {row["key"]: row["title"] for row in _rows("sources.csv")}


def _rows(name: str) -> list[dict[str, str]]:
    text = files("ditan.core.lexicon").joinpath(name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def _split(aliases: str) -> tuple[str, ...]:
    return tuple(alias for alias in aliases.split("|") if alias)


def _departments() -> tuple[OrganisationName, ...]:
    return tuple(
        OrganisationName(
            name=row["name"],
            aliases=_split(row["aliases"]),
            function=row["function"],
            province_name=row["province"],
            municipality_name=row["municipality"],
            bureau_name=row["bureau"],
            source=row["source"],
            verified=row["verified"] == "true",
        )
        for row in _rows("departments.csv")
    )


def _organisations() -> tuple[OrganisationName, ...]:
    return tuple(
        OrganisationName(
            name=row["name"],
            aliases=_split(row["aliases"]),
            region_code=row["region_code"],
            kind=row["kind"],
            function=row["function"],
            source=row["source"],
            verified=row["verified"] == "true",
        )
        for row in _rows("organisations.csv")
    )


def _regions(name: str) -> tuple[RegionName, ...]:
    return tuple(
        RegionName(
            code=row["code"],
            name=row["name"],
            aliases=_split(row["aliases"]),
            level=row["level"],
            parent_code=row["parent_code"],
            valid_from=row["valid_from"],
            valid_to=row["valid_to"],
            source=row["source"],
            verified=row["verified"] == "true",
        )
        for row in _rows(name)
    )


def _metrics() -> tuple[MetricName, ...]:
    return tuple(
        MetricName(
            code=row["code"],
            name=row["name"],
            aliases=_split(row["aliases"]),
            unit=row["unit"],
            direction=row["direction"],
            ceiling=float(row["ceiling"]) if row["ceiling"] else None,
            source=row["source"],
            verified=row["verified"] == "true",
        )
        for row in _rows("metrics.csv")
    )
