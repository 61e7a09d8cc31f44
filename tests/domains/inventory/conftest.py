"""What the tests of inventories share: people of the coordinating office, somebody of a town, and a draft of 重庆市."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import Permission, User

from ditan.base.directory.models import Region
from ditan.domains.inventory.models import Inventory
from ditan.domains.inventory.services import make_inventory
from tests.domains.inventory.entries import SETS


@pytest.fixture
def compiler(db: None) -> User:
    """May do everything with inventories, and reaches all data."""
    return _person("compiler", "编制")


@pytest.fixture
def reviewer(db: None) -> User:
    """Another person who may do the same."""
    return _person("reviewer", "复核")


@pytest.fixture
def chongqing(db: None) -> Region:
    """The municipality."""
    return Region.objects.filter(code="500000").first() or Region.objects.create(
        code="500000", name="重庆市", level="province"
    )


@pytest.fixture
def draft(compiler: User, chongqing: Region) -> Inventory:
    """An empty inventory of 2023 that takes unverified factors."""
    return make_inventory(
        user=compiler,
        region=chongqing,
        year=2023,
        title="重庆市 2023 年清单",
        gwp_set="AR5",
        factor_sets=SETS,
        unverified=True,
    )


def _person(name: str, given: str) -> Any:
    user = User.objects.create_user(name, first_name=given, last_name="陈")
    user.user_permissions.set(Permission.objects.filter(content_type__app_label="inventory"))
    return User.objects.get(pk=user.pk)
