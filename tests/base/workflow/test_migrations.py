"""The tables of reporting can be taken away and made again, triggers and all; what stood before stays."""

from __future__ import annotations

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

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

CLOCKS = {
    "workflow_escalationchain",
    "workflow_chainedition",
    "workflow_escalationlevel",
    "workflow_clock",
    "workflow_escalation",
}
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def migrate(*targets: tuple[str, str]) -> None:
    executor = MigrationExecutor(connection)
    executor.migrate(list(targets) or executor.loader.graph.leaf_nodes())


def tables() -> set[str]:
    return {name for name in connection.introspection.table_names() if name.startswith("workflow_")}


def test_reporting_goes_table_by_table_and_comes_back_with_its_history_guarded_again(
    office: Office,  # noqa: F811
    owed: Assignment,  # noqa: F811
) -> None:
    whole = tables()
    Job.objects.create(kind="kept")
    fill(office.clerk, owed, {"coal": "20.50"}, verified=("coal",))

    migrate(("workflow", "0003_relations_and_verified_values"))
    with_relations = tables()
    assert whole - with_relations == CLOCKS

    migrate(("workflow", "0002_reporting_rounds"))
    assert with_relations - tables() == {"workflow_relation", "workflow_relationterm"}
    with connection.cursor() as cursor:
        cursor.execute("SELECT reported, number FROM workflow_cell WHERE state = 'number'")
        assert cursor.fetchall() == [("20.50", 20.5)]
    assert TRIGGERS.missing(connection) == []

    migrate(("workflow", "0001_job"))
    assert tables() == {"workflow_job"}

    migrate()
    assert tables() == whole
    assert TRIGGERS.missing(connection) == []
    assert Job.objects.get().kind == "kept"
    assert not Cell.objects.exists()
