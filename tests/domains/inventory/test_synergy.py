"""Both kinds of emissions of each source side by side, and how they changed since another year or an edition."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from ditan.base.directory.models import Region
from ditan.core.inventory.synergy import EQUIVALENTS
from ditan.core.synergy.elasticity import Meaning, Quadrant
from ditan.domains.inventory.models import Inventory
from ditan.domains.inventory.selectors.comparing import choices_for
from ditan.domains.inventory.selectors.synergy import (
    Together,
    base_for,
    category_lines,
    electricity,
    side_of,
    source_lines,
    sources_of,
    together,
)
from ditan.domains.inventory.services import Entry, add_row, lock, make_inventory, reopen, save_row
from tests.domains.inventory.entries import SETS, direct
from tests.domains.inventory.entries import electricity as bought
from tests.domains.inventory.settling import settle


def boiler(amount: str) -> Entry:
    """Diesel in a boiler of industry without any control: its gases and its pollutants are known."""
    cells = {
        "fuel": "柴油",
        "fuel_amount": amount,
        "combustion_sector": "制造业和建筑业",
        "department": "采矿业和制造业",
        "controls": "无控制技术 100%",
    }
    return Entry("stationary_fuel", "1.A.2", cells, label="工业锅炉", source_note="能源统计报表")


@pytest.fixture
def earlier(compiler: User, chongqing: Region) -> Inventory:
    """The inventory of the year before."""
    return make_inventory(
        user=compiler,
        region=chongqing,
        year=2022,
        title="重庆市 2022 年清单",
        gwp_set="AR5",
        factor_sets=SETS,
        unverified=True,
    )


def held_against(user: User, inventory: Inventory, base: str, pollutant: str = "NOx") -> Together:
    return together(inventory, side_of(user, inventory, base), side_of(user, inventory, "now"), pollutant)


def test_a_source_shows_its_gases_its_pollutants_and_their_equivalents(compiler: User, draft: Inventory) -> None:
    """T/CSES 144 of diesel boilers of industry: SO2 3, NOx 9.62, CO 0.6 g/kg; equivalents by 0.95, 0.95 and 16.7 kg."""
    add_row(user=compiler, pk=draft.pk, entry=boiler("1000"))
    (line,) = source_lines(draft, sources_of(draft), side_of(compiler, draft, "now").entries)
    shown = {each.gas: each for each in line.cells}
    so2, nox, co = (float(shown[gas].text.replace(",", "")) for gas in ("SO2", "NOx", "CO"))
    assert line.equivalents.value == pytest.approx(so2 / 0.00095 + nox / 0.00095 + co / 0.0167, rel=1e-3)
    assert (line.particles_as.name, line.particles_as.verified) == ("烟尘", False)
    assert line.particles.value == pytest.approx(float(shown["PM10"].text) / 0.00218, rel=1e-3)
    assert shown["CO2"].state == "known"


def test_what_a_source_lacks_is_a_dash_with_its_reason(compiler: User, draft: Inventory) -> None:
    bare = Entry("stationary_fuel", "1.A.2", {"fuel": "柴油", "fuel_amount": "1000"}, label="工业锅炉")
    add_row(user=compiler, pk=draft.pk, entry=bare)
    (line,) = source_lines(draft, sources_of(draft), side_of(compiler, draft, "now").entries)
    assert line.equivalents.value is None
    assert "SO2 1 行未知" in line.equivalents.why
    assert line.particles.value is None


def test_a_row_with_a_key_is_no_source(compiler: User, draft: Inventory) -> None:
    add_row(user=compiler, pk=draft.pk, entry=Entry("notation", "1.A.3.a", {}, label="民用航空", notation="NO"))
    assert sources_of(draft) == []


def test_categories_sum_their_rows(compiler: User, draft: Inventory) -> None:
    for amount in ("1000", "500"):
        add_row(user=compiler, pk=draft.pk, entry=boiler(amount))
    entries = side_of(compiler, draft, "now").entries
    (line,) = category_lines(draft, entries)
    single = source_lines(draft, sources_of(draft), entries)
    assert line.code == "1.A.2"
    assert line.equivalents.value == pytest.approx(sum(each.equivalents.value or 0 for each in single))


def test_two_years_of_a_boiler_that_burns_less_are_in_the_first_quadrant(
    compiler: User, draft: Inventory, earlier: Inventory
) -> None:
    add_row(user=compiler, pk=earlier.pk, entry=boiler("1000"))
    add_row(user=compiler, pk=draft.pk, entry=boiler("900"))
    found = held_against(compiler, draft, f"i{earlier.pk}")
    assert found.asked is not None
    control = found.asked.together.control
    assert control is not None
    assert (control.quadrant, control.elasticity) == (Quadrant.BOTH_FALL, pytest.approx(1.0, abs=1e-4))
    assert control.pollutant_percent == pytest.approx(10.0, abs=1e-3)
    assert {each.pollutant for each in found.sums} >= {"SO2", "NOx", EQUIVALENTS}


def test_both_rising_is_said_in_words_on_the_page(
    compiler: User, draft: Inventory, earlier: Inventory, client: Client
) -> None:
    add_row(user=compiler, pk=earlier.pk, entry=boiler("1000"))
    add_row(user=compiler, pk=draft.pk, entry=boiler("1200"))
    found = held_against(compiler, draft, f"i{earlier.pk}", "SO2")
    assert found.asked is not None
    assert found.asked.together.control is not None
    assert found.asked.together.control.meaning == Meaning.BOTH_RISE
    client.force_login(compiler)
    shown = client.get(f"/inventory/{draft.pk}/synergy/", {"pollutant": "SO2"}).content.decode()
    assert "两者都增加" in shown
    assert "▲ 升 20.00" in shown
    assert "Ⅲ 两者都升" in shown
    assert "烟尘 2.18（未核实）" in shown


def test_an_edition_is_a_base_like_a_year(compiler: User, draft: Inventory) -> None:
    row = add_row(user=compiler, pk=draft.pk, entry=boiler("1000"))
    settle(compiler, draft)
    held = Inventory.objects.get(pk=draft.pk)
    lock(user=compiler, pk=held.pk, version=held.version, revision=held.revision)
    held.refresh_from_db()
    reopen(user=compiler, pk=held.pk, version=held.version, reason="更正")
    save_row(user=compiler, pk=draft.pk, row=row.pk, version=1, entry=boiler("800"))
    found = held_against(compiler, Inventory.objects.get(pk=draft.pk), "e1")
    assert found.asked is not None
    assert found.asked.together.control is not None
    assert found.asked.together.control.gas_percent == pytest.approx(20.0, abs=1e-3)


def test_the_year_before_is_the_base_where_nobody_names_one(
    compiler: User, draft: Inventory, earlier: Inventory
) -> None:
    known = [token for token, _label in choices_for(compiler, draft)]
    assert base_for(compiler, draft, known) == f"i{earlier.pk}"
    assert base_for(compiler, earlier, ["now"]) == ""


def test_an_inventory_that_the_user_does_not_reach_is_no_base(compiler: User, draft: Inventory) -> None:
    with pytest.raises(Inventory.DoesNotExist):
        side_of(compiler, draft, "i999")


def test_scope_2_is_split_into_use_and_grid(compiler: User, draft: Inventory, earlier: Inventory) -> None:
    """1000 MWh in both years in 重庆: 0.5227 → 0.5581; all of the 35.4 t are the grid's."""
    for inventory in (earlier, draft):
        add_row(user=compiler, pk=inventory.pk, entry=bought("1000"))
    found = electricity(side_of(compiler, draft, f"i{earlier.pk}"), side_of(compiler, draft, "now"))
    assert found.effects is not None
    assert found.effects.activity == pytest.approx(0.0, abs=1e-9)
    assert found.effects.factor == pytest.approx(35.4)
    assert (found.factors, found.one_sided) == ((0.5227, 0.5581), ())


