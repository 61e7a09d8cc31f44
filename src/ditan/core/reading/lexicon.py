"""What the reader is told of the world: organisations, regions and metrics, with their other names.

The reader touches no database. Whoever calls it builds a `Lexicon`: the command line from the shipped CSV files, the
platform from its directory.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class OrganisationName:
    """An organisation: its canonical name, its other names, and the region that it belongs to.

    `region_code` is empty where the name is a kind of department that every region has (发展改革委, 生态环境局).
    """

    name: str
    aliases: tuple[str, ...] = ()
    region_code: str = ""
    kind: str = "department"


@dataclass(frozen=True, slots=True)
class RegionName:
    """An administrative division or functional zone with its GB/T 2260 code (or a local code for a zone)."""

    code: str
    name: str
    aliases: tuple[str, ...] = ()
    level: str = "district"
    parent_code: str = ""


@dataclass(frozen=True, slots=True)
class MetricName:
    """A metric that plans ask for: code, name, other names, unit, and whether more is better (up), worse (down) or
    neither (keep)."""

    code: str
    name: str
    aliases: tuple[str, ...] = ()
    unit: str = ""
    direction: str = "up"


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Organisations, regions and metrics by name.

    Examples
    --------
    >>> lexicon = Lexicon(organisations=(OrganisationName("区发展改革委", ("区发改委",)),))
    >>> lexicon.organisation("区发改委").name
    '区发展改革委'
    """

    organisations: tuple[OrganisationName, ...] = ()
    regions: tuple[RegionName, ...] = ()
    metrics: tuple[MetricName, ...] = ()
    _by_organisation: Mapping[str, OrganisationName] = field(init=False, repr=False, compare=False)
    _by_region: Mapping[str, RegionName] = field(init=False, repr=False, compare=False)
    _by_metric: Mapping[str, MetricName] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        for attribute, entries in (
            ("_by_organisation", self.organisations),
            ("_by_region", self.regions),
            ("_by_metric", self.metrics),
        ):
            index: dict[str, object] = {}
            for entry in entries:
                for name in (entry.name, *entry.aliases):
                    index.setdefault(name, entry)
            object.__setattr__(self, attribute, index)

    def organisation(self, name: str) -> OrganisationName | None:
        """The organisation of that printed name or alias, or None where it is not known."""
        return self._by_organisation.get(name)

    def region(self, name: str) -> RegionName | None:
        """The region of that printed name or alias, or None where it is not known."""
        return self._by_region.get(name)

    def metric(self, name: str) -> MetricName | None:
        """The metric of that printed name or alias, or None where it is not known."""
        return self._by_metric.get(name)
