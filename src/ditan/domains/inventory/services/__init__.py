"""All writes of inventories."""

from ditan.domains.inventory.services.checking import answer_findings, fill_with_key, reopen_findings, run_checks
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
    "answer_findings",
    "change_settings",
    "choose_factor",
    "delete_draft",
    "fill_with_key",
    "give_own_value",
    "lock",
    "make_inventory",
    "read_entry",
    "recompute",
    "recompute_all",
    "remove_row",
    "reopen",
    "reopen_findings",
    "run_checks",
    "save_row",
    "sign",
    "store_rows",
]
