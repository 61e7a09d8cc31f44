"""An inventory from its first row to its signed report: what two people of the coordinating office do in their browsers."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pypdf
import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from playwright.sync_api import Page, expect

from ditan.base.access.models import Role
from ditan.base.directory.models import Region
from ditan.base.records.models import Standing
from ditan.base.records.services import load_shipped_metrics
from ditan.base.workflow.worker import run_pending
from ditan.domains.inventory.models import Inventory, State
from tests.base.access.conftest import (  # noqa: F401 - fixtures
    MakeOrganisation,
    MakePerson,
    make_organisation,
    make_person,
    roles,
)
from tests.browser.desks import Desk, agent, desk  # noqa: F401 - fixtures

GREENHOUSE = ("CO2", "CH4", "N2O")
POLLUTANTS = ("SO2", "NOx", "CO", "NMVOC", "NH3", "PM10", "PM2.5", "BC", "OC")
SETS = ("provincial_guide_2025", "tcses_144_2024", "mee_grid_notices", "ipcc_2006", "ipcc_2019", "efdb_china")
COAL = {
    "category": "1.A.1.a",
    "label": "热电厂燃煤",
    "fuel": "烟煤",
    "fuel_amount": "18.6万t",
    "department": "热力生产和供应",
    "boiler": "流化床炉",
    "sulphur_percent": "1.1",
    "ash_percent": "24",
    "controls": "烟气循环流化床法 100% × 98%；选择性非催化还原法 100% × 95%；袋式除尘法 100% × 99%",
    "source_note": "能源统计报表",
}


@pytest.fixture
def office(
    make_organisation: MakeOrganisation,  # noqa: F811
    make_person: MakePerson,  # noqa: F811
    roles: dict[str, Role],  # noqa: F811
) -> tuple[User, User]:
    """Who compiles, and who reviews; the municipality is known."""
    if not Region.objects.filter(code="500000").exists():
        Region.objects.create(code="500000", name="重庆市", level="province")
    load_shipped_metrics()
    place = make_organisation("市生态环境局")
    return tuple(make_person(name, place, granted=(roles["统筹"],)) for name in ("陈编制", "李复核"))  # type: ignore[return-value]


def test_an_inventory_goes_from_its_first_row_to_a_signed_report(
    office: tuple[User, User],
    desk: Desk,  # noqa: F811
    tmp_path: Path,
    settings: Any,
) -> None:
    settings.UPLOAD_DIR, settings.DOWNLOAD_DIR = tmp_path / "uploads", tmp_path / "downloads"
    compiler, reviewer = office
    page = desk(compiler)
    inventory = begin(page)
    enter_coal(page)
    take_workbook_in(page, tmp_path, inventory)
    read_the_working(page)
    switch_factor_sets(page, inventory)
    answer_findings(page, inventory)
    draw_the_band(page, inventory)
    lock_and_sign(page, inventory)
    other = desk(reviewer)
    sign(other, inventory, "复核签署", "两人已签署")
    inventory.refresh_from_db()
    assert inventory.state == State.SIGNED
    assert Standing.objects.get(metric__code="energy_co2", period="2023").observation.origin == "system"
    read_with_primap2(other, inventory, tmp_path)
    read_the_report(other, inventory)


def begin(page: Page) -> Inventory:
    """The Chongqing inventory of 2023."""
    page.goto(reverse("inventory:new"))
    page.fill("#region", "重庆市")
    page.fill("#year", "2023")
    page.fill("#title", "重庆市 2023 年清单")
    for field in page.locator("input[name^=order-]").all():
        field.fill("")
    for place, each in enumerate(SETS, 1):
        page.fill(f"input[name=order-{each}]", str(place))
    page.check("input[name=unverified]")
    page.click("main button:has-text('新建')")
    expect(page.locator("h1")).to_contain_text("重庆市 2023 年清单")
    return Inventory.objects.get()


def enter_coal(page: Page) -> None:
    """A row of coal in the grid: three greenhouse gases and nine pollutants come back with it."""
    row = page.locator("#grid tbody tr.g-row").first
    for part, text in COAL.items():
        row.locator(f"[data-part={part}]").fill(text)
    row.locator("[data-part=source_note]").press("Enter")
    first = page.locator("#grid tbody tr.g-row").first
    expect(first).to_have_attribute("data-row", re.compile(r"\d+"))
    for gas in (*GREENHOUSE, *POLLUTANTS):
        expect(first.locator(f"[data-gas='{gas}'] a")).to_have_text(re.compile(r"^[\d,.]+(e-?\d+)?$"))
    # 省级温室气体清单编制指南（2025）: 烟煤 19.57 GJ/t × 26.1 tC/TJ × 0.93 = 1.741750 tCO2/t
    expect(first.locator("[data-gas='CO2'] a")).to_have_text("323,965")


def take_workbook_in(page: Page, folder: Path, inventory: Inventory) -> None:
    """The template comes out, rows of three kinds and one wrong row go in; what is ticked is kept."""
    page.click("main a:has-text('导入')")
    for box in page.locator("input[name=kind]:checked").all():
        box.uncheck()
    for kind in ("mobile_fuel", "purchased_electricity", "purchased_heat"):
        page.check(f"input[name=kind][value={kind}]")
    with page.expect_download() as coming:
        page.click("button:has-text('下载模板')")
    path = folder / "filled.xlsx"
    coming.value.save_as(path)
    book = openpyxl.load_workbook(path)
    write(book, "移动源燃料燃烧", {"category": "1.A.3.b", "label": "道路柴油", "fuel": "柴油", "fuel_amount": 120000})
    write(book, "移动源燃料燃烧", {"category": "1.A.3.b", "label": "写错的行", "fuel": "柴油", "fuel_amount": -5}, 4)
    bought = {"electricity_purchased_mwh": 900000, "electricity_sold_mwh": 0}
    write(
        book, "外购电力", {"category": "E.1", "label": "净调入", **bought, "green_power_mwh": 0, "certificates_mwh": 0}
    )
    write(book, "外购热力", {"category": "E.2", "notation": "NO"})
    book.save(path)
    page.set_input_files("input[type=file]", path)
    page.click("button:has-text('读取并检查')")
    expect(page.locator("main")).to_contain_text("活动数据不能为负")
    assert inventory.rows.count() == 1
    page.click("button:has-text('写入勾选的行')")
    expect(page.locator("body")).to_contain_text("已写入 3 行")
    assert inventory.rows.count() == 4


def write(book: Any, sheet: str, cells: dict[str, Any], line: int = 3) -> None:
    """A row of the template: the first row of a sheet says what each column is."""
    found = next(each for each in book.worksheets if each.title.startswith(sheet[:8]))
    codes = {cell.value: cell.column for cell in found[1] if cell.value}
    for code, value in cells.items():
        found.cell(line, codes[code], value)


def read_the_working(page: Page) -> None:
    """A number opens its formula, its factors and where they were read."""
    page.goto(page.url.partition("?")[0] + "?kind=stationary_fuel")
    page.locator("#grid tbody tr.g-row").first.locator("[data-gas='CO2'] a").click()
    drawer = page.locator("#drawer")
    expect(drawer).to_contain_text("消费量 × 低位发热量 ÷ 1000 × 单位热值含碳量 × 碳氧化率 × 44/12")
    expect(drawer).to_contain_text("19.57")
    expect(drawer).to_contain_text("省级温室气体清单编制指南")
    page.keyboard.press("Escape")


def switch_factor_sets(page: Page, inventory: Inventory) -> None:
    """Another set first: the difference is read before anything is kept, and again afterwards."""
    page.click("main a:has-text('因子与设置')")
    page.fill("input[name=order-ndrc_industry_guides]", "1")
    for place, code in enumerate(SETS, 2):
        page.fill(f"input[name=order-{code}]", str(place))
    page.click("button:has-text('预览差异')")
    expect(page.locator("#difference")).to_contain_text("热电厂燃煤")
    inventory.refresh_from_db()
    assert inventory.factor_sets == list(SETS)
    page.click("button:has-text('保存并重新计算')")
    expect(page.locator("main")).to_contain_text("与此前设置相比的差异")
    inventory.refresh_from_db()
    assert inventory.factor_sets == ["ndrc_industry_guides", *SETS]


def answer_findings(page: Page, inventory: Inventory) -> None:
    """Categories without anything get a key in one act; one finding is answered in words."""
    address = reverse("inventory:checks", args=[inventory.pk])
    page.goto(address)
    while inventory.findings.filter(state="open", severity="error").exists():
        kept = inventory.rows.count()
        page.goto(f"{address}?severity=error")
        page.check("[data-pick-all]")
        page.select_option("select[name=notation]", "NO")
        page.click("button:has-text('批量填标识符')")
        expect(page.locator("body")).to_contain_text("标识符")
        page.wait_for_load_state("networkidle")
        assert inventory.rows.count() > kept
    page.goto(address)
    page.locator("#listing [data-pick]").first.check()
    page.fill("#answer", "已与统计部门核对，按现有口径保留")
    page.click("button:has-text('说明并关闭')")
    expect(page.locator("main")).to_contain_text("已说明 1")


def draw_the_band(page: Page, inventory: Inventory) -> None:
    """Monte Carlo over the rows as they are, with a band."""
    page.goto(reverse("inventory:uncertainty", args=[inventory.pk]))
    page.select_option("#draws", "10000")
    page.fill("#seed", "7")
    page.select_option("#how", "own")
    page.fill("#activity", "5")
    page.fill("#factor", "10")
    page.click("main button:has-text('计算')")
    run_pending()
    page.goto(reverse("inventory:uncertainty", args=[inventory.pk]))
    expect(page.locator("[data-chart=draws] canvas")).to_be_visible()
    expect(page.locator("main")).to_contain_text("95%")


def lock_and_sign(page: Page, inventory: Inventory) -> None:
    """Frozen with its digest, and signed by whoever compiled it."""
    page.goto(reverse("inventory:editions", args=[inventory.pk]))
    page.locator("main form.lock-form button:has-text('锁定')").click()
    expect(page.locator("main")).to_contain_text("第 1 版")
    sign(page, inventory, "编制签署", "等待另一人复核签署")


def sign(page: Page, inventory: Inventory, words: str, then: str) -> None:
    page.goto(reverse("inventory:editions", args=[inventory.pk]))
    page.click(f"button:has-text('{words}')")
    page.click("dialog[open] button:has-text('确定')")
    expect(page.locator("main")).to_contain_text(then)


def read_with_primap2(page: Page, inventory: Inventory, folder: Path) -> None:
    """The archive opens in primap2 unchanged."""
    from primap2 import pm2io

    page.goto(reverse("inventory:outputs", args=[inventory.pk]))
    with page.expect_download() as coming:
        page.click("a:has-text('primap2 交换文件')")
    with zipfile.ZipFile(coming.value.path()) as packed:
        packed.extractall(folder)
    data = pm2io.from_interchange_format(pm2io.read_interchange_format(folder / "ditan_500000_2023"))
    coal = data["CO2"].pr.loc[{"category": "1.A.1.a"}].squeeze().pint.dequantify()
    stored = inventory.rows.get(label="热电厂燃煤").emissions.get(gas="CO2", kind="emission")
    assert float(coal) == pytest.approx(stored.amount, abs=1e-6)


def read_the_report(page: Page, inventory: Inventory) -> None:
    """The report comes as pdf from the download centre and says what was signed."""
    page.goto(reverse("inventory:outputs", args=[inventory.pk]))
    page.click("button:has-text('报告 pdf')")
    expect(page.locator("main")).to_contain_text("重庆市 2023 年清单")
    run_pending()
    page.reload()
    with page.expect_download() as coming:
        page.locator("main a:has-text('下载')").first.click()
    content = coming.value.path().read_bytes()
    pages = [each.extract_text() for each in pypdf.PdfReader(io.BytesIO(content)).pages]
    whole = "".join(pages).replace("\n", "")
    assert "重庆市2023年温室气体和大气污染物排放清单报告" in whole.replace(" ", "")
    assert "已签发，第1版" in whole.replace(" ", "")
    assert "能源流向" in whole
