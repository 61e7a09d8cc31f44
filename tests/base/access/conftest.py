"""A small office: two departments of a district, one with a station below it, and people with posts and roles."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.contrib.auth.models import User

from ditan.base.access.models import Grant, Role, RoleOfPost
from ditan.base.directory.models import Holding, Organisation, Person, Post
from tests.base.access.made_roles import make_roles

MakeOrganisation = Callable[..., Organisation]
MakePerson = Callable[..., User]
LONG_AGO = date(2020, 1, 1)


@pytest.fixture
def roles(db: None) -> dict[str, Role]:
    """The declared roles by name."""
    return make_roles()


@pytest.fixture
def make_organisation(db: None) -> MakeOrganisation:
    """Store an organisation below another."""

    def make(name: str, parent: Organisation | None = None, short_name: str = "") -> Organisation:
        made = Organisation.objects.create(name=name, short_name=short_name, kind="department", parent=parent)
        made.path = (parent.path if parent else "") + f"{made.pk:08d}"
        made.save()
        return made

    return make


def person_with_post(
    name: str,
    organisation: Organisation | None = None,
    *,
    post_roles: tuple[Role, ...] = (),
    granted: tuple[Role, ...] = (),
) -> User:
    """Store somebody who holds a post in the organisation."""
    user = User.objects.create_user(name)
    if organisation is not None:
        post = Post.objects.create(organisation=organisation, title=f"{name}的岗位")
        Holding.objects.create(person=Person.objects.create(name=name, user=user), post=post, valid_from=LONG_AGO)
        for role in post_roles:
            RoleOfPost.objects.create(post=post, role=role)
    for role in granted:
        Grant.objects.create(user=user, role=role, valid_from=LONG_AGO)
    return User.objects.get(pk=user.pk)


@pytest.fixture
def make_person(db: None) -> MakePerson:
    """An account of a person who holds a post, which may carry roles; roles may also be granted."""
    return person_with_post


@pytest.fixture
def forestry(make_organisation: MakeOrganisation) -> Organisation:
    """A department with one station below it."""
    return make_organisation("铜山区林业局", short_name="区林业局")


@pytest.fixture
def station(make_organisation: MakeOrganisation, forestry: Organisation) -> Organisation:
    """A station of the department."""
    return make_organisation("铜山区林业局森林防火站", forestry)


@pytest.fixture
def finance(make_organisation: MakeOrganisation) -> Organisation:
    """Another department."""
    return make_organisation("铜山区财政局", short_name="区财政局")


@pytest.fixture
def security(make_person: MakePerson, roles: dict[str, Role]) -> User:
    """The security administrator."""
    return make_person("anquan", granted=(roles["安全管理员"],))


@pytest.fixture
def auditor(make_person: MakePerson, roles: dict[str, Role]) -> User:
    """The audit administrator."""
    return make_person("shenji", granted=(roles["审计管理员"],))


@pytest.fixture
def clerk(make_person: MakePerson, roles: dict[str, Role], forestry: Organisation) -> User:
    """A clerk of the forestry bureau, whose post carries the role 部门."""
    return make_person("banshi", forestry, post_roles=(roles["部门"],))
