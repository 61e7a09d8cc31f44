"""An energy balance is read, held against its own sums, and taken as far as a person says. Its figures are made up."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import Any

import openpyxl
import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from ditan.base.audit.models import Entry as LogEntry
from ditan.base.refusal import ImportRefused, InvalidFields, NotAllowed
from ditan.domains.inventory.exchange.balance import text_of_workbook
from ditan.domains.inventory.models import Inventory, Row
from ditan.domains.inventory.selectors.inventories import row_lines
from ditan.domains.inventory.services.balance import read_table, take_balance
from tests.core.ghg.test_energy_balance import sheet


def pasted(rows: Iterable[Sequence[Any]]) -> str:
    """The cells as a spreadsheet copies them."""
    return "\n".join("\t".join(str(cell) for cell in row) for row in rows)


def workbook(rows: Iterable[Sequence[Any]], before: str = "说明") -> bytes:
    """A workbook whose second sheet holds them."""
    book = openpyxl.Workbook()
    book.worksheets[0].title = before
    page = book.create_sheet("能源平衡表")
    for row in rows:
        page.append(["" if cell is None else cell for cell in row])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


UNBALANCED = pasted(sheet(final=(70, 9.7, 12)))
CHOSEN = {"industry:natural_gas": "1.A.2", "reference:raw_coal": "1.A"}


def test_a_table_that_balances_gives_rows_and_nothing_is_stored_yet(draft: Inventory) -> None:
    found = read_table(draft, pasted(sheet()))
    assert found.findings == ()
    assert {"industry:raw_coal", "transport:natural_gas", "reference:raw_coal"} <= {
        each.proposal.key for each in found.offered
    }
    assert not Row.objects.exists()


def test_chosen_rows_are_stored_computed_and_say_where_they_come_from(compiler: User, draft: Inventory) -> None:
    take_balance(user=compiler, pk=draft.pk, text=pasted(sheet()), chosen=CHOSEN, name="统计年鉴表 7-3")
    burnt, supplied = row_lines(draft)
    assert (burnt.row.kind, burnt.row.category, burnt.row.values["fuel_amount"]) == (
        "stationary_fuel",
        "1.A.2",
        45_000,
    )
    assert burnt.row.source_note == "统计年鉴表 7-3“工业”"
    assert burnt.amount("CO2")
    assert (supplied.row.kind, supplied.row.values["stock_increase"]) == ("reference_fuel", -50_000)
    logged = LogEntry.objects.get(act="inventory.balance_taken")
    assert logged.after["rows"] == [burnt.row.pk, supplied.row.pk]


def test_a_table_that_does_not_balance_names_fuel_rows_both_sums_and_the_remedy(draft: Inventory) -> None:
    messages = [each.message for each in read_table(draft, UNBALANCED).findings]
    assert any(
        "原煤：“终端消费量”填 700000 t，各分项之和为 580000，相差 120000；" in told and "请核对分项是否漏填" in told
        for told in messages
    )
    assert any("可供量 1000000 + 加工转换 -400000 − 损失 10000 − 终端消费 700000" in told for told in messages)


def test_rows_of_it_are_taken_only_with_a_reason_which_they_keep(compiler: User, draft: Inventory) -> None:
    with pytest.raises(InvalidFields) as refused:
        take_balance(user=compiler, pk=draft.pk, text=UNBALANCED, chosen=CHOSEN)
    assert "处不平；请先改正原表，或写明" in refused.value.errors["reason"]
    assert not Row.objects.exists()
    assert Inventory.objects.get(pk=draft.pk).revision == draft.revision
    take_balance(user=compiler, pk=draft.pk, text=UNBALANCED, chosen=CHOSEN, reason="统计局确认，终端含未分行业")
    assert Row.objects.first().source_note == "能源平衡表“工业”（表不平：统计局确认，终端含未分行业）"  # type: ignore[union-attr]
    logged = LogEntry.objects.get(act="inventory.balance_taken")
    assert any("各分项之和为 580000" in each for each in logged.after["findings"])


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            pasted(sheet(heading=("项目", "原煤（万吨）", "铀（万吨）", "电力（亿千瓦时）"))),
            "第 3 行第 3 列：没有“铀（万吨）”这种能源；请改用",
        ),
        (
            pasted(sheet(heading=("项目", "原煤（万吨）", "天然气（万吨）", "电力（亿千瓦时）"))),
            "“天然气”以万Nm³计，不能用“万吨”；请换算",
        ),
        (pasted(sheet(industry=("NaN", 6, 7))), "工业、原煤：“NaN”不是有效数字；请填写数字，没有流量的格留空"),
        (pasted(sheet(industry=("inf", 6, 7))), "工业、原煤：“inf”不是有效数字"),
        (pasted([(row[1], row[0], *row[2:]) if len(row) > 1 else row for row in sheet()]), "没有"),
        (pasted([(*row, "") if len(row) < 2 else (row[-1], *row[:-1]) for row in sheet()]), "第 "),
        ("项目 原煤 10", "没有分列；请在表格软件中选中整张表复制"),
        ("", "还没有内容；请选择 xlsx 文件"),
        ("甲\t乙\n1\t2", "没有找到能源品种的表头"),
        ("x\t" * 200_000, "内容超过 300000 个字"),
    ],
)
def test_a_table_that_cannot_be_read_is_refused_by_cell_and_nothing_is_stored(
    compiler: User, draft: Inventory, text: str, told: str
) -> None:
    with pytest.raises(ImportRefused) as refused:
        take_balance(user=compiler, pk=draft.pk, text=text, chosen=CHOSEN, reason="x")
    assert told in refused.value.message
    assert not Row.objects.exists()


def test_a_place_that_the_table_does_not_tell_has_to_be_chosen(compiler: User, draft: Inventory) -> None:
    chosen = {"transport:natural_gas": "", "industry:raw_coal": "1.A.2"}
    with pytest.raises(InvalidFields) as refused:
        take_balance(user=compiler, pk=draft.pk, text=pasted(sheet()), chosen=chosen)
    assert refused.value.errors["transport:natural_gas"].startswith(
        "“交通运输、仓储和邮政业 天然气”须选定类别：1.A.3.b"
    )
    for wrong in ({"industry:raw_coal": "4.A"}, {"industry:gold": "1.A.2"}, {}):
        with pytest.raises(InvalidFields):
            take_balance(user=compiler, pk=draft.pk, text=pasted(sheet()), chosen=wrong)
    assert not Row.objects.exists()
    take_balance(
        user=compiler, pk=draft.pk, text=pasted(sheet()), chosen={**chosen, "transport:natural_gas": "1.A.3.b"}
    )
    assert set(Row.objects.values_list("kind", flat=True)) == {"mobile_fuel", "stationary_fuel"}


def test_a_row_that_is_there_already_is_named(compiler: User, draft: Inventory) -> None:
    take_balance(user=compiler, pk=draft.pk, text=pasted(sheet()), chosen=CHOSEN)
    twice = {each.proposal.key: each.twice for each in read_table(draft, pasted(sheet())).offered if each.twice}
    assert twice == {"industry:natural_gas": "第 1 行", "reference:raw_coal": "第 2 行"}


def test_a_workbook_is_read_where_the_table_stands_with_every_digit(draft: Inventory) -> None:
    rows = sheet(industry=(50, 6.000000000001, 7))
    text = text_of_workbook(workbook(rows))
    offered = {each.proposal.key: each.proposal for each in read_table(draft, text).offered}
    assert offered["industry:natural_gas"].cells["fuel_amount"] == repr((6.000000000001 * 1e4) - 15_000.0)


def test_a_formula_without_a_result_is_named_and_never_read_as_nothing() -> None:
    with pytest.raises(ImportRefused, match=r"工作表“能源平衡表”B5 是公式而没有保存结果；请用表格软件打开并保存"):
        text_of_workbook(workbook(sheet(production=("=40+40", 4, 20))))
    with pytest.raises(ImportRefused, match="没有能源平衡表"):
        text_of_workbook(workbook([("项目", "数量"), ("x", 1)]))
    with pytest.raises(ImportRefused):
        text_of_workbook(b"PK\x03\x04 nothing")


def test_the_page_leads_from_the_file_to_the_rows(client: Client, compiler: User, draft: Inventory) -> None:
    client.force_login(compiler)
    address = f"/inventory/{draft.pk}/balance/"
    assert "读取并核对" in client.get(address).content.decode()
    assert address in client.get(f"/inventory/{draft.pk}/import/").content.decode()
    upload = SimpleUploadedFile("平衡表.xlsx", workbook(sheet()))
    read = client.post(address, {"file": upload})
    assert read.status_code == 200
    shown = read.content.decode()
    assert "各项与合计相符" in shown
    assert "外省（区、市）调入量" in shown or "调入量" in shown
    taken = {
        "action": "take",
        "text": pasted(sheet()),
        "row": list(CHOSEN),
        **{f"category:{k}": v for k, v in CHOSEN.items()},
    }
    answer = client.post(address, taken, follow=True)
    assert "已由能源平衡表写入 2 行并完成计算" in answer.content.decode()
    again = client.post(address, {"text": pasted(sheet())}).content.decode()
    assert "清单第 1 行已有同一类别的这种燃料" in again


def test_what_was_ticked_and_typed_stays_where_something_is_refused(
    client: Client, compiler: User, draft: Inventory
) -> None:
    client.force_login(compiler)
    address = f"/inventory/{draft.pk}/balance/"
    sent = {
        "action": "take",
        "text": UNBALANCED,
        "name": "年鉴",
        "row": "transport:natural_gas",
        "category:transport:natural_gas": "1.A.3.c",
    }
    answer = client.post(address, sent)
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert '<option value="1.A.3.c" selected>' in shown
    assert "各分项之和为 580000" in shown
    refused = client.post(address, {"text": "项目 原煤"})
    assert refused.status_code == 422
    assert "项目 原煤</textarea>" in refused.content.decode()
    assert not Row.objects.exists()


def test_a_locked_inventory_and_who_may_only_look_take_nothing(draft: Inventory, django_user_model: type[User]) -> None:
    with pytest.raises(NotAllowed):
        take_balance(
            user=django_user_model.objects.create_user("visitor"), pk=draft.pk, text=pasted(sheet()), chosen=CHOSEN
        )
    assert not Row.objects.exists()
