"""Workbook, interchange files and report of an inventory: what stands in them is what the rows come to."""

from __future__ import annotations

import datetime
import io
import zipfile
from pathlib import Path

import openpyxl
import pytest
from django.contrib.auth.models import User
from django.test import Client

from ditan.base.refusal import NotAllowed
from ditan.base.reporting.documents import Chart, DataTable, Flow, plain, render
from ditan.domains.inventory.errors import WrongState
from ditan.domains.inventory.exporting import document_of, file_of
from ditan.domains.inventory.models import Inventory
from ditan.domains.inventory.outputs.facts import facts_of
from ditan.domains.inventory.outputs.interchange import archive
from ditan.domains.inventory.outputs.ranges import bands_of
from ditan.domains.inventory.outputs.report import report
from ditan.domains.inventory.outputs.tables import workbook
from ditan.domains.inventory.services import Entry, add_row
from ditan.domains.inventory.services.assessing import ask_uncertainty
from ditan.domains.inventory.services.demo import load_demo
from tests.domains.inventory.entries import diesel

DAY = datetime.date(2026, 11, 29)


def sheets(content: bytes) -> dict[str, list[tuple[object, ...]]]:
    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True)
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}


@pytest.fixture
def small(compiler: User, draft: Inventory) -> Inventory:
    """Two rows of diesel, one without its amount, and a key."""
    add_row(user=compiler, pk=draft.pk, entry=diesel("1000"))
    add_row(user=compiler, pk=draft.pk, entry=diesel(""))
    add_row(user=compiler, pk=draft.pk, entry=Entry("notation", "2.A.1", {}, notation="NO"))
    return draft


def test_the_workbook_shows_four_ways_and_says_what_is_unknown(compiler: User, small: Inventory) -> None:
    found = sheets(workbook(facts_of(compiler, small)))
    assert list(found)[:5] == ["说明", "省级清单", "IPCC2006", "GPC", "大气污染源"]
    ipcc = {row[0]: row for row in found["IPCC2006"][1:]}
    co2 = found["IPCC2006"][0].index("CO2 t")
    assert ipcc["1.A.2"][co2] == "3095.91（不完整）"
    assert ipcc["2.A.1"][co2] == "NO"
    assert {row[2] for row in found["缺少的数"][1:]} >= {"CO2", "CH4", "N2O"}
    assert any("燃料消费量" in str(row[3]) for row in found["缺少的数"][1:])


def test_the_workbook_cites_every_factor_with_its_source(compiler: User, small: Inventory) -> None:
    found = {row[1]: row for row in sheets(workbook(facts_of(compiler, small)))["因子出处"][1:]}
    ncv = next(row for row in found.values() if row[2] == 42.652)
    assert ncv[7] == 1
    assert "2025" in str(ncv[5])


def test_all_views_have_the_same_territorial_total(compiler: User) -> None:
    (_before, after) = load_demo(user=compiler)
    found = sheets(workbook(facts_of(compiler, after)))
    totals = {}
    for name in ("省级清单", "IPCC2006", "GPC"):
        head, first = found[name][0], found[name][1]
        totals[name] = tuple(first[head.index(gas)] for gas in ("CO2 t", "CH4 t", "N2O t"))
    assert len(set(totals.values())) == 1


def test_the_archive_opens_in_primap2(compiler: User, tmp_path: Path) -> None:
    from primap2 import pm2io

    (_before, after) = load_demo(user=compiler)
    facts = facts_of(compiler, after)
    with zipfile.ZipFile(io.BytesIO(archive(facts))) as packed:
        packed.extractall(tmp_path)
    data = pm2io.from_interchange_format(pm2io.read_interchange_format(tmp_path / "ditan_L500990_2023"))
    co2 = data["CO2"].pr.loc[{"category": "1.A"}].squeeze().pint.dequantify().values.tolist()
    assert len(co2) == 2
    assert co2[1] == float(facts.totals.cell("1.A", "CO2").tonnes or 0)
    assert archive(facts) == archive(facts)


