"""Addresses are remembered, and are what Django's own `reverse` gives."""

from __future__ import annotations

import pytest
from django.template import engines
from django.urls import NoReverseMatch, get_script_prefix, reverse, set_script_prefix

from ditan.base.links import address


@pytest.mark.parametrize(
    ("name", "args"),
    [
        ("home", ()),
        ("plans:plan", (7,)),
        ("plans:item", ("indicator", 7)),
        ("plans:department", ("区发展改革委/能源科",)),
    ],
)
def test_an_address_is_what_reverse_gives(name: str, args: tuple[object, ...]) -> None:
    assert address(name, *args) == reverse(name, args=args)


def test_an_address_follows_the_prefix_under_which_the_product_is_served() -> None:
    assert address("plans:plan", 7) == "/plans/7/"
    before = get_script_prefix()
    set_script_prefix("/ditan/")
    try:
        assert address("plans:plan", 7) == "/ditan/plans/7/"
    finally:
        set_script_prefix(before)
    assert address("plans:plan", 7) == "/plans/7/"


def test_a_name_without_address_is_refused_each_time() -> None:
    for _again in range(2):
        with pytest.raises(NoReverseMatch):
            address("plans:nowhere")


def drawn(source: str, **context: object) -> str:
    return engines["django"].from_string(source).render(context)


def test_the_tag_draws_the_address_of_the_arguments_at_hand() -> None:
    each = '{% for pk in keys %}{% url "plans:plan" pk %} {% endfor %}'
    assert drawn(each, keys=(1, 2, 1)) == "/plans/1/ /plans/2/ /plans/1/ "


def test_the_tag_escapes_what_stands_in_an_attribute() -> None:
    assert drawn('{% url "plans:department" name %}', name="a&b'c") == "/plans/departments/a&amp;b&#x27;c/"


def test_the_tag_keeps_what_django_offers_beside() -> None:
    assert drawn('{% url "plans:plan" pk=7 %}') == "/plans/7/"
    assert drawn('{% url "plans:plan" 7 as here %}[{{ here }}]') == "[/plans/7/]"
    assert drawn('{% url "plans:nowhere" as here %}[{{ here }}]') == "[]"
    with pytest.raises(NoReverseMatch):
        drawn('{% url "plans:nowhere" %}')
