"""Many rows at once are stored exactly as one by one."""

from __future__ import annotations

import datetime

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.forms.models import model_to_dict
from django.utils import timezone

from ditan.base.records.models import Metric, Observation, Standing, Subject
from ditan.base.records.services import record
from ditan.base.records.services.bulk import insert_many, update_many

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def row(subject: Subject, metric: Metric, version: int, **values: object) -> Observation:
    given = {
        "subject": subject,
        "metric": metric,
        "period": "2024",
        "period_kind": "year",
        "period_start": datetime.date(2024, 1, 1),
        "period_end": datetime.date(2024, 12, 31),
        "version": version,
        "state": "number",
        "number": 0.1 + 0.2,
        "status": "final",
        "origin": "computed",
        "trace": {"formula": "甲 / 乙", "inputs": [1, 2]},
        "recorded_at": NOW,
    }
    return Observation(**{**given, **values})


def test_rows_come_back_as_those_stored_one_by_one(district: Subject, gdp: Metric) -> None:
    alone = row(district, gdp, 1)
    alone.save()
    (together,) = insert_many([row(district, gdp, 2)])
    stored = [
        model_to_dict(Observation.objects.get(pk=each.pk), exclude=["id", "version"]) for each in (alone, together)
    ]
    assert stored[0] == stored[1]
    assert stored[1]["number"] == 0.1 + 0.2
    assert stored[1]["trace"] == {"formula": "甲 / 乙", "inputs": [1, 2]}


def test_rows_without_a_trace_have_none(district: Subject, gdp: Metric) -> None:
    insert_many([row(district, gdp, 1, origin="manual", trace=None)])
    assert Observation.objects.filter(trace__isnull=True).count() == 1


def test_keys_go_on_from_those_given_before_and_after(district: Subject, gdp: Metric) -> None:
    first, second = insert_many([row(district, gdp, 1), row(district, gdp, 2)])
    third = row(district, gdp, 3)
    third.save()
    (fourth,) = insert_many([row(district, gdp, 4)])
    assert first.pk < second.pk < third.pk < fourth.pk


def test_constraints_hold_all_the_same(district: Subject, gdp: Metric) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        insert_many([row(district, gdp, 1), row(district, gdp, 1)])
    assert not Observation.objects.exists()


def test_only_the_named_fields_are_written(clerk: User, district: Subject, gdp: Metric) -> None:
    record(user=clerk, subject=district, metric=gdp, period="2024", status="final", origin="manual", reported="5")
    standing = Standing.objects.get()
    standing.number, standing.status, standing.chosen_at = 7.5, "flash", NOW
    update_many([standing], ("number", "chosen_at"))
    stored = Standing.objects.get()
    assert (stored.number, stored.status, stored.chosen_at) == (7.5, "final", NOW)


def test_nothing_to_store_asks_nothing(django_assert_num_queries: object) -> None:
    with django_assert_num_queries(0):  # type: ignore[operator]
        insert_many([])
        update_many([], ("number",))
