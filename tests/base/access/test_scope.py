"""Whose data a role reaches: the five scopes, their union, and nothing else."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser, Permission, User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ditan.base.access.models import Grant, Role, ScopeKind
from ditan.base.access.scope import EVERYTHING, NOTHING, Scope, scope_of
from ditan.base.directory.models import Organisation, OrganisationAlias
from tests.base.access.conftest import LONG_AGO, MakeOrganisation, MakePerson

pytestmark = pytest.mark.django_db
SEE = "plans.view_plans"


def with_scope(roles: dict[str, Role], kind: str, *organisations: Organisation) -> Role:
    """The role 部门 with another scope."""
    role = roles["部门"]
    role.scope = kind
    role.save()
    role.organisations.set(organisations)
    return role


def test_all_is_everything(make_person: MakePerson, roles: dict[str, Role]) -> None:
    assert scope_of(make_person("ling", granted=(roles["领导"],)), SEE) == EVERYTHING


def test_own_organisation_is_that_of_the_post(
    make_person: MakePerson, roles: dict[str, Role], forestry: Organisation, station: Organisation
) -> None:
    role = with_scope(roles, ScopeKind.OWN_ORGANISATION)
    user = make_person("ban", forestry, post_roles=(role,))
    names = frozenset({"铜山区林业局", "区林业局"})
    assert scope_of(user, SEE) == Scope(organisations=frozenset({forestry.pk}), names=names, user_pk=user.pk)


def test_own_and_below_reaches_the_branch(
    clerk: User, forestry: Organisation, station: Organisation, finance: Organisation
) -> None:
    scope = scope_of(clerk, SEE)
    assert scope.organisations == {forestry.pk, station.pk}
    assert scope.names == {"铜山区林业局", "区林业局", "铜山区林业局森林防火站"}
    assert (scope.everything, scope.own) == (False, False)


def test_custom_reaches_what_was_chosen_and_not_ones_own(
    make_person: MakePerson, roles: dict[str, Role], forestry: Organisation, finance: Organisation
) -> None:
    role = with_scope(roles, ScopeKind.CUSTOM, finance)
    scope = scope_of(make_person("ban", forestry, post_roles=(role,)), SEE)
    assert (scope.organisations, scope.names) == ({finance.pk}, {"铜山区财政局", "区财政局"})


def test_own_only_reaches_no_organisation(
    make_person: MakePerson, roles: dict[str, Role], forestry: Organisation
) -> None:
    user = make_person("ban", forestry, post_roles=(with_scope(roles, ScopeKind.OWN_ONLY),))
    assert scope_of(user, SEE) == Scope(own=True, user_pk=user.pk)


def test_a_grant_for_an_organisation_reaches_that_one(
    make_person: MakePerson, roles: dict[str, Role], forestry: Organisation, finance: Organisation
) -> None:
    user = make_person("ban", forestry)
    Grant.objects.create(user=user, role=roles["部门"], organisation=finance, valid_from=LONG_AGO)
    assert scope_of(user, SEE).organisations == {finance.pk}


def test_a_grant_without_an_organisation_reaches_those_of_ones_posts(
    make_person: MakePerson, roles: dict[str, Role], forestry: Organisation, station: Organisation
) -> None:
    user = make_person("ban", forestry, granted=(roles["部门"],))
    assert scope_of(user, SEE).organisations == {forestry.pk, station.pk}


def test_a_grant_without_an_organisation_and_without_a_post_reaches_nothing(
    make_person: MakePerson, roles: dict[str, Role], forestry: Organisation
) -> None:
    user = make_person("ban", granted=(roles["部门"],))
    assert scope_of(user, SEE) == Scope(user_pk=user.pk)


def test_several_roles_reach_the_union(
    make_person: MakePerson, roles: dict[str, Role], forestry: Organisation, finance: Organisation
) -> None:
    user = make_person("ban", forestry, post_roles=(roles["部门"],))
    Grant.objects.create(user=user, role=roles["镇街"], organisation=finance, valid_from=LONG_AGO)
    assert scope_of(User.objects.get(pk=user.pk), SEE).organisations == {forestry.pk, finance.pk}


def test_a_role_that_does_not_give_the_permission_widens_nothing(
    clerk: User, roles: dict[str, Role], forestry: Organisation
) -> None:
    roles["领导"].permissions.clear()
    Grant.objects.create(user=clerk, role=roles["领导"], valid_from=LONG_AGO)
    assert scope_of(User.objects.get(pk=clerk.pk), SEE).organisations == {forestry.pk}


def test_who_lacks_the_permission_reaches_nothing(clerk: User) -> None:
    assert scope_of(clerk, "plans.review_items") == NOTHING
    assert scope_of(AnonymousUser(), SEE) == NOTHING
    assert scope_of(User.objects.create_user("xin"), SEE) == NOTHING


def test_a_permission_set_by_a_script_reaches_everything(roles: dict[str, Role]) -> None:
    user = User.objects.create_user("jiaoben")
    user.user_permissions.set(Permission.objects.filter(codename="view_plans"))
    assert scope_of(User.objects.get(pk=user.pk), SEE) == EVERYTHING


def test_a_superuser_reaches_everything_in_a_trial_only(roles: dict[str, Role], settings: object) -> None:
    chief = User.objects.create_superuser("chief")
    settings.TRIAL_MODE = False  # type: ignore[attr-defined]
    assert scope_of(chief, SEE) == Scope(user_pk=chief.pk)
    settings.TRIAL_MODE = True  # type: ignore[attr-defined]
    assert scope_of(User.objects.get(pk=chief.pk), SEE) == EVERYTHING


def test_aliases_are_names_too(clerk: User, forestry: Organisation) -> None:
    OrganisationAlias.objects.create(organisation=forestry, name="铜山林业局")
    assert "铜山林业局" in scope_of(clerk, SEE).names


def test_a_short_name_that_another_organisation_bears_is_left_out(
    clerk: User, forestry: Organisation, make_organisation: MakeOrganisation
) -> None:
    other = make_organisation("渝北区林业局", short_name="区林业局")
    OrganisationAlias.objects.create(organisation=forestry, name="林业部门")
    OrganisationAlias.objects.create(organisation=other, name="林业部门")
    assert scope_of(clerk, SEE).names == {"铜山区林业局"}


def test_queries_are_as_many_for_a_large_branch_as_for_a_small_one(
    clerk: User, forestry: Organisation, make_organisation: MakeOrganisation, roles: dict[str, Role]
) -> None:
    with CaptureQueriesContext(connection) as small:
        scope_of(clerk, SEE)
    for number in range(30):
        make_organisation(f"林业站{number}", forestry)
    Grant.objects.create(user=clerk, role=roles["镇街"], organisation=forestry, valid_from=LONG_AGO)
    with CaptureQueriesContext(connection) as large:
        assert len(scope_of(User.objects.get(pk=clerk.pk), SEE).organisations) == 31
    assert (len(small), len(large)) == (9, 10)  # the second reads the account itself, too


def test_a_scope_is_read_once_a_request(clerk: User, django_assert_num_queries: object) -> None:
    scope_of(clerk, SEE)
    with django_assert_num_queries(0):  # type: ignore[operator]
        scope_of(clerk, SEE)
