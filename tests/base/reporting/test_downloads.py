"""Long exports: produced in the background as their owner sees the data, for the owner alone, for some days."""

from __future__ import annotations

import io
import stat
from datetime import timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.contrib.auth.models import AnonymousUser, User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from ditan.base.audit.models import Entry
from ditan.base.notices.models import Notice
from ditan.base.reporting.errors import Gone, NotAllowed, TooMany
from ditan.base.reporting.files import part_of, path_of
from ditan.base.reporting.kinds import UnknownDownload
from ditan.base.reporting.models import Download, DownloadState
from ditan.base.reporting.selectors import get_download, list_downloads, open_downloads
from ditan.base.reporting.services import MOST_OPEN, clear_expired, delete_download, fetch, request_download
from ditan.base.workflow.models import Job, JobState
from ditan.base.workflow.services import claim
from ditan.base.workflow.worker import run_pending
from tests.fresh_code import signed_in


def ask(user: User, rows: int = 3, kind: str = "trial.people") -> Download:
    return request_download(user=user, kind=kind, title="人员名单", payload={"rows": rows})


def ready(user: User) -> Download:
    download = ask(user)
    run_pending()
    return get_download(user, download.pk)


def browser(user: User) -> Client:
    return signed_in(user)


def test_an_export_is_produced_in_the_background(clerk: User, folder: Path) -> None:
    download = ask(clerk)
    assert download.state == DownloadState.WAITING
    assert open_downloads(clerk) == 1
    run_pending()
    done = get_download(clerk, download.pk)
    assert (done.state, done.row_count, open_downloads(clerk)) == (DownloadState.READY, 3, 0)
    assert done.size == path_of(done).stat().st_size
    sheet = openpyxl.load_workbook(path_of(done)).active
    assert sheet is not None
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [
        ["序号", "姓名"],
        [1, "clerk"],
        [2, "clerk"],
        [3, "clerk"],
    ]


def test_the_file_is_open_to_the_server_alone_and_nothing_half_lies_about(clerk: User, folder: Path) -> None:
    download = ready(clerk)
    assert [path.name for path in folder.iterdir()] == [f"{download.token}.xlsx"]
    assert stat.S_IMODE(path_of(download).stat().st_mode) == 0o600


def test_asking_producing_and_fetching_are_on_record(clerk: User) -> None:
    download = ready(clerk)
    fetch(user=clerk, pk=download.pk)
    acts = list(Entry.objects.order_by("pk").values_list("act", "target_key"))
    names = ("requested", "produced")
    assert acts == [
        *((f"reporting.download_{name}", str(download.pk)) for name in names),
        ("reporting.downloaded", str(download.pk)),
    ]


def test_its_owner_is_told_once(clerk: User) -> None:
    download = ready(clerk)
    notice = Notice.objects.get()
    assert (notice.user, notice.subject, notice.key) == (clerk, "“人员名单”已可下载", str(download.pk))
    assert "共 3 行" in notice.text


def test_whoever_may_not_export_asks_for_nothing(other: User) -> None:
    with pytest.raises(NotAllowed, match="没有“名单”的导出权限"):
        ask(other)
    with pytest.raises(NotAllowed):
        request_download(user=AnonymousUser(), kind="trial.never", title="x", payload={})
    assert (Download.objects.count(), Job.objects.count(), Entry.objects.count()) == (0, 0, 0)


def test_a_permission_that_was_taken_away_stops_the_job(clerk: User, folder: Path) -> None:
    download = ask(clerk)
    clerk.user_permissions.clear()
    run_pending()
    done = Download.objects.get()
    assert done.state == DownloadState.FAILED
    assert done.job is not None
    assert "已没有“名单”的导出权限" in done.job.error
    assert not path_of(download).exists()


def test_a_kind_that_nobody_declares_is_a_fault_of_the_program(clerk: User) -> None:
    with pytest.raises(UnknownDownload, match=r"trial\.never, trial\.people"):
        ask(clerk, kind="trial.peple")


def test_nobody_floods_the_queue(clerk: User) -> None:
    for _number in range(MOST_OPEN):
        ask(clerk)
    with pytest.raises(TooMany, match=f"已有 {MOST_OPEN} 个导出在排队"):
        ask(clerk)
    assert Download.objects.count() == MOST_OPEN


def test_a_job_that_starts_over_replaces_what_was_left(clerk: User, folder: Path) -> None:
    download = ask(clerk)
    folder.mkdir()
    part_of(download).write_bytes(b"half of a file")
    run_pending()
    assert fetch(user=clerk, pk=download.pk).row_count == 3
    assert not part_of(download).exists()


