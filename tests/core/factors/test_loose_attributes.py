"""A need may take a factor whose source makes no difference of an attribute."""

from __future__ import annotations

import pytest

from ditan.core.factors import Choice, Factor, FactorBook, FactorRefused, Need

COW_ON_FARM = Factor(
    "cow.farm", "奶牛", "enteric", 88.1, "kg/head", "guide", process="dairy", technology="farm", verified=True
)
COW = Factor("cow", "奶牛", "enteric", 80.0, "kg/head", "guide", process="dairy", verified=True)
PIG = Factor("pig", "猪", "enteric", 1.0, "kg/head", "guide", process="pig", verified=True)
PIG_TOO = Factor("pig.2", "猪", "enteric", 1.5, "kg/head", "guide", process="pig", verified=True)
GUIDE = Choice(("guide",))


def need(process: str, *loose: str) -> Need:
    return Need("enteric", match={"process": process, "technology": "farm"}, loose=loose)


def test_a_factor_that_names_no_way_of_keeping_serves_every_way_where_the_need_is_loose() -> None:
    assert FactorBook([PIG]).pick(need("pig", "technology"), GUIDE).code == "pig"


def test_without_looseness_it_is_not_taken() -> None:
    with pytest.raises(FactorRefused) as refused:
        FactorBook([PIG]).pick(need("pig"), GUIDE)
    assert refused.value.code == "missing"


def test_the_factor_that_names_the_attribute_goes_first() -> None:
    assert FactorBook([COW, COW_ON_FARM]).pick(need("dairy", "technology"), GUIDE).code == "cow.farm"


def test_a_factor_of_another_way_of_keeping_is_never_taken() -> None:
    grazing = Factor(
        "cow.grazing", "奶牛", "enteric", 99.3, "", "guide", process="dairy", technology="grazing", verified=True
    )
    assert FactorBook([grazing, COW]).pick(need("dairy", "technology"), GUIDE).code == "cow"


def test_two_loose_values_that_differ_are_still_for_the_user_to_decide() -> None:
    with pytest.raises(FactorRefused) as refused:
        FactorBook([PIG, PIG_TOO]).pick(need("pig", "technology"), GUIDE)
    assert refused.value.code == "ambiguous"
