"""What can be refused of inventories, in Chinese: what was found and what to do next.

InventoryRefused
├── WrongState     it is locked or signed, or is not what this can be done with
├── RowRefused     values of a row that cannot be taken, by cell
└── NotSound       it cannot be locked or signed as it stands: `reasons` says why
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ditan.base.refusal import InvalidFields, Refusal


class InventoryRefused(Refusal):
    """An act on an inventory that was refused."""

    code = "inventory_refused"
    status = 409


class WrongState(InventoryRefused):
    code = "wrong_state"


class RowRefused(InvalidFields):
    """`errors` by the name of the cell."""

    code = "row_refused"

    def __init__(self, errors: Mapping[str, str]) -> None:
        super().__init__(errors)


class NotSound(InventoryRefused):
    code = "not_sound"

    def __init__(self, message: str, reasons: Sequence[str]) -> None:
        super().__init__(message)
        self.reasons = list(reasons)

    @property
    def details(self) -> dict[str, Any]:
        return {"reasons": self.reasons}
