"""What every test gets: no network beyond this machine."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Iterator
from contextlib import ExitStack
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from tests.anywhere import said_anywhere
from tests.migrated import Copied

# A busy machine is no fault of a test: nothing is held to a time per example. `./ditan test --quick` tries few examples.
settings.register_profile("whole", deadline=None)
settings.register_profile("quick", deadline=None, max_examples=12)
settings.load_profile("whole")

LONGEST = ("build", "browser", "slow")
"""Marks of what takes long, the longest first."""

_connect = socket.socket.connect


class OutsideConnection(AssertionError):
    """A test tried to reach another machine."""


def _connect_to_this_machine_only(self: socket.socket, address: Any) -> None:
    if isinstance(address, tuple) and not _is_loopback(str(address[0])):
        raise OutsideConnection(f"a test tried to reach {address!r}; the product works without any network")
    _connect(self, address)


def _is_loopback(host: str) -> bool:
    if host in {"localhost", ""}:
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


@pytest.fixture(autouse=True, scope="session")
def no_network() -> Iterator[None]:
    """Refuse every connection to another machine."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", _connect_to_this_machine_only)
        yield


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """Django takes the file that it finds: the copy of the migrated database. It lies in a folder that goes anyway."""
    from django.db import connection

    return connection.vendor == "sqlite"


@pytest.fixture(scope="session")
def copied(django_db_modify_db_settings: None, django_db_blocker: Any) -> Iterator[Copied]:
    """The migrated database as another process or run left it, where there is one."""
    with django_db_blocker.unblock():
        found = Copied.begin()
    yield found
    found.end()


@pytest.fixture(scope="session")
def django_db_setup(copied: Copied, django_db_setup: None, django_db_blocker: Any) -> None:
    """Lets Django bring the copy up to date; without one, keeps what it made for the next process."""
    with django_db_blocker.unblock():
        copied.keep()
    copied.end()


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> Iterator[None]:
    """Mark every test that touches the database, so that these alone can be run on PostgreSQL too; order the files."""
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        if item.get_closest_marker("django_db") or fixtures & {"db", "transactional_db", "live_server"}:
            item.add_marker("database")
        if said_anywhere(item.path):
            item.add_marker("anywhere")
    yield
    # After everybody else's ordering. What takes longest is begun first, so that no processor waits for the other at the
    # end; files stay together.
    marks: dict[Path, set[str]] = {}
    for item in items:
        marks.setdefault(item.path, set()).update(mark.name for mark in item.iter_markers())
    items.sort(key=lambda item: next((at for at, mark in enumerate(LONGEST) if mark in marks[item.path]), len(LONGEST)))


@pytest.fixture(autouse=True, scope="session")
def assets_are_listed_once() -> Iterator[None]:
    """Each test's browser stands before a server of its own, which would list all folders of assets anew."""
    from whitenoise.middleware import WhiteNoiseMiddleware

    listed: dict[str, dict[str, Any]] = {}
    add = WhiteNoiseMiddleware.add_files_from_finders

    def add_what_was_listed(self: Any) -> None:
        if self.static_prefix not in listed:
            add(self)
            listed[self.static_prefix] = dict(self.files)
        self.files.update(listed[self.static_prefix])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(WhiteNoiseMiddleware, "add_files_from_finders", add_what_was_listed)
        yield


@pytest.fixture(autouse=True, scope="session")
def emptying_lifts_the_triggers_of_the_log() -> Iterator[None]:
    """A test that commits is followed by the emptying of every table, which the log's triggers refuse.

    Only here, and only while Django empties a test database, are they taken away; then they are made again. Keys begin
    anew, because the log takes a key that was given and is not there for a row that somebody removed.
    """
    from django.apps import apps
    from django.db import connections
    from django.test import TransactionTestCase

    from ditan.base.append_only import Triggers
    from ditan.base.audit import triggers

    kept = [
        found
        for config in apps.get_app_configs()
        if find_spec(f"{config.name}.triggers")
        for found in vars(import_module(f"{config.name}.triggers")).values()
        if isinstance(found, Triggers)
    ]
    empty = TransactionTestCase._fixture_teardown

    def empty_without_triggers(self: TransactionTestCase) -> None:
        connection = connections["default"]
        with ExitStack() as stack:
            stack.enter_context(triggers.lifted(connection))
            for each in kept:
                stack.enter_context(each.lifted(connection))
            empty(self)
            if connection.vendor == "sqlite":
                with connection.cursor() as cursor:
                    cursor.execute("DELETE FROM sqlite_sequence WHERE name = 'audit_entry'")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", empty_without_triggers)
        yield


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Debian's Chromium, without the connections that it makes of its own accord."""
    return {
        **browser_type_launch_args,
        "executable_path": "/usr/bin/chromium",
        "args": [
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
        ],
    }


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """A Chinese desk."""
    return {**browser_context_args, "locale": "zh-CN", "viewport": {"width": 1440, "height": 900}}