def test_the_report_draws_sectors_energy_and_years_and_names_what_is_for_show(compiler: User) -> None:
    (_before, after) = load_demo(user=compiler)
    made = document_of(compiler, after)
    blocks = [block for section in made.sections for block in section.blocks]
    assert "演示" in made.subtitle
    assert [type(block) for block in blocks if isinstance(block, Flow)] == [Flow]
    assert {block.kind for block in blocks if isinstance(block, Chart)} == {"bars", "lines"}
    captions = [plain(block.caption) for block in blocks if isinstance(block, DataTable)]
    assert "大气污染物排放" in captions
    assert "采用的因子" in captions
    assert render(made, "pdf")[:5] == b"%PDF-"


def test_a_line_of_keys_alone_shows_its_key_and_never_a_zero(compiler: User, small: Inventory) -> None:
    made = report(facts_of(compiler, small), None, DAY)
    tables = [block for section in made.sections for block in section.blocks if isinstance(block, DataTable)]
    rows = {plain(row[0]): [plain(cell) for cell in row[1:]] for table in tables[:1] for row in table.rows}
    assert rows["工业生产过程"][-1] == "NO"
    assert rows["能源活动"][-1].endswith("（不完整）")
    assert "0.00" not in [cell for row in rows.values() for cell in row]


def test_the_report_of_an_empty_inventory_says_so_and_is_set(compiler: User, draft: Inventory) -> None:
    made = report(facts_of(compiler, draft), None, DAY)
    said = [plain(block.text) for section in made.sections for block in section.blocks if hasattr(block, "text")]
    assert "清单中还没有温室气体排放量。" in said
    assert render(made, "docx")[:2] == b"PK"


def test_the_report_lists_unknown_amounts_with_their_reason(compiler: User, small: Inventory) -> None:
    made = report(facts_of(compiler, small), None, DAY)
    (table,) = [
        block
        for section in made.sections
        for block in section.blocks
        if isinstance(block, DataTable) and plain(block.caption) == "未知的排放量"
    ]
    assert any("燃料消费量" in plain(row[3]) for row in table.rows)


def test_the_report_gives_the_ranges_of_a_run_over_the_rows_as_they_are(compiler: User, draft: Inventory) -> None:
    add_row(user=compiler, pk=draft.pk, entry=diesel("100000", uncertainty={"fuel_amount": "10"}))
    ask_uncertainty(user=compiler, pk=draft.pk, draws=10_000, seed=7, how="none", activity=None, factor=None)
    draft.refresh_from_db()
    bands = bands_of(draft, [])
    assert bands is not None
    assert bands.total is not None
    low, high = (float(each) for each in bands.total)
    gross = float(facts_of(compiler, draft).co2e(land=True).tonnes)
    assert low < gross < high
    assert (high - low) / 2 / gross == pytest.approx(0.10, abs=0.005)
    assert [line[0] for line in bands.lines] == ["能源"]
    assert "随机种子 7" in bands.about
    add_row(user=compiler, pk=draft.pk, entry=diesel("1"))
    draft.refresh_from_db()
    assert bands_of(draft, []) is None


def test_another_form_or_somebody_without_the_permission_gets_no_file(
    compiler: User, small: Inventory, django_user_model: type[User]
) -> None:
    with pytest.raises(WrongState, match="xlsx"):
        file_of(compiler, small.pk, "exe")
    with pytest.raises(NotAllowed):
        file_of(django_user_model.objects.create_user("visitor"), small.pk, "xlsx")


def test_the_page_shows_the_report_as_it_would_be_printed(compiler: User, small: Inventory, client: Client) -> None:
    client.force_login(compiler)
    shown = client.get(f"/inventory/{small.pk}/exports/").content.decode()
    assert "primap2 交换文件" in shown
    assert "未知的排放量" in shown
