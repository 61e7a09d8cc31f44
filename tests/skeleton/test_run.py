"""`ditan run`: the account, the example plans, the worker beside the server, and how it all ends."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest

from tests.migrated import lay_file
from tests.skeleton.running import ROOT, Running, running

pytestmark = pytest.mark.slow
Start = Callable[..., AbstractContextManager[Running]]
PLANS = "select count(*) from plans_plandocument"
WAITING = "select count(*) from workflow_job where state in ('queued', 'running')"


def starting(folder: Path) -> Start:
    """Starts the product with this folder's data."""
    environment = {
        "DITAN_VAR": str(folder / "var"),
        "PYTHONPATH": str(ROOT / "src"),
        "DITAN_SECRET_KEY": "",
        "DITAN_DATA_KEYS": "",
        "DITAN_DATABASE_URL": f"sqlite:///{folder}/var/ditan.sqlite3",
    }

    def start(*options: str, **more: str) -> AbstractContextManager[Running]:
        command = [sys.executable, "-m", "ditan", "run", *options]
        return running(command, cwd=folder, environment={**environment, **more}, within=180)

    return start


@pytest.fixture
def start(tmp_path: Path) -> Start:
    """Starts the product for the first time."""
    return starting(tmp_path)


@dataclass(frozen=True, slots=True)
class First:
    """The first start of all, from nothing: what it said, its log-in page, how it ended, and the data that it left."""

    printed: str
    page: str
    ended: int
    var: Path


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> First:
    """Starts the product for the first time, and ends it when the five plans have been read."""
    folder = tmp_path_factory.mktemp("first")
    database = folder / "var" / "ditan.sqlite3"
    with starting(folder)() as product:
        page = product.page("/login/")
        wait_until(lambda: count(database, PLANS) == 5)
        wait_until(lambda: count(database, WAITING) == 0)
        return First(product.printed, page, product.stop(), folder / "var")


@pytest.fixture
def again(first: First, tmp_path: Path) -> Start:
    """Starts the product on a copy of that folder."""
    shutil.copytree(first.var, tmp_path / "var")
    return starting(tmp_path)


def wait_until(happened: Callable[[], bool], seconds: float = 90.0) -> None:
    until = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < until, "it did not happen in time"
        time.sleep(0.1)


def count(database: Path, query: str) -> int:
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as connection:
        return int(connection.execute(query).fetchone()[0])


def test_the_first_start_prints_a_password_once_and_serves_the_log_in_page(first: First, again: Start) -> None:
    assert re.search(r"账户 trial　密码 \S{16}　", first.printed)
    assert "试用模式" in first.printed
    assert "<form" in first.page
    assert first.ended == 0
    with again() as second:
        assert "密码只在首次启动时显示" in second.printed
        assert not re.search(r"密码 \S{16}", second.printed)
        assert second.cpu_seconds < 10


def test_the_secret_and_the_data_belong_to_their_owner_alone(first: First) -> None:
    assert first.var.stat().st_mode & 0o777 == 0o700
    assert (first.var / "secret-key").stat().st_mode & 0o777 == 0o600


def test_the_five_plans_are_read_as_drafts_and_not_twice(again: Start, tmp_path: Path) -> None:
    database = tmp_path / "var" / "ditan.sqlite3"
    jobs = count(database, "select count(*) from workflow_job")
    with again():
        wait_until(lambda: count(database, WAITING) == 0)
    assert count(database, PLANS) == 5
    assert count(database, "select count(*) from plans_plandocument where example") == 5
    assert count(database, "select count(*) from workflow_job") == jobs
    assert count(database, "select count(*) from workflow_job where state = 'failed'") == 0


def test_the_demonstration_confirms_the_examples_once(first: First, tmp_path: Path) -> None:
    shutil.copytree(first.var, tmp_path / "var")
    database = tmp_path / "var" / "ditan.sqlite3"
    said, again = demonstrate(tmp_path), demonstrate(tmp_path)
    confirmed = sum(
        count(database, f"select count(*) from plans_{table} where decided_how = 'demo'")
        for table in ("indicator", "target", "measure", "project")
    )
    assert said == f"已按演示文件确认 {confirmed} 条（标注“演示”）；已有人决定过的条目不变。\n"
    assert again.startswith("已按演示文件确认 0 条")
    assert confirmed > 400


def demonstrate(folder: Path) -> str:
    environment = {**os.environ, "DITAN_VAR": str(folder / "var"), "PYTHONPATH": str(ROOT / "src")}
    environment["DITAN_DATABASE_URL"] = f"sqlite:///{folder}/var/ditan.sqlite3"
    command = [sys.executable, "-m", "ditan", "demo"]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout


def test_without_a_trial_account_the_demonstration_says_what_to_do_first(tmp_path: Path) -> None:
    environment = {**os.environ, "DITAN_VAR": str(tmp_path), "PYTHONPATH": str(ROOT / "src")}
    environment["DITAN_DATABASE_URL"] = f"sqlite:///{tmp_path}/empty.sqlite3"
    command = [sys.executable, "-m", "ditan", "demo"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith("没有试用账户；请先运行 ./ditan run")


def test_a_killed_worker_is_followed_by_another(again: Start) -> None:
    with again() as product:
        first = product.worker()
        first.send_signal(signal.SIGKILL)
        wait_until(lambda: any(child.pid != first.pid for child in psutil.Process(product.process.pid).children()))
        assert product.worker().pid != first.pid


def test_ctrl_c_ends_server_and_worker(again: Start) -> None:
    with again() as product:
        worker = product.worker()
        assert product.stop() == 0
        assert not worker.is_running()


def test_a_server_killed_hard_leaves_no_worker_behind(again: Start) -> None:
    with again() as product:
        worker = product.worker()
        os.kill(product.process.pid, signal.SIGKILL)
        wait_until(lambda: not worker.is_running() or worker.status() == psutil.STATUS_ZOMBIE)


def test_a_port_in_use_is_named_with_a_way_out(start: Start) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(AssertionError, match=f"端口 {port} 已被其他程序占用"), start("--port", str(port)):
            pass


def test_without_trial_a_secret_is_asked_for_and_no_account_is_made(start: Start, tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match="正式运行需要环境变量 DITAN_SECRET_KEY"), start("--no-trial"):
        pass
    with (
        pytest.raises(AssertionError, match="正式运行需要环境变量 DITAN_DATA_KEYS"),
        start("--no-trial", DITAN_SECRET_KEY="s" * 50),
    ):
        pass
    # Its tables are made already where another test left them; `test_build` starts so from nothing.
    (tmp_path / "var").mkdir(mode=0o700, exist_ok=True)
    lay_file(tmp_path / "var" / "ditan.sqlite3")
    with start("--no-trial", DITAN_SECRET_KEY="s" * 50, DITAN_DATA_KEYS="k1:" + "A" * 43) as product:
        assert "密码" not in product.printed
    assert count(tmp_path / "var" / "ditan.sqlite3", "select count(*) from auth_user") == 0


def test_further_processes_serve_from_the_same_address_and_end_with_the_first(again: Start) -> None:
    with again("--processes", "2") as product:
        further = product.child("serve-further")
        assert "<form" in product.page("/login/")
        further.send_signal(signal.SIGKILL)
        wait_until(lambda: product.has_child("serve-further", other_than=further.pid))
        assert "<form" in product.page("/login/")
        second = product.child("serve-further")
        assert product.stop() == 0
        assert not second.is_running()
