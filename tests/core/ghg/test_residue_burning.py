"""Straw burnt in the field: greenhouse gases and pollutants from one row."""

from __future__ import annotations

from typing import Any

import pytest

from ditan.core.factors import Choice
from ditan.core.factors.loading import book
from ditan.core.inventory.kinds.land import RESIDUE_BURNING
from ditan.core.methods import Context, evaluate

IPCC = Choice(("ipcc_2006",))


def burnt(crop: str, tonnes: Any = 1000.0, choice: Choice = IPCC) -> dict[str, float | None]:
    row = {"crop": crop, "residue_left_t": tonnes}
    return {
        line.output.name: line.amount
        for method in RESIDUE_BURNING.methods_for(row)
        for line in evaluate(method, row, book(), choice, Context("重庆", 2023)).lines
    }


def test_one_row_gives_all_gases_that_the_ipcc_has_for_residues() -> None:
    """EFDB 415121 (1515 g CO2), 415126 (92 g CO), 415131 (2.7 g CH4), 415136 (0.07 g N2O), 415141 (2.5 g NOx); 515147 (0.8)."""
    assert burnt("rice") == {
        "CH4": pytest.approx(2.16),
        "N2O": pytest.approx(0.056),
        "memo:CO2": pytest.approx(1212.0),
        "CO": pytest.approx(73.6),
        "NOx": pytest.approx(2.0),
    }


@pytest.mark.parametrize(("crop", "share"), [("wheat", 0.9), ("maize", 0.8), ("sugarcane", 0.8)])
def test_how_much_of_it_burns_goes_by_the_crop(crop: str, share: float) -> None:
    """EFDB 515145, 515146, 515148."""
    assert burnt(crop)["CH4"] == pytest.approx(1000 * share * 2.7 / 1000)


def test_of_other_crops_only_the_refinement_says_it() -> None:
    """EFDB 327568: 0.85."""
    assert set(burnt("other").values()) == {None}
    assert burnt("other", choice=Choice(("ipcc_2006", "ipcc_2019")))["CH4"] == pytest.approx(0.85 * 2.7)


def test_nothing_burnt_is_zero_and_nothing_said_is_unknown() -> None:
    assert set(burnt("rice", 0.0).values()) == {0.0}
    assert set(burnt("rice", None).values()) == {None}
