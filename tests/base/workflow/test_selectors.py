"""Who sees which job."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser, User

from ditan.base.workflow import selectors, services
from ditan.base.workflow.models import Job

pytestmark = pytest.mark.django_db


def test_a_person_sees_only_the_jobs_that_they_asked_for() -> None:
    one, other = User.objects.create_user("one"), User.objects.create_user("other")
    mine = services.enqueue("add", {}, one)
    services.enqueue("add", {}, other)
    assert list(selectors.list_jobs(one)) == [mine]


def test_a_superuser_sees_every_job_newest_first() -> None:
    boss = User.objects.create_superuser("boss")
    first, second = services.enqueue("add", {}), services.enqueue("add", {})
    assert list(selectors.list_jobs(boss)) == [second, first]


def test_nobody_sees_nothing() -> None:
    services.enqueue("add", {})
    assert list(selectors.list_jobs(AnonymousUser())) == []


def test_jobs_can_be_asked_for_by_kind_and_openness() -> None:
    user = User.objects.create_user("one")
    services.enqueue("refuse", {}, user)
    job = services.enqueue("add", {}, user)
    services.cancel(services.enqueue("add", {}, user))
    assert list(selectors.list_open_jobs(user, kind="add")) == [job]


def test_the_job_of_another_person_does_not_exist() -> None:
    one, other = User.objects.create_user("one"), User.objects.create_user("other")
    job = services.enqueue("add", {}, one)
    assert selectors.get_job(one, job.pk) == job
    with pytest.raises(Job.DoesNotExist):
        selectors.get_job(other, job.pk)
