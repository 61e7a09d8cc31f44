"""Who may verify the log hears of what was found, once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission, User
from django.utils import timezone

from ditan.base.access.models import Grant, Role
from ditan.base.audit import alarm
from ditan.base.audit.models import Entry
from ditan.base.audit.services.sealing import seal_log
from ditan.base.audit.services.verifying import verify_and_record
from ditan.base.notices.models import Notice
from ditan.base.workflow.models import Job
from ditan.base.workflow.services import enqueue
from ditan.base.workflow.worker import run_pending
from tests.base.audit.conftest import Write, by_sql

pytestmark = pytest.mark.django_db


def test_a_gap_is_told_to_the_audit_administrators_and_nobody_else(auditor: User, clerk: User, write: Write) -> None:
    rows = write(3)
    seal_log()
    by_sql("DELETE FROM audit_entry WHERE id = %s", rows[1].pk)
    kept = verify_and_record()
    assert (alarm.tell_of(kept), alarm.tell_of(kept)) == (1, 0)
    notice = Notice.objects.get()
    assert (notice.user, notice.kind, notice.link) == (auditor, "audit.log_unsound", "/audit/chain/")
    assert "1 处异常" in notice.subject


def test_a_sound_log_is_no_news(auditor: User, write: Write) -> None:
    write(1)
    seal_log()
    assert alarm.tell_of(verify_and_record()) == 0
    assert Notice.objects.count() == 0


def test_the_daily_check_finds_and_tells(auditor: User, write: Write) -> None:
    rows = write(2)
    seal_log()
    by_sql("UPDATE audit_entry SET act = 'x' WHERE id = %s", rows[0].pk)
    job = enqueue("check_log", {})
    run_pending(worker="w")
    job.refresh_from_db()
    assert job.result is not None
    assert (job.state, job.result["sound"], job.result["told"]) == ("done", False, 1)


def test_the_sealing_job_seals_and_says_how_much(write: Write) -> None:
    write(4)
    job = enqueue("seal_log", {})
    run_pending(worker="w")
    job.refresh_from_db()
    assert (job.state, job.result) == ("done", {"sealed": 4, "told": 0})


def test_rows_that_wait_too_long_for_their_seal_are_told_once_a_day(auditor: User) -> None:
    Entry.objects.create(at=timezone.now() - timedelta(hours=2), act="test.old")
    assert (alarm.tell_of_unsealed(), alarm.tell_of_unsealed()) == (1, 0)
    assert Notice.objects.get().kind == "audit.log_unsealed"


def test_rows_of_the_last_hour_may_wait(auditor: User, write: Write) -> None:
    write(1)
    assert alarm.tell_of_unsealed() == 0


def test_who_holds_the_permission_through_a_role_is_told_while_it_lasts(clerk: User) -> None:
    role = Role.objects.create(name="审计", administrator="audit")
    role.permissions.set(Permission.objects.filter(codename="verify_log"))
    day = timezone.localdate()
    grant = Grant.objects.create(user=clerk, role=role, valid_from=day - timedelta(days=9))
    assert alarm.auditors() == [clerk]
    Grant.objects.filter(pk=grant.pk).update(valid_to=day - timedelta(days=1))
    assert alarm.auditors() == []


def test_an_account_that_is_switched_off_is_not_told(auditor: User) -> None:
    User.objects.filter(pk=auditor.pk).update(is_active=False)
    assert alarm.auditors() == []


def test_sealing_and_checking_come_up_by_themselves() -> None:
    from ditan.base.workflow.regular import enqueue_due

    assert {"seal_log", "check_log"} <= set(enqueue_due())
    assert Job.objects.filter(kind="seal_log").count() == 1
