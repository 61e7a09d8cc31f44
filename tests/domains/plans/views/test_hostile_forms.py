"""Forms that no page of ours sends: they are refused in words, and nothing is stored."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from ditan.domains.plans.models import Finding, PlanDocument, Target
from tests.domains.plans.views.stored import everything
from tests.web.conftest import text_of

NO_NUMBERS = ["", "x", "²", "٣", "-1", "1.5", "9" * 30, "1;DROP", " 1"]


@pytest.fixture
def target(plan: PlanDocument) -> Target:
    """森林覆盖率达到51%."""
    return Target.objects.get(name="森林覆盖率")


@pytest.fixture
def careful(office: Client) -> Client:
    """The office's browser, to which a fault of the server is an answer like any other."""
    office.raise_request_exception = False
    return office


def test_a_decision_with_an_odd_version_is_a_conflict(careful: Client, target: Target) -> None:
    before = everything()
    address = reverse("plans:review_decide", args=["target", target.pk])
    answers = {each: careful.post(address, {"action": "confirm", "version": each}) for each in NO_NUMBERS}
    assert {each: answer.status_code for each, answer in answers.items()} == dict.fromkeys(NO_NUMBERS, 409)
    assert [each for each, answer in answers.items() if "请刷新" not in text_of(answer)] == []
    assert everything() == before


def test_an_edit_with_an_odd_version_is_a_conflict_that_keeps_the_words(careful: Client, target: Target) -> None:
    before = everything()
    address = reverse("plans:review_edit", args=["target", target.pk])
    answers = {each: careful.post(address, {"name": "我写的名称", "version": each}) for each in NO_NUMBERS}
    assert {each: answer.status_code for each, answer in answers.items()} == dict.fromkeys(NO_NUMBERS, 409)
    assert [each for each, answer in answers.items() if 'value="我写的名称"' not in text_of(answer)] == []
    assert everything() == before


def test_facts_with_an_odd_version_are_a_conflict_that_keeps_the_words(careful: Client, plan: PlanDocument) -> None:
    before = everything()
    address = reverse("plans:plan_edit", args=[plan.pk])
    answers = {each: careful.post(address, {"title": "我写的标题", "version": each}) for each in NO_NUMBERS}
    assert {each: answer.status_code for each, answer in answers.items()} == dict.fromkeys(NO_NUMBERS, 409)
    assert [each for each, answer in answers.items() if 'value="我写的标题"' not in text_of(answer)] == []
    assert everything() == before


def test_a_verdict_with_an_odd_version_is_refused(careful: Client, plan: PlanDocument) -> None:
    before = everything()
    address = reverse("plans:finding_judge", args=[Finding.objects.get().pk])
    pages = {each: careful.post(address, {"action": "hold", "version": each}, follow=True) for each in NO_NUMBERS}
    assert [each for each, page in pages.items() if "没有这种操作，请刷新页面后重试。" not in text_of(page)] == []
    assert everything() == before


def test_an_odd_earlier_version_is_asked_for_again(careful: Client, plan: PlanDocument) -> None:
    before = everything()
    address = reverse("plans:plan_supersede", args=[plan.pk])
    pages = {each: careful.post(address, {"earlier": each}, follow=True) for each in NO_NUMBERS}
    assert [each for each, page in pages.items() if "请先选择上一版本。" not in text_of(page)] == []
    assert everything() == before


def test_an_earlier_version_that_does_not_exist_is_absent(careful: Client, plan: PlanDocument) -> None:
    before = everything()
    response = careful.post(reverse("plans:plan_supersede", args=[plan.pk]), {"earlier": "999999"})
    assert response.status_code == 404
    assert everything() == before


@pytest.mark.parametrize(("confidence", "number"), [("", 4), ("x", 4), ("-5", 4), ("²", 4), ("101", 0), ("0", 6)])
def test_an_odd_confidence_confirms_no_more_than_it_says(
    careful: Client, plan: PlanDocument, confidence: str, number: int
) -> None:
    kinds = ["indicator", "target", "measure", "task", "project"]
    address = reverse("plans:review_bulk", args=[plan.pk])
    page = text_of(careful.post(address, {"confidence": confidence, "kinds": kinds}, follow=True))
    assert f"已批量确认 {number} 条" in page


