"""Lists as workbooks."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User

from ditan.domains.plans.exchange import export_items, import_items
from ditan.domains.plans.kinds import KINDS
from ditan.domains.plans.models import PlanDocument
from ditan.domains.plans.selectors import ItemFilters

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("kind", KINDS)
def test_an_exported_list_imports_back_without_change(coordinator: User, plan: PlanDocument, kind: str) -> None:
    book = export_items(coordinator, kind, ItemFilters(state="all"))
    report = import_items(user=coordinator, kind=kind, data=book)
    assert (report.changed, report.added) == (0, 0)
    assert report.unchanged == KINDS[kind].rows().count() > 0
