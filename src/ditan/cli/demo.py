"""`ditan demo`: confirm the example plans in one step, so that lists and pages have something to show."""

from __future__ import annotations

import os

import typer


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("demo")(demo)


def demo() -> None:
    """试用模式下，按随附的演示文件一次确认五份示例规划的条目（均标注“演示”）。"""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ditan.web.settings")
    os.environ["DITAN_TRIAL"] = "1"  # only in a trial does the trial account reach data
    import django

    django.setup()
    from django.contrib.auth.models import User
    from django.db import DatabaseError

    from ditan.domains.plans.services import load_demo_confirmations
    from ditan.web.trial import trial_account

    try:
        confirmed = load_demo_confirmations(user=trial_account())
    except (User.DoesNotExist, DatabaseError):
        typer.echo("没有试用账户；请先运行 ./ditan run（试用模式），等示例规划读完后再运行本命令。", err=True)
        raise typer.Exit(1) from None
    typer.echo(f"已按演示文件确认 {confirmed} 条（标注“演示”）；已有人决定过的条目不变。")
