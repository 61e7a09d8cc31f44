"""Reading the log."""

from ditan.base.audit.selectors.log import LogFilters, Stretch, entries, get_entry, stretch
from ditan.base.audit.selectors.state import ChainState, chain_state, last_verifications, sealed_until

__all__ = [
    "ChainState",
    "LogFilters",
    "Stretch",
    "chain_state",
    "entries",
    "get_entry",
    "last_verifications",
    "sealed_until",
    "stretch",
]
