"""Pages and operations of assessments as a person walks through them."""

from __future__ import annotations

import io

import openpyxl
import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from ditan.domains.assessment.models import Appeal, Assessment, Cell, Rubric, RubricVersion
from ditan.domains.assessment.services import load_examples
from tests.domains.assessment.conftest import NAMES, Office, cell, give, hand_in, part, step

pytestmark = pytest.mark.django_db


def signed_in(user: User) -> Client:
    """The person's browser: signing in elsewhere would end this session."""
    kept: Client | None = user.__dict__.get("_browser")
    if kept is None:
        kept = user.__dict__["_browser"] = Client()
        kept.force_login(user)
    return kept


def page(user: User, name: str, *args: object) -> str:
    answer = signed_in(user).get(reverse(f"assessment:{name}", args=args))
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def post(user: User, name: str, pk: int, **data: object) -> tuple[int, str]:
    answer = signed_in(user).post(reverse(f"assessment:{name}", args=[pk]), data, follow=True)
    return answer.status_code, answer.content.decode()


def test_a_rubric_is_made_issued_and_revised_on_its_pages(office: Office) -> None:
    load_examples()
    client = signed_in(office.coordinator)
    example = Rubric.objects.get(shipped="shaanxi-2019")
    assert "示例" in page(office.coordinator, "rubrics")
    made = client.post(reverse("assessment:rubric_new"), {"name": "本区细则", "basis": "测试文件", "like": example.pk})
    assert made.status_code == 302
    mine = Rubric.objects.get(example=False)
    assert "合计 40 分，应为 100 分，还差 60 分" in page(office.coordinator, "rubric", mine.pk)
    _status, refused = post(office.coordinator, "rubric_issue", mine.pk, version=mine.version)
    assert "还差 60 分" in refused
    line = {"version": mine.version, "code": "3", "name": "任务", "points": "6O", "part": "basic", "kind": "tiers"}
    wrong = client.post(reverse("assessment:rubric_line", args=[mine.pk]), line)
    assert wrong.status_code == 422
    assert 'value="6O"' in wrong.content.decode()
    right = line | {"points": "60", "parameters.compare": "at_least", "parameters.tiers": "90=60\n60=30"}
    assert client.post(reverse("assessment:rubric_line", args=[mine.pk]), right).status_code == 302
    mine.refresh_from_db()
    post(office.coordinator, "rubric_issue", mine.pk, version=mine.version)
    version = RubricVersion.objects.get()
    assert "第 1 版" in page(office.leader, "rubric_version", version.pk)


def test_an_assessment_is_begun_and_what_was_typed_stays_where_it_is_refused(
    office: Office, issued: RubricVersion
) -> None:
    client, address = signed_in(office.coordinator), reverse("assessment:new")
    places = [place.pk for place in office.places.values()]
    data = {"title": "年度考核", "year": "二〇二六", "rubric_version": issued.pk, "organisation": places}
    refused = client.post(address, data)
    assert refused.status_code == 422
    assert refused.content.decode().count(" checked") == 4
    assert client.post(address, data | {"year": "2026"}).status_code == 302
    assert Assessment.objects.get().participants.count() == 4


def test_a_clerk_saves_what_is_right_and_keeps_what_is_refused(office: Office, running: Assessment) -> None:
    mine = part(running)
    first, second = cell(running, "1"), cell(running, "2")
    data = {f"v.{first.pk}": 1, f"i.{first.pk}.0": "92", f"v.{second.pk}": 1, f"i.{second.pk}.0": "41"}
    status, shown = post(office.clerk, "scores", mine.pk, **data)
    assert status == 422
    assert "得分 41 应在 0 与满分 40 之间" in shown
    assert 'value="41"' in shown
    assert cell(running, "1").points is not None
    assert cell(running, "2").points is None


def test_what_a_department_handed_in_stays_on_its_sheet(office: Office, running: Assessment) -> None:
    hand_in(office, running, NAMES[0])
    assert '得分 <b class="num">36.5</b>' in page(office.clerk, "participant", part(running).pk)
    step(office.coordinator, running, "start_review", reason="试审")
    give(office.coordinator, running, "2", points="12.75", text="任务未完成")
    shown = page(office.clerk, "participant", part(running).pk)
    assert "36.5" in shown
    assert "12.75" not in shown


def test_a_department_sees_no_found_scores_before_they_are_shown(office: Office, running: Assessment) -> None:
    give(office.clerk, running, "2", points="30")
    step(office.coordinator, running, "start_review", reason="试审")
    give(office.coordinator, running, "2", points="12.75", text="任务未完成")
    shown = page(office.clerk, "participant", part(running).pk)
    assert "12.75" not in shown
    assert "12.75" not in page(office.clerk, "cell", cell(running, "2").pk)
    assert "12.75" in page(office.coordinator, "participant", part(running).pk)


