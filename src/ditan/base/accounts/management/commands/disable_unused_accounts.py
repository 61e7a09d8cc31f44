"""`ditan manage disable_unused_accounts`: what the daily job does, by hand."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from ditan.base.accounts.services import disable_unused


class Command(BaseCommand):
    help = "停用超过规定天数未使用的账号；唯一的管理员账号不会被停用。"

    def handle(self, *args: Any, **options: Any) -> None:
        names = disable_unused()
        self.stdout.write(f"停用 {len(names)} 个账号" + (f"：{'、'.join(names)}" if names else "。"))
