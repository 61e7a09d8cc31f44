"""Taking files in: what is kept, what is read, and what bad files leave behind."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser, User
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ditan.base.records.models import Source, SourceText
from ditan.base.records.selectors import bytes_of
from ditan.base.workflow.models import Job, JobState
from ditan.base.workflow.worker import run_pending
from ditan.domains.plans import selectors, services
from ditan.domains.plans.errors import AlreadyInLibrary, NotAllowed, NotAvailable
from ditan.domains.plans.models import Indicator, PlanDocument, PlanReading, Target

pytestmark = pytest.mark.django_db

TEXT = """铜山区节能降碳工作方案

一、主要目标

到2025年,单位GDP能耗比2020年下降14.5%,森林覆盖率达到51%以上。

二、保障措施

(一)加强组织领导。各部门要加强协调。(责任单位:区发展改革委)
"""


def zipped(*entries: tuple[str, bytes]) -> bytes:
    """A packed file."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed:
        for name, data in entries:
            packed.writestr(name, data)
    return stream.getvalue()


def zip_bomb() -> bytes:
    """A docx whose text unpacks to 400 MB from 400 kB."""
    return zipped(("[Content_Types].xml", b"<Types/>"), ("word/document.xml", b"<w:document>" + b" " * 400_000_000))


def locked_pdf() -> bytes:
    """A PDF that asks for a password."""
    from pypdf import PdfWriter

    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    writer.encrypt("secret")
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


BAD_FILES = {
    "empty.txt": lambda: b"",
    "blank.txt": lambda: "  \n\n　".encode(),
    "binary.txt": lambda: bytes(range(256)) * 40,
    "picture.docx": lambda: b"\x89PNG\r\n\x1a\n" + bytes(200),
    "broken.docx": lambda: zipped(("word/document.xml", b"<w:doc")),
    "bomb.docx": zip_bomb,
    "broken.pdf": lambda: b"%PDF-1.7\nnothing follows",
    "locked.pdf": locked_pdf,
    "huge.txt": lambda: b"x" * 105_000_000,
    "old.doc": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    "poem.txt": lambda: "床前明月光,疑是地上霜。举头望明月,低头思故乡。".encode(),
}


def test_an_upload_is_kept_read_and_named(coordinator: User) -> None:
    upload = services.upload_plan(user=coordinator, name="方案.txt", data=TEXT.encode())
    assert upload.reading.state == "waiting"
    run_pending()
    plan = PlanDocument.objects.get()
    assert (plan.source, plan.title) == (upload.source, "铜山区节能降碳工作方案")
    assert PlanReading.objects.get().state == "done"
    assert Target.objects.filter(plan=plan, state="proposed").count() >= 1


def test_the_bytes_lie_under_their_hash_outside_any_served_folder(coordinator: User, upload_folder: Path) -> None:
    source = services.upload_plan(user=coordinator, name="../../方案.txt", data=TEXT.encode()).source
    assert source.name == "方案.txt"
    assert (upload_folder / source.sha256[:2] / source.sha256).read_bytes() == TEXT.encode()
    assert bytes_of(source) == TEXT.encode()


def test_the_decoded_text_holds_every_quote(coordinator: User) -> None:
    services.upload_plan(user=coordinator, name="方案.txt", data=TEXT.encode("gb18030"))
    run_pending()
    text = SourceText.objects.get().text
    items = selectors.review_items(coordinator, PlanDocument.objects.get().pk)
    assert items
    assert all(text[item.start : item.end] == item.quote for item in items)


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_bad_file_is_kept_with_a_chinese_reason_and_nothing_else(coordinator: User, name: str) -> None:
    data = BAD_FILES[name]()
    services.upload_plan(user=coordinator, name=name, data=data)
    run_pending()
    source = Source.objects.get()
    assert (source.state, bytes_of(source)) == ("unreadable", data)
    assert any("\u4e00" <= character <= "\u9fff" for character in source.error)
    assert (PlanDocument.objects.count(), SourceText.objects.count(), Indicator.objects.count()) == (0, 0, 0)
    job = Job.objects.get()
    assert (job.state, job.error, job.attempts) == (JobState.FAILED, source.error, 1)
    assert PlanReading.objects.get().failure == source.error


