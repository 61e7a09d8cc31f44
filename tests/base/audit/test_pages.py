"""The pages of the audit administrator."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import Any
from urllib.parse import quote

import openpyxl
import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from ditan.base.audit.models import Entry, Verification
from ditan.base.audit.services import record_apart
from ditan.base.audit.services.sealing import seal_log
from ditan.base.workflow.models import Job
from ditan.base.workflow.worker import run_pending
from tests.base.audit.conftest import Write, by_sql
from tests.fresh_code import signed_in

pytestmark = pytest.mark.django_db

PAGES = ("/audit/log/", "/audit/sign-ins/", "/audit/chain/")


@pytest.fixture
def office(client: Client, auditor: User) -> Client:
    return signed_in(auditor, client)


def shown(client: Client, address: str, **headers: str) -> str:
    answer = client.get(address, headers=headers)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("address", [*PAGES, "/audit/log/export/", "/audit/sign-ins/export/"])
def test_who_may_not_read_the_log_sees_none_of_its_pages(
    client: Client, clerk: User, write: Write, address: str
) -> None:
    (row,) = write()
    client.force_login(clerk)
    before = Entry.objects.count()
    assert client.get(address).status_code == 403
    assert client.get(f"/audit/log/{row.pk}/").status_code == 403
    assert client.post("/audit/chain/verify/").status_code == 403
    assert Job.objects.filter(kind="verify_log").count() == 0
    assert Entry.objects.filter(act="audit.log_exported").count() == 0
    assert Entry.objects.count() >= before


@pytest.mark.parametrize("address", PAGES)
def test_who_is_not_signed_in_is_asked_to(client: Client, db: None, address: str) -> None:
    answer = client.get(address)
    assert (answer.status_code, answer["Location"]) == (302, f"/login/?next={address}")


def test_the_log_lists_the_newest_first(office: Client, write: Write, clerk: User) -> None:
    write(3, user=clerk)
    page = shown(office, "/audit/log/")
    assert page.index("第3件") < page.index("第2件") < page.index("第1件")
    assert "王芳" in page
    assert "test.thing_done" in page


def test_a_search_by_person_object_result_and_address(office: Client, write: Write, clerk: User) -> None:
    write(2, user=clerk)
    record_apart(act="test.refused", target_name="别的事", detail="不许")
    assert "别的事" not in shown(office, "/audit/log/?who=王")
    assert "第1件" not in shown(office, "/audit/log/?outcome=refused")
    found = shown(office, "/audit/log/?object=第2")
    assert "第2件" in found
    assert "第1件" not in found
    assert "第1件" not in shown(office, "/audit/log/?address=10.9.9.9")
    assert "别的事" not in shown(office, f"/audit/log/?who={clerk.pk}")


def test_without_days_only_the_last_thirty_are_listed(office: Client, write: Write) -> None:
    Entry.objects.create(
        at=timezone.now() - timedelta(days=40), act="test.old", target_name="旧事", request_id="f" * 32
    )
    write(1)
    assert "旧事" not in shown(office, "/audit/log/")
    assert "旧事" in shown(office, "/audit/log/?since=2020-01-01")
    assert "旧事" in shown(office, f"/audit/log/?request={'f' * 32}")
    assert "第1件" not in shown(office, "/audit/log/?since=2020-01-01&until=2020-12-31")


@pytest.mark.parametrize("query", ["since=昨天&until=x", "size=7&before=x&after=-", "outcome=unknown", "before=9e99-1"])
def test_what_makes_no_sense_in_an_address_is_ignored(office: Client, write: Write, query: str) -> None:
    write(1)
    assert "第1件" in shown(office, f"/audit/log/?{query}")


def test_pages_lead_to_older_rows_and_back(office: Client, write: Write) -> None:
    write(45)
    first = office.get("/audit/log/?size=20").context["stretch"]
    second = office.get(f"/audit/log/?size=20&before={first.last}").context["stretch"]
    third = office.get(f"/audit/log/?size=20&before={second.last}").context["stretch"]
    back = office.get(f"/audit/log/?size=20&after={second.first}").context["stretch"]
    names = [
        int(row.target_name[1:-1]) for each in (first, second, third) for row in each.rows if "第" in row.target_name
    ]
    assert names == list(range(45, 0, -1))
    assert (first.newer, first.older, second.newer, second.older, third.older) == (False, True, True, True, False)
    assert back.rows == first.rows
    assert not back.newer


def test_a_row_shows_what_was_before_and_after(office: Client, write: Write, clerk: User) -> None:
    (row,) = write(before={"目标": 18, "单位": "%"}, after={"目标": 20, "单位": "%"}, user=clerk)
    page = shown(office, f"/audit/log/{row.pk}/")
    assert '<tr class="audit-changed"><th scope="row">目标</th><td>18</td><td>20</td></tr>' in page
    assert '<tr><th scope="row">单位</th><td>%</td><td>%</td></tr>' in page
    drawer = shown(office, f"/audit/log/{row.pk}/", hx_target="drawer")
    assert drawer.startswith('<div class="drawer__head">')


def test_what_somebody_wrote_into_the_log_is_shown_as_text(office: Client, write: Write) -> None:
    (row,) = write(target_name="<script>alert(1)</script>", detail="<b>")
    for address in ("/audit/log/", f"/audit/log/{row.pk}/"):
        page = shown(office, address)
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert" in page


def test_a_row_that_is_not_there_is_not_found(office: Client) -> None:
    assert office.get("/audit/log/99999/").status_code == 404


def test_the_log_of_log_ins_lists_these_alone(office: Client, write: Write) -> None:
    write(1)
    record_apart(act="accounts.sign_in_failed", target_name="lisi", detail="口令不正确")
    page = shown(office, "/audit/sign-ins/")
    assert "口令不正确" in page
    assert "登录失败" in page
    assert "第1件" not in page


def test_an_export_holds_what_the_search_found_and_is_itself_recorded(office: Client, write: Write) -> None:
    write(2, target_name="=1+1", before={"a": 1}, after={"a": 2})
    record_apart(act="test.other")
    answer = office.get("/audit/log/export/?act=test.thing_done")
    sheet = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active
    rows = list(sheet.values)
    assert [len(rows), rows[0][1], rows[1][8], rows[1][12]] == [3, "时间", "'=1+1", "a：1 → 2"]
    recorded = Entry.objects.get(act="audit.log_exported")
    assert (recorded.user_name, recorded.detail) == ("审计", "导出 2 条；条件：act=test.thing_done")


@pytest.mark.parametrize("address", ["/audit/log/export/", "/audit/sign-ins/export/"])
def test_an_export_asks_for_a_fresh_one_time_code(client: Client, auditor: User, write: Write, address: str) -> None:
    write(1)
    client.force_login(auditor)
    answer = client.get(address)
    assert (answer.status_code, answer["Location"].partition("?")[2]) == (302, f"next={quote(address, safe='')}")
    assert not Entry.objects.filter(act="audit.log_exported").exists()


def test_too_many_rows_are_refused_and_nothing_is_recorded(office: Client, write: Write, settings: Any) -> None:
    from ditan.base.audit import export

    write(3)
    most, export.MOST_ROWS = export.MOST_ROWS, 2
    try:
        answer = office.get("/audit/log/export/?act=test.thing_done", follow=True)
    finally:
        export.MOST_ROWS = most
    assert "符合条件的日志超过 2 条" in answer.content.decode()
    assert not Entry.objects.filter(act="audit.log_exported").exists()


def test_the_state_of_the_chain_is_told(office: Client, write: Write) -> None:
    write(3)
    seal_log()
    write(2)
    page = shown(office, "/audit/chain/")
    assert "区块 1" in page
    state = office.get("/audit/chain/").context["state"]
    assert (state.last.count, state.tail >= 2, state.missing_triggers) == (3 + 0, True, ())


def test_a_verification_is_asked_for_run_and_shown(office: Client, write: Write, auditor: User) -> None:
    rows = write(3)
    seal_log()
    by_sql("UPDATE audit_entry SET detail = 'x' WHERE id = %s", rows[1].pk)
    assert office.post("/audit/chain/verify/").status_code == 302
    assert office.post("/audit/chain/verify/").status_code == 302
    job = Job.objects.get(kind="verify_log")
    assert "排队等待校验" in shown(office, f"/audit/chain/verify/{job.pk}/")
    run_pending(worker="w")
    done = office.get(f"/audit/chain/verify/{job.pk}/")
    assert (done["HX-Refresh"], "校验完成" in done.content.decode()) == ("true", True)
    assert f"内容被改动，区块 1，日志编号 {rows[1].pk}" in shown(office, "/audit/chain/")
    assert Verification.objects.get().user_name == "审计"


def test_a_verification_of_another_person_is_not_found(office: Client, clerk: User) -> None:
    job = Job.objects.create(kind="verify_log", created_by=clerk)
    assert office.get(f"/audit/chain/verify/{job.pk}/").status_code == 404


@pytest.mark.parametrize("address", ["/audit/log/", "/audit/sign-ins/", "/audit/chain/"])
def test_pages_ask_the_database_equally_often_however_long_the_log(
    office: Client, write: Write, address: str, django_assert_max_num_queries: Any
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    write(2)
    shown(office, address)
    with CaptureQueriesContext(
        connection,
    ) as few:
        shown(office, address)
    write(60)
    with CaptureQueriesContext(connection) as many:
        shown(office, address)
    assert len(few) == len(many)
