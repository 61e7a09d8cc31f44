"""The invented district is labelled and whole; the real one holds what its plan prints and nothing else."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User

from ditan.base.directory.models import Region
from ditan.core.inventory.categories import categories
from ditan.core.inventory.totals import Totals
from ditan.domains.inventory.models import Emission, Inventory
from ditan.domains.inventory.selectors.amounts import entries_of
from ditan.domains.inventory.selectors.inventories import row_lines
from ditan.domains.inventory.services.demo import demo_entries, load_demo, load_printed


def test_two_years_of_the_invented_district_are_loaded_once_and_labelled(compiler: User) -> None:
    made = load_demo(user=compiler)
    assert load_demo(user=compiler) == made
    assert [(each.year, each.demo, each.region.name) for each in made] == [
        (2022, True, "演示区（虚构）"),
        (2023, True, "演示区（虚构）"),
    ]
    assert Inventory.objects.count() == 2


def test_every_required_category_of_it_has_a_number_or_a_key(compiler: User) -> None:
    (_before, after) = load_demo(user=compiler)
    totals = Totals(entries_of(after), categories())
    gases = ("CO2", "CH4", "N2O", "SF6", "HFC-134a")
    bare = [
        each.code for each in categories() if each.required and all(totals.cell(each.code, gas).empty for gas in gases)
    ]
    assert bare == []


def test_no_greenhouse_gas_of_it_is_unknown_and_nine_pollutants_are_there(compiler: User) -> None:
    (_before, after) = load_demo(user=compiler)
    unknown = Emission.objects.filter(row__inventory=after, amount__isnull=True, gas__in=["CO2", "SF6", "HFC-134a"])
    assert [(each.row.label, each.gas, each.problems) for each in unknown.select_related("row")] == []
    known = set(Emission.objects.filter(row__inventory=after, amount__isnull=False).values_list("gas", flat=True))
    assert {"SO2", "NOx", "CO", "NMVOC", "NH3", "PM10", "PM2.5", "BC", "OC", "CO2", "CH4", "N2O"} <= known


def test_the_shipped_rows_are_those_of_two_years() -> None:
    entries = demo_entries()
    assert sorted(entries) == [2022, 2023]
    assert len(entries[2022]) == len(entries[2023])


def test_the_real_district_holds_its_printed_coal_and_estimates_nothing_else(compiler: User) -> None:
    if not Region.objects.filter(code="500151", valid_to__isnull=True).exists():
        Region.objects.create(code="500151", name="铜梁区", level="district")
    made = load_printed(user=compiler)
    assert made is not None
    assert load_printed(user=compiler) == made
    lines = row_lines(made)
    assert [line.row.values["fuel_amount"] for line in lines if not line.row.notation] == [325_200]
    assert {line.row.notation for line in lines} == {"", "NE"}
    assert "32.52万吨" in lines[0].row.source_note


def test_who_may_only_look_loads_nothing(django_user_model: type[User]) -> None:
    from ditan.base.refusal import NotAllowed

    with pytest.raises(NotAllowed):
        load_demo(user=django_user_model.objects.create_user("visitor"))
    assert not Inventory.objects.exists()