@pytest.mark.slow
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    cut=st.integers(0, 300),
    damage=st.binary(max_size=40),
    encoding=st.sampled_from(["utf-8", "gb18030", "utf-16", "big5hkscs"]),
    ending=st.sampled_from(["txt", "html", "docx", "pdf", "xlsx", "exe", ""]),
)
def test_any_damaged_file_becomes_a_plan_or_leaves_a_chinese_reason(
    coordinator: User, cut: int, damage: bytes, encoding: str, ending: str
) -> None:
    data = TEXT.encode(encoding, errors="replace")
    upload = services.upload_plan(
        user=coordinator, name=f"方案.{ending}", data=data[:cut] + damage + data[cut:], allow_duplicate=True
    )
    run_pending()
    upload.source.refresh_from_db()
    reading = PlanReading.objects.select_related("job").get(pk=upload.reading.pk)
    plans = PlanDocument.objects.filter(source=upload.source).count()
    assert (reading.state, plans) in (("done", 1), ("failed", 0))
    assert upload.source.state == ("readable" if plans else "unreadable")
    assert bool(upload.source.error) is not bool(plans)


def test_an_unreadable_upload_is_listed_apart_from_the_library(coordinator: User) -> None:
    services.upload_plan(user=coordinator, name="empty.txt", data=b"")
    run_pending()
    (source,) = selectors.uploads(coordinator)
    assert selectors.latest_reading(source).state == "failed"
    assert list(selectors.plan_library(coordinator)) == []


def test_scripts_of_an_uploaded_page_are_no_part_of_the_text(coordinator: User) -> None:
    page = f"<html><script>alert('x')</script><body>{''.join(f'<p>{line}</p>' for line in TEXT.splitlines())}</body>"
    services.upload_plan(user=coordinator, name="方案.html", data=page.encode())
    run_pending()
    assert "alert" not in SourceText.objects.get().text
    assert PlanDocument.objects.get().title == "铜山区节能降碳工作方案"


def test_equal_bytes_name_the_plan_that_holds_them(coordinator: User) -> None:
    services.upload_plan(user=coordinator, name="方案.txt", data=TEXT.encode())
    run_pending()
    with pytest.raises(AlreadyInLibrary, match="《铜山区节能降碳工作方案》内容完全相同") as refusal:
        services.upload_plan(user=coordinator, name="副本.txt", data=TEXT.encode())
    assert refusal.value.plan == PlanDocument.objects.get()
    assert Source.objects.count() == 1


def test_equal_bytes_may_be_stored_again_on_demand(coordinator: User) -> None:
    for _time in range(2):
        services.upload_plan(user=coordinator, name="方案.txt", data=TEXT.encode(), allow_duplicate=True)
    run_pending()
    assert PlanDocument.objects.count() == 2


def test_reading_again_makes_no_second_plan(coordinator: User) -> None:
    services.upload_plan(user=coordinator, name="方案.txt", data=TEXT.encode())
    run_pending()
    plan = PlanDocument.objects.get()
    services.reread_plan(user=coordinator, plan=plan)
    run_pending()
    assert PlanDocument.objects.get() == plan
    assert PlanReading.objects.filter(plan=plan).count() == 2


def test_a_plan_that_is_being_read_is_not_read_twice_at_once(coordinator: User) -> None:
    services.upload_plan(user=coordinator, name="方案.txt", data=TEXT.encode())
    run_pending()
    plan = PlanDocument.objects.get()
    services.reread_plan(user=coordinator, plan=plan)
    with pytest.raises(NotAvailable, match=r"“方案\.txt”正在读取"):
        services.reread_plan(user=coordinator, plan=plan)


