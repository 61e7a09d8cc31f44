"""Inventories for programs: full precision, nothing that is not known looks like zero, each write once."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from ditan.base.directory.models import Organisation
from ditan.domains.inventory.models import Finding, Inventory, Row
from ditan.domains.inventory.services import Entry, add_row, sign
from tests.domains.inventory.entries import diesel, direct, electricity
from tests.domains.inventory.settling import locked


@pytest.fixture
def ask(compiler: User) -> Any:
    """Status and answer of a request of the compiler."""
    client = Client()
    client.force_login(compiler)

    def call(address: str, sent: dict[str, Any] | None = None, **headers: str) -> tuple[int, Any]:
        path = f"/api/inventory{address}"
        if sent is None:
            answer = client.get(path)
        else:
            answer = client.post(path, json.dumps(sent), content_type="application/json", headers=headers)
        return answer.status_code, answer.json()

    return call


DIESEL = {
    "kind": "stationary_fuel",
    "category": "1.A.2",
    "cells": {"fuel": "柴油", "fuel_amount": 1000},
    "label": "工业锅炉",
    "source_note": "能源统计报表",
}


def cell(told: dict[str, Any], gas: str, *path: str) -> dict[str, Any]:
    """A cell of a line, or of the sum that is named."""
    where = next(line["cells"] for line in told["lines"] if line["path"] == list(path))
    found: dict[str, Any] = next(each for each in where if each["gas"] == gas)
    return found


def test_a_row_is_handed_in_once_however_often_it_is_sent(ask: Any, draft: Inventory) -> None:
    """1000 t of diesel, provincial guide 2025: 3,095.909637 t of CO2."""
    first = ask(f"/{draft.pk}/rows", DIESEL, **{"Idempotency-Key": "r-1"})
    assert first[0] == 200
    co2 = next(each for each in first[1]["emissions"] if each["gas"] == "CO2" and each["kind"] == "emission")
    assert (co2["booked"], co2["scale"], co2["tonnes"]) == ("3095909637", 1_000_000, "3095.909637")
    assert ask(f"/{draft.pk}/rows", DIESEL, **{"Idempotency-Key": "r-1"}) == first
    assert Row.objects.count() == 1
    other = {**DIESEL, "label": "另一台"}
    assert ask(f"/{draft.pk}/rows", other, **{"Idempotency-Key": "r-1"})[0] == 422
    assert Row.objects.count() == 1


def test_a_refusal_names_each_cell_with_its_rule_and_remedy_and_keeps_nothing(ask: Any, draft: Inventory) -> None:
    sent = {**DIESEL, "cells": {"fuel": "柴油", "fuel_amount": "-1", "weight": "3"}, "category": "4.A"}
    status, told = ask(f"/{draft.pk}/rows", sent)
    assert (status, told["error"]["code"]) == (422, "row_refused")
    fields = told["error"]["details"]["fields"]
    assert set(fields) == {"category", "weight"}
    sent = {**DIESEL, "cells": {"fuel": "柴油", "fuel_amount": "-1"}}
    assert (
        "活动数据不能为负；请核对数值和单位"
        in ask(f"/{draft.pk}/rows", sent)[1]["error"]["details"]["fields"]["fuel_amount"]
    )
    for value in (True, [1], {"a": 1}):
        assert ask(f"/{draft.pk}/rows", {**DIESEL, "cells": {"fuel": value}})[0] == 422
    assert (
        "不是数字"
        in ask(f"/{draft.pk}/rows", {**DIESEL, "cells": {"fuel_amount": float("nan")}})[1]["error"]["message"]
    )
    both = {**DIESEL, "notation": "NE", "notation_reason": "没有统计"}
    assert "不能与数值同时填写" in ask(f"/{draft.pk}/rows", both)[1]["error"]["message"]
    assert not Row.objects.exists()


def test_a_row_is_changed_and_removed_against_the_version_that_was_seen(ask: Any, draft: Inventory) -> None:
    row = ask(f"/{draft.pk}/rows", DIESEL)[1]["id"]
    changed = {**DIESEL, "cells": {"fuel": "diesel", "fuel_amount": "2 千吨"}, "version": 1}
    assert ask(f"/{draft.pk}/rows/{row}", changed)[0] == 422
    changed["cells"] = {"fuel": "diesel", "fuel_amount": "0.2万吨"}
    status, told = ask(f"/{draft.pk}/rows/{row}", changed)
    assert (status, told["version"]) == (200, 2)
    assert ask(f"/{draft.pk}/rows/{row}", changed)[1]["error"]["code"] == "changed"
    assert ask(f"/{draft.pk}/rows/{row}/remove", {"version": 1})[0] == 409
    assert ask(f"/{draft.pk}/rows/{row}/remove", {"version": 2, "reason": "重复"})[1]["version"] == 3
    assert ask(f"/{draft.pk}/rows/{row}")[0] == 404
    assert ask(f"/{draft.pk}/rows")[1] == {"items": [], "next": None}


def test_a_row_brings_its_whole_working(ask: Any, draft: Inventory, compiler: User) -> None:
    row = add_row(user=compiler, pk=draft.pk, entry=diesel("0.1 万吨"))
    told = ask(f"/{draft.pk}/rows/{row.pk}")[1]
    assert (told["values"]["fuel_amount"], told["typed"]["fuel_amount"]) == (1000.0, "0.1 万吨")
    co2 = next(each for each in told["emissions"] if each["gas"] == "CO2" and each["kind"] == "emission")
    assert co2["trace"]["operands"][1]["factors"][0]["value"] == 42.652
    assert ask(f"/{draft.pk}/rows?kind=stationary_fuel")[1]["items"][0]["emissions"][0]["trace"] is None
    traced = ask(f"/{draft.pk}/rows?trace=true&limit=1")[1]
    assert traced["items"][0]["emissions"][0]["trace"] is not None
    assert ask(f"/{draft.pk}/rows?kind=rice")[1]["items"] == []


def test_totals_say_what_is_not_whole_and_a_sector_without_rows_is_empty(
    ask: Any, draft: Inventory, compiler: User
) -> None:
    add_row(user=compiler, pk=draft.pk, entry=diesel("1000"))
    add_row(user=compiler, pk=draft.pk, entry=electricity())
    unknown = add_row(user=compiler, pk=draft.pk, entry=diesel(""))
    ask_ne = Entry("enteric", "3.A.1", {}, notation="NE", notation_reason="没有存栏统计")
    key = add_row(user=compiler, pk=draft.pk, entry=ask_ne)
    status, told = ask(f"/{draft.pk}/totals?view=ipcc")
    assert status == 200
    industry = cell(told, "CO2", "1", "1.A", "1.A.2")
    assert (industry["tonnes"], industry["state"], industry["complete"]) == ("3095.909637", "partial", False)
    assert industry["unknown"] == [unknown.pk]
    waste = cell(told, "CO2", "4")
    assert (waste["state"], waste["booked"], waste["tonnes"], waste["complete"]) == ("empty", None, None, False)
    cattle = cell(told, "CH4", "3", "3.A", "3.A.1")
    assert (cattle["state"], cattle["key"], cattle["keys"], cattle["tonnes"]) == ("key", "NE", {"NE": [key.pk]}, None)
    bought = next(each for each in told["sums"]["indirect"] if each["gas"] == "CO2")
    assert (bought["state"], bought["tonnes"]) == ("known", "55810.000000")


def test_every_view_has_the_same_territorial_total_and_names_its_gwp_set(
    ask: Any, draft: Inventory, compiler: User
) -> None:
    add_row(user=compiler, pk=draft.pk, entry=direct("CH4", "10"))
    told = {view: ask(f"/{draft.pk}/totals?view={view}")[1] for view in ("province", "ipcc", "gpc", "air")}
    sums = {view: each["sums"]["with_land"][-1] for view, each in told.items()}
    assert {(each["gas"], each["tonnes"], each["state"]) for each in sums.values()} == {
        ("CO2e", "280.0000000", "known")
    }
    assert told["ipcc"]["gwp_set"] == "AR5"
    assert told["province"]["sums"]["without_land"] == told["ipcc"]["sums"]["without_land"]
    other = ask(f"/{draft.pk}/totals?gwp_set=AR4")[1]
    assert (other["gwp_set"], other["sums"]["with_land"][-1]["tonnes"]) == ("AR4", "250.0000000")
    status, refused = ask(f"/{draft.pk}/totals?view=x&gwp_set=SAR")
    assert status == 422
    assert "可用：AR4" in refused["error"]["details"]["fields"]["gwp_set"]
    assert "province" in refused["error"]["details"]["fields"]["view"]


def test_the_list_is_paged_and_filtered(ask: Any, draft: Inventory) -> None:
    told = ask("?year=2023&region=500000")[1]
    assert [(each["id"], each["rows"], each["region"]) for each in told["items"]] == [(draft.pk, 0, draft.region.name)]
    assert ask("?region=510000")[1] == {"items": [], "next": None}
    settings = ask(f"/{draft.pk}")[1]
    assert (settings["gwp_set"], settings["factor_sets"][0], settings["unverified"]) == (
        "AR5",
        "provincial_guide_2025",
        True,
    )


def test_findings_are_told_with_their_remedy_the_gravest_first(ask: Any, draft: Inventory) -> None:
    for severity in ("notice", "error"):
        Finding.objects.create(
            inventory=draft,
            check_code="completeness",
            key=severity,
            severity=severity,
            message="缺少类别 4.A",
            remedy="请补录或填标识符",
            found_at=timezone.now(),
        )
    told = ask(f"/{draft.pk}/findings?state=open")[1]
    assert [(each["severity"], each["remedy"], each["row"]) for each in told] == [
        ("error", "请补录或填标识符", None),
        ("notice", "请补录或填标识符", None),
    ]
    assert ask(f"/{draft.pk}/findings?state=closed")[1] == []


def test_an_edition_is_told_whole_with_its_digest_and_signatures(ask: Any, draft: Inventory, compiler: User) -> None:
    add_row(user=compiler, pk=draft.pk, entry=direct("CH4", "10"))
    made = locked(compiler, Inventory.objects.get(pk=draft.pk))
    sign(user=compiler, pk=draft.pk, version=Inventory.objects.get(pk=draft.pk).version, digest=made.digest)
    (listed,) = ask(f"/{draft.pk}/editions")[1]
    assert (listed["digest"], listed["co2e"], [each["duty"] for each in listed["signatures"]]) == (
        made.digest,
        "280.0000000",
        ["compiled"],
    )
    whole = ask(f"/{draft.pk}/editions/1")[1]
    assert whole["content"]["rows"][0]["lines"][0]["booked"] == 10_000_000
    assert ask(f"/{draft.pk}/editions/2")[0] == 404


def test_factors_are_found_and_told_with_what_contradicts_them(ask: Any, draft: Inventory) -> None:
    told = ask("/factors?q=柴油&quantity=carbon_content&limit=200")[1]
    assert told["total"] == len(told["items"]) > 1
    code = next(each["code"] for each in told["items"] if each["factor_set"] == "provincial_guide_2025")
    one = ask(f"/factors/{code}")[1]
    assert (one["value"], one["fuel"]) == (20.2, "diesel")
    assert "provincial_guide_2025" not in {each["factor_set"] for each in one["others"]}
    assert one["others"]
    assert ask("/factors/nothing")[0] == 404


def test_who_reaches_another_organisation_alone_finds_nothing(draft: Inventory, django_user_model: type[User]) -> None:
    Inventory.objects.filter(pk=draft.pk).update(
        organisation=Organisation.objects.create(name="某局", kind="department")
    )
    client = Client()
    client.force_login(django_user_model.objects.create_user("visitor"))
    assert client.get(f"/api/inventory/{draft.pk}").status_code == 403
    assert client.get("/api/inventory").status_code == 403


def test_the_number_of_queries_does_not_grow_with_the_rows(ask: Any, draft: Inventory, compiler: User) -> None:
    def counts() -> list[int]:
        found = []
        for address in ("/rows?trace=true", "/totals", "/findings", "/editions"):
            with CaptureQueriesContext(connection) as seen:
                assert ask(f"/{draft.pk}{address}")[0] == 200
            found.append(len(seen))
        return found

    add_row(user=compiler, pk=draft.pk, entry=diesel("1"))
    ask("")
    few = counts()
    for number in range(5):
        add_row(user=compiler, pk=draft.pk, entry=diesel(str(number + 2)))
    assert counts() == few
