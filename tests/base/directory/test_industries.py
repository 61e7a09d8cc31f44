"""The industry table: loaded whole or not at all, its rows named where they are wrong, replaced and taken out."""

from __future__ import annotations

import io
from typing import Any

import openpyxl
import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from ditan.base.audit.models import Entry
from ditan.base.directory.errors import ImportRefused, InvalidFields, NotAllowed
from ditan.base.directory.industry_sheet import COLUMNS, industry_rows, industry_template
from ditan.base.directory.models import Industry
from ditan.base.directory.selectors.entries import industries, industry_editions
from ditan.base.directory.services import load_industries, remove_industries
from ditan.base.directory.services.industries import IndustryRow, Loaded, wrong_rows

pytestmark = pytest.mark.django_db
EDITION, SOURCE = "试用表 2026", "本单位自编"
ROWS = [IndustryRow(2, "A", "甲类"), IndustryRow(3, "A01", "甲类一", "A")]


def stored() -> tuple[list[tuple[Any, ...]], int]:
    return list(Industry.objects.order_by("pk").values_list()), Entry.objects.count()


def workbook(*rows: tuple[Any, ...], head: tuple[str, ...] = COLUMNS) -> bytes:
    book = openpyxl.Workbook()
    for row in (head, *rows):
        book.active.append(list(row))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def upload(client: Client, data: bytes, **more: str) -> Any:
    sent = {"edition": EDITION, "source": SOURCE, "file": SimpleUploadedFile("table.xlsx", data), **more}
    return client.post("/directory/dictionaries/industries/import/", sent, follow=True)


@pytest.fixture
def loaded(keeper: User) -> Loaded:
    return load_industries(user=keeper, edition=EDITION, source=SOURCE, rows=ROWS)


def test_none_is_shipped(keeper: User) -> None:
    assert industry_editions(keeper) == []
    html = browser(keeper).get("/directory/dictionaries/industries/").content.decode()
    assert "还没有导入行业分类" in html


def test_a_table_is_loaded_and_said_in_the_log(keeper: User, loaded: Loaded) -> None:
    assert loaded == Loaded(rows=2, added=2, changed=0, removed=0)
    assert industry_editions(keeper) == [{"edition": EDITION, "source": SOURCE, "rows": 2}]
    assert [(each.code, each.parent_code) for each in industries(keeper, EDITION)] == [("A", ""), ("A01", "A")]
    row = Entry.objects.order_by("-pk")[0]
    assert (row.act, row.target_name) == ("directory.industries_loaded", EDITION)
    assert row.after == {"rows": 2, "added": 2, "changed": 0, "removed": 0, "source": SOURCE}


def test_loading_again_puts_the_table_in_the_place_of_the_old_one(keeper: User, loaded: Loaded) -> None:
    new = [IndustryRow(2, "A", "新甲类"), IndustryRow(3, "B", "乙类")]
    before = stored()
    report = load_industries(user=keeper, edition=EDITION, source=SOURCE, rows=new, check_only=True)
    assert report == Loaded(rows=2, added=1, changed=1, removed=1)
    assert stored() == before
    assert load_industries(user=keeper, edition=EDITION, source="新来源", rows=new) == report
    assert [(each.code, each.name, each.source) for each in industries(keeper, EDITION)] == [
        ("A", "新甲类", "新来源"),
        ("B", "乙类", "新来源"),
    ]


def test_editions_stand_beside_each_other(keeper: User, loaded: Loaded) -> None:
    load_industries(user=keeper, edition="另一版", source=SOURCE, rows=ROWS[:1])
    assert [(each["edition"], each["rows"]) for each in industry_editions(keeper)] == [("另一版", 1), (EDITION, 2)]


@pytest.mark.parametrize(
    ("row", "column", "says"),
    [
        (IndustryRow(4, "", "无代码"), "代码", "代码为空；请填写。"),
        (IndustryRow(4, "A-1", "坏代码"), "代码", "代码“A-1”不合规则；应为 1—8 个字母、数字或点。"),
        (IndustryRow(4, "A01", "重复"), "代码", "代码“A01”与第 3 行重复；请删去一行。"),
        (IndustryRow(4, "B", ""), "名称", "名称应为 1—200 个字符。"),
        (IndustryRow(4, "B", "长" * 201), "名称", "名称应为 1—200 个字符。"),
        (IndustryRow(4, "B", "乙", "Z"), "上级代码", "表中没有上级代码“Z”；请补上这一行或改正。"),
        (IndustryRow(4, "B", "乙", "B"), "上级代码", "沿上级代码又回到“B”本身；请改正上级。"),
    ],
)
def test_a_wrong_row_is_named_and_nothing_is_loaded(
    keeper: User, loaded: Loaded, row: IndustryRow, column: str, says: str
) -> None:
    before = stored()
    with pytest.raises(ImportRefused) as refused:
        load_industries(user=keeper, edition=EDITION, source=SOURCE, rows=[*ROWS, row])
    assert [(each.row, each.column, each.message) for each in refused.value.rows] == [(4, column, says)]
    assert stored() == before


def test_all_rows_of_a_ring_are_named() -> None:
    ring = [IndustryRow(2, "A", "甲", "C"), IndustryRow(3, "B", "乙", "A"), IndustryRow(4, "C", "丙", "B")]
    below = IndustryRow(5, "D", "丁", "A")
    assert [each.row for each in wrong_rows([*ring, below])] == [2, 3, 4]


