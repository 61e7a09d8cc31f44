"""Files that bear a sheet out: kept as they were handed in, taken back without being forgotten."""

from __future__ import annotations

import pytest

from ditan.base.audit.models import Entry
from ditan.base.refusal import InvalidFields, NotAllowed
from ditan.base.workflow.models import Assignment, Evidence
from ditan.base.workflow.rounds.errors import NotYours, WrongState
from ditan.base.workflow.rounds.selectors import sheet_of
from ditan.base.workflow.rounds.services import evidence as e
from tests.base.workflow.rounds.conftest import Office, cells_of, fill, seen, step

PDF = b"%PDF-1.7 ledger"


@pytest.mark.parametrize(
    "name, data, words",
    [
        ("空.pdf", b"", "“空.pdf”是空文件（0 字节）；请重新选择。"),
        ("程序.exe", b"MZ", "不接受“程序.exe”；佐证材料可为 doc、docx、jpeg、jpg、ofd、pdf、png、xls、xlsx、zip。"),
        ("没有后缀", b"x", "不接受“没有后缀”"),
        ("假.pdf", b"<html>", "“假.pdf”的内容不是 pdf 文件；请用原程序另存后再上传。"),
        ("假.png", PDF, "“假.png”的内容不是 png 文件"),
        ("宏.XLSX", b"\xd0\xcf\x11\xe0", "“宏.XLSX”的内容不是 xlsx 文件"),
        ("巨.pdf", PDF + b"0" * 30_000_000, "“巨.pdf”有 30 MB，最多 30 MB；请压缩或分成几个文件。"),
    ],
)
def test_a_file_that_is_not_what_it_should_be_is_refused(name: str, data: bytes, words: str) -> None:
    with pytest.raises(InvalidFields) as refused:
        e.check_file(name, data)
    assert words in refused.value.errors["file"]


@pytest.mark.parametrize(
    "name, data",
    [
        ("台账.PDF", PDF),
        ("照片.jpeg", b"\xff\xd8\xff\xe0"),
        ("表.xls", b"\xd0\xcf\x11\xe0"),
        ("表.xlsx", b"PK\x03\x04"),
    ],
)
def test_a_file_that_begins_as_its_name_says_is_taken(name: str, data: bytes) -> None:
    e.check_file(name, data)


@pytest.mark.django_db
def test_a_file_belongs_to_the_sheet_or_to_one_of_its_cells(office: Office, owed: Assignment) -> None:
    asked = cells_of(owed)["coal"].asked_id
    mine = seen(office.clerk, owed)
    e.add_evidence(user=office.clerk, assignment=mine, name="总台账.pdf", data=PDF)
    e.add_evidence(user=office.clerk, assignment=mine, name="煤炭.pdf", data=PDF + b"2", asked=asked, note=" 洗煤 ")
    files = {row.metric.code: row.files for row in sheet_of(office.reviewer, seen(office.reviewer, owed)).rows}
    assert files == {"energy_total": 0, "coal": 1, "gas": 0, "forest_cover": 0}
    kept = Evidence.objects.get(cell__asked=asked)
    assert (kept.note, kept.by_name, kept.source.name) == ("洗煤", "jingxin", "煤炭.pdf")


@pytest.mark.django_db
def test_what_is_taken_back_stays_on_record(office: Office, owed: Assignment) -> None:
    mine = seen(office.clerk, owed)
    made = e.add_evidence(user=office.clerk, assignment=mine, name="台账.pdf", data=PDF)
    e.remove_evidence(user=office.colleague, assignment=seen(office.colleague, owed), pk=made.pk)
    gone = Evidence.objects.get()
    assert (gone.removed_by_name, gone.removed_at is not None) == ("tongshi", True)
    assert sheet_of(office.clerk, seen(office.clerk, owed)).evidence == ()
    with pytest.raises(Evidence.DoesNotExist):
        e.remove_evidence(user=office.clerk, assignment=mine, pk=made.pk)
    acts = Entry.objects.filter(act__startswith="workflow.evidence").values_list("act", "user_name").order_by("pk")
    assert list(acts) == [("workflow.evidence_added", "jingxin"), ("workflow.evidence_removed", "tongshi")]


@pytest.mark.django_db
def test_only_who_fills_in_adds_files_and_only_while_the_sheet_is_open(office: Office, town_owes: Assignment) -> None:
    with pytest.raises(NotAllowed):
        e.add_evidence(user=office.leader, assignment=seen(office.leader, town_owes), name="台账.pdf", data=PDF)
    fill(office.stranger, town_owes, {"forest_cover": "61.2"})
    step(office.stranger, town_owes, "submit")
    with pytest.raises(WrongState, match="请先撤回"):
        e.add_evidence(user=office.stranger, assignment=seen(office.stranger, town_owes), name="台账.pdf", data=PDF)
    assert not Evidence.objects.exists()


@pytest.mark.django_db
def test_a_reviewer_looks_and_adds_nothing(office: Office, owed: Assignment, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(NotYours):
        e.add_evidence(user=office.reviewer, assignment=seen(office.reviewer, owed), name="台账.pdf", data=PDF)
    monkeypatch.setattr(e, "MOST_FILES", 1)
    mine = seen(office.clerk, owed)
    e.add_evidence(user=office.clerk, assignment=mine, name="一.pdf", data=PDF)
    with pytest.raises(InvalidFields) as refused:
        e.add_evidence(user=office.clerk, assignment=mine, name="二.pdf", data=PDF + b"2")
    assert "最多 1 个佐证文件" in refused.value.errors["file"]
    assert Evidence.objects.count() == 1
