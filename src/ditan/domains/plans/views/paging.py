"""One page of a long list, as the house cuts it."""

from ditan.base.paging import SIZES, Paged, paged

__all__ = ["SIZES", "Paged", "paged"]
