"""All writes of inventories."""

from ditan.domains.inventory.services.computing import recompute
from ditan.domains.inventory.services.freezing import lock, recompute_all, reopen, sign
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
    "lock",
    "make_inventory",
    "read_entry",
    "recompute",
    "recompute_all",
    "remove_row",
    "reopen",
    "save_row",
    "sign",
    "store_rows",
]
