"""A small catalogue and values for tests of formulas."""

from __future__ import annotations

from collections.abc import Iterable

from ditan.core.metrics import Catalogue, Entry, Grid, Known, Result, Table, compute, read_formula
from ditan.core.periods import Period, parse_code, year

CATALOGUE = Catalogue.of(
    [
        Entry("gdp", "地区生产总值", "亿元", ("GDP",)),
        Entry("gdp_constant", "地区生产总值（不变价）", "亿元"),
        Entry("gdp_growth", "地区生产总值增长", "%"),
        Entry("people", "常住人口", "万人"),
        Entry("gdp_per_capita", "人均地区生产总值", "万元"),
        Entry("energy", "能源消费总量", "万吨标准煤"),
        Entry("energy_per_gdp", "单位地区生产总值能耗", "吨标准煤/万元"),
        Entry("energy_reduction", "单位GDP能耗降低", "%"),
        Entry("co2", "二氧化碳排放量", "万吨二氧化碳"),
        Entry("co2_reduction", "单位GDP二氧化碳排放降低", "%"),
        Entry("green", "新建绿色建筑面积", "万平方米"),
        Entry("built", "新建建筑面积", "万平方米"),
        Entry("share", "绿色建筑占新建建筑比重", "%"),
        Entry("pm25", "PM2.5年平均浓度", "微克/立方米", ("细颗粒物(PM2.5)年均浓度",)),
        Entry("pm25_change", "PM2.5浓度同比变化", "%"),
        Entry("stops", "500米公交站点", "座"),
        Entry("good", "Ⅰ~Ⅲ类断面比例（全部）", "%"),
        Entry("rank", "排名", "名次"),
        Entry("water", "断面水质", "", is_text=True),
        Entry("warm", "年平均气温", "摄氏度"),
        Entry("one", "两个同名", "%"),
        Entry("two", "两个同名", "%"),
    ]
)

Value = float | Known


def values(**columns: dict[int | str, Value]) -> dict[tuple[str, Period], Value]:
    """`values(gdp={2020: 100})`: values of one subject by metric and period."""
    return {
        (code, year(at) if isinstance(at, int) else parse_code(at)): value
        for code, column in columns.items()
        for at, value in column.items()
    }


def table_of(
    grid: Grid, inputs: Iterable[str], subjects: Iterable[dict[tuple[str, Period], Value]]
) -> tuple[Table, int]:
    rows = list(subjects)
    table = Table.empty(inputs, len(rows), len(grid))
    for subject, row in enumerate(rows):
        for number, ((code, period), value) in enumerate(row.items(), start=1):
            state = value if isinstance(value, Known) else Known.NUMBER
            plain = 0.0 if isinstance(value, Known) else value
            if code in table.codes:
                key = 100 * subject + number
                table.put([table.codes[code]], [subject], [grid.places[period]], [plain], [state], [key])
    table.let_stand_in(grid)
    return table, len(rows)


def run(text: str, code: str, *subjects: dict[tuple[str, Period], Value]) -> tuple[Result, Grid, Table]:
    """Compute a formula over the periods that its values have."""
    formula = read_formula(text, code, CATALOGUE)
    periods = {period for row in subjects for _code, period in row}
    grid = Grid.around(periods, formula.steps, formula.depth)
    table, _count = table_of(grid, formula.inputs, subjects)
    return compute(formula, grid, table), grid, table


def value_at(result: Result, grid: Grid, at: Period | int, subject: int = 0) -> float | None:
    """The number of one subject at a period; None where it is not known."""
    place = grid.places[year(at) if isinstance(at, int) else at]
    return float(result.values[subject, place]) if result.known[subject, place] else None


def lacking_at(result: Result, grid: Grid, table: Table, at: int, subject: int = 0) -> list[str]:
    """What is missing for a value, as `metric period`."""
    place = grid.places[year(at)]
    reads = sorted(result.reads[place], key=lambda read: (read[0], read[1]))
    return [f"{code} {grid.periods[p]}" for code, p in reads if table.lacking(code, subject, p) is not Known.NUMBER]
