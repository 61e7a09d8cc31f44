"""An act and its row stand or fall together; a row carries where it came from; whatever it holds can be stored."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import DatabaseError, connection, connections, transaction
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from ditan.base.audit import hooks
from ditan.base.audit.context import Circumstances, circumstances, happening
from ditan.base.audit.models import Entry
from ditan.base.audit.plain import plain
from ditan.base.audit.services import record, record_apart
from ditan.base.audit.services.sealing import seal_log
from ditan.base.directory.models import Holding, Organisation, Person, Post
from ditan.core.audit import canonical


@pytest.fixture
def organisation_named() -> Iterator[list[str]]:
    before = list(hooks._organisation_name)
    asked: list[str] = []

    @hooks.names_organisations
    def name(user: Any) -> str:
        asked.append(user.username)
        return "区发展改革委"

    yield asked
    hooks._organisation_name[:] = before


def act(name: str) -> None:
    """An act as a service does it: the change and its row in one transaction."""
    with transaction.atomic():
        User.objects.create_user(name)
        record(act="test.user_made", target_name=name)


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_nothing_is_recorded() -> None:
    with pytest.raises(RuntimeError, match="outside a transaction"):
        record(act="test.done")
    assert Entry.objects.count() == 0


@pytest.mark.django_db
def test_an_act_that_is_rolled_back_leaves_no_row() -> None:
    with transaction.atomic():
        record(act="test.done")
        transaction.set_rollback(True)
    assert Entry.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_an_act_whose_row_cannot_be_written_does_not_happen() -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                "CREATE TRIGGER full_disk BEFORE INSERT ON audit_entry"
                " BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END"
            )
        else:
            cursor.execute(
                "CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS"
                " $$ BEGIN RAISE EXCEPTION 'database or disk is full' USING ERRCODE = '53100'; END $$"
            )
            cursor.execute(
                "CREATE TRIGGER full_disk BEFORE INSERT ON audit_entry FOR EACH ROW EXECUTE FUNCTION full_disk()"
            )
    try:
        with pytest.raises(DatabaseError, match="disk is full"):
            act("zhang")
        assert not User.objects.filter(username="zhang").exists()
        assert Entry.objects.count() == 0
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DROP TRIGGER full_disk" + ("" if connection.vendor == "sqlite" else " ON audit_entry"))
            if connection.vendor == "postgresql":
                cursor.execute("DROP FUNCTION full_disk()")
    act("zhang")
    assert Entry.objects.get().target_name == "zhang"


@pytest.mark.django_db(transaction=True)
def test_writers_do_not_wait_for_a_sealer_and_no_late_row_is_left_out() -> None:
    """On PostgreSQL a row that got its key first may be committed last."""
    if connection.vendor == "sqlite":
        record_apart(act="test.first")
        assert seal_log() == 1
        return
    written, go_on = threading.Event(), threading.Event()

    def write_slowly() -> None:
        with transaction.atomic():
            record(act="test.early_key")
            written.set()
            go_on.wait(10)
        connections.close_all()

    writer = threading.Thread(target=write_slowly)
    writer.start()
    written.wait(10)
    record_apart(act="test.late_key")
    threading.Timer(0.2, go_on.set).start()
    assert seal_log() == 2
    writer.join()
    assert seal_log() == 0


@pytest.mark.django_db
def test_a_row_tells_who_from_where_and_in_which_request(organisation_named: list[str]) -> None:
    user = User.objects.create_user("wang", last_name="王", first_name="芳")
    with happening(Circumstances("r1", "10.0.0.7", "Firefox")), transaction.atomic():
        record(act="test.done", user=user, target_kind="plans.plan", target_key=7, target_name="方案")
        row = record(act="test.done", user=user)
    assert (row.user_key, row.user_name, row.organisation_name) == (str(user.pk), "王芳", "区发展改革委")
    assert (row.request_id, row.address, row.agent) == ("r1", "10.0.0.7", "Firefox")
    assert organisation_named == ["wang"]
    assert circumstances() == Circumstances()


@pytest.mark.django_db
def test_nobody_has_no_name_and_no_organisation(organisation_named: list[str]) -> None:
    row = record_apart(act="test.refused", detail="口令不正确")
    assert (row.user_key, row.user_name, row.organisation_name, row.outcome) == ("", "", "", "refused")
    assert organisation_named == []


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["a\x00b", "\ud800", "长" * 1000, "'; DROP TABLE audit_entry; --"])
def test_whatever_somebody_typed_can_be_recorded(text: str) -> None:
    with happening(Circumstances(text, text, text)):
        row = record_apart(act="test.refused", target_kind=text, target_key=text, target_name=text, detail=text)
    row.refresh_from_db()
    assert len(row.target_name) <= 400
    assert "\x00" not in row.detail
    assert seal_log() == 1


def test_values_of_every_kind_are_told_as_json_has_them() -> None:
    user = User(pk=7)
    told = {
        "day": date(2026, 1, 2),
        "sum": Decimal("1.50"),
        "who": user,
        "set": {3, 1},
        5: (1, 2),
        "big": 2**60,
        "x": 2.0,
    }
    assert plain(told) == {
        "day": "2026-01-02", "sum": "1.50", "who": "7", "set": [1, 3], "5": [1, 2], "big": str(2**60), "x": 2,
    }  # fmt: skip


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.dates() | st.decimals(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text() | st.integers(), inner, max_size=3),
    max_leaves=6,
)


@given(anything)
def test_whatever_is_told_has_canonical_bytes_and_stays_as_it_is(value: Any) -> None:
    once = plain(value)
    assert plain(once) == once
    assert canonical([once])


@pytest.mark.django_db
@pytest.mark.parametrize(
    "value", [0.1, 1e-7, 1.5e300, 1e22, -0.0, 123456789.123456, 2**53 - 1, "1e3", {"z": 1, "a": [None]}]
)
def test_a_value_comes_back_from_the_database_with_the_same_bytes(value: Any) -> None:
    with transaction.atomic():
        row = record(act="test.done", after={"v": value})
    sealed = canonical([row.after])
    assert canonical([Entry.objects.get(pk=row.pk).after]) == sealed


@pytest.mark.django_db
def test_a_row_names_the_organisation_of_the_post_that_is_held_today() -> None:
    today = timezone.localdate()
    user = User.objects.create_user("wang", first_name="芳")
    person = Person.objects.create(user=user, name="王芳")
    bureaus = [
        Organisation.objects.create(name=name, kind="department", valid_from=today - timedelta(days=900))
        for name in ("区统计局", "区发展改革委")
    ]
    posts = [
        Post.objects.create(organisation=each, title="科长", valid_from=today - timedelta(days=900)) for each in bureaus
    ]
    Holding.objects.create(
        person=person, post=posts[0], valid_from=today - timedelta(days=500), valid_to=today - timedelta(days=100)
    )
    Holding.objects.create(person=person, post=posts[1], valid_from=today - timedelta(days=100))
    assert record_apart(act="test.done", user=user).organisation_name == "区发展改革委"
