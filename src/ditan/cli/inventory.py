"""`ditan inventory`: compute an inventory from a folder of files, without a database; write an empty folder; list methods."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ditan.cli.files import write_whole

if TYPE_CHECKING:
    from ditan.cli.folders.computing import Inventory

commands = typer.Typer(help="清单：由一个文件夹的活动数据计算温室气体和大气污染物。", no_args_is_help=True)
At = Annotated[Path, typer.Argument(help="清单所在的文件夹。")]
OUT = "out"
SHOWN = 20
UNKNOWN, REFUSED = 1, 2
MOST_DRAWS = 1_000_000


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.add_typer(commands, name="inventory")


@commands.command()
def run(
    folder: At,
    draws: Annotated[
        int, typer.Option(min=0, max=MOST_DRAWS, help="蒙特卡洛抽样次数；0 为不抽样，通常用 100000。")
    ] = 0,
    seed: Annotated[int, typer.Option(min=0, help="抽样的种子；相同的种子给出相同的结果。")] = 1,
) -> None:
    """计算一份清单，结果写入 FOLDER/out。有排放量未知时以代码 1 退出，有内容无法读取时以代码 2 退出且不给出任何合计。"""
    from ditan.cli.folders.computing import compute
    from ditan.cli.folders.drawing import draw
    from ditan.cli.folders.refusing import FolderRefused
    from ditan.cli.forms.inventory import files_of
    from ditan.core.uncertainty.spread import SpreadRefused

    if not folder.is_dir():
        typer.echo(f"{folder}：没有这个文件夹；请核对路径，或用 `ditan inventory template {folder}` 生成。", err=True)
        raise typer.Exit(REFUSED)
    out = folder / OUT
    try:
        found = compute(folder)
        drawn = draw(found, draws, seed) if draws else None
    except (FolderRefused, SpreadRefused) as refused:
        _clear(out)
        _write(out, {"findings.txt": f"未计算，须先改正：\n{refused}\n".encode()})
        lines = str(refused).splitlines()
        for line in lines[:SHOWN]:
            typer.echo(line, err=True)
        more = f"（另有 {len(lines) - SHOWN} 处，见 {out / 'findings.txt'}）" if len(lines) > SHOWN else ""
        typer.echo(f"{len(lines)} 处须改正{more}，未计算；先前的结果已移除。", err=True)
        raise typer.Exit(REFUSED) from None
    _clear(out)
    _write(out, files_of(found, drawn))
    _say(found, out)
    if found.unknown:
        raise typer.Exit(UNKNOWN)


@commands.command()
def template(
    folder: At,
    kind: Annotated[list[str] | None, typer.Option(help="只要这些源类型，可多次给出；不给出则全部。")] = None,
    year: Annotated[int, typer.Option(min=1990, max=2100, help="清单年份。")] = 2024,
    xlsx: Annotated[bool, typer.Option("--xlsx", help="活动数据用一个工作簿（带下拉选项），不用 CSV。")] = False,
) -> None:
    """写一个空白文件夹：设置、本地因子表头、每种源类型一个 CSV 或工作表。已有的文件不会被覆盖。"""
    from ditan.cli.folders.activity import FACTORS, heading_of
    from ditan.cli.folders.settings import BLANK, FILE
    from ditan.cli.folders.workbooks import NAME, empty_workbook
    from ditan.core.factors.reading import COLUMNS
    from ditan.core.inventory.kinds import KINDS

    codes = [each.code for each in KINDS]
    if unknown := [each for each in kind or () if each not in codes]:
        typer.echo(f"没有这些源类型：{'、'.join(unknown)}；可用：{'、'.join(codes)}。", err=True)
        raise typer.Exit(REFUSED)
    made = {FILE: BLANK.format(year=year).encode(), FACTORS: _heading(COLUMNS)}
    asked = [each for each in KINDS if not kind or each.code in kind]
    if xlsx:
        made[NAME] = empty_workbook(folder.name, asked)
    else:
        made |= {f"{each.code}.csv": _heading(heading_of(each.code)) for each in asked}
    if there := [name for name in made if (folder / name).exists()]:
        typer.echo(f"{folder} 中已有 {'、'.join(there[:5])}；未写入任何内容，请另选文件夹。", err=True)
        raise typer.Exit(REFUSED)
    _write(folder, made)
    typer.echo(
        f"已写入 {folder}：{FILE}、{FACTORS} 和 {len(made) - 2} 个活动数据文件。填好后运行 ditan inventory run {folder}。"
    )


@commands.command()
def methods(
    markdown: Annotated[bool, typer.Option("--markdown", help="输出手册的“方法”页。")] = False,
) -> None:
    """列出源类型、可填的类别、方法、公式和出处。"""
    from ditan.cli.forms.methods import methods_lines, methods_page

    typer.echo(methods_page() if markdown else "\n".join(methods_lines()), nl=not markdown)


def _say(found: Inventory, out: Path) -> None:
    from ditan.core.inventory.views import View

    for name, label in (("without_land", "不含土地利用"), ("with_land", "含土地利用")):
        cell = found.summary(View.IPCC).sums[name][-1]
        amount = "未知" if cell.tonnes is None else f"{cell.tonnes:,.3f} t"
        whole = "" if cell.complete else "（不完整）"
        typer.echo(f"CO2e（{found.gwp.name}，{label}）：{amount}{whole}")
    typer.echo(f"{len(found.rows)} 行；未知 {len(found.unknown)} 项；质检问题 {len(found.findings)} 个。结果在 {out}。")


def _heading(columns: Iterable[str]) -> bytes:
    return (",".join(columns) + "\n").encode("utf-8-sig")


def _clear(out: Path) -> None:
    """No result of an earlier run stays beside those of this one."""
    for path in out.glob("*") if out.is_dir() else ():
        if path.name in ("totals.csv", "emissions.csv", "traces.jsonl", "findings.txt", "uncertainty.csv") or (
            path.name.startswith("ditan_")
        ):
            path.unlink()


def _write(folder: Path, files: dict[str, bytes]) -> None:
    try:
        for name, data in files.items():
            write_whole(folder / name, data)
    except OSError as error:
        typer.echo(f"{folder}：无法写入（{error.strerror}）；请检查文件夹权限和磁盘空间。", err=True)
        raise typer.Exit(REFUSED) from None
