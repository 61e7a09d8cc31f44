"""All writes of the directory: permission, validation, act and log row in one transaction."""

from ditan.base.directory.services.entries import set_parameter
from ditan.base.directory.services.organisations import (
    close_organisation,
    create_organisation,
    edit_organisation,
    move_organisation,
)
from ditan.base.directory.services.people import create_person, create_post, edit_person, hand_over_post, hold_post
from ditan.base.directory.services.regions import create_region, merge_regions, rename_region, split_region
from ditan.base.directory.services.shipped import load_shipped_directory

__all__ = [
    "close_organisation",
    "create_organisation",
    "create_person",
    "create_post",
    "create_region",
    "edit_organisation",
    "edit_person",
    "hand_over_post",
    "hold_post",
    "load_shipped_directory",
    "merge_regions",
    "move_organisation",
    "rename_region",
    "set_parameter",
    "split_region",
]
