"""All writes of the directory: permission, validation, act and log row in one transaction."""

from ditan.base.directory.services.entries import (
    add_entry,
    change_entry,
    create_dictionary,
    create_parameter,
    edit_dictionary,
    set_parameter,
)
from ditan.base.directory.services.facilities import close_facility, create_facility, edit_facility
from ditan.base.directory.services.industries import load_industries, remove_industries
from ditan.base.directory.services.organisations import (
    check_organisation,
    close_organisation,
    create_organisation,
    edit_organisation,
    move_organisation,
)
from ditan.base.directory.services.people import create_person, create_post, edit_person, hand_over_post, hold_post
from ditan.base.directory.services.regions import create_region, rename_region
from ditan.base.directory.services.reshaping import (
    abolish_region,
    merge_regions,
    move_region,
    rehearse,
    split_region,
)
from ditan.base.directory.services.shipped import load_shipped_directory

__all__ = [
    "abolish_region",
    "add_entry",
    "change_entry",
    "check_organisation",
    "close_facility",
    "close_organisation",
    "create_dictionary",
    "create_facility",
    "create_organisation",
    "create_parameter",
    "create_person",
    "create_post",
    "create_region",
    "edit_dictionary",
    "edit_facility",
    "edit_organisation",
    "edit_person",
    "hand_over_post",
    "hold_post",
    "load_industries",
    "load_shipped_directory",
    "merge_regions",
    "move_organisation",
    "move_region",
    "rehearse",
    "remove_industries",
    "rename_region",
    "set_parameter",
    "split_region",
]
