"""Every kind of row and every method behind it, from their own declarations: on the terminal and as a page of the manual."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ditan.core.factors.quantities import label_of_quantity
from ditan.core.inventory.kind import Kind
from ditan.core.inventory.kinds import KINDS
from ditan.core.inventory.showing import SECTORS, sector_of
from ditan.core.methods import Input, InputKind, Method, Parameter

KINDS_OF_INPUT = {
    InputKind.NUMBER: "数字",
    InputKind.CHOICE: "选项",
    InputKind.TEXT: "文字",
    InputKind.SERIES: "逐年数字",
    InputKind.CONTROLS: "治理措施",
}


def methods_lines() -> Iterator[str]:
    """A line a kind and method, for the terminal."""
    for sector, kinds in by_sector():
        yield sector
        for kind in kinds:
            yield f"  {kind.code}  {kind.label}（{'、'.join(kind.categories)}）"
            for method in kind.methods:
                yield f"    {method.code}  {method.label}  {doubt(method)}"
                for output in method.outputs:
                    yield f"      {output.gas or output.label or '按所选气体'} = {output.formula}"
                yield f"      出处：{method.source}"


def methods_page() -> str:
    """The page of the manual."""
    lines = [
        "# 方法",
        "",
        "本页由 `ditan inventory methods --markdown` 从方法自身的声明生成，不手工修改。每种源类型是录入页的一张表、模板的一张",
        "工作表、清单文件夹里的一个 CSV；填一次，所列方法全部计算。因子按清单所选因子集取用，没有的不猜，结果为未知。",
        "“未核实”的方法其出处未与原文核对，结果上有标记。",
    ]
    described: set[str] = set()
    for sector, kinds in by_sector():
        lines += ["", f"## {sector}"]
        for kind in kinds:
            lines += [
                "",
                f"### {kind.label}",
                "",
                f"编号 `{kind.code}`；可填类别 {'、'.join(kind.categories)}。{kind.note}",
            ]
            lines += ["", *_inputs(kind.inputs)] if kind.inputs else []
            for method in kind.methods:
                lines += ["", *_method(method, known=method.code in described)]
                described.add(method.code)
    return "\n".join(lines) + "\n"


def by_sector() -> list[tuple[str, list[Kind]]]:
    """Kinds under the sector that they are listed under, in the order of sectors."""
    found: dict[str, list[Kind]] = {label: [] for _, label in SECTORS}
    for kind in KINDS:
        found.setdefault(sector_of(kind), []).append(kind)
    return [(sector, kinds) for sector, kinds in found.items() if kinds]


def doubt(method: Method) -> str:
    """Whether its source was confirmed."""
    return "已核实" if method.verified else "未核实"


def _inputs(inputs: Iterable[Input]) -> Iterator[str]:
    yield "| 输入项 | 名称 | 单位 | 形式 | 必填 | 范围 | 说明 |"
    yield "| --- | --- | --- | --- | --- | --- | --- |"
    for each in inputs:
        number = each.kind in (InputKind.NUMBER, InputKind.SERIES)
        span = _span(each.low, each.high) if number else f"{len(each.choices)} 项" if each.choices else ""
        needed = "是" if each.required else ""
        unit = "" if each.unit == "1" else each.unit
        cells = (f"`{each.name}`", each.label, unit, KINDS_OF_INPUT[each.kind], needed, span, each.note)
        yield f"| {' | '.join(_cell(cell) for cell in cells)} |"


def _method(method: Method, *, known: bool) -> Iterator[str]:
    yield f"**{method.label}** `{method.code}`，{doubt(method)}{'，见上文。' if known else '。'}"
    if known:
        return
    yield ""
    for output in method.outputs:
        gas = output.gas or output.label or "所选气体"
        kind = KINDS_OF_OUTPUT[output.kind]
        yield f"- {gas}（{output.unit}{'，' + kind if kind else ''}）= {output.formula}"
    if method.parameters:
        yield f"- 因子：{'；'.join(_parameter(each) for each in method.parameters)}"
    yield f"- 出处：{method.source}"
    if method.note:
        yield f"- 说明：{method.note}"


def _parameter(each: Parameter) -> str:
    name = label_of_quantity(each.quantity)
    unit = "" if each.unit in ("", "1") else f"（{each.unit.replace('|', ' 或 ')}）"
    return f"{each.label}{unit}" + (f"，{name}" if name != each.label and name != each.quantity else "")


def _span(low: float | None, high: float | None) -> str:
    if low is None and high is None:
        return "不限"
    return f"{'不限' if low is None else f'{low:g}'}—{'不限' if high is None else f'{high:g}'}"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


KINDS_OF_OUTPUT = {"emission": "", "removal": "吸收", "memo": "信息项", "energy": "能源", "check": "只作核对"}