@given(st.lists(st.integers(0, 5), max_size=6))
def test_a_table_without_errors_is_a_forest(parents: list[int]) -> None:
    rows = [IndustryRow(n + 2, str(n), "名", str(p) if p != n else "") for n, p in enumerate(parents)]
    if not wrong_rows(rows):
        up = {row.code: row.parent_code for row in rows}
        at = dict(up)
        for _step in rows:
            at = {code: up[upper] if upper else "" for code, upper in at.items()}
        assert set(at.values()) == {""}


@pytest.mark.parametrize(
    ("wrong", "field"), [({"edition": " "}, "edition"), ({"edition": "版" * 65}, "edition"), ({"source": ""}, "source")]
)
def test_a_table_without_edition_or_source_is_refused(keeper: User, wrong: dict[str, str], field: str) -> None:
    before = stored()
    with pytest.raises(InvalidFields) as refused:
        load_industries(user=keeper, rows=ROWS, **{"edition": EDITION, "source": SOURCE, **wrong})
    assert list(refused.value.errors) == [field]
    assert stored() == before


def test_an_edition_is_taken_out_with_its_reason(keeper: User, loaded: Loaded) -> None:
    before = stored()
    with pytest.raises(InvalidFields, match="请填写删除理由"):
        remove_industries(user=keeper, edition=EDITION, reason="")
    with pytest.raises(InvalidFields, match="没有版本“别的”的行业分类"):
        remove_industries(user=keeper, edition="别的", reason="试")
    assert stored() == before
    assert remove_industries(user=keeper, edition=EDITION, reason="版本名写错") == 2
    row = Entry.objects.order_by("-pk")[0]
    assert (row.act, row.before, row.detail) == ("directory.industries_removed", {"rows": 2}, "版本名写错")
    assert Industry.objects.count() == 0


def test_who_may_not_keep_it_loads_sees_and_removes_nothing(reader: User, loaded: Loaded) -> None:
    before = stored()
    assert (list(industries(reader, EDITION)), industry_editions(reader)) == ([], [])
    with pytest.raises(NotAllowed):
        load_industries(user=reader, edition=EDITION, source=SOURCE, rows=ROWS)
    with pytest.raises(NotAllowed):
        remove_industries(user=reader, edition=EDITION, reason="试")
    with pytest.raises(NotAllowed):
        industry_template(reader)
    sent = {"edition": EDITION, "reason": "试"}
    assert browser(reader).post("/directory/dictionaries/industries/remove/", sent).status_code == 403
    assert stored()[0] == before[0]


def test_a_workbook_keeps_codes_and_passes_over_empty_rows() -> None:
    data = workbook(("01", "甲", None), (None, None, None), (1.0, " 乙 ", "01"))
    assert industry_rows(data) == [IndustryRow(2, "01", "甲"), IndustryRow(4, "1", "乙", "01")]


def test_the_template_holds_the_head_alone(keeper: User) -> None:
    assert industry_rows(industry_template(keeper)) == []
    answer = browser(keeper).get("/directory/dictionaries/industries/template/")
    assert list(openpyxl.load_workbook(io.BytesIO(answer.content)).active.values) == [COLUMNS]
    assert "attachment" in answer["Content-Disposition"]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "文件是空的（0 字节）"),
        (b"not a workbook", "这不是 .xlsx 工作簿"),
        (workbook(("A", "甲"), head=("代码", "名字")), "首行缺少“名称”列"),
        (workbook(), "表中没有数据行"),
    ],
)
def test_a_file_that_is_no_such_table_is_refused_on_the_page(keeper: User, data: bytes, says: str) -> None:
    before = stored()
    answer = upload(browser(keeper), data)
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert stored() == before


def test_a_workbook_is_checked_and_loaded_on_the_page(keeper: User) -> None:
    client, data = browser(keeper), workbook(("A", "甲类", ""), ("A01", "甲类一", "A"))
    assert "将新增 2 行、修改 0 行、删除 0 行" in upload(client, data, check="1").content.decode()
    assert Industry.objects.count() == 0
    html = upload(client, data).content.decode()
    assert "已载入“试用表 2026” 2 行" in html
    assert "来源：本单位自编" in html
    html = client.get("/directory/dictionaries/industries/", {"words": "A0"}, HTTP_HX_TARGET="listing").content.decode()
    assert ("甲类一" in html, "共 <b>1</b> 条" in html) == (True, True)


def test_wrong_rows_are_listed_and_what_was_typed_stays(keeper: User) -> None:
    before = stored()
    answer = upload(browser(keeper), workbook(("A", "甲", "Z"), ("A", "", "")))
    html = answer.content.decode()
    assert (answer.status_code, stored()) == (422, before)
    assert "表中没有上级代码“Z”" in html
    assert "与第 2 行重复" in html
    assert f'value="{EDITION}"' in html


def test_the_list_asks_as_many_questions_for_many_rows_as_for_few(keeper: User, loaded: Loaded) -> None:
    client = browser(keeper)
    client.get("/directory/dictionaries/industries/")
    with CaptureQueriesContext(connection) as few:
        client.get("/directory/dictionaries/industries/")
    rows = [IndustryRow(n, f"B{n}", "乙类") for n in range(2, 102)]
    load_industries(user=keeper, edition=EDITION, source=SOURCE, rows=rows)
    with CaptureQueriesContext(connection) as many:
        assert "共 <b>100</b> 条" in client.get("/directory/dictionaries/industries/", {"size": "100"}).content.decode()
    assert len(many) == len(few)
