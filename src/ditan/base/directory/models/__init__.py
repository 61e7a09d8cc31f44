"""The tables of the directory."""

from ditan.base.directory.models.dated import Dated, DatedQuerySet
from ditan.base.directory.models.dictionary import Dictionary, DictionaryEntry, Industry, Parameter
from ditan.base.directory.models.organisation import (
    Facility,
    Organisation,
    OrganisationAlias,
    OrganisationKind,
    OrganisationName,
    OrganisationPlace,
)
from ditan.base.directory.models.person import HandOver, Holding, Person, Post
from ditan.base.directory.models.region import (
    ChangeKind,
    LinkKind,
    Region,
    RegionChange,
    RegionChangeSide,
    RegionKind,
    RegionLevel,
    RegionLink,
    RegionName,
)

__all__ = [
    "ChangeKind",
    "Dated",
    "DatedQuerySet",
    "Dictionary",
    "DictionaryEntry",
    "Facility",
    "HandOver",
    "Holding",
    "Industry",
    "LinkKind",
    "Organisation",
    "OrganisationAlias",
    "OrganisationKind",
    "OrganisationName",
    "OrganisationPlace",
    "Parameter",
    "Person",
    "Post",
    "Region",
    "RegionChange",
    "RegionChangeSide",
    "RegionKind",
    "RegionLevel",
    "RegionLink",
    "RegionName",
]
