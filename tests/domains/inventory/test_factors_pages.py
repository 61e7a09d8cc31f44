"""The library of factors on screen: found, held against other sets, compared, entered."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from ditan.core.factors import book
from ditan.domains.inventory.models import Inventory, LocalFactor
from ditan.domains.inventory.selectors.factors import FactorFilters, asked_by, find_factors, pairs_of, uses_of, words
from ditan.domains.inventory.services import add_row, remove_row
from tests.domains.inventory.entries import electricity
from tests.domains.inventory.test_factors_local import GRID

CODE = "mee_grid_notices:avg-chongqing-2023"


@pytest.fixture
def desk(compiler: User, client: Client) -> Client:
    client.force_login(compiler)
    return client


def text(client: Client, address: str, **asked: Any) -> str:
    answer = client.get(address, asked)
    assert answer.status_code == 200
    return str(answer.content.decode()).replace("<b>", "").replace("</b>", "")


def test_a_search_holds_words_and_what_the_factor_is_for() -> None:
    found = find_factors(book(), FactorFilters(q="柴油", quantity="ncv", fuel="diesel", verified=True))
    assert found
    assert {(each.quantity, each.fuel, each.verified) for each in found} == {("ncv", "diesel", True)}
    assert all("柴油" in each.name for each in found)


def test_the_list_is_a_page_at_a_time_and_marks_verification_by_word(desk: Client) -> None:
    shown = text(desk, "/inventory/factors/", quantity="grid_factor", q="重庆", verified="yes")
    assert "共 3 条" in shown
    assert shown.count("✓ 已核实") == 3
    assert "公告2025年第47号" in shown


def test_what_sets_say_differently_of_one_thing_stands_together(desk: Client) -> None:
    found = find_factors(book(), FactorFilters(quantity="grid_factor", differs=True))
    assert [(each.region, each.year, each.value) for each in found] == [
        ("全国", "2021", 0.5568),
        ("全国", "2021", 0.581),
        ("全国", "2022", 0.5366),
        ("全国", "2022", 0.5703),
    ]
    assert "共 4 条" in text(desk, "/inventory/factors/", quantity="grid_factor", differs="yes")


def test_a_factor_names_the_kinds_of_rows_that_ask_for_it(desk: Client) -> None:
    assert "外购电力" in asked_by("grid_factor", "CO2")
    assert asked_by("efdb", "") == ()
    assert "没有方法直接取用" in text(desk, "/inventory/factors/of/gwp_ar5:CH4/")


def test_processes_have_their_chinese_names_where_one_name_is_theirs() -> None:
    assert words()["power_generation"] == "电力生产"
    assert "base" not in words()


def test_the_list_costs_the_same_whatever_is_asked(desk: Client, django_assert_max_num_queries: Any) -> None:
    with django_assert_max_num_queries(25):
        shown = text(desk, "/inventory/factors/", size="100")
    assert shown.count("/inventory/factors/of/") == 100


def test_nothing_found_says_what_to_do(desk: Client) -> None:
    assert "请减少词语或条件" in text(desk, "/inventory/factors/", q="没有这种东西")


def test_a_factor_shows_its_source_and_what_other_sets_say(desk: Client) -> None:
    shown = text(desk, "/inventory/factors/of/mee_grid_notices:avg-nation-2022/")
    assert "公告2024年第33号" in shown
    assert "发电行业企业温室气体排放报告管理通知" in shown
    assert "▲ 高 6.28" in shown


def test_an_unverified_factor_says_so_by_word(desk: Client) -> None:
    assert "没有出处证实" in text(desk, "/inventory/factors/of/mee_power_reporting:avg-nation-2015/")


def test_an_unknown_code_is_a_page_that_is_not_there(desk: Client) -> None:
    assert desk.get("/inventory/factors/of/none:such/").status_code == 404


def test_the_grid_of_chongqing_rises_beside_a_falling_nation(desk: Client) -> None:
    shown = text(desk, "/inventory/factors/grid/")
    assert "重庆 ▲ 升 17.7%" in shown
    assert "全国 ▼ 降 4.7%" in shown
    assert "[0.4743, 0.5227, 0.5581]" in shown
    assert "[0.5568, 0.5366, 0.5306]" in shown


def test_two_sets_are_held_against_each_other_as_the_command_does(desk: Client) -> None:
    both = pairs_of(book(), "provincial_guide_2025", "ipcc_2006", "", "both")
    different = pairs_of(book(), "provincial_guide_2025", "ipcc_2006")
    assert (len(different), len(both)) == (32, 43)
    assert not any(each.same for each in different)
    shown = text(desk, "/inventory/factors/sets/", left="provincial_guide_2025", right="ipcc_2006")
    assert f"共 {len(different)} 条" in shown
    alone = pairs_of(book(), "provincial_guide_2025", "ipcc_2006", "", "left")
    assert all(each.left and not each.right for each in alone)
    assert f"共 {len(alone)} 条" in text(desk, "/inventory/factors/sets/", what="left")


def test_a_factor_says_which_inventories_use_it(compiler: User, desk: Client, draft: Inventory) -> None:
    for amount in ("1000", "2000"):
        add_row(user=compiler, pk=draft.pk, entry=electricity(amount))
    (use,) = uses_of(compiler, book().get(CODE))
    assert (use.title, use.year, use.rows) == ("重庆市 2023 年清单", 2023, 2)
    assert "重庆市 2023 年清单" in text(desk, f"/inventory/factors/of/{CODE}/")
    assert uses_of(compiler, book().get("mee_grid_notices:avg-chongqing-2022")) == []


def test_a_row_taken_out_uses_no_factor_any_more(compiler: User, draft: Inventory) -> None:
    row = add_row(user=compiler, pk=draft.pk, entry=electricity("1000"))
    remove_row(user=compiler, pk=draft.pk, row=row.pk, version=1, reason="重复")
    assert uses_of(compiler, book().get(CODE)) == []


def test_a_value_that_no_method_asks_for_costs_no_query(compiler: User, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        assert uses_of(compiler, book().get("gwp_ar5:CH4")) == []


def test_inventories_that_the_user_does_not_see_are_not_counted(
    compiler: User, draft: Inventory, django_user_model: type[User]
) -> None:
    add_row(user=compiler, pk=draft.pk, entry=electricity("1000"))
    assert uses_of(django_user_model.objects.create_user("visitor"), book().get(CODE)) == []


def test_the_form_follows_the_pattern_of_another_factor(desk: Client) -> None:
    shown = text(desk, "/inventory/factors/new/", like=CODE)
    assert 'value="kgCO2/kWh"' in shown
    assert 'value="重庆"' in shown
    assert 'value="grid_factor" selected' in shown
    assert "0.5581" not in shown


def test_a_refused_form_keeps_what_was_typed(desk: Client) -> None:
    answer = desk.post("/inventory/factors/new/", {**GRID, "unit": "GJ/t", "note": "抄自报告"})
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "不能作电力平均二氧化碳排放因子的单位" in shown
    for kept in ("本地电网 2023", "0.5500", "GJ/t", "渝电〔2024〕8号", "抄自报告"):
        assert kept in shown
    assert not LocalFactor.objects.exists()


def test_a_factor_is_entered_corrected_and_both_stay_readable(desk: Client) -> None:
    made = desk.post("/inventory/factors/new/", {**GRID, "verified": "1"})
    assert made["Location"] == "/inventory/factors/of/local:1/"
    assert "corrects=local%3A1" in text(desk, "/inventory/factors/of/local:1/")
    filled = text(desk, "/inventory/factors/new/", corrects="local:1")
    assert 'name="supersedes" value="local:1"' in filled
    assert 'value="0.55"' in filled
    desk.post("/inventory/factors/new/", {**GRID, "value": "0.56", "note": "修订", "supersedes": "local:1"})
    assert "已更正，新的计算不再选用" in text(desk, "/inventory/factors/of/local:1/")
    assert "共 2 条" in text(desk, "/inventory/factors/", set="local")


def test_who_may_not_enter_factors_is_shown_no_button_and_refused(desk: Client, compiler: User) -> None:
    compiler.user_permissions.remove(*compiler.user_permissions.filter(codename="manage_factors"))
    assert "录入本地因子" not in text(desk, "/inventory/factors/")
    assert desk.post("/inventory/factors/new/", GRID).status_code == 403
    assert not LocalFactor.objects.exists()


def test_who_sees_no_inventories_sees_no_library(client: Client, django_user_model: type[User]) -> None:
    client.force_login(django_user_model.objects.create_user("visitor"))
    assert client.get("/inventory/factors/").status_code == 403
