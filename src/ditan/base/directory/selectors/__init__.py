"""All reads of the directory, the user first. Who may not see it sees nothing."""

from ditan.base.directory.selectors.lexicon import lexicon, renew_lexicon, settled_lexicon
from ditan.base.directory.selectors.organisations import (
    OrganisationFilters,
    children_of,
    get_organisation,
    list_organisations,
    organisations_below,
)
from ditan.base.directory.selectors.people import list_people, posts_of
from ditan.base.directory.selectors.regions import RegionRow, get_region, list_regions, region_changes

__all__ = [
    "OrganisationFilters",
    "RegionRow",
    "children_of",
    "get_organisation",
    "get_region",
    "lexicon",
    "list_organisations",
    "list_people",
    "list_regions",
    "organisations_below",
    "posts_of",
    "region_changes",
    "renew_lexicon",
    "settled_lexicon",
]
