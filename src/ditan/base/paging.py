"""One page of a long list: never more rows than a browser shows quickly."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest
from django.utils.functional import cached_property

SIZES = (20, 50, 100)


@dataclass(frozen=True, slots=True)
class Paged:
    """A page of rows and what the pager shows. `numbers` holds page numbers, None where some are left out. `beyond` says
    that there are more rows than were counted: they are reached by a narrower search or an export."""

    page: Page[Any]
    numbers: tuple[int | None, ...]
    size: int
    sizes: tuple[int, ...] = SIZES
    beyond: bool = False

    @property
    def total(self) -> int:
        return self.page.paginator.count


class Bounded(Paginator):  # type: ignore[type-arg]
    """Counts and shows no more than the first `most` rows, so that a list of a million costs what one of thousands does."""

    def __init__(self, rows: Any, size: int, most: int) -> None:
        super().__init__(rows, size)
        self.most = most

    @cached_property
    def found(self) -> int:
        """How many rows there are, counted to one more than are shown."""
        return int(self.object_list.order_by()[: self.most + 1].count())  # type: ignore[attr-defined]

    @cached_property
    def count(self) -> int:
        return min(self.found, self.most)


def paged(request: HttpRequest, rows: Any, most: int | None = None) -> Paged:
    """The page that the address asks for; a number out of range gives the nearest page.

    With `most` only so many rows are counted and shown, for tables that grow without end.
    """
    size = next((each for each in SIZES if str(each) == request.GET.get("size")), SIZES[0])
    paginator = Paginator(rows, size) if most is None else Bounded(rows, size, most)
    page = paginator.get_page(request.GET.get("page"))
    elided = paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
    numbers = tuple(each if isinstance(each, int) else None for each in elided)
    return Paged(page, numbers, size, beyond=isinstance(paginator, Bounded) and paginator.found > paginator.most)
