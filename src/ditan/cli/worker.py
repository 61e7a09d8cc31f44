"""`ditan worker`: the process that does background jobs."""

from __future__ import annotations

import os
import signal
import threading
import time
from typing import Annotated

import typer


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("worker")(worker)


def worker(
    parent: Annotated[int | None, typer.Option(help="此进程号的程序退出后，本进程也退出。", hidden=True)] = None,
) -> None:
    """执行后台任务（读取上传的规划等），直到收到停止信号；ditan run 会自动启动它。"""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ditan.web.settings")
    import django

    django.setup()
    from ditan.base.workflow import worker as loop

    stopping = loop.Stopping()
    stopping.on_signals()
    if parent is not None:
        leave_with(parent)
    loop.work(stopping)


def leave_with(parent: int) -> None:
    """From now on, end this process when its parent has gone."""
    threading.Thread(target=_leave_with, args=(parent,), daemon=True).start()


def _leave_with(parent: int) -> None:
    """End this process when its parent has gone, however that ended: a server killed hard leaves no worker behind."""
    while os.getppid() == parent:
        time.sleep(1.0)
    os.kill(os.getpid(), signal.SIGTERM)
