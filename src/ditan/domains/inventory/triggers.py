"""What the database itself refuses: earlier contents of rows, frozen editions, signatures, local factors, published values."""

from ditan.base.append_only import Triggers

TRIGGERS = Triggers(
    (
        "inventory_rowedition",
        "inventory_edition",
        "inventory_signature",
        "inventory_localfactor",
        "inventory_publishedvalue",
    ),
    "inventory",
    "editions, signatures and local factors of inventories are append-only",
)
