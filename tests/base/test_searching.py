"""Searching for a part of a text finds it in capitals or not, and a Chinese word as it stands."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User

from ditan.base.searching import holding


@pytest.fixture
def people(db: None) -> None:
    User.objects.create_user("Zhang-LI", last_name="张", first_name="绿色")
    User.objects.create_user("wang", last_name="王", first_name="100%")


def found(word: str) -> list[str]:
    rows = User.objects.filter(holding(word, "username", "last_name", "first_name"))
    return list(rows.order_by("username").values_list("username", flat=True))


@pytest.mark.parametrize(
    ("word", "whom"),
    [
        ("li", ["Zhang-LI"]),
        ("ANG", ["Zhang-LI", "wang"]),
        ("绿色", ["Zhang-LI"]),
        ("王", ["wang"]),
        ("0%", ["wang"]),
        ("_", []),
        ("蓝", []),
    ],
)
def test_a_part_of_any_column_is_found(word: str, whom: list[str], people: None) -> None:
    assert found(word) == whom


def test_a_word_without_capitals_is_looked_for_as_it_stands() -> None:
    assert "name__contains" in str(holding("绿色", "name"))
    assert "name__icontains" in str(holding("PM2.5浓度", "name"))
