"""Pages and operations of evaluations."""

from __future__ import annotations

import io

import docx
import pypdf
from django.contrib.auth.models import Permission, User
from django.urls import reverse

from ditan.base.reporting.files import path_of
from ditan.base.reporting.models import Download
from ditan.base.workflow.worker import run_pending
from ditan.domains.evaluation.models import Evaluation, Prose
from ditan.domains.plans.models import PlanDocument
from tests.domains.plans.followed import LAST
from tests.fresh_code import signed_in


def at(name: str, *keys: object) -> str:
    return reverse(f"evaluation:{name}", args=keys)


def test_a_report_goes_from_the_form_to_its_end(coordinator: User, plan: PlanDocument) -> None:
    browser = signed_in(coordinator)
    assert "暂无数据" in browser.get(at("list")).content.decode()
    wrong = browser.post(at("new"), {"plan": plan.pk, "kind": "annual", "year": "19"})
    assert wrong.status_code == 422
    assert "四位数" in wrong.content.decode()
    answer = browser.post(at("new"), {"plan": plan.pk, "kind": "annual", "year": LAST}, follow=True)
    made = Evaluation.objects.get()
    page = answer.content.decode()
    assert "还有 2 章尚未撰写" in page
    assert "一、总体情况" in page
    assert 'id="note-1"' in page

    refused = browser.post(
        at("finalise", made.pk), {"version": made.version, "next": at("evaluation", made.pk)}, follow=True
    )
    assert "“存在问题”、“下一步工作”尚未撰写" in refused.content.decode()

    chapter = browser.get(at("chapter", made.pk, "problems")).content.decode()
    assert "机器拟稿" in chapter
    assert "待上级下达：用水总量" in chapter
    for code in ("problems", "next"):
        made.refresh_from_db()
        browser.post(at("chapter", made.pk, code), {"version": made.version, "text": "已核。"})
    made.refresh_from_db()
    late = browser.post(at("chapter", made.pk, "next"), {"version": 1, "text": "另一位写的。"})
    assert late.status_code == 409
    assert "另一位写的。" in late.content.decode()
    assert "现在保存着的文字" in late.content.decode()
    assert Prose.objects.count() == 2

    browser.post(at("move", made.pk, "tasks"), {"version": made.version, "to": "up"})
    made.refresh_from_db()
    browser.post(at("leave_out", made.pk, "assessment"), {"version": made.version, "reason": "未考核"})
    made.refresh_from_db()
    browser.post(
        at("details", made.pk), {"version": made.version, "title": made.title, "issuer": "双碳办", "number": ""}
    )
    made.refresh_from_db()
    done = browser.post(at("finalise", made.pk), {"version": made.version}, follow=True).content.decode()
    assert "已定稿" in done
    assert "双碳办" in done
    assert "考核情况：未考核" in done
    assert "撰写</a>" not in done


def test_a_report_leaves_as_docx_and_pdf_with_the_name_of_who_took_it(coordinator: User, draft: Evaluation) -> None:
    browser = signed_in(coordinator)
    for ending in ("docx", "pdf"):
        answer = browser.get(at("export", draft.pk), {"format": ending})
        assert answer["Location"] == reverse("reporting:downloads")
    run_pending()
    files = {path_of(each).suffix: path_of(each).read_bytes() for each in Download.objects.all()}
    pdf = pypdf.PdfReader(io.BytesIO(files[".pdf"]))
    text = "".join(page.extract_text() for page in pdf.pages)
    assert "统筹敏" in text
    assert "草稿，尚未定稿" in text
    written = docx.Document(io.BytesIO(files[".docx"]))
    assert written.paragraphs[0].text.replace("\n", "") == draft.title
    assert any(line.text == "一、总体情况" for line in written.paragraphs)
    assert browser.get(at("export", draft.pk), {"format": "exe"}, follow=True).status_code == 200
    assert Download.objects.count() == 2


def test_an_export_asks_for_a_code_and_for_the_permission(coordinator: User, draft: Evaluation, client) -> None:  # type: ignore[no-untyped-def]
    client.force_login(coordinator)
    assert client.get(at("export", draft.pk))["Location"] != reverse("reporting:downloads")
    reader = User.objects.create_user("reader")
    reader.user_permissions.set(Permission.objects.filter(codename="view_evaluations"))
    assert signed_in(reader).get(at("export", draft.pk)).status_code == 403
    assert not Download.objects.exists()


def test_programs_fetch_reports_with_every_source(coordinator: User, draft: Evaluation) -> None:
    browser = signed_in(coordinator)
    (listed,) = browser.get("/api/evaluation", {"year": LAST}).json()
    assert (listed["id"], listed["kind"], listed["state"]) == (draft.pk, "annual", "draft")
    whole = browser.get(f"/api/evaluation/{draft.pk}").json()
    assert whole["document"]["document"]["title"] == draft.title
    assert "规划原文" in str(whole["document"])
    assert whole["digest"] == ""
    assert browser.get("/api/evaluation/999999").status_code == 404
