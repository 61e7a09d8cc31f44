"""The same entries read in four ways."""

from decimal import Decimal

import pytest

from ditan.core.inventory.categories import categories
from ditan.core.inventory.entries import Entry
from ditan.core.inventory.totals import Totals
from ditan.core.inventory.views import SOURCE_CLASSES, Node, View, gpc_names, tree
from tests.core.inventory.examples import DISTRICT, entry

TABLE = categories()


def leaves(node: Node) -> list[Entry]:
    """Entries of the nodes with nothing below them."""
    return [each for child in node.children for each in leaves(child)] or list(node.entries)


@pytest.mark.parametrize("view", list(View))
@pytest.mark.parametrize("gas", ["CO2", "CH4", "N2O", "SF6", "PM10"])
def test_every_view_gives_the_same_territorial_total(view: View, gas: str) -> None:
    assert tree(view, DISTRICT, TABLE).total(gas) == Totals(DISTRICT, TABLE).overall(gas, land=True)


@pytest.mark.parametrize("view", list(View))
def test_every_view_shows_every_category_once(view: View) -> None:
    every = [entry(each.code, each.code, "CO2", 1.0) for each in TABLE]
    root = tree(view, every, TABLE)

    assert root.total("CO2").tonnes == sum(each.role not in ("indirect", "memo") for each in TABLE)
    if view != View.IPCC:  # there an entry of 1.A stands beside the nodes below 1.A
        assert sorted(each.row for each in leaves(root)) == sorted(each.code for each in TABLE)


def test_the_provincial_view_shows_sectors_and_lines() -> None:
    root = tree(View.PROVINCE, DISTRICT, TABLE)

    assert [each.label for each in root.children if each.counted] == [
        "能源活动",
        "工业生产过程",
        "农业活动",
        "土地利用变化和林业",
        "废弃物处理",
        "只排放大气污染物的源",
        "本口径未列的类别",
    ]
    rice = root.find("agriculture", "稻田")
    assert rice is not None
    assert rice.total("CH4").tonnes == Decimal(40)


def test_biomass_burnt_stands_on_its_own_line_of_the_provincial_view() -> None:
    line = tree(View.PROVINCE, DISTRICT, TABLE).find("energy", "生物质燃料燃烧")

    assert line is not None
    assert line.total("CH4").tonnes == Decimal(2)
    assert line.total("CO2").empty  # its CO2 is a memo item


def test_gpc_totals_scope_one_and_keeps_scope_two_beside_it() -> None:
    rows = [entry("煤炉", "1.A.4.b", "CO2", 10.0), entry("居民电", "E.1.a", "CO2", 120.0)]
    root = tree(View.GPC, rows, TABLE)
    homes, direct, power = root.find("I", "I.1"), root.find("I", "I.1", "I.1.1"), root.find("I", "I.1", "I.1.2")

    assert homes is not None
    assert direct is not None
    assert power is not None
    assert (homes.total("CO2").tonnes, homes.label) == (Decimal(10), "居住建筑")
    assert (direct.total("CO2").tonnes, direct.label, direct.counted) == (Decimal(10), "范围一", True)
    assert (power.total("CO2").tonnes, power.label, power.counted) == (Decimal(120), "范围二", False)


def test_sectors_of_gpc_stand_in_the_order_of_their_numbers() -> None:
    codes = [each.code for each in tree(View.GPC, DISTRICT, TABLE).children]

    assert codes == ["I", "III", "IV", "V", "M", "P", "-"]


def test_what_a_view_has_no_place_for_still_counts_and_is_shown() -> None:
    elsewhere = tree(View.GPC, DISTRICT, TABLE).find("-", "5.A")

    assert elsewhere is not None
    assert elsewhere.counted
    assert elsewhere.total("N2O").tonnes == Decimal("0.001")


def test_the_air_view_knows_the_ten_source_classes() -> None:
    assert {each.source_class for each in TABLE} - {""} == set(SOURCE_CLASSES)

    straw = tree(View.AIR, DISTRICT, TABLE).find("biomass")
    assert straw is not None
    assert straw.total("CH4").tonnes == Decimal(2)


def test_every_reference_of_gpc_has_a_name() -> None:
    for each in TABLE:
        if each.gpc:
            assert ".".join(each.gpc.split(".")[:2]) in gpc_names(), each.code


def test_an_inventory_without_rows_has_an_empty_root() -> None:
    root = tree(View.GPC, (), TABLE)

    assert root.children == ()
    assert root.total("CO2").empty
