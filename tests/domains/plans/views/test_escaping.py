"""Words of an uploaded file and words that people typed are shown as words on every page, never as markup."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.html import escape

from ditan.base.records.models import Source, Subject
from ditan.base.workflow.worker import run_pending
from ditan.domains.plans.forms.words import typeset
from ditan.domains.plans.models import Finding, Indicator, Measure, PlanDocument, PlanReading, Project, Target
from ditan.domains.plans.services import confirm_above, reject_item
from tests.domains.plans.conftest import MakePlan
from tests.domains.plans.drafts import TEXT, minimal_draft
from tests.web.conftest import text_of

EVIL = "<script>alert(1)</script>"
SHOWN = "&lt;script&gt;alert(1)&lt;/script&gt;"
QUOTED = '"><img src=x onerror=alert(1)>'


@pytest.fixture
def hostile(plan: PlanDocument, coordinator: User) -> PlanDocument:
    """The minimal plan in the books, with markup in every text that a file or a person gives."""
    confirm_above(user=coordinator, plan=plan, confidence=0)
    names = {"name": EVIL, "unit": QUOTED[:90], "category": EVIL}
    Target.objects.update(name=EVIL, unit=QUOTED, subject=EVIL, value=None, value_text=QUOTED)
    Indicator.objects.update(**names, department=EVIL)
    Measure.objects.update(title=EVIL, text=QUOTED, category=EVIL, deadline=EVIL, number=EVIL)
    Project.objects.update(name=EVIL, content=QUOTED, category=EVIL, period=EVIL, number=EVIL)
    Finding.objects.update(message=EVIL, code=EVIL[:60])
    Source.objects.update(name=f"{EVIL}.txt")
    Subject.objects.update(name=EVIL)
    PlanDocument.objects.update(title=EVIL, issuer=QUOTED, document_number=EVIL)
    for rows in (Target, Indicator, Measure, Project):
        rows.objects.update(decided_by_name=EVIL)
    return plan


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/plans/",
        "/plans/{plan}/",
        "/plans/{plan}/edit/",
        "/plans/{plan}/review/",
        "/plans/indicators/",
        "/plans/targets/",
        "/plans/measures/",
        "/plans/tasks/",
        "/plans/projects/",
        "/plans/contradictions/",
        "/plans/regions/500199/",
        "/plans/departments/区财政局/",
        "/plans/items/target/{target}/",
        "/plans/items/project/{project}/",
        "/plans/review/target/{target}/edit/",
    ],
)
def test_markup_is_shown_and_not_obeyed(office: Client, hostile: PlanDocument, address: str) -> None:
    keys = {"plan": hostile.pk, "target": Target.objects.first(), "project": Project.objects.first()}
    numbers = {name: getattr(key, "pk", key) for name, key in keys.items()}
    page = text_of(office.get(address.format(**numbers)))
    assert EVIL not in page
    assert "<img" not in page
    assert SHOWN in page or "\\u003Cscript\\u003E" in page


def test_the_timeline_s_data_cannot_end_its_script(guest: Client, hostile: PlanDocument) -> None:
    page = text_of(guest.get("/plans/regions/500199/"))
    found = re.search(r'<script id="timeline-data" type="application/json">(.*?)</script>', page)
    assert found is not None
    assert json.loads(found[1])["bars"][0]["name"] == EVIL


def test_an_uploaded_text_with_markup_stands_in_the_desk_as_text(guest: Client, make_plan: MakePlan) -> None:
    text = TEXT.replace("一、主要目标", "<b onclick=alert(1)>一、主要目标</b>").replace(
        "区财政局)", "区财政局)&amp;<i>"
    )
    plan = make_plan(minimal_draft(text))
    page = text_of(guest.get(f"/plans/{plan.pk}/review/"))
    assert "<b onclick" not in page
    assert "&lt;b onclick=alert(1)&gt;" in page
    assert "&amp;amp;&lt;i&gt;" in page


def test_an_uploaded_page_is_read_without_its_scripts(office: Client, db: None) -> None:
    body = (
        "<html><head><title>铜山区碳达峰方案</title><script>alert('标题')</script></head><body>"
        "<h1>铜山区碳达峰方案</h1><p>一、主要目标</p><p>到2025年,森林覆盖率达到51%。</p>"
        "<p>二、重点任务</p><p>推进&lt;script&gt;节能&lt;/script&gt;降碳。</p></body></html>"
    )
    office.post("/plans/upload/", {"file": SimpleUploadedFile("规划.html", body.encode())})
    run_pending()
    page = text_of(office.get(f"/plans/{PlanDocument.objects.get().pk}/review/"))
    assert "alert(" not in page
    assert "<script>节能" not in page
    assert "&lt;script&gt;节能&lt;/script&gt;" in page


def test_the_reason_of_a_refused_file_is_shown_as_text(office: Client, plan: PlanDocument) -> None:
    source = Source.objects.create(
        name=QUOTED, sha256="1" * 64, size=1, state="unreadable", error=EVIL, uploaded_by_name=EVIL
    )
    PlanReading.objects.create(source=source, reader_version="1", error=EVIL, error_code="x")
    page = text_of(office.get("/plans/"))
    assert EVIL not in page
    assert "<img" not in page
    assert SHOWN in page
    assert escape(typeset(EVIL)) in page


def test_a_reason_for_a_rejection_is_shown_as_text(desk: Client, plan: PlanDocument, coordinator: User) -> None:
    target = Target.objects.get(name="森林覆盖率")
    reject_item(user=coordinator, kind="target", pk=target.pk, version=target.version, reason=EVIL)
    page = text_of(desk.get(f"/plans/review/target/{target.pk}/"))
    assert EVIL not in page
    assert SHOWN in page


def test_what_was_searched_for_is_shown_as_text(guest: Client, plan: PlanDocument) -> None:
    page = text_of(guest.get("/plans/targets/", {"q": QUOTED}))
    assert "<img" not in page
    assert 'value="&quot;&gt;&lt;img src=x onerror=alert(1)&gt;"' in page


def test_a_message_with_a_hostile_title_is_shown_as_text(office: Client, make_plan: MakePlan) -> None:
    earlier, later = make_plan(minimal_draft()), make_plan(replace(minimal_draft(TEXT + "附"), name="二.txt"))
    PlanDocument.objects.filter(pk=earlier.pk).update(title=EVIL)
    page = text_of(office.post(f"/plans/{later.pk}/supersede/", {"earlier": str(earlier.pk)}, follow=True))
    assert EVIL not in page
    assert f"已设为《{SHOWN}》的后续版本" in page


def test_a_downloaded_file_is_saved_and_never_shown(office: Client, make_plan: MakePlan) -> None:
    plan = make_plan(replace(minimal_draft(), name='页"面;\r\n.html'))
    response = office.get(f"/plans/{plan.pk}/file/")
    assert response.headers["Content-Type"] == "application/octet-stream"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Disposition"] == "attachment; filename*=UTF-8''%E9%A1%B5%22%E9%9D%A2%3B.html"
