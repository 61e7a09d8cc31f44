"""`ditan manage rescue_account NAME`: whoever runs the server lets an administrator in again; the log says so."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError

from ditan.base.accounts.services.managing import rescue


class Command(BaseCommand):
    help = "在服务器上救援一个账号：启用、解锁、移除动态口令，并给出一次性密码。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", help="用户名")

    def handle(self, *args: Any, **options: Any) -> None:
        account = User.objects.filter(username=options["name"]).first()
        if account is None:
            raise CommandError(f"没有账号“{options['name']}”；请检查用户名。")
        password = rescue(of=account)
        self.stdout.write(f"账号 {account.get_username()} 的一次性密码：{password}（只显示这一次，登录后须修改）")
