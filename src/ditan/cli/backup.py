"""`ditan backup`: make, check and restore a backup."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

commands = typer.Typer(help="备份与恢复：数据库、上传文件、日志归档与锚点。", no_args_is_help=True)

BackupFile = Annotated[Path, typer.Argument(help="备份文件。")]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.add_typer(commands, name="backup")


@commands.command()
def create(
    path: Annotated[
        Path | None, typer.Argument(help="备份文件或已有的文件夹；默认写入 DITAN_VAR 下的 backups。")
    ] = None,
) -> None:
    """创建备份；平台可以同时运行。"""
    with answering():
        from django.conf import settings

        from ditan.base.audit import backup

        folder = Path(settings.VAR_DIR) / "backups" if path is None else path
        name = f"ditan-{datetime.now():%Y%m%d-%H%M%S}.tar.gz"
        target = folder / name if path is None or folder.is_dir() else folder
        manifest = backup.make(target)
        size = target.stat().st_size / 1_000_000
        typer.echo(f"已创建备份 {target}（{len(manifest.files)} 个文件，{size:.1f} MB）。请复制到另一台机器保存。")


@commands.command()
def verify(path: BackupFile) -> None:
    """核对备份：签名、清单和每个文件的校验值；有问题时说明并以代码 1 退出。"""
    with answering():
        from ditan.base.audit import backup

        manifest = backup.check(path)
        typer.echo(f"备份完好：{len(manifest.files)} 个文件，创建于 {manifest.made_at}，版本 {manifest.version}。")


@commands.command()
def restore(path: BackupFile) -> None:
    """恢复到空的数据库和空的文件夹；先全部核对，再写入，失败时不留下任何东西。"""
    with answering():
        from ditan.base.audit import backup

        manifest = backup.restore(path)
        typer.echo(f"已恢复 {len(manifest.files)} 个文件（创建于 {manifest.made_at}）。")
        _tell_the_log(path)


def _tell_the_log(path: Path) -> None:
    """Record the restore in the log that was restored, where its tables are of this version."""
    from ditan.base.audit.backup import database
    from ditan.base.audit.models import Outcome
    from ditan.base.audit.services import record_apart

    if any(each.startswith("audit.") for each in database.pending()):
        typer.echo("备份来自较旧的版本；启动平台时会自动升级数据库。")
        return
    record_apart(act="audit.backup_restored", target_kind="audit.backup", target_name=path.name, outcome=Outcome.DONE)


@contextmanager
def answering() -> Iterator[None]:
    """Start Django; a refusal, a database that is not there and a full disk are told in words, with exit code 1."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ditan.web.settings")
    import django

    django.setup()
    from django.db import DatabaseError

    from ditan.base.refusal import Refusal

    try:
        yield
    except Refusal as refusal:
        typer.echo(refusal.message, err=True)
        raise typer.Exit(1) from None
    except DatabaseError as error:
        typer.echo(f"数据库不可用或尚未建立（{error}）；请先运行 ./ditan run 或 ./ditan manage migrate。", err=True)
        raise typer.Exit(1) from None
    except OSError as error:
        typer.echo(
            f"读写文件失败：{error.strerror or error}（{error.filename or ''}）；请检查磁盘和权限后重试。", err=True
        )
        raise typer.Exit(1) from None
