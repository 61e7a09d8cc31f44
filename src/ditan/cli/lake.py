"""`ditan lake`: put rows and factors into a lake, compute what changed, show what is published."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

commands = typer.Typer(help="大表：活动数据 × 因子 → 排放量，按地区和年份增量计算。", no_args_is_help=True)
At = Annotated[Path, typer.Argument(help="大表所在的文件夹。")]
Json = Annotated[bool, typer.Option("--json", help="以 JSON 输出，供程序读取。")]
SHOWN = 20


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.add_typer(commands, name="lake")


@commands.command()
def put(
    folder: At,
    activity: Annotated[
        Path | None, typer.Option(help="活动数据 CSV：region,year,month,category,kind,fuel,technology,amount。")
    ] = None,
    factors: Annotated[
        Path | None,
        typer.Option(
            help="因子 CSV：region,year,category,kind,fuel,technology,gas,value,factor_code，单位为吨气体/活动单位。"
        ),
    ] = None,
) -> None:
    """写入活动数据（所涉地区和年份整体替换）或因子（整体替换）；有问题的行逐一列出。"""
    from ditan.lake.schema import hold_factors
    from ditan.lake.storing import Folder

    at = Folder(folder)
    findings: list[Any] = []
    if factors:
        try:
            table, refused = hold_factors(_table(factors, {"year": int, "value": float}))
        except ValueError as wrong_columns:
            typer.echo(str(wrong_columns), err=True)
            raise typer.Exit(1) from None
        at.put_factors(table)
        typer.echo(f"已写入 {table.num_rows} 个因子。")
        findings += refused
    if activity:
        import pyarrow as pa

        rows = pa.Table.from_pylist(_table(activity, {"year": int, "month": int, "amount": float}))
        try:
            partitions, wrong = at.put_activity(rows)
        except ValueError as refused_rows:
            typer.echo(str(refused_rows), err=True)
            raise typer.Exit(1) from None
        typer.echo(f"已写入 {rows.num_rows} 行，分区：{'、'.join(map(str, partitions))}。")
        findings += wrong
    _say(findings)


@commands.command()
def run(folder: At, as_json: Json = False) -> None:
    """计算有变化的分区并一次发布；引擎为本机 DuckDB，或 DITAN_LAKE_URL 指定的 Spark 集群。"""
    from ditan.lake.connection import LakeUnavailable, connected
    from ditan.lake.publishing import LakeBusy
    from ditan.lake.publishing import run as run_lake
    from ditan.lake.storing import Folder

    def report(share: float, stage: str) -> None:
        if not as_json:
            typer.echo(f"{share:4.0%} {stage}", err=True)

    try:
        with connected() as connection:
            ran = run_lake(Folder(folder), connection, report=report)
    except (LakeUnavailable, LakeBusy) as refused:
        typer.echo(str(refused), err=True)
        raise typer.Exit(1) from None
    if as_json:
        parts = {
            name: [str(each) for each in getattr(ran, name)] for name in ("computed", "kept", "refused", "removed")
        }
        found = [each.as_json() for each in ran.findings]
        typer.echo(json.dumps({"run_id": ran.run_id, **parts, "findings": found}, ensure_ascii=False))
    else:
        typer.echo(
            f"运行 {ran.run_id}：计算 {len(ran.computed)} 个分区，沿用 {len(ran.kept)} 个，未能计算 {len(ran.refused)} 个。"
        )
        _say(ran.findings)
    if ran.refused:
        raise typer.Exit(1)


@commands.command()
def show(folder: At, as_json: Json = False) -> None:
    """列出已发布的分区：行数、因子版本、运行编号、是否完整。"""
    from ditan.lake.publishing import Manifest
    from ditan.lake.storing import Folder

    manifest = Manifest.read(Folder(folder))
    if as_json:
        typer.echo(json.dumps(manifest.partitions, ensure_ascii=False))
        return
    if not manifest.partitions:
        typer.echo(f"{folder} 还没有发布过结果；请先运行 ditan lake run {folder}。")
    for name, each in sorted(manifest.partitions.items()):
        state = "已过期（新数据未能计算）" if "stale" in each else "完整" if each["complete"] else "不完整"
        typer.echo(f"{name}  {each['rows']} 行  因子 {each['factor_version']}  运行 {each['run_id']}  {state}")


def _table(path: Path, numbers: dict[str, Callable[[str], Any]]) -> list[dict[str, Any]]:
    """The rows of a CSV; a number that is none stops everything, with its row and column."""
    import csv

    rows = []
    with path.open(encoding="utf-8-sig", newline="") as content:
        for at, given in enumerate(csv.DictReader(content), start=1):
            row: dict[str, Any] = dict(given)
            for name, read in numbers.items():
                if not row.get(name) and read is float:
                    row[name] = None  # not known
                    continue
                try:
                    row[name] = read(row.get(name) or "")
                except ValueError:
                    found = f"为“{row[name]}”" if row.get(name) else "没有填写"
                    typer.echo(f"{path.name} 第 {at} 行“{name}”{found}，应为数字；未写入任何内容。", err=True)
                    raise typer.Exit(1) from None
            rows.append(row)
    return rows


def _say(findings: Any) -> None:
    for each in findings[:SHOWN]:
        typer.echo(each.message)
    if len(findings) > SHOWN:
        typer.echo(f"另有 {len(findings) - SHOWN} 条。")
