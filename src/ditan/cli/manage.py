"""`ditan manage`: Django's management commands (createsuperuser, changepassword, migrate, dumpdata …)."""

from __future__ import annotations

import os

import typer


def register(app: typer.Typer) -> None:
    """Add the command."""
    settings = {"allow_extra_args": True, "ignore_unknown_options": True, "help_option_names": []}
    app.command("manage", context_settings=settings)(manage)


def manage(context: typer.Context) -> None:
    """运维命令，如 createsuperuser、changepassword、migrate；不带参数列出全部。"""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ditan.web.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(["ditan manage", *context.args])