def test_a_reading_that_is_not_there_is_not_chosen(careful: Client, plan: PlanDocument) -> None:
    water = plan.indicator_set.get(name="用水总量")
    before = everything()
    address = reverse("plans:review_decide", args=["indicator", water.pk])
    data = {"action": "choose", "version": str(water.version)}
    absent = ["", "x", "-1", "0", "2", "9" * 30]
    answers = {each: careful.post(address, {**data, "alternative": each}).status_code for each in absent}
    assert answers == dict.fromkeys(absent, 409)
    assert everything() == before


@pytest.mark.parametrize(
    ("field", "written", "said"),
    [
        ("value", "1" + "0" * 400, "最多 200 个字"),
        ("value", "inf", ""),
        ("year", "20255", "不是年份"),
        ("year", "1066", "不是年份"),
        ("base_year", "²⁰²⁰年", ""),
        ("base_value", "NaN", "不是数字"),
        ("comparator", "大概", "不在可选范围内"),
        ("stretch", "也许", "既不是“是”也不是“否”"),
        ("name", "", "不能为空"),
        ("name", "很" * 301, "最多 300 个字"),
        ("unit", "吨" * 101, "最多 100 个字"),
    ],
)
def test_a_field_that_cannot_be_is_named_or_taken_as_a_text(
    careful: Client, target: Target, field: str, written: str, said: str
) -> None:
    before = everything()
    address = reverse("plans:review_edit", args=["target", target.pk])
    response = careful.post(address, {field: written, "version": str(target.version)})
    assert response.status_code == (422 if said else 200)
    assert said in text_of(response)
    assert (everything() == before) is bool(said)


def test_characters_that_no_database_takes_are_stored_as_a_mark(careful: Client, target: Target) -> None:
    address = reverse("plans:review_edit", args=["target", target.pk])
    response = careful.post(address, {"name": "森林\x00覆盖率", "version": str(target.version)})
    assert response.status_code == 200
    target.refresh_from_db()
    assert target.name == "森林\ufffd覆盖率"


def test_a_reason_is_kept_to_five_hundred_characters(careful: Client, target: Target) -> None:
    address = reverse("plans:review_decide", args=["target", target.pk])
    data = {"action": "reject", "version": str(target.version), "reason": "长" * 900 + "\x00"}
    assert careful.post(address, data).status_code == 200
    assert target.plan.decisions.get().reason == "长" * 500


def test_a_reason_with_a_null_character_is_kept_without_it(careful: Client, target: Target) -> None:
    address = reverse("plans:review_decide", args=["target", target.pk])
    data = {"action": "reject", "version": str(target.version), "reason": "重\x00复"}
    assert careful.post(address, data).status_code == 200
    assert "\x00" not in target.plan.decisions.get().reason


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "..\\..\\boot.ini", "规划\x00.txt", "", "." * 300 + ".txt", "规划\r\n.txt"]
)
def test_an_upload_under_any_name_lies_in_its_folder(careful: Client, upload_folder: object, name: str) -> None:
    response = careful.post(reverse("plans:upload"), {"file": SimpleUploadedFile(name or "x", b"no plan")})
    assert response.status_code == 302
    stored = everything()["Source"]
    assert len(stored) == 1
    kept = str(stored[0]["name"])
    assert kept
    assert len(kept) <= 255
    assert not {"/", "\\", "\x00", "\r", "\n"} & set(kept)


def test_a_file_where_a_text_belongs_is_no_file(careful: Client, db: None) -> None:
    response = careful.post(reverse("plans:upload"), {"file": "规划.txt"})
    assert response.status_code == 422
    assert "还没有选择文件" in text_of(response)
    assert everything()["Source"] == []


def test_an_empty_file_is_taken_in_and_refused_by_the_reader_in_words(careful: Client, db: None) -> None:
    response = careful.post(reverse("plans:upload"), {"file": SimpleUploadedFile("空.txt", b"")})
    assert response.status_code in (302, 422)
    assert "Traceback" not in text_of(response)


def test_a_form_that_is_cut_off_is_a_bad_request_or_an_empty_one(careful: Client, db: None) -> None:
    body = b'--limit\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\nhalf'
    response = careful.post(reverse("plans:upload"), body, content_type="multipart/form-data; boundary=limit")
    assert response.status_code in (302, 400, 422)
    assert "Traceback" not in text_of(response)
