"""`ditan factors`: find cited factors, see one with its source and its contradictions, compare two sets."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict
from typing import Annotated, Any

import typer
from rich.console import Console

from ditan.cli.forms.factors import diff_table, factor_lines, factors_table, sets_table
from ditan.core.factors import Factor, FactorRefused, book, fuel_named, quantities, sets
from ditan.core.factors.comparing import compare
from ditan.core.factors.finding import find

commands = typer.Typer(help="因子库：查找、查看出处和矛盾、比较两套因子。", no_args_is_help=True)
Json = Annotated[bool, typer.Option("--json", help="以 JSON 输出，供程序读取。")]
Quantity = Annotated[str, typer.Option(help="只看这种参数，如 ncv、grid_factor。")]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.add_typer(commands, name="factors")


@commands.command("sets")
def list_sets(as_json: Json = False) -> None:
    """列出全部因子集：编号、名称、因子数、其中未核实的个数。"""
    counts = Counter(each.factor_set for each in book())
    doubtful = Counter(each.factor_set for each in book() if not each.verified)
    rows = [(each, counts[each.code], doubtful[each.code]) for each in sets().values()]
    if as_json:
        _print_json([{**asdict(each), "factors": many, "unverified": open_} for each, many, open_ in rows])
    else:
        Console().print(sets_table(rows))


@commands.command("find")
def find_factors(
    words: Annotated[
        list[str] | None, typer.Argument(help="要找的词，可多个：名称、编号、出处、燃料、地区、年份。")
    ] = None,
    quantity: Quantity = "",
    factor_set: Annotated[str, typer.Option("--set", help="只看这套因子，如 provincial_guide_2025。")] = "",
    fuel: Annotated[str, typer.Option(help="燃料的编号或中文名。")] = "",
    gas: Annotated[str, typer.Option(help="气体，如 CO2、CH4、NOx。")] = "",
    region: Annotated[str, typer.Option(help="地区，如 重庆。")] = "",
    year: Annotated[str, typer.Option(help="年份，如 2023。")] = "",
    verified: Annotated[bool | None, typer.Option("--verified/--unverified", help="只看已核实或未核实的。")] = None,
    limit: Annotated[int, typer.Option(min=1, help="最多显示多少个。")] = 50,
    as_json: Json = False,
) -> None:
    """按词语、参数、燃料、因子集等查找因子；找不到时以代码 1 退出。"""
    _known("参数", quantity, quantities())
    _known("因子集", factor_set, sets())
    match = {"fuel": _fuel(fuel), "region": region, "year": year}
    if not any((words, quantity, factor_set, gas, *match.values(), verified is not None)):
        _stop("请给出要找的词，或用 --quantity、--set、--fuel 等选项；`ditan factors find --help` 有说明。")
    found = find(
        book(),
        " ".join(words or ()),
        quantity=quantity,
        factor_set=factor_set,
        gas=gas,
        match={name: value for name, value in match.items() if value},
        verified=verified,
    )
    if as_json:
        _print_json([asdict(each) for each in found[:limit]])
    elif found:
        Console().print(factors_table(found[:limit], len(found)))
    else:
        typer.echo("没有符合条件的因子；请减少词语或条件，`ditan factors sets` 列出全部因子集。", err=True)
    if not found:
        raise typer.Exit(1)


@commands.command()
def show(code: Annotated[str, typer.Argument(help="因子编号，由 find 给出。")], as_json: Json = False) -> None:
    """显示一个因子：数值、适用范围、出处、备注，以及其他因子集对同一参数给出的值。"""
    try:
        factor = book().get(code)
    except FactorRefused as refused:
        typer.echo(str(refused), err=True)
        raise typer.Exit(1) from None
    others = _others(factor)
    if as_json:
        _print_json({**asdict(factor), "others": [asdict(each) for each in others]})
    else:
        Console().print(factor_lines(factor, others))


@commands.command()
def diff(
    left: Annotated[str, typer.Argument(help="一套因子的编号。")],
    right: Annotated[str, typer.Argument(help="另一套因子的编号。")],
    quantity: Quantity = "",
    everything: Annotated[bool, typer.Option("--all", help="也列出相同的和只有一套有的。")] = False,
    as_json: Json = False,
) -> None:
    """并排比较两套因子；默认只列两套都有而数值不同的。"""
    for each in (left, right):
        _known("因子集", each, sets())
    _known("参数", quantity, quantities())
    pairs = compare(book(), left, right, quantity)
    both = [each for each in pairs if each.left and each.right]
    shown = pairs if everything else tuple(each for each in both if not each.same)
    if as_json:
        _print_json(
            [
                {
                    "left": [asdict(one) for one in each.left],
                    "right": [asdict(one) for one in each.right],
                    "change": each.change,
                }
                for each in shown
            ]
        )
        return
    Console().print(diff_table(shown, left, right))
    same = sum(each.same for each in both)
    only = [sum(not each.right for each in pairs), sum(not each.left for each in pairs)]
    typer.echo(
        f"两套都有 {len(both)} 项：相同 {same}，不同 {len(both) - same}；只有左边有 {only[0]}，只有右边有 {only[1]}。"
    )


def _others(factor: Factor) -> tuple[Factor, ...]:
    if factor.quantity == "efdb":
        return ()
    return tuple(each for each in book().beside(factor) if each.code != factor.code)


def _fuel(name: str) -> str:
    if not name:
        return ""
    known = fuel_named(name)
    if known is None:
        _stop(f"没有“{name}”这种燃料；请用编号（raw_coal）或中文名（原煤）。")
    return known.code if known else ""


def _known(what: str, code: str, codes: Any) -> None:
    if code and code not in codes:
        _stop(f"没有“{code}”这种{what}；可用：{'、'.join(codes)}。")


def _stop(message: str) -> None:
    typer.echo(message, err=True)
    raise typer.Exit(2)


def _print_json(data: Any) -> None:
    typer.echo(json.dumps(data, ensure_ascii=False, indent=2))