def test_more_use_of_a_dirtier_grid_adds_up_to_the_change(compiler: User, draft: Inventory, earlier: Inventory) -> None:
    add_row(user=compiler, pk=earlier.pk, entry=bought("1000"))
    add_row(user=compiler, pk=draft.pk, entry=bought("1200"))
    found = electricity(side_of(compiler, draft, f"i{earlier.pk}"), side_of(compiler, draft, "now"))
    assert found.effects is not None
    assert found.effects.change == pytest.approx(1200 * 0.5581 - 1000 * 0.5227)
    assert found.effects.activity + found.effects.factor == pytest.approx(found.effects.change)
    assert found.effects.activity > found.effects.factor > 0


def test_a_year_without_electricity_is_not_split_and_says_which(
    compiler: User, draft: Inventory, earlier: Inventory
) -> None:
    add_row(user=compiler, pk=draft.pk, entry=bought("1200"))
    found = electricity(side_of(compiler, draft, f"i{earlier.pk}"), side_of(compiler, draft, "now"))
    assert (found.effects, found.why) == (None, "“2022 重庆市 2022 年清单”没有外购电力的数，不能拆分。")


def test_electricity_of_a_year_without_a_factor_is_not_split(
    compiler: User, draft: Inventory, chongqing: Region
) -> None:
    """The notices begin with 2021 for 重庆."""
    before = make_inventory(
        user=compiler, region=chongqing, year=2019, title="2019", gwp_set="AR5", factor_sets=SETS, unverified=True
    )
    for inventory in (before, draft):
        add_row(user=compiler, pk=inventory.pk, entry=bought("1000"))
    found = electricity(side_of(compiler, draft, f"i{before.pk}"), side_of(compiler, draft, "now"))
    assert found.effects is None
    assert found.why.startswith("外购电力有未知项：外购电力")


def test_a_page_without_a_base_says_how_to_get_one(compiler: User, draft: Inventory, client: Client) -> None:
    add_row(user=compiler, pk=draft.pk, entry=boiler("1000"))
    client.force_login(compiler)
    shown = client.get(f"/inventory/{draft.pk}/synergy/").content.decode()
    assert "没有可比的基准" in shown
    assert "工业锅炉" in shown


def test_the_page_costs_the_same_for_many_rows(
    compiler: User, draft: Inventory, earlier: Inventory, client: Client, django_assert_max_num_queries: Any
) -> None:
    for number in range(15):
        add_row(user=compiler, pk=draft.pk, entry=direct("N2O", str(number + 1)))
    add_row(user=compiler, pk=earlier.pk, entry=direct("N2O", "1"))
    client.force_login(compiler)
    with django_assert_max_num_queries(40):
        assert client.get(f"/inventory/{draft.pk}/synergy/", {"size": "100"}).status_code == 200


def test_who_does_not_reach_the_inventory_finds_no_page(
    draft: Inventory, client: Client, django_user_model: type[User]
) -> None:
    client.force_login(django_user_model.objects.create_user("visitor"))
    assert client.get(f"/inventory/{draft.pk}/synergy/").status_code == 403
