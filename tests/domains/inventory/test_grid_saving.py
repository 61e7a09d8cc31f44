"""Rows as a grid hands them in: each kept or refused by itself, all computed in one go, the totals with them."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ditan.domains.inventory.models import Emission, Inventory, Row, RowEdition
from ditan.domains.inventory.selectors.results import bar_of
from ditan.domains.inventory.services import add_row
from ditan.domains.inventory.services.grid import Typed, save_rows
from tests.domains.inventory.entries import diesel


def sent(*rows: dict[str, Any]) -> str:
    return json.dumps({"rows": list(rows)})


def row_of(amount: str, row: int | None = None, version: int = 0, **more: str) -> dict[str, Any]:
    cells = {
        "category": "1.A.2",
        "label": "锅炉",
        "fuel": "柴油",
        "fuel_amount": amount,
        "department": "采矿业和制造业",
    }
    return {"key": "new-1", "row": row, "version": version, "kind": "stationary_fuel", "cells": {**cells, **more}}


@pytest.fixture
def desk(client: Client, compiler: User) -> Client:
    """The browser of the one who compiles."""
    client.force_login(compiler)
    return client


def save(desk: Client, draft: Inventory, *rows: dict[str, Any]) -> Any:
    return desk.post(reverse("inventory:rows", args=[draft.pk]), sent(*rows), "application/json")


def test_one_row_comes_back_with_gases_pollutants_and_totals(desk: Client, draft: Inventory) -> None:
    told = save(desk, draft, row_of("1000")).json()
    (row,) = told["rows"]
    assert row["outcome"] == "saved"
    assert row["amounts"]["CO2"]["text"] == "3,095.91"
    assert not row["amounts"]["CO2"]["unverified"]
    assert set(row["amounts"]) >= {"SO2", "NOx", "CO", "NMVOC", "PM10", "PM2.5", "BC", "OC", "CO2e"}
    assert told["bar"]["cells"]["CO2"]["text"] == "3,095.91"
    assert told["bar"]["kinds"] == {"stationary_fuel": 1}


def test_an_unknown_amount_is_a_dash_with_its_reason_and_no_total_is_plain(desk: Client, draft: Inventory) -> None:
    told = save(desk, draft, row_of("1000"), row_of("", label="另一台")).json()
    unknown = told["rows"][1]["amounts"]["CO2"]
    assert (unknown["text"], unknown["state"]) == ("—", "unknown")
    assert "燃料消费量" in unknown["why"]
    assert told["bar"]["cells"]["CO2"]["state"] == "partial"
    assert "没有计入" in told["bar"]["cells"]["CO2"]["why"]
    assert told["rows"][1]["mark"]["unknown"] > told["rows"][0]["mark"]["unknown"]


def test_of_many_rows_the_sound_are_kept_and_the_others_named_by_cell(desk: Client, draft: Inventory) -> None:
    rows = [row_of("1000"), row_of("-5"), row_of("7", category="4.A"), row_of("8", fuel="木头渣")]
    told = save(desk, draft, *rows).json()["rows"]
    assert [each["outcome"] for each in told] == ["saved", "refused", "refused", "refused"]
    assert "不能为负" in told[1]["faults"]["fuel_amount"]
    assert "不能填在类别 4.A" in told[2]["faults"]["category"]
    assert "没有“木头渣”" in told[3]["faults"]["fuel"]
    assert Row.objects.count() == 1


@pytest.mark.parametrize(
    ("cells", "cell", "told"),
    [
        ({"fuel_amount": "NaN"}, "fuel_amount", "不是数字"),
        ({"fuel_amount": "inf"}, "fuel_amount", "不是数字"),
        ({"fuel_amount": "12 万Nm³"}, "fuel_amount", "不能换算"),
        ({"category": "9.Z"}, "category", "没有类别 9.Z"),
        ({"notation": "NO"}, "notation", "不能与数值同时填写"),
        ({"notation": "XX"}, "notation", "标识符只能是"),
        ({"controls": "石灰石/石膏法 80% × 95%；双碱法 30%"}, "controls", "不能超过 100%"),
        ({"sulphur_percent": "300"}, "sulphur_percent", "不大于"),
        ({"moved": "1"}, "moved", "没有“moved”这一栏"),
    ],
)
def test_what_cannot_be_taken_names_cell_rule_and_remedy(
    desk: Client, draft: Inventory, cells: dict[str, str], cell: str, told: str
) -> None:
    (row,) = save(desk, draft, row_of(cells.pop("fuel_amount", "1000"), **cells)).json()["rows"]
    assert row["outcome"] == "refused"
    assert told in row["faults"][cell]
    assert not Row.objects.exists()


def test_a_change_against_an_old_version_shows_both_and_writes_nothing(desk: Client, draft: Inventory) -> None:
    row = save(desk, draft, row_of("1000")).json()["rows"][0]
    save(desk, draft, row_of("2000", row["row"], row["version"]))
    (told,) = save(desk, draft, row_of("3000", row["row"], row["version"])).json()["rows"]
    assert told["outcome"] == "conflict"
    assert told["cells"]["fuel_amount"] == "2000"
    assert Row.objects.get().values["fuel_amount"] == 2000


def test_a_row_that_says_the_same_gets_no_new_version(desk: Client, draft: Inventory) -> None:
    row = save(desk, draft, row_of("1000")).json()["rows"][0]
    revision = Inventory.objects.get().revision
    (told,) = save(desk, draft, row_of("1000", row["row"], row["version"])).json()["rows"]
    assert told["outcome"] == "same"
    assert RowEdition.objects.count() == 1
    assert Inventory.objects.get().revision == revision


def test_a_category_may_be_written_by_its_name(desk: Client, draft: Inventory) -> None:
    save(desk, draft, row_of("1", category="非金属矿物制品"))
    assert Row.objects.get().category == "1.A.2.f"


def test_a_notation_key_stands_in_place_of_numbers(desk: Client, draft: Inventory) -> None:
    cells = {"category": "1.A.2", "notation": "ne", "notation_reason": "尚无统计"}
    row = {"key": "a", "row": None, "version": 0, "kind": "stationary_fuel", "cells": cells}
    told = save(desk, draft, row).json()
    assert told["rows"][0]["amounts"]["CO2"] == {"text": "NE", "state": "key", "why": "未估算", "unverified": False}
    assert told["bar"]["cells"]["CO2"]["state"] == "none"


def test_a_row_is_taken_out_and_the_totals_follow(desk: Client, draft: Inventory) -> None:
    row = save(desk, draft, row_of("1000")).json()["rows"][0]
    address = reverse("inventory:row_remove", args=[draft.pk, row["row"]])
    assert desk.post(address, {"version": 99}).status_code == 409
    assert Emission.objects.exists()
    told = desk.post(address, {"version": row["version"]}).json()
    assert told["bar"]["cells"]["CO2"]["text"] == "—"
    assert not Emission.objects.exists()


def test_a_request_that_holds_no_rows_is_refused_in_words(desk: Client, draft: Inventory) -> None:
    answer = desk.post(reverse("inventory:rows", args=[draft.pk]), "{}", "application/json")
    assert answer.status_code == 422
    assert "刷新页面" in answer.json()["error"]["message"]


def test_who_may_only_look_saves_nothing(client: Client, draft: Inventory, django_user_model: type[User]) -> None:
    client.force_login(django_user_model.objects.create_user("visitor"))
    assert save(client, draft, row_of("1")).status_code in (403, 404)
    assert not Row.objects.exists()


def test_saving_takes_as_many_queries_for_several_rows_as_for_one(compiler: User, draft: Inventory) -> None:
    one = [Typed(None, 0, diesel("1"))]
    with CaptureQueriesContext(connection) as few:
        save_rows(user=compiler, pk=draft.pk, typed=one)
    with CaptureQueriesContext(connection) as many:
        save_rows(user=compiler, pk=draft.pk, typed=one * 5)
    assert len(many) == len(few)


def test_the_totals_take_three_queries(compiler: User, draft: Inventory) -> None:
    add_row(user=compiler, pk=draft.pk, entry=diesel("1"))
    with CaptureQueriesContext(connection) as asked:
        bar_of(draft)
    assert len(asked) == 3
