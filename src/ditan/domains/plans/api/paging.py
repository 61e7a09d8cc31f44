"""Pages of a list."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

from django.db.models import QuerySet
from ninja import Query

Page = Annotated[int, Query(ge=1, le=100_000, description="页码，从 1 起")]
Size = Annotated[int, Query(ge=1, le=100, description="每页条数，最多 100")]


def page_of(rows: QuerySet[Any], page: int, size: int, show: Callable[[Any], Any]) -> dict[str, Any]:
    """One page of a query; a page beyond the last is empty."""
    start = (page - 1) * size
    return {
        "count": rows.count(),
        "page": page,
        "size": size,
        "items": [show(row) for row in rows[start : start + size]],
    }
