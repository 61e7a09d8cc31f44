"""The permission matrix, walked: every address and every operation, for every role, for own and other organisations.

What is expected follows from the declarations (`Domain.access`) and the roles alone. A refusal changes no table but the
log and the session. An address without a declaration, or one that names an object and has no row in `matrix_rows`, fails.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.db import connection, transaction
from django.test import Client

from ditan.base.access.addresses import OPERATION, Address, addresses
from ditan.base.access.declared import declared_access
from ditan.base.access.held import permissions_of
from ditan.base.access.models import Grant, Role, ScopeKind
from ditan.base.declaration import ANYBODY, SIGNED_IN, Access
from ditan.base.directory.models import Organisation
from ditan.domains.plans.models import PlanDocument
from tests.base.access.made_roles import make_roles
from tests.fresh_code import signed_in
from tests.web.matrix_rows import (
    EXCEPT_WITH,
    FORM,
    GONE_FOR_ALL,
    LONG_AGO,
    OTHER,
    OWN,
    PERSONAL,
    PLACE,
    World,
    addressed,
    body,
    populate,
)

pytestmark = pytest.mark.django_db


DECLARED = (
    "统筹",
    "领导",
    "部门",
    "镇街",
    "企业",
    "核查",
    "公众",
    "系统管理员",
    "安全管理员",
    "审计管理员",
    "审核员",
    "查阅人员",
)
SCOPED = {f"规划全权（{kind.label}）": kind for kind in ScopeKind}
"""Roles with every permission on plans, one for each scope: those that are declared with a narrow scope hold few."""
NO_ROLE, NOBODY = "未授权账号", "未登录"
ON_EACH_DATABASE = {"统筹", "部门"}
"""Who walks on PostgreSQL too, so that every page and operation is asked there with a scope of all and a narrow one: what
is allowed follows from the roles alone, whatever the database. On SQLite all walk."""


def where(name: str) -> tuple[pytest.MarkDecorator, ...]:
    """The marks of a role's walk."""
    return () if name in ON_EACH_DATABASE else (pytest.mark.anywhere,)


BELONG_TO_NOBODY = {"plans:finding_judge", "api:plans_judge"}
"""Findings belong to no department: only who reaches all data acts on them."""
EMPTY_WITHOUT_OWN = {"plans:department"}
"""Pages that say nothing to who reaches only what they did themselves, and did nothing yet."""
MAY_CHANGE = re.compile(r"^(audit_\w+|django_session|accounts_accountstate|identity_tally)$")
WRITE = re.compile(r'^\s*(?:INSERT (?:OR \w+ )?INTO|UPDATE|DELETE FROM)\s+"?(\w+)"?', re.IGNORECASE)


@pytest.fixture(autouse=True)
def quiet() -> Iterator[None]:
    """Thousands of refusals are what is asked for here: nobody reads their log lines."""
    logging.disable(logging.WARNING)
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture
def forestry(db: None) -> Organisation:
    """The department whose items are the user's own."""
    made = Organisation.objects.create(name="铜山区林业局", short_name="区林业局", kind="department")
    made.path = f"{made.pk:08d}"
    made.save()
    return made


@pytest.fixture
def world(plan: PlanDocument, forestry: Organisation) -> World:
    """A plan, a role that is held by a post and an account, and a row of the log."""
    make_roles()
    role = Role.objects.create(name="园区专员", scope=ScopeKind.OWN_ONLY)
    user, other = User.objects.create_user("zouzhe"), User.objects.create_user("bieren")
    made = World(plan=plan, user=user, other=other, role=role)
    populate(made)
    return made


def role_called(name: str, forestry: Organisation) -> Role:
    """A declared role, or one with all of plans and a scope."""
    if name not in SCOPED:
        return Role.objects.get(name=name)
    role = Role.objects.create(name=name[:32], scope=SCOPED[name])
    role.permissions.set(Role.objects.get(name="统筹").permissions.filter(content_type__app_label="plans"))
    if role.scope == ScopeKind.CUSTOM:
        role.organisations.set([forestry])
    return role


def browser_of(user: User) -> Client:
    """A browser in which the user is signed in and has given a one-time code."""
    return signed_in(user, Client(raise_request_exception=False))