def test_a_department_is_led_to_its_own_sheet_and_finds_no_other(office: Office, published: Assessment) -> None:
    client = signed_in(office.clerk)
    answer = client.get(reverse("assessment:assessment", args=[published.pk]))
    assert answer["Location"] == reverse("assessment:participant", args=[part(published).pk])
    other = part(published, NAMES[1])
    assert client.get(reverse("assessment:participant", args=[other.pk])).status_code == 404
    assert client.get(reverse("assessment:ranking", args=[published.pk])).status_code == 403
    assert "/ 4" in page(office.clerk, "participant", part(published).pk)


def test_an_appeal_is_made_and_answered_on_the_page_of_its_line(office: Office, published: Assessment) -> None:
    found = cell(published, "2")
    post(office.clerk, "appeal", found.pk, text="第 5 项已完成")
    made = Appeal.objects.get()
    answer = {"version": 1, "action": "uphold", "text": "属实", "i.0": "33"}
    _status, shown = post(office.coordinator, "answer", made.pk, **answer)
    assert "予以调整" in shown
    assert Cell.objects.get(pk=found.pk).final_points == 33


def test_ranking_names_each_opinion_with_its_working(office: Office, published: Assessment) -> None:
    shown = page(office.leader, "ranking", published.pk)
    assert "参考：TOPSIS（向量归一化）" in shown
    assert "参考：熵权加权" in shown
    assert "Hwang &amp; Yoon" in shown or "Hwang & Yoon" in shown


def test_a_frozen_result_is_shown_and_computed_again_by_a_button(office: Office, closed: Assessment) -> None:
    _status, shown = post(office.clerk, "recompute", closed.pk)
    assert "逐位一致" in shown
    assert closed.snapshot.digest in shown
    assert NAMES[0] in shown
    assert NAMES[1] not in shown


def test_the_workbook_leaves_unknown_cells_empty(office: Office, running: Assessment) -> None:
    from ditan.domains.assessment.export import export_assessment

    give(office.clerk, running, "2", points="30")
    book = openpyxl.load_workbook(io.BytesIO(export_assessment(office.coordinator, running)))
    rows = list(book.active.iter_rows(values_only=True))
    assert rows[1][:7] == (NAMES[0], "1", "目标", "碳强度下降", "基本分", 60, None)
    assert rows[2][6] == 30
    assert rows[4][3] == "合计：—，—"
    assert rows[4][11] == "缺 2 项，未合计"


def test_the_document_names_rules_results_and_sources(office: Office, closed: Assessment) -> None:
    from ditan.domains.assessment.document import document_of, export_document

    shown = document_of(office.coordinator, closed)
    assert [section.title for section in shown.sections] == ["考核结果", "各单位得分", "申诉与答复", "评分细则"]
    results = shown.sections[0].blocks[1].rows
    assert results[0] == ["1", NAMES[3], "94.5", "优秀"]
    assert closed.snapshot.digest in str(shown.sections[0])
    assert export_document(office.coordinator, closed)[:2] == b"PK"


def test_programs_score_a_line_once_and_read_their_own_sheet(office: Office, running: Assessment) -> None:
    client, found = signed_in(office.clerk), cell(running, "2")
    sent = {"version": 1, "inputs": {"points": 30}}
    options = {"content_type": "application/json", "headers": {"Idempotency-Key": "k1"}}
    address = f"/api/assessment/lines/{found.pk}/score"
    first, again = client.post(address, sent, **options), client.post(address, sent, **options)
    assert first.json() == again.json()
    assert (first.json()["points"], first.json()["version"]) == ("30.00", 2)
    sheet = client.get(f"/api/assessment/sheets/{part(running).pk}").json()
    assert [line["self_points"] for line in sheet["lines"]] == [None, "30.0000", None]
    whole = client.get(f"/api/assessment/{running.pk}").json()
    assert [each["name"] for each in whole["organisations"]] == [NAMES[0]]
    assert client.get("/api/assessment/rubrics").json()[0]["newest"] == 1
    assert client.get("/api/assessment").json()[0]["id"] == running.pk


def test_another_organisations_line_is_not_found_by_programs_whatever_they_send(
    office: Office, running: Assessment
) -> None:
    other = cell(running, "2", NAMES[1])
    address = f"/api/assessment/lines/{other.pk}/score"
    answer = signed_in(office.clerk).post(address, {"version": 1}, content_type="application/json")
    assert answer.status_code == 404
    assert Cell.objects.get(pk=other.pk).version == 1


def test_the_grid_takes_as_many_queries_for_many_as_for_few(
    office: Office, published: Assessment, django_assert_max_num_queries: object
) -> None:
    client = signed_in(office.leader)
    client.get(reverse("assessment:list"))
    with django_assert_max_num_queries(40):  # type: ignore[operator]
        client.get(reverse("assessment:assessment", args=[published.pk]))
    with django_assert_max_num_queries(40):  # type: ignore[operator]
        client.get(reverse("assessment:participant", args=[part(published).pk]))
