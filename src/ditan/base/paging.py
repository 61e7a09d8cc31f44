"""One page of a long list: never more rows than a browser shows quickly."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest

SIZES = (20, 50, 100)


@dataclass(frozen=True, slots=True)
class Paged:
    """A page of rows and what the pager shows. `numbers` holds page numbers, None where some are left out."""

    page: Page[Any]
    numbers: tuple[int | None, ...]
    size: int
    sizes: tuple[int, ...] = SIZES

    @property
    def total(self) -> int:
        return self.page.paginator.count


def paged(request: HttpRequest, rows: Any) -> Paged:
    """The page that the address asks for; a number out of range gives the nearest page."""
    size = next((each for each in SIZES if str(each) == request.GET.get("size")), SIZES[0])
    paginator = Paginator(rows, size)
    page = paginator.get_page(request.GET.get("page"))
    elided = paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
    return Paged(page, tuple(each if isinstance(each, int) else None for each in elided), size)