@contextmanager
def undone() -> Iterator[None]:
    """What happens inside never happened."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def kept_in(queries: set[str]) -> Callable[..., Any]:
    """Keeps what the database is told, each statement once; Django's own log would quote every value with a query more."""

    def keep(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        queries.add(sql)
        return execute(sql, params, many, context)

    return keep


def asked(client: Client, address: Address, path: str, method: str, sent: str) -> tuple[int, set[str]]:
    """The status of one request, and the tables that it wrote to. The browser and the tables are left as they were."""
    cookies, queries = client.cookies.copy(), set[str]()
    with undone(), connection.execute_wrapper(kept_in(queries)):
        if address.kind == OPERATION:
            answer: Any = client.generic(method, path, sent, "application/json")
        else:
            answer = client.get(path) if method == "GET" else client.post(path, FORM)
    client.cookies = cookies
    written = {found[1] for sql in queries if (found := WRITE.match(sql))}
    return answer.status_code, {table for table in written if not MAY_CHANGE.match(table)}


def methods_of(address: Address) -> tuple[str, ...]:
    return address.methods or ("GET", "POST")


def requests(world: World) -> Iterator[tuple[Address, Access, str, str, str]]:
    """Every address with its declaration, a method, and the own and the other organisation where it is scoped."""
    declared = declared_access()
    for address in addresses():
        access = declared.get(address.name)
        if access is None:
            continue  # the first test names it
        for method in methods_of(address):
            for kind in (OWN, OTHER) if access.scoped else (OWN,):
                yield address, access, method, addressed(address, world, kind), kind


def whole_database() -> dict[str, int]:
    """A sum over every row of every table that a refusal must not change."""
    sums = {}
    for model in apps.get_models(include_auto_created=True):
        table = model._meta.db_table
        if not MAY_CHANGE.match(table):
            sums[table] = hash(repr(list(model._base_manager.order_by("pk").values_list())))
    return sums


@pytest.fixture
def chief(world: World, settings: Any) -> dict[tuple[str, str, str], int]:
    """What every request gives to who may do everything: what a role that it opens for must get, too. Asked once."""
    if not _chiefs:
        settings.TRIAL_MODE = True
        client = browser_of(User.objects.create_superuser("chief"))
        sent = body(world)
        for address, _access, method, path, kind in requests(world):
            _chiefs[address.name, method, kind] = asked(client, address, path, method, sent)[0]
        User.objects.filter(username="chief").delete()
        settings.TRIAL_MODE = False
    return _chiefs


_chiefs: dict[tuple[str, str, str], int] = {}


def test_every_address_and_operation_is_declared() -> None:
    declared = declared_access()
    assert [each.name for each in addresses() if each.name not in declared] == []


def test_every_address_that_names_an_object_has_a_row(world: World) -> None:
    assert [name for name, access in declared_access().items() if access.scoped] != []
    assert all(addressed(address, world, kind).startswith("/") for address in addresses() for kind in (OWN, OTHER))


def test_the_walk_asks_for_both_organisations(world: World) -> None:
    kinds: dict[str, set[str]] = {}
    for address, access, _method, _path, kind in requests(world):
        if access.scoped and PLACE.search(address.route):
            kinds.setdefault(address.name, set()).add(kind)
    assert kinds["plans:item"] == kinds["api:plans_edit"] == {OWN, OTHER}


@pytest.mark.slow
def test_who_may_everything_is_refused_nothing(chief: dict[tuple[str, str, str], int]) -> None:
    wrong = {request: status for request, status in chief.items() if status in (401, 403) or status >= 500}
    assert wrong == {}


@pytest.mark.slow
@pytest.mark.parametrize("name", [pytest.param(name, marks=where(name)) for name in (*DECLARED, *SCOPED, NO_ROLE)])
def test_each_role_opens_what_the_matrix_says_and_nothing_else(
    name: str, world: World, forestry: Organisation, chief: dict[tuple[str, str, str], int]
) -> None:
    user, held, scope = world.user, frozenset[str](), ScopeKind.OWN_ONLY.value
    if name != NO_ROLE:
        role = role_called(name, forestry)
        Grant.objects.create(user=user, role=role, organisation=forestry, valid_from=LONG_AGO)
        held, scope = permissions_of({role.pk})[role.pk], role.scope
    client, before, wrong = browser_of(User.objects.get(pk=user.pk)), whole_database(), []
    sent = body(world)
    for address, access, method, path, kind in requests(world):
        status, written = asked(client, address, path, method, sent)
        wanted = access.asks(method)
        if wanted not in (ANYBODY, SIGNED_IN) and wanted not in held:
            right = status == 403 and not written
        elif access.scoped and hidden(address, scope, kind, held):
            right = status in (404, 405) and not written
        else:
            empty = status == 404 and scope == ScopeKind.OWN_ONLY and address.name in EMPTY_WITHOUT_OWN
            right = (opened(address, status) or empty) and alike(
                address, status, chief[address.name, method, kind], scope
            )
        if not right:
            wrong.append((address.name, method, kind, status, chief[address.name, method, kind], sorted(written)))
    assert wrong == [], "\n".join(map(str, wrong))
    assert whole_database() == before


def hidden(address: Address, scope: str, kind: str, held: frozenset[str]) -> bool:
    """Whether the object lies outside the scope: the other organisation's, and all that is nobody's or not one's own."""
    if address.name in PERSONAL:
        return kind == OTHER and EXCEPT_WITH.get(address.name, "") not in held
    if scope == ScopeKind.ALL:
        return False
    return kind == OTHER or scope == ScopeKind.OWN_ONLY or address.name in BELONG_TO_NOBODY


def opened(address: Address, status: int) -> bool:
    """Whether the answer is one of an address that opens."""
    return status < 500 and status not in (401, 403) and (status != 404 or address.name in GONE_FOR_ALL)


def alike(address: Address, status: int, chiefs: int, scope: str) -> bool:
    """Whether the role gets what who may everything gets; a narrow scope may find less in a form than there is, and
    things of one's own are not the chief's."""
    return status == chiefs or scope != ScopeKind.ALL or address.name in PERSONAL | GONE_FOR_ALL


@pytest.mark.slow
@pytest.mark.anywhere
def test_who_is_not_signed_in_is_sent_to_the_log_in_and_changes_nothing(world: World) -> None:
    client, before, wrong, sent = Client(raise_request_exception=False), whole_database(), [], body(world)
    for address, access, method, path, kind in requests(world):
        status, written = asked(client, address, path, method, sent)
        if access.asks(method) == ANYBODY:
            right = opened(address, status)
        else:
            right = status == (401 if address.kind == OPERATION else 302) and not written
        if not right:
            wrong.append((address.name, method, kind, status, sorted(written)))
    assert wrong == [], "\n".join(map(str, wrong))
    assert whole_database() == before
