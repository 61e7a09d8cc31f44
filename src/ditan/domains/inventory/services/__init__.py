"""All writes of inventories."""

from ditan.domains.inventory.services.computing import recompute
from ditan.domains.inventory.services.making import change_settings, delete_draft, make_inventory
from ditan.domains.inventory.services.rows import (
    Entry,
    add_row,
    choose_factor,
    give_own_value,
    read_entry,
    remove_row,
    save_row,
    store_rows,
)

__all__ = [
    "Entry",
    "add_row",
    "change_settings",
    "choose_factor",
    "delete_draft",
    "give_own_value",
    "make_inventory",
    "read_entry",
    "recompute",
    "remove_row",
    "save_row",
    "store_rows",
]
