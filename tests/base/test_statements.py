"""A statement is built once, and gives what the ORM's own query gives, whoever asks."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db.models import Q, QuerySet

from ditan.base.statements import count_of, rows_of

pytestmark = pytest.mark.django_db


def named(word: str, key: int) -> QuerySet[Any]:
    return User.objects.filter(Q(pk=key) | Q(username=word)).order_by("username").values_list("pk", "username")


def nobody(key: int) -> QuerySet[Any]:
    return User.objects.none().values_list("pk")


def twice(key: int) -> QuerySet[Any]:
    own = User.objects.filter(pk=key).order_by().values_list("pk")
    return own.union(User.objects.filter(pk=key).order_by().values_list("pk"), all=True)


@pytest.fixture
def people(db: None) -> tuple[User, User]:
    return User.objects.create_user("anna"), User.objects.create_user("bo")


def test_rows_are_those_of_the_query(people: tuple[User, User]) -> None:
    anna, bo = people
    assert rows_of(named, "bo", key=anna.pk) == list(named("bo", anna.pk)) == [(anna.pk, "anna"), (bo.pk, "bo")]


def test_one_statement_serves_one_account_after_the_other(people: tuple[User, User]) -> None:
    anna, bo = people
    assert rows_of(named, "", key=anna.pk) == [(anna.pk, "anna")]
    assert rows_of(named, "", key=bo.pk) == [(bo.pk, "bo")]


def test_what_is_given_tells_statements_apart(people: tuple[User, User]) -> None:
    assert rows_of(named, "anna", key=0) == [(people[0].pk, "anna")]
    assert rows_of(named, "bo", key=0) == [(people[1].pk, "bo")]


def test_a_word_never_becomes_part_of_the_statement(people: tuple[User, User]) -> None:
    assert rows_of(named, "x' OR '1'='1", key=0) == []
    assert rows_of(named, "%s", key=0) == []


def test_rows_are_read_anew_each_time(people: tuple[User, User]) -> None:
    anna = people[0]
    assert rows_of(named, "", key=anna.pk) == [(anna.pk, "anna")]
    User.objects.filter(pk=anna.pk).update(username="annika")
    assert rows_of(named, "", key=anna.pk) == [(anna.pk, "annika")]


def test_a_query_that_has_no_rows_is_not_asked(people: tuple[User, User], django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        assert rows_of(nobody, key=people[0].pk) == []
        assert count_of(nobody, key=people[0].pk) == 0


def test_rows_of_several_queries_are_counted_in_one(people: tuple[User, User], django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        assert count_of(twice, key=people[0].pk) == 2
