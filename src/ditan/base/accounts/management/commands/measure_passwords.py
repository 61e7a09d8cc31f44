"""`ditan manage measure_passwords`: how many rounds of the password hashes this machine does in the time budget."""

from __future__ import annotations

import hashlib
import json
import time
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from ditan.base.accounts.configuration import HASHES, ROUNDS_FILE
from ditan.core.security.rounds import rounds_for

TRIAL_ROUNDS = 50_000


class Command(BaseCommand):
    help = "测量本机的密码散列速度，按时间预算算出轮数并写入数据目录；重启后对新密码生效。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--budget", type=float, default=300.0, help="一次散列的时间预算（毫秒），默认 300。")
        parser.add_argument("--dry-run", action="store_true", help="只显示，不写入。")

    def handle(self, *args: Any, **options: Any) -> None:
        budget = min(max(float(options["budget"]), 50.0), 2000.0)
        found: dict[str, int] = {}
        for name in HASHES:
            seconds = _measure(name)
            if seconds is None:
                self.stdout.write(f"{name}：本机的 OpenSSL 不支持，略过。")
                continue
            found[name] = rounds_for(name, TRIAL_ROUNDS, seconds, budget / 1000)
            took = seconds * found[name] / TRIAL_ROUNDS * 1000
            self.stdout.write(f"{name}：{found[name]:,} 轮，约 {took:.0f} 毫秒")
        if not options["dry_run"]:
            path = settings.VAR_DIR / ROUNDS_FILE
            path.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")
            self.stdout.write(f"已写入 {path}；重启后对新设的密码生效，旧密码在下次登录时更新。")


def _measure(digest: str) -> float | None:
    """Seconds of the trial rounds, the best of three; None where the hash is not known here."""
    times = []
    for _try in range(3):
        start = time.perf_counter()
        try:
            hashlib.pbkdf2_hmac(digest, b"a password of some length", b"sixteen bytes ..", TRIAL_ROUNDS)
        except ValueError:
            return None
        times.append(time.perf_counter() - start)
    return min(times)
