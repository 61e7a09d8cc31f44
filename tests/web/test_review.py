"""The review desk: cards, decisions, the inline form, conflicts, additions and bulk confirmation."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from ditan.domains.plans.models import Finding, Indicator, Measure, PlanDocument, Project, Target
from ditan.domains.plans.services import confirm_item, edit_item, reject_item
from tests.domains.plans.drafts import TEXT
from tests.web.conftest import text_of


@pytest.fixture
def target(plan: PlanDocument) -> Target:
    """单位GDP能耗下降14.5%."""
    return Target.objects.get(name="单位GDP能耗下降")


@pytest.fixture
def water(plan: PlanDocument) -> Indicator:
    """The ambiguous indicator."""
    return Indicator.objects.get(name="用水总量")


def decide(client: Client, item: Any, action: str, **more: str) -> Any:
    address = reverse("plans:review_decide", args=[item.kind, item.pk])
    return client.post(address, {"action": action, "version": str(item.version), **more})


def edit_address(item: Any) -> str:
    return reverse("plans:review_edit", args=[item.kind, item.pk])


def test_the_desk_shows_the_text_and_every_item(desk: Client, plan: PlanDocument) -> None:
    page = text_of(desk.get(reverse("plans:review", args=[plan.pk])))
    assert page.count("<article") == 8
    assert f'data-i="{Project.objects.get().identity}"' in page
    assert '<span id="desk-all">8</span>' in page


def test_two_items_of_one_sentence_share_its_marks(desk: Client, plan: PlanDocument) -> None:
    page = text_of(desk.get(reverse("plans:review", args=[plan.pk])))
    both = " ".join(sorted(target.identity for target in Target.objects.all()))
    assert f'data-i="{both}' in page


def test_a_reader_sees_no_buttons(guest: Client, plan: PlanDocument) -> None:
    page = text_of(guest.get(reverse("plans:review", args=[plan.pk])))
    assert 'data-may="0"' in page
    assert 'data-act="confirm"' not in page


def test_confirming_answers_with_the_card_as_it_stands_now(desk: Client, target: Target) -> None:
    page = text_of(decide(desk, target, "confirm"))
    assert 'data-state="confirmed"' in page
    assert "reviewer" in page
    target.refresh_from_db()
    assert (target.state, target.decided_by_name) == ("confirmed", "reviewer")


def test_rejecting_keeps_the_reason(desk: Client, target: Target) -> None:
    assert 'data-state="rejected"' in text_of(decide(desk, target, "reject", reason="不是目标"))
    assert target.plan.decisions.first().reason == "不是目标"  # type: ignore[union-attr]


def test_a_decision_is_taken_back(desk: Client, target: Target, coordinator: User) -> None:
    confirmed = confirm_item(user=coordinator, kind="target", pk=target.pk, version=target.version)
    page = text_of(decide(desk, confirmed, "reopen"))
    assert 'data-state="proposed"' in page
    assert "审核记录" in page


def test_an_unknown_action_changes_nothing(desk: Client, target: Target) -> None:
    response = decide(desk, target, "burn")
    assert response.status_code == 409
    target.refresh_from_db()
    assert target.state == "proposed"


def test_an_old_version_is_refused_with_the_card_as_it_is(desk: Client, target: Target, coordinator: User) -> None:
    reject_item(user=coordinator, kind="target", pk=target.pk, version=target.version)
    response = decide(desk, target, "confirm")
    assert response.status_code == 409
    assert "统筹敏" in text_of(response)
    assert 'data-state="rejected"' in text_of(response)


def test_an_item_that_is_gone_is_404(desk: Client, target: Target) -> None:
    target.delete()
    target.pk = 999
    assert decide(desk, target, "confirm").status_code == 404


def test_an_unknown_kind_is_refused_in_words(desk: Client, plan: PlanDocument) -> None:
    response = desk.get("/plans/review/dragon/1/")
    assert response.status_code == 404


def test_another_reading_of_an_ambiguous_indicator_is_one_click(desk: Client, water: Indicator) -> None:
    offered = text_of(desk.get(reverse("plans:review_card", args=["indicator", water.pk])))
    assert "有几种读法" in offered
    page = text_of(decide(desk, water, "choose", alternative="1"))
    assert 'data-state="edited"' in page
    assert "原读数：2020=2.1；2025=市级下达" in page


def test_an_alternative_that_does_not_exist_is_refused(desk: Client, water: Indicator) -> None:
    assert decide(desk, water, "choose", alternative="7").status_code == 409


def test_the_form_holds_what_is_shown(desk: Client, target: Target) -> None:
    page = text_of(desk.get(edit_address(target)))
    assert 'name="value" value="14.5"' in page
    assert f'name="version" value="{target.version}"' in page
    assert 'name="metric"' not in page


def test_an_edit_keeps_the_machine_s_reading_visible(desk: Client, target: Target) -> None:
    page = text_of(desk.post(edit_address(target), {"value": "15", "version": str(target.version)}))
    assert 'data-state="edited"' in page
    assert "原读数：14.5" in page
    target.refresh_from_db()
    assert target.value == 15.0
    assert target.machine_reading["value"] == 14.5  # type: ignore[index]


def test_an_indicator_s_cells_are_edited_one_by_one(desk: Client, water: Indicator) -> None:
    form = {"year": ["2020", "2025", ""], "cell": ["2.1", "2.0", ""], "version": str(water.version)}
    assert 'data-state="edited"' in text_of(desk.post(edit_address(water), form))
    cells = water.cells.filter(alternative=0).order_by("position").values_list("year", "value", "text")
    assert list(cells) == [("2020", 2.1, "2.1"), ("2025", 2.0, "2.0")]


def test_names_with_a_separator_are_edited_as_a_list(desk: Client, plan: PlanDocument) -> None:
    measure = Measure.objects.get(form="measure")
    form = {"lead": "区发展改革委、区生态环境局", "version": str(measure.version)}
    desk.post(edit_address(measure), form)
    names = measure.responsibilities.filter(role="lead").values_list("printed_name", flat=True)
    assert list(names) == ["区发展改革委", "区生态环境局"]


def test_a_refused_edit_keeps_what_was_typed(desk: Client, target: Target) -> None:
    form = {"name": "改过的名称", "year": "明年", "version": str(target.version)}
    response = desk.post(edit_address(target), form)
    assert response.status_code == 422
    page = text_of(response)
    assert 'value="改过的名称"' in page
    assert "不是年份" in page
    assert 'aria-invalid="true"' in page
    target.refresh_from_db()
    assert target.name == "单位GDP能耗下降"


def test_a_conflict_keeps_what_was_typed_beside_what_is_stored(desk: Client, target: Target, coordinator: User) -> None:
    edit_item(user=coordinator, kind="target", pk=target.pk, version=target.version, changes={"value": "16"})
    response = desk.post(edit_address(target), {"value": "15", "version": str(target.version)})
    assert response.status_code == 409
    page = text_of(response)
    assert 'name="value" value="15"' in page
    assert "现在的内容：16" in page
    target.refresh_from_db()
    assert target.value == 16.0
    saved = desk.post(edit_address(target), {"value": "15", "version": str(target.version)})
    assert saved.status_code == 200
    target.refresh_from_db()
    assert target.value == 15.0


def test_a_finding_is_judged_and_not_edited(desk: Client, plan: PlanDocument) -> None:
    finding = Finding.objects.get()
    assert "✓ 成立" in text_of(decide(desk, finding, "confirm"))
    assert desk.get(edit_address(finding)).status_code == 404


def test_selected_words_become_an_item(desk: Client, plan: PlanDocument) -> None:
    start = TEXT.index("森林覆盖率达到51%")
    address = reverse("plans:review_add", args=[plan.pk])
    place = {"kind": "target", "start": str(start), "end": str(start + 10)}
    assert 'value="森林覆盖率达到51%"' in text_of(desk.get(address, place))
    response = desk.post(address, {**place, "name": "森林覆盖率", "value": "51", "unit": "%", "year": "2025"})
    made = Target.objects.get(origin="person")
    assert response.status_code == 204
    assert response.headers["HX-Redirect"] == f"/plans/{plan.pk}/review/?item={made.identity}"
    assert (made.quote, made.state, made.value) == ("森林覆盖率达到51%", "confirmed", 51.0)


def test_an_addition_that_is_refused_keeps_what_was_typed(desk: Client, plan: PlanDocument) -> None:
    form = {"kind": "target", "start": "0", "end": "4", "name": "", "unit": "公顷"}
    response = desk.post(reverse("plans:review_add", args=[plan.pk]), form)
    assert response.status_code == 422
    assert "不能为空" in text_of(response)
    assert 'value="公顷"' in text_of(response)
    assert Target.objects.filter(origin="person").count() == 0


@pytest.mark.parametrize(("start", "end"), [("5", "5"), ("9", "2"), ("0", "99999"), ("x", "y"), ("-3", "4")])
def test_a_place_outside_the_text_is_refused(desk: Client, plan: PlanDocument, start: str, end: str) -> None:
    form = {"kind": "target", "start": start, "end": end, "name": "目标"}
    if (start, end) == ("-3", "4"):
        form["end"] = "0"
    assert desk.post(reverse("plans:review_add", args=[plan.pk]), form).status_code == 422
    assert Target.objects.filter(origin="person").count() == 0


def test_words_too_long_for_a_title_go_into_the_text(desk: Client, plan: PlanDocument) -> None:
    place = {"kind": "measure", "start": "0", "end": "120"}
    page = text_of(desk.get(reverse("plans:review_add", args=[plan.pk]), place))
    assert 'name="title" value=""' in page


def test_bulk_confirms_what_the_reader_was_sure_of(desk: Client, plan: PlanDocument) -> None:
    form = {"confidence": "90", "kinds": ["indicator", "target", "measure", "task", "project"]}
    page = text_of(desk.post(reverse("plans:review_bulk", args=[plan.pk]), form, follow=True))
    assert "已批量确认 4 条" in page
    assert Target.objects.filter(state="confirmed", decided_how="bulk").count() == 2
    assert Project.objects.get().state == "proposed"


def test_bulk_leaves_other_kinds_alone(desk: Client, plan: PlanDocument) -> None:
    desk.post(reverse("plans:review_bulk", args=[plan.pk]), {"confidence": "50", "kinds": ["target", "dragon"]})
    assert Target.objects.filter(state="confirmed").count() == 2
    assert Indicator.objects.filter(state="confirmed").count() == 0


def test_bulk_without_a_kind_confirms_nothing(desk: Client, plan: PlanDocument) -> None:
    page = text_of(desk.post(reverse("plans:review_bulk", args=[plan.pk]), {"confidence": "50"}, follow=True))
    assert "没有选择条目类别" in page
    assert Target.objects.filter(state="confirmed").count() == 0


def test_items_from_the_text_are_escaped(desk: Client, plan: PlanDocument) -> None:
    Target.objects.update(name="<script>alert(1)</script>")
    page = text_of(desk.get(reverse("plans:review", args=[plan.pk])))
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page
