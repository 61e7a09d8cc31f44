"""Incineration: fossil CO2, the CO2 of biomass as a memo, and two editions of the guide side by side."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from ditan.core.factors import Choice, Factor
from ditan.core.factors.loading import book
from ditan.core.ghg import waste_incineration
from ditan.core.methods import Context, Evaluation, Output, OutputKind, evaluate
from tests.core.ghg.examples import example

CHONGQING = Context("重庆", 2023)
GUIDE_2025 = Choice(("provincial_guide_2025", "ipcc_2006"))
GUIDE_2011 = Choice(("provincial_guide_2011", "ipcc_2006"), unverified=True)


def burnt(choice: Choice, waste: str = "msw", furnace: str = "continuous", tonnes: float = 1.0) -> Evaluation:
    values: dict[str, Any] = {"burnt_waste": waste, "furnace": furnace, "incinerated_t": tonnes}
    return evaluate(waste_incineration.METHOD, values, book(), choice, CHONGQING)


def amounts(evaluation: Evaluation) -> dict[str, float | None]:
    return {line.output.name: line.amount for line in evaluation.lines}


@pytest.mark.parametrize(("case", "waste"), [("incineration_MSW", "msw"), ("incineration_hazardous", "hazardous")])
def test_a_tonne_emits_what_the_guide_of_2025_prints(case: str, waste: str) -> None:
    """worked_examples.json, after 省级温室气体清单编制指南(2025), secondary."""
    published = example(case)
    amount = amounts(burnt(GUIDE_2025, waste))["CO2"]
    assert published["match"] is True
    assert amount == pytest.approx(published["expected"], abs=5e-7)


def test_the_edition_of_2011_gives_less_than_half_for_municipal_waste() -> None:
    old, new = burnt(GUIDE_2011, tonnes=1000.0), burnt(GUIDE_2025, tonnes=1000.0)
    assert amounts(old)["CO2"] == pytest.approx(1000 * 0.2 * 0.39 * 0.95 * 44 / 12)
    assert amounts(new)["CO2"] == pytest.approx(557.3333, abs=1e-4)


def test_the_edition_of_2011_is_refused_to_a_user_who_wants_confirmed_values_alone() -> None:
    line = burnt(Choice(("provincial_guide_2011", "ipcc_2006"))).lines[0]
    assert line.amount is None
    assert {each.code for each in line.problems} == {"unverified"}


def test_a_result_of_2011_says_which_values_no_source_confirms() -> None:
    assert [each.code for each in burnt(GUIDE_2011).lines[0].unverified] == [
        "provincial_guide_2011:incineration-carbon-msw",
        "provincial_guide_2011:incineration-fossil-msw",
        "provincial_guide_2011:incineration-burn-out-msw",
    ]


def test_carbon_of_biomass_is_a_memo_and_with_the_fossil_part_makes_all_the_carbon() -> None:
    found = amounts(burnt(GUIDE_2025, tonnes=300.0))
    assert found["memo:CO2"] == pytest.approx(300 * 0.4 * 0.6 * 0.95 * 44 / 12)
    assert found["CO2"] + found["memo:CO2"] == pytest.approx(300 * 0.4 * 0.95 * 44 / 12)  # type: ignore[operator]
    memo = waste_incineration.METHOD.output("memo:CO2")
    assert memo.kind == OutputKind.MEMO


def test_methane_and_nitrous_oxide_go_by_the_furnace() -> None:
    """EFDB 615059 (50 g N2O/t), 615060 (60 g), 615061 (150 g), 615037 (6500 g CH4/t); IPCC 2006 table 5.3 (0.2 and 60 g)."""
    by_furnace = {
        each: (amounts(burnt(GUIDE_2025, furnace=each, tonnes=1e6))) for each in ("continuous", "batch", "open_burning")
    }
    assert {name: (each["CH4"], each["N2O"]) for name, each in by_furnace.items()} == {
        "continuous": (pytest.approx(0.2), 50.0),
        "batch": (60.0, 60.0),
        "open_burning": (6500.0, 150.0),
    }


def test_what_no_source_gives_is_missing_and_hides_nothing_else() -> None:
    found = amounts(burnt(GUIDE_2025, "hazardous"))
    assert found["CO2"] == pytest.approx(1.64175)
    assert (found["CH4"], found["N2O"]) == (None, None)


def test_the_value_for_sludge_is_taken_only_where_unconfirmed_ones_are_allowed() -> None:
    """EFDB 615065: 900 g/t, whose basis of weight the database does not say."""
    sets = ("provincial_guide_2011", "ipcc_2006")
    assert [each.code for each in burnt(Choice(sets), "sludge").lines[-1].problems] == ["unverified"]
    assert burnt(Choice(sets, unverified=True), "sludge", tonnes=1e6).lines[-1].amount == 900.0


def test_a_plants_own_carbon_content_goes_before_the_guide() -> None:
    own = Factor("own", "入炉垃圾含碳量", "waste_carbon_content", 0.22, "1", "local", gas="CO2", verified=True)
    choice = Choice(GUIDE_2025.factor_sets, own={"carbon_share": own})
    assert amounts(burnt(choice, tonnes=1000.0))["CO2"] == pytest.approx(1000 * 0.22 * 0.4 * 0.95 * 44 / 12)


def test_a_negative_amount_is_refused() -> None:
    evaluation = burnt(GUIDE_2025, tonnes=-1.0)
    assert [(each.name, each.code) for each in evaluation.faults] == [("incinerated_t", "range")]
    assert all(line.amount is None for line in evaluation.lines)


def test_draws_go_through_the_formula_as_arrays() -> None:
    carbon = np.array([0.3, 0.4])
    output: Output = waste_incineration.METHOD.output("CO2")
    drawn = output.compute(incinerated_t=1.0, carbon_share=carbon, fossil_share=0.4, burn_out=0.95)
    assert drawn == pytest.approx(carbon * 0.4 * 0.95 * 44 / 12)
