"""`ditan audit`: seal, verify and archive the log."""

from __future__ import annotations

import json
from typing import Annotated, Any

import typer

from ditan.cli.backup import answering

commands = typer.Typer(help="审计日志：封存、校验、归档。", no_args_is_help=True)


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.add_typer(commands, name="audit")


@commands.command()
def seal() -> None:
    """封存尚未封存的日志，并把封条写到库外的锚点文件；后台任务进程每分钟自动执行。"""
    with answering():
        from ditan.base.audit.services.sealing import seal_log

        typer.echo(f"已封存 {seal_log()} 条。")


@commands.command()
def verify(
    as_json: Annotated[bool, typer.Option("--json", help="以 JSON 输出，供程序读取。")] = False,
) -> None:
    """校验全部日志：被改动、删除、调换、插入、截断时列出并以代码 1 退出。"""
    with answering():
        from ditan.base.audit import alarm
        from ditan.base.audit.services.verifying import verify_and_record

        kept = verify_and_record()
        alarm.tell_of(kept)
        typer.echo(_as_json(kept) if as_json else _as_text(kept))
    if not kept.sound:
        raise typer.Exit(1)


@commands.command()
def archive(
    months: Annotated[
        int | None, typer.Option(help="在库保存的月数，不少于 12；默认取 DITAN_AUDIT_KEEP_MONTHS。")
    ] = None,
) -> None:
    """把超过保存期限的日志移到归档文件；归档文件通过校验后才从库中移出。"""
    with answering():
        from ditan.base.audit.services.archiving import archive_log

        moved = archive_log(months=months)
        if moved is None:
            typer.echo("没有超过保存期限的日志。")
        else:
            typer.echo(f"已归档 {moved.rows} 条（{moved.blocks} 个区块）：{moved.path}")


def _as_json(kept: Any) -> str:
    told = {name: getattr(kept, name) for name in ("sound", "blocks", "sealed", "tail", "findings")}
    return json.dumps(told, ensure_ascii=False)


def _as_text(kept: Any) -> str:
    from ditan.base.audit.words import finding_text

    head = f"核对 {kept.sealed} 条（{kept.blocks} 个区块），未封存 {kept.tail} 条："
    if kept.sound:
        return head + "完好。"
    return "\n".join(
        [f"{head}发现 {len(kept.findings)} 处异常。", *(f"  {finding_text(each)}" for each in kept.findings)]
    )