def test_a_reading_that_starts_over_after_a_crash_gives_one_plan(coordinator: User) -> None:
    from ditan.domains.plans.jobs import read_plan

    services.upload_plan(user=coordinator, name="方案.txt", data=TEXT.encode())
    job = Job.objects.get()
    first = read_plan(job, lambda share, stage: None)
    second = read_plan(job, lambda share, stage: None)
    assert first == second
    assert (PlanDocument.objects.count(), PlanReading.objects.count()) == (1, 1)


def test_progress_never_falls_and_names_its_stage(coordinator: User) -> None:
    from ditan.domains.plans.jobs import read_plan

    services.upload_plan(user=coordinator, name="方案.txt", data=TEXT.encode())
    told: list[tuple[float, str]] = []
    read_plan(Job.objects.get(), lambda share, stage: told.append((share, stage)))
    shares = [share for share, _stage in told]
    assert shares == sorted(shares)
    assert 0 <= shares[0] <= shares[-1] <= 1
    assert all(stage for _share, stage in told)


def test_a_file_that_vanished_from_the_disk_says_so(coordinator: User, upload_folder: Path) -> None:
    source = services.upload_plan(user=coordinator, name="方案.txt", data=TEXT.encode()).source
    (upload_folder / source.stored_path).unlink()
    run_pending()
    assert Job.objects.get().error == "上传的文件已不在服务器上，请重新上传。"
    assert PlanReading.objects.get().state == "failed"


def test_a_failed_upload_can_be_tried_again(coordinator: User) -> None:
    source = services.upload_plan(user=coordinator, name="empty.txt", data=b"").source
    run_pending()
    source.refresh_from_db()
    services.retry_upload(user=coordinator, source=source)
    source.refresh_from_db()
    assert (source.state, source.error) == ("received", "")
    run_pending()
    assert PlanReading.objects.filter(source=source).count() == 2


def test_a_failed_upload_can_be_forgotten_with_its_file(
    coordinator: User, upload_folder: Path, django_capture_on_commit_callbacks: Any
) -> None:
    source = services.upload_plan(user=coordinator, name="empty.txt", data=b"").source
    run_pending()
    with django_capture_on_commit_callbacks(execute=True):
        services.delete_upload(user=coordinator, source=source)
    assert Source.objects.count() == 0
    assert not (upload_folder / source.stored_path).exists()


def test_a_file_that_another_upload_shares_stays_on_the_disk(
    coordinator: User, upload_folder: Path, django_capture_on_commit_callbacks: Any
) -> None:
    first = services.upload_plan(user=coordinator, name="a.txt", data=b"").source
    services.upload_plan(user=coordinator, name="b.txt", data=b"")
    run_pending()
    with django_capture_on_commit_callbacks(execute=True):
        services.delete_upload(user=coordinator, source=first)
    assert (upload_folder / first.stored_path).exists()


def test_a_source_with_a_plan_is_no_upload_to_forget(coordinator: User) -> None:
    source = services.upload_plan(user=coordinator, name="方案.txt", data=TEXT.encode()).source
    run_pending()
    with pytest.raises(NotAvailable, match="已经入库"):
        services.delete_upload(user=coordinator, source=source)
    with pytest.raises(NotAvailable, match="已经入库"):
        services.retry_upload(user=coordinator, source=source)


@pytest.mark.parametrize("who", ["reader", "reviewer", "visitor"])
def test_who_may_not_upload_leaves_nothing(
    who: str, request: pytest.FixtureRequest, upload_folder: Path, db: None
) -> None:
    user: User | AnonymousUser = request.getfixturevalue(who)
    with pytest.raises(NotAllowed, match="上传与重读规划"):
        services.upload_plan(user=user, name="方案.txt", data=TEXT.encode())  # type: ignore[arg-type]
    assert (Source.objects.count(), Job.objects.count()) == (0, 0)
    assert not upload_folder.exists()
