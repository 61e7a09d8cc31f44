"""The plan library and the way of a file into it."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from ditan.base.records.models import Source
from ditan.base.workflow.worker import run_pending
from ditan.domains.plans.forms.words import typeset
from ditan.domains.plans.models import PlanDocument, PlanReading
from ditan.domains.plans.services import supersede
from tests.domains.plans.conftest import MakePlan
from tests.domains.plans.drafts import issued_draft, minimal_draft
from tests.web.conftest import text_of

PLAN_003 = Path("examples/plans/003-gaoxin-pollution-carbon.txt")


def send(client: Client, data: bytes, name: str = "规划.txt", **more: str) -> str:
    """Hand a file in; gives the address of the page that follows, or the page of the refusal."""
    response = client.post(reverse("plans:upload"), {"file": SimpleUploadedFile(name, data), **more})
    return response.headers.get("Location") or text_of(response)


def test_an_empty_library_says_what_to_do(office: Client) -> None:
    page = text_of(office.get(reverse("plans:library")))
    assert "规划库还是空的" in page
    assert "载入五份示例规划" in page


def test_a_reader_of_an_empty_library_is_offered_no_upload(guest: Client) -> None:
    assert "上传规划" not in text_of(guest.get(reverse("plans:library")))


def test_a_plan_stands_with_its_facts_and_counts(guest: Client, plan: PlanDocument) -> None:
    page = text_of(guest.get(reverse("plans:library")))
    assert "铜山区应对气候变化规划" in page
    assert "2021—2025年" in page
    assert "征求意见稿" in page
    assert "共 <b>1</b> 条" in page


def test_a_search_that_finds_nothing_offers_to_begin_again(guest: Client, plan: PlanDocument) -> None:
    page = text_of(guest.get(reverse("plans:library"), {"q": "没有的词"}))
    assert "没有符合条件的规划" in page
    assert "铜山区应对" not in page


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"region": "500199"}, True),
        ({"region": "500103"}, False),
        ({"status": "draft"}, True),
        ({"status": "issued"}, False),
        ({"year": "2023"}, True),
        ({"year": "2031"}, False),
        ({"year": "很多年"}, True),
        ({"status": "nonsense"}, True),
        ({"q": "铜山\x00"}, True),
    ],
)
def test_the_search_area_narrows(guest: Client, plan: PlanDocument, query: dict[str, str], found: bool) -> None:
    page = text_of(guest.get(reverse("plans:library"), query))
    assert (f'href="{reverse("plans:plan", args=[plan.pk])}"' in page) is found


def test_earlier_versions_are_shown_on_wish(guest: Client, make_plan: MakePlan, coordinator: User) -> None:
    earlier = make_plan(minimal_draft())
    supersede(user=coordinator, plan=make_plan(issued_draft()), earlier=earlier)
    address = f'href="{reverse("plans:plan", args=[earlier.pk])}"'
    assert address not in text_of(guest.get(reverse("plans:library")))
    assert address in text_of(guest.get(reverse("plans:library"), {"versions": "1"}))


def test_htmx_gets_the_table_alone(guest: Client, plan: PlanDocument) -> None:
    headers = {"HX-Request": "true", "HX-Target": "listing"}
    page = text_of(guest.get(reverse("plans:library"), headers=headers))
    assert page.startswith('<div class="listing" id="listing"')


def test_a_file_becomes_a_plan_in_the_background(office: Client, coordinator: User) -> None:
    address = send(office, PLAN_003.read_bytes(), PLAN_003.name)
    run = PlanReading.objects.get()
    assert address == reverse("plans:reading", args=[run.pk])
    assert "可以离开本页" in text_of(office.get(address))
    assert 'hx-trigger="every 1s"' in text_of(office.get(reverse("plans:progress", args=[run.pk])))
    run_pending()
    plan = PlanDocument.objects.get()
    assert "已读取" in text_of(office.get(address))
    finished = office.get(reverse("plans:progress", args=[run.pk]), {"on": "1"})
    assert finished.headers["HX-Redirect"] == reverse("plans:plan", args=[plan.pk])


def test_a_file_that_waits_shows_in_the_library(office: Client) -> None:
    send(office, PLAN_003.read_bytes(), PLAN_003.name)
    page = text_of(office.get(reverse("plans:library")))
    assert "未入库文件" in page
    assert "排队等待读取" in page


def test_a_text_that_is_no_plan_is_kept_with_the_reason(office: Client) -> None:
    address = send(office, "今天天气很好，我们去公园散步。".encode())
    run_pending()
    page = text_of(office.get(address))
    assert "没有读成" in page
    assert "原样保存" in page
    source = Source.objects.get()
    assert typeset(source.error) in page
    kept = office.get(reverse("plans:upload_file", args=[source.pk]))
    assert kept.content.decode() == "今天天气很好，我们去公园散步。"
    assert kept.headers["Content-Disposition"].startswith("attachment;")
    assert PlanDocument.objects.count() == 0


def test_an_unreadable_file_is_read_again_or_deleted_on_wish(office: Client) -> None:
    send(office, b"\x00\x01\x02")
    run_pending()
    source = Source.objects.get()
    again = office.post(reverse("plans:upload_retry", args=[source.pk]))
    assert again.headers["Location"] == reverse("plans:reading", args=[PlanReading.objects.order_by("-pk")[0].pk])
    run_pending()
    page = text_of(office.post(reverse("plans:upload_delete", args=[source.pk]), follow=True))
    assert "已删除“规划.txt”" in page
    assert Source.objects.count() == 0


def test_a_name_with_markup_is_shown_as_it_is(office: Client) -> None:
    send(office, b"x", "规划<img src=x>.txt")
    page = text_of(office.get(reverse("plans:library")))
    assert "<img" not in page
    assert "规划&lt;img src=x&gt;.txt" in page


def test_equal_bytes_lead_to_the_plan_that_is_there(office: Client) -> None:
    send(office, PLAN_003.read_bytes(), PLAN_003.name)
    run_pending()
    plan = PlanDocument.objects.get()
    page = send(office, PLAN_003.read_bytes(), "另一个名字.txt")
    assert "内容完全相同" in page
    assert reverse("plans:plan", args=[plan.pk]) in page
    assert Source.objects.count() == 1
    assert send(office, PLAN_003.read_bytes(), "另一个名字.txt", again="1").startswith("/plans/readings/")


def test_without_a_file_the_form_says_so(office: Client) -> None:
    response = office.post(reverse("plans:upload"))
    assert response.status_code == 422
    assert "还没有选择文件" in text_of(response)


def test_a_huge_file_is_refused_before_it_is_read(office: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ditan.domains.plans.views.uploads.MOST_BYTES", 10)
    page = send(office, b"12345678901")
    assert "超过" in page
    assert Source.objects.count() == 0


def test_the_file_of_another_s_plan_is_no_upload(office: Client, plan: PlanDocument) -> None:
    assert office.get(reverse("plans:upload_file", args=[plan.source_id])).status_code == 404
    assert office.post(reverse("plans:upload_delete", args=[plan.source_id])).status_code == 404
    assert Source.objects.count() == 1


def test_the_examples_are_read_once(office: Client) -> None:
    assert "已提交 5 份示例规划" in text_of(office.post(reverse("plans:examples_load"), follow=True))
    assert "示例规划都已在库" in text_of(office.post(reverse("plans:examples_load"), follow=True))
    assert PlanReading.objects.count() == 5


@pytest.mark.slow
def test_the_decisions_of_the_demonstration_are_labelled(office: Client) -> None:
    office.post(reverse("plans:examples_load"))
    run_pending()
    assert "载入演示结论" in text_of(office.get(reverse("plans:library")))
    page = text_of(office.post(reverse("plans:examples_confirm"), follow=True))
    assert "均标有“演示”" in page
    assert '<span class="sign">演示</span>' in text_of(office.get(reverse("plans:tasks")))
