"""Mass balance: all methane of a year's waste in that year."""

from __future__ import annotations

from typing import Any

import pytest

from ditan.core.factors import Choice
from ditan.core.factors.loading import book
from ditan.core.ghg import landfill_decay, landfill_mass_balance
from ditan.core.methods import Context, Evaluation, evaluate

IPCC = Choice(("ipcc_2006",))


def balance(choice: Choice = IPCC, **changed: Any) -> Evaluation:
    values: dict[str, Any] = {
        "landfill_waste": "food",
        "landfilled_t": 1000.0,
        "landfill_site": "managed_anaerobic",
        "landfill_cover": "oxidising",
        "recovered_ch4_t": 0.0,
    }
    return evaluate(landfill_mass_balance.METHOD, values | changed, book(), choice, Context("重庆", 2023))


def test_it_is_what_decay_gives_over_all_years_together() -> None:
    deposits = {2000: 1000.0}
    decay = sum(
        landfill_decay.ch4_t(deposits, year, 0.15, 0.5, 1.0, 0.185, 0.5, 0.1, 0.0) for year in range(2001, 2400)
    )
    assert balance().lines[0].amount == pytest.approx(decay, rel=1e-9)


def test_recovery_and_oxidation_are_taken_off() -> None:
    assert balance(recovered_ch4_t=20.0).lines[0].amount == pytest.approx((50 - 20) * 0.9)


def test_more_recovered_than_generated_gives_no_number() -> None:
    assert balance(recovered_ch4_t=51.0).lines[0].amount is None


def test_the_guide_and_the_ipcc_differ_on_sites_without_a_class() -> None:
    """Provincial guide 2011: 0.4 (not confirmed); IPCC 2006: 0.6 (EFDB 62741)."""
    ipcc = balance(landfill_site="uncategorised").lines[0].amount
    guide = balance(
        Choice(("provincial_guide_2011", "ipcc_2006"), unverified=True), landfill_site="uncategorised"
    ).lines[0]
    assert guide.amount / ipcc == pytest.approx(0.4 / 0.6)  # type: ignore[operator]
    assert "provincial_guide_2011:landfill-mcf-uncategorised" in {each.code for each in guide.unverified}


def test_mixed_waste_takes_the_value_for_china_of_1996() -> None:
    """EFDB 62697: 0.09."""
    line = balance(Choice(("ipcc_2006", "ipcc_1996")), landfill_waste="msw").lines[0]
    assert line.amount == pytest.approx(1000 * 0.09 * 0.5 * 0.5 * 16 / 12 * 0.9)
