"""What the system administrator has to see to, on the workbench."""

from __future__ import annotations

from typing import Any

from ditan.base.accounts.selectors.accounts import (
    LOCKED,
    MUST_CHANGE,
    AccountFilters,
    list_accounts,
    locked_addresses,
)


def state_of_accounts(user: Any) -> dict[str, int]:
    """How many accounts are locked or still have the password that they were given. Three queries."""
    return {
        "locked": list_accounts(user, AccountFilters(state=LOCKED)).count(),
        "addresses": len(locked_addresses(user)),
        "must_change": list_accounts(user, AccountFilters(state=MUST_CHANGE)).filter(is_active=True).count(),
    }
