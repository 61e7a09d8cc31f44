"""Kinds of rows against categories and gases: nothing that an inventory asks for is out of reach."""

from ditan.core.inventory.booking import SCALES
from ditan.core.inventory.categories import Role, categories
from ditan.core.inventory.kinds import KINDS, kind_of

TABLE = categories()


def test_every_category_of_a_kind_is_one_of_the_table() -> None:
    assert [(kind.code, each) for kind in KINDS for each in kind.categories if each not in TABLE] == []


def test_every_category_without_children_can_be_given_an_amount() -> None:
    leaves = [each.code for each in TABLE if not TABLE.children(each.code)]

    assert [each for each in leaves if not any(kind.methods and kind.allows(each) for kind in KINDS)] == []


def test_every_category_can_be_given_a_key() -> None:
    assert [each.code for each in TABLE if not kind_of("notation").allows(each.code)] == []


def test_every_gas_of_a_kind_can_be_booked() -> None:
    assert {gas for kind in KINDS for gas in kind.gases} <= set(SCALES)


def test_removals_are_entered_only_where_there_is_land() -> None:
    roles = {TABLE.get(each).role for each in kind_of("land_removal").categories}

    assert roles == {Role.LAND}


def test_no_two_kinds_share_a_code_or_a_name() -> None:
    assert len({each.code for each in KINDS}) == len({each.label for each in KINDS}) == len(KINDS)
