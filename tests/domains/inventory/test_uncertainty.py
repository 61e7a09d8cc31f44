"""How sure an inventory is: both approaches over its own formulas, what has no range named, results out of date marked."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from ditan.base.directory.models import Region
from ditan.base.refusal import InvalidFields, NotAllowed
from ditan.base.workflow.models import Job
from ditan.base.workflow.worker import run_pending
from ditan.domains.inventory.errors import NotSound
from ditan.domains.inventory.models import Inventory, UncertaintyRun
from ditan.domains.inventory.services import add_row, make_inventory
from ditan.domains.inventory.services import assessing as assessing_service
from ditan.domains.inventory.services.assessing import ask_uncertainty
from tests.domains.inventory.entries import SETS, direct, electricity
from tests.domains.inventory.settling import locked


def ranged(gas: str, amount: str, percent: str) -> object:
    """An amount that was measured, with half of its 95 % range."""
    return replace(direct(gas, amount), uncertainty={"emitted_t": percent})


def ask(user: User, inventory: Inventory, **more: object) -> UncertaintyRun:
    asked = {"draws": 10_000, "seed": 7, "how": "none", "activity": None, "factor": None, **more}
    made = ask_uncertainty(user=user, pk=inventory.pk, **asked)  # type: ignore[arg-type]
    assert isinstance(made, UncertaintyRun)
    return made


def test_both_approaches_agree_on_a_sum_of_measured_amounts(compiler: User, draft: Inventory) -> None:
    """100 t CH4 ± 10 % (2800 t CO2e) and 10 t N2O ± 20 % (2650 t CO2e): ± 11 %."""
    add_row(user=compiler, pk=draft.pk, entry=ranged("CH4", "100", "10"))
    add_row(user=compiler, pk=draft.pk, entry=ranged("N2O", "10", "20"))
    found = ask(compiler, draft, draws=100_000).result
    assert found["total"]["point"] == pytest.approx(5450)
    assert found["approach1"]["total_percent"] == pytest.approx(10.9985, abs=1e-4)
    assert found["total"]["percent"] == pytest.approx(10.9985, rel=0.01)
    assert found["gaps"] == []
    assert [(each["code"], round(each["point"])) for each in found["groups"]] == [
        ("1.B.3", 5450),
        ("CH4", 2800),
        ("N2O", 2650),
        ("1", 5450),
    ]


def test_the_same_seed_gives_the_same_draws(compiler: User, draft: Inventory) -> None:
    add_row(user=compiler, pk=draft.pk, entry=ranged("CH4", "100", "10"))
    assert ask(compiler, draft).result == ask(compiler, draft).result
    assert ask(compiler, draft, seed=8).result["total"]["mean"] != ask(compiler, draft).result["total"]["mean"]


def test_what_has_no_range_is_named_and_not_taken_for_certain(compiler: User, draft: Inventory) -> None:
    add_row(user=compiler, pk=draft.pk, entry=direct("CH4", "100"))
    found = ask(compiler, draft).result
    assert found["total"]["lower"] == found["total"]["upper"]
    assert found["histogram"] is None
    assert found["gaps"] == [{"label": "排放量", "factor": "", "assumed": None, "rows": [1], "count": 1}]
    assert found["approach1"]["rows"][0]["fixed"] is True


def test_an_assumed_range_is_used_only_when_asked_for_and_stays_marked(compiler: User, draft: Inventory) -> None:
    add_row(user=compiler, pk=draft.pk, entry=direct("CH4", "100"))
    run = ask(compiler, draft, how="own", activity=10.0, factor=20.0)
    assert run.assumed == {"how": "own", "activity": 10.0, "factor": 20.0}
    assert run.result["gaps"][0]["assumed"] == 10.0
    assert run.result["approach1"]["total_percent"] == pytest.approx(10)


def test_purchased_electricity_is_no_part_of_the_territorial_total(compiler: User, draft: Inventory) -> None:
    add_row(user=compiler, pk=draft.pk, entry=electricity())
    with pytest.raises(NotSound, match="还没有已知的温室气体排放量"):
        ask(compiler, draft)
    assert not UncertaintyRun.objects.exists()


def test_the_trend_against_the_base_year_is_drawn_with_what_both_share(
    compiler: User, draft: Inventory, chongqing: Region
) -> None:
    Inventory.objects.filter(pk=draft.pk).update(base_year=2020)
    base = make_inventory(
        user=compiler, region=chongqing, year=2020, title="2020", gwp_set="AR5", factor_sets=SETS, unverified=True
    )
    add_row(user=compiler, pk=base.pk, entry=ranged("CH4", "80", "10"))
    add_row(user=compiler, pk=draft.pk, entry=ranged("CH4", "100", "10"))
    found = ask(compiler, draft).result
    assert (found["base_year"], found["trend"]["point"]) == (2020, pytest.approx(25))
    assert found["approach1"]["trend"] == pytest.approx(25)
    (key,) = found["keys"]["with_land"]["trend"]
    assert (key["category"], key["base"], key["amount"]) == ("1.B.3", pytest.approx(2240), pytest.approx(2800))


def test_what_is_not_known_of_the_base_year_is_not_zero(compiler: User, draft: Inventory, chongqing: Region) -> None:
    """The base year knows its methane and not its nitrous oxide: there is no trend, and nothing is taken for 0."""
    Inventory.objects.filter(pk=draft.pk).update(base_year=2020)
    base = make_inventory(
        user=compiler, region=chongqing, year=2020, title="2020", gwp_set="AR5", factor_sets=SETS, unverified=True
    )
    add_row(user=compiler, pk=base.pk, entry=ranged("CH4", "80", "10"))
    add_row(user=compiler, pk=base.pk, entry=direct("N2O", ""))
    for gas in ("CH4", "N2O", "SF6"):
        add_row(user=compiler, pk=draft.pk, entry=ranged(gas, "1", "10"))
    found = ask(compiler, draft).result
    assert (found["trend"], found["approach1"]["trend"], found["base_unknown"]) == (None, None, [2])
    assert {each["gas"]: each["base"] for each in found["approach1"]["rows"]} == {
        "SF6": 0.0,
        "N2O": None,
        "CH4": 2240.0,
    }
    assert found["base_absent"] == ["1.B.3 SF6"]
    assert "1.B.3 N2O 没有基准年数值" in found["keys"]["with_land"]["trend_refused"]


def test_key_categories_reach_ninety_five_percent(compiler: User, draft: Inventory) -> None:
    for gas, amount in (("CH4", "100"), ("CO2", "50"), ("N2O", "0.1")):
        add_row(user=compiler, pk=draft.pk, entry=ranged(gas, amount, "10"))
    found = ask(compiler, draft).result["keys"]["with_land"]
    assert [(each["gas"], each["key"]) for each in found["level"]] == [("CH4", True), ("CO2", False), ("N2O", False)]
    assert found["trend"] is None


def test_a_frozen_inventory_is_assessed_by_its_own_factors(compiler: User, draft: Inventory) -> None:
    add_row(user=compiler, pk=draft.pk, entry=ranged("CH4", "100", "10"))
    before = ask(compiler, draft).result["total"]
    locked(compiler, draft)
    assert ask(compiler, Inventory.objects.get(pk=draft.pk)).result["total"] == before


@pytest.mark.parametrize(
    "asked, field",
    [
        ({"draws": 5}, "draws"),
        ({"seed": -1}, "seed"),
        ({"how": "guess"}, "how"),
        ({"how": "own", "activity": None, "factor": 5.0}, "activity"),
        ({"how": "own", "activity": 5.0, "factor": 900.0}, "factor"),
    ],
)
def test_what_cannot_be_asked_is_named_by_its_field(
    compiler: User, draft: Inventory, asked: dict[str, object], field: str
) -> None:
    add_row(user=compiler, pk=draft.pk, entry=ranged("CH4", "100", "10"))
    with pytest.raises(InvalidFields) as refused:
        ask(compiler, draft, **asked)
    assert list(refused.value.errors) == [field]
    assert not UncertaintyRun.objects.exists()


def test_who_may_only_look_computes_nothing(draft: Inventory, django_user_model: type[User]) -> None:
    with pytest.raises(NotAllowed):
        ask(django_user_model.objects.create_user("visitor"), draft)
    assert not UncertaintyRun.objects.exists()


def test_a_long_run_is_a_job_whose_result_is_shown(
    compiler: User, draft: Inventory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(assessing_service, "QUICK", 0)
    add_row(user=compiler, pk=draft.pk, entry=ranged("CH4", "100", "10"))
    client = Client()
    client.force_login(compiler)
    at = reverse("inventory:uncertainty", args=[draft.pk])
    client.post(at + "run/", {"draws": "10000", "seed": "7", "how": "none"})
    assert "排队等待计算" in client.get(at).content.decode()
    assert "HX-Refresh" not in client.get(at + "progress/").headers
    run_pending()
    assert Job.objects.get().state == "done"
    assert client.get(at + "progress/").headers["HX-Refresh"] == "true"
    page = client.get(at).content.decode()
    assert "抽样 10,000 次，种子 7" in page
    assert "全部有范围" in page


def test_a_result_is_marked_out_of_date_after_an_edit(compiler: User, draft: Inventory) -> None:
    row = add_row(user=compiler, pk=draft.pk, entry=ranged("CH4", "100", "10"))
    client = Client()
    client.force_login(compiler)
    at = reverse("inventory:uncertainty", args=[draft.pk])
    client.post(at + "run/", {"draws": "10000", "seed": "7", "how": "none"})
    assert "请重新计算" not in client.get(at).content.decode()
    add_row(user=compiler, pk=draft.pk, entry=direct("N2O", "1"))
    assert "请重新计算" in client.get(at).content.decode()
    assert row.pk


def test_a_refused_question_keeps_what_was_typed(compiler: User, draft: Inventory) -> None:
    add_row(user=compiler, pk=draft.pk, entry=ranged("CH4", "100", "10"))
    client = Client()
    client.force_login(compiler)
    answer = client.post(
        reverse("inventory:uncertainty_run", args=[draft.pk]),
        {"draws": "10000", "seed": "x1", "how": "own", "activity": "12.5", "factor": ""},
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="x1"' in page
    assert 'value="12.5"' in page
