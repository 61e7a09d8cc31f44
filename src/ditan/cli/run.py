"""`ditan run`: migrate, serve, and keep a worker beside the server."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

DEFAULT_PORT = 8000
THREADS = 8
MOST_PROCESSES = 4


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("run")(run)
    app.command("serve-further", hidden=True)(serve_further)


def run(
    host: Annotated[str, typer.Option(help="监听地址。")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="监听端口。", envvar="DITAN_PORT", min=1, max=65535)] = DEFAULT_PORT,
    trial: Annotated[
        bool, typer.Option("--trial/--no-trial", help="试用模式：生成一个本地账户和密钥，读入示例规划。")
    ] = True,
    processes: Annotated[
        int, typer.Option(help="网页服务进程数；0 为按处理器自动：正式运行最多 4 个，试用 1 个。", min=0, max=64)
    ] = 0,
) -> None:
    """启动平台：升级数据库，启动后台任务进程和网页服务；按 Ctrl-C 全部停止。"""
    os.environ["DJANGO_SETTINGS_MODULE"] = "ditan.web.settings"
    os.environ["DITAN_TRIAL"] = "1" if trial else "0"
    _prepare_folder(trial=trial)
    # Django reads the settings when it is first imported, so everything that needs it comes after this point.
    import django

    django.setup()
    from ditan.cli.serving import AddressInUse, serve

    try:
        serve(
            host=host,
            port=port,
            threads=THREADS,
            processes=processes or _fitting_processes(trial=trial),
            before=lambda: _prepare_database(trial=trial),
        )
    except AddressInUse as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from None


def serve_further(
    socket_number: Annotated[int, typer.Option("--socket")],
    threads: Annotated[int, typer.Option()],
    parent: Annotated[int, typer.Option()],
) -> None:
    """A further server process beside the first, which starts it and ends it."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "ditan.web.settings"
    import django

    django.setup()
    from ditan.cli.serving import serve_further as serve
    from ditan.cli.worker import leave_with

    leave_with(parent)
    serve(socket_number=socket_number, threads=threads)


def _fitting_processes(*, trial: bool) -> int:
    """One in a trial or where sockets cannot be handed on; else one a processor, up to four."""
    return 1 if trial or os.name != "posix" else min(os.cpu_count() or 1, MOST_PROCESSES)


def _prepare_folder(*, trial: bool) -> None:
    """The data folder, private to its owner, and in a trial the secret."""
    from ditan.web.secret import make_data_keys, make_secret, stored_data_keys

    folder = Path(os.environ.get("DITAN_VAR", Path.cwd() / "var"))
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if trial:
        make_secret(folder)
        make_data_keys(folder)
    elif not os.environ.get("DITAN_SECRET_KEY"):
        typer.echo(
            "正式运行需要环境变量 DITAN_SECRET_KEY（一串不少于 50 个字符的随机文字）；"
            "可用 python -c 'import secrets; print(secrets.token_urlsafe(48))' 生成。",
            err=True,
        )
        raise typer.Exit(1)
    elif not (os.environ.get("DITAN_DATA_KEYS") or stored_data_keys(folder)):
        typer.echo(
            "正式运行需要环境变量 DITAN_DATA_KEYS（加密电话等字段的密钥，格式为 名称:密钥）；可用 python -c "
            "'import secrets; print(\"k1:\" + secrets.token_urlsafe(32))' 生成，并与备份分开妥善保存。",
            err=True,
        )
        raise typer.Exit(1)


def _prepare_database(*, trial: bool) -> None:
    """Bring tables and roles up to date; in a trial make the account and queue the example plans."""
    from django.core.management import call_command

    from ditan.base.access.services import make_declared_roles
    from ditan.base.alerts.services.shipped import load_rules
    from ditan.base.directory.selectors import renew_lexicon
    from ditan.base.directory.services import load_shipped_directory
    from ditan.base.records.services import load_shipped_formulas, load_shipped_metrics
    from ditan.domains.assessment.services import load_examples
    from ditan.domains.checkups.services import load_indicators
    from ditan.domains.supervision.services import load_classes

    call_command("migrate", verbosity=0, interactive=False)
    make_declared_roles()
    load_shipped_directory()
    load_shipped_metrics()
    load_shipped_formulas()
    load_rules()
    load_classes()
    load_examples()
    load_indicators()
    renew_lexicon()
    if trial:
        _prepare_trial()
    else:
        _offer_setup()


def _offer_setup() -> None:
    """Where nobody administers yet: the code that opens the first page, shown here and nowhere else."""
    from ditan.base.accounts.services import issue_setup_code

    code = issue_setup_code()
    if code is not None:
        typer.echo(f"首次启动：请在 24 小时内打开 /setup/ 设置三位管理员，初始化码 {code}　（只能用一次）")


def _prepare_trial() -> None:
    from ditan.base.records.services import load_published_values
    from ditan.domains.plans.services import load_examples
    from ditan.web.trial import NAME, make_trial_account, trial_account

    password = make_trial_account()
    if not trial_account().is_active:
        typer.echo("试用模式：已设置正式管理员，试用账户已停用；请用正式账户登录。")
        return
    load_examples(user=trial_account())
    load_published_values()
    typer.echo("试用模式：只有一个本地账户，请勿存放正式数据。")
    if password is None:
        typer.echo(f"  账户 {NAME}（密码只在首次启动时显示；忘记时运行 ./ditan manage changepassword {NAME}）")
    else:
        typer.echo(f"  账户 {NAME}　密码 {password}　（只显示这一次）")
