"""Pages of wide rows: the keys are sorted and cut first, and only the rows of the page are fetched."""

from __future__ import annotations

from typing import Any, TypeVar

from django.db.models import Model, QuerySet
from django.db.models.query import ModelIterable

Row = TypeVar("Row", bound=Model)


class KeyedQuerySet(QuerySet[Row]):
    """A query whose slice takes two statements: one walks an index for the keys, one fetches the rows of the page.

    An item carries its quote and its text. Sorting thousands of these to show fifty is what makes a list slow.
    """

    def _fetch_all(self) -> None:
        if self._result_cache is None and self.query.is_sliced and self._iterable_class is ModelIterable:
            keys = list(self.values_list("pk", flat=True))
            found = {row.pk: row for row in self._rows_of(keys)}
            self._result_cache = [found[key] for key in keys]
            self._prefetch_done = True
        super()._fetch_all()

    def _rows_of(self, keys: list[Any]) -> QuerySet[Row]:
        """The rows of these keys, joined and prefetched as this query asks."""
        rows: QuerySet[Row] = QuerySet(self.model, using=self.db).filter(pk__in=keys)
        rows.query.select_related = self.query.select_related
        rows._prefetch_related_lookups = self._prefetch_related_lookups  # type: ignore[attr-defined]
        return rows
