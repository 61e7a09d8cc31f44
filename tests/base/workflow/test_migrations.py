"""The tables of reporting can be taken away and made again, triggers and all; what stood before stays."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext

import pytest
from django.db import connection, transaction
from django.db.migrations.loader import MigrationLoader

from ditan.base.workflow.models import Assignment, Cell, Job
from ditan.base.workflow.triggers import TRIGGERS
from tests.base.workflow.rounds.conftest import (  # noqa: F401 - fixtures
    Office,
    drafted,
    fill,
    make_organisation,
    make_person,
    metrics,
    office,
    opened,
    owed,
    roles,
)

SECOND, THIRD, LAST = "0002_reporting_rounds", "0003_relations_and_verified_values", "0004_clocks_and_chains"
CLOCKS = {
    "workflow_escalationchain",
    "workflow_chainedition",
    "workflow_escalationlevel",
    "workflow_clock",
    "workflow_escalation",
}
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@contextmanager
def put_back_at_the_end() -> Iterator[None]:
    """PostgreSQL forgets it all: dropping a table there takes along the keys by which other apps point at it."""
    with transaction.atomic() if connection.vendor == "postgresql" else nullcontext():
        yield
        if connection.vendor == "postgresql":
            transaction.set_rollback(True)


def undo(*names: str) -> None:
    _walk(names, back=True)


def redo(*names: str) -> None:
    _walk(names, back=False)


def _walk(names: tuple[str, ...], back: bool) -> None:
    """Each stands on what it depends on alone: drawing up the tables of all apps takes half a minute."""
    loader = MigrationLoader(connection)
    for name in names:
        migration = loader.get_migration("workflow", name)
        before = loader.project_state(("workflow", name), at_end=False)
        with connection.schema_editor(atomic=migration.atomic) as editor:
            (migration.unapply if back else migration.apply)(before, editor)


def tables() -> set[str]:
    return {name for name in connection.introspection.table_names() if name.startswith("workflow_")}


def test_reporting_goes_table_by_table_and_comes_back_with_its_history_guarded_again(
    office: Office,  # noqa: F811
    owed: Assignment,  # noqa: F811
) -> None:
    whole = tables()
    Job.objects.create(kind="kept")
    fill(office.clerk, owed, {"coal": "20.50"}, verified=("coal",))

    with put_back_at_the_end():
        undo(LAST)
        with_relations = tables()
        assert whole - with_relations == CLOCKS

        undo(THIRD)
        assert with_relations - tables() == {"workflow_relation", "workflow_relationterm"}
        with connection.cursor() as cursor:
            cursor.execute("SELECT reported, number FROM workflow_cell WHERE state = 'number'")
            assert cursor.fetchall() == [("20.50", 20.5)]
        assert TRIGGERS.missing(connection) == []

        undo(SECOND)
        assert tables() == {"workflow_job"}

        redo(SECOND, THIRD, LAST)
        assert tables() == whole
        assert TRIGGERS.missing(connection) == []
        assert Job.objects.get().kind == "kept"
        assert not Cell.objects.exists()