def test_a_refusal_of_the_producer_is_shown(clerk: User) -> None:
    download = ask(clerk, kind="trial.never")
    run_pending()
    assert "数据已被删除。" in browser(clerk).get(reverse("reporting:downloads")).content.decode()
    with pytest.raises(Gone, match="“人员名单”失败"):
        fetch(user=clerk, pk=download.pk)


def test_nobody_sees_the_downloads_of_another(clerk: User, other: User) -> None:
    download = ready(clerk)
    assert list(list_downloads(other)) == []
    assert list(list_downloads(AnonymousUser())) == []
    client = browser(other)
    assert client.get(reverse("reporting:file", args=[download.pk])).status_code == 404
    assert client.post(reverse("reporting:delete", args=[download.pk])).status_code == 404
    assert path_of(download).exists()
    assert Download.objects.count() == 1


def test_a_superuser_sees_no_more_than_the_own(clerk: User, db: None) -> None:
    ready(clerk)
    assert list(list_downloads(User.objects.create_superuser("root"))) == []


def test_the_file_is_handed_to_its_owner(clerk: User) -> None:
    download = ready(clerk)
    answer: Any = browser(clerk).get(reverse("reporting:file", args=[download.pk]))
    assert answer["Content-Disposition"].startswith("attachment;")
    assert answer["Cache-Control"] == "private, no-store"
    data = b"".join(answer.streaming_content)
    assert len(openpyxl.load_workbook(io.BytesIO(data)).worksheets) == 1


def test_after_some_days_the_file_is_gone_and_the_row_stays(clerk: User, settings: Any) -> None:
    download = ready(clerk)
    assert download.expires_at is not None
    assert download.finished_at is not None
    assert download.expires_at - download.finished_at == timedelta(days=settings.DOWNLOAD_DAYS)
    Download.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    with pytest.raises(Gone, match="“人员名单”已过期"):
        fetch(user=clerk, pk=download.pk)
    assert clear_expired() == 1
    assert clear_expired() == 0
    assert not path_of(download).exists()
    assert get_download(clerk, download.pk).state == DownloadState.EXPIRED


def test_a_file_that_somebody_removed_is_said_to_be_gone(clerk: User) -> None:
    download = ready(clerk)
    path_of(download).unlink()
    page = browser(clerk).get(reverse("reporting:file", args=[download.pk]), follow=True).content.decode()
    assert "文件已被清理" in page


@pytest.mark.django_db(transaction=True)
def test_deleting_forgets_the_file_and_stays_on_record(clerk: User) -> None:
    download = ready(clerk)
    delete_download(user=clerk, pk=download.pk)
    assert not path_of(download).exists()
    assert Download.objects.count() == 0
    assert Entry.objects.filter(act="reporting.download_deleted", target_name="人员名单").exists()


def test_cancelling_takes_the_job_from_the_queue(clerk: User) -> None:
    download = ask(clerk)
    delete_download(user=clerk, pk=download.pk)
    assert Job.objects.get().state == JobState.CANCELLED
    assert run_pending() == 0


def test_the_page_shows_progress_and_asks_again_while_something_runs(clerk: User) -> None:
    ask(clerk)
    client = browser(clerk)
    claim(worker="w")
    Job.objects.update(progress=0.4, stage="写入")
    page = client.get(reverse("reporting:downloads")).content.decode()
    assert 'hx-trigger="every 2s"' in page
    assert 'aria-valuenow="40"' in page
    Job.objects.update(state=JobState.FAILED, worker="")
    assert 'hx-trigger="every 2s"' not in client.get(reverse("reporting:downloads")).content.decode()


def test_an_empty_page_says_what_will_come(other: User) -> None:
    assert "完成后在这里下载" in browser(other).get(reverse("reporting:downloads")).content.decode()


def test_a_name_cannot_lead_out_of_the_folder(clerk: User, folder: Path) -> None:
    download = request_download(user=clerk, kind="trial.people", title="../../etc/passwd", payload={"rows": 1})
    run_pending()
    assert path_of(download).parent == folder
    answer: Any = browser(clerk).get(reverse("reporting:file", args=[download.pk]))
    assert "../" not in answer["Content-Disposition"]


def test_a_document_leaves_under_its_own_ending_and_counts_no_rows(clerk: User, folder: Path) -> None:
    download = ask(clerk, kind="trial.letter")
    run_pending()
    done = get_download(clerk, download.pk)
    assert (path_of(done).suffix, done.row_count, done.rows_shown) == (".pdf", 0, None)
    assert Notice.objects.get(user=clerk).kind == "reporting.document_ready"
    answer = browser(clerk).get(reverse("reporting:file", args=[done.pk]))
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].endswith(".pdf")


def test_files_of_a_kind_that_is_gone_are_still_found_as_workbooks(clerk: User) -> None:
    assert path_of(Download(kind="gone.kind", user=clerk)).suffix == ".xlsx"
