"""Who keeps the directory, who reads it, who may do neither; a small tree."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest
from django.contrib.auth.models import AnonymousUser, Permission, User

from ditan.base.directory.models import Organisation
from ditan.base.directory.services import create_organisation

MakeOrganisation = Callable[..., Organisation]
LONG_AGO = datetime.date(2020, 1, 1)


def with_permissions(name: str, *codenames: str) -> User:
    """An account that holds exactly these."""
    user = User.objects.create_user(name)
    user.user_permissions.set(Permission.objects.filter(content_type__app_label="directory", codename__in=codenames))
    return User.objects.get(pk=user.pk)


@pytest.fixture
def keeper(db: None) -> User:
    """Somebody who keeps organisations, regions and people."""
    return with_permissions("keeper", "view_directory", "manage_directory", "manage_dictionaries")


@pytest.fixture
def reader(db: None) -> User:
    """Somebody who may look."""
    return with_permissions("reader", "view_directory")


@pytest.fixture
def nobody(db: None) -> User:
    """Somebody signed in without any permission."""
    return with_permissions("nobody")


@pytest.fixture
def visitor() -> AnonymousUser:
    """Somebody who is not signed in."""
    return AnonymousUser()


@pytest.fixture
def make(keeper: User) -> MakeOrganisation:
    """An organisation by its name."""

    def made(name: str, parent: Organisation | None = None, kind: str = "department", **values: object) -> Organisation:
        values = {"name": name, "kind": kind, **values}
        return create_organisation(user=keeper, values=values, parent=parent, on=LONG_AGO)

    return made
