"""Deadlines in working days, by the published arrangement of holidays. A year without one says so; nothing is guessed."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

import chinese_calendar
from django.utils import timezone
from django.utils.translation import gettext as _

from ditan.base.workflow.models import Submission, SubmissionState

OWING = (SubmissionState.DRAFT, SubmissionState.RETURNED, SubmissionState.RESTATING)


@dataclass(frozen=True, slots=True)
class DueWords:
    """What to say of a last day: a tone (`good`, `caution`, `bad`, `quiet`) and words."""

    tone: str
    text: str


class CalendarUnknown(ValueError):
    """A day of a year whose holidays are not published."""


def is_working_day(day: datetime.date) -> bool:
    """Whether people work on that day; make-up days count."""
    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError as error:
        raise CalendarUnknown(str(day.year)) from error


def working_days_between(after: datetime.date, until: datetime.date) -> int:
    """Working days after one day, up to and with another."""
    days = (after + datetime.timedelta(days=n) for n in range(1, (until - after).days + 1))
    return sum(is_working_day(day) for day in days)


def days_left(today: datetime.date, last: datetime.date) -> int | None:
    """Working days after today up to the last day; negative behind it; None where holidays are not published."""
    try:
        if today <= last:
            return working_days_between(today, last)
        return -working_days_between(last, today)
    except CalendarUnknown:
        return None


def late_days(last: datetime.date, today: datetime.date) -> int | None:
    """Working days that something is late, at least one; None where holidays are not published."""
    left = days_left(today, last)
    return None if left is None else max(1, -left)


def days_left_words(last: datetime.date, submission: Submission | None) -> DueWords:
    """What a list says of a last day, as it concerns this submission."""
    if submission is None:
        return DueWords("quiet", f"{last}")
    if submission.state not in OWING or submission.edition > 1:
        if not submission.late:
            return DueWords("quiet", _("按时") if submission.submitted_at else "")
        if submission.late_days is None:
            return DueWords("caution", _("迟报"))
        return DueWords("caution", _("迟报 %d 个工作日") % submission.late_days)
    today = timezone.localdate()
    left = days_left(today, last)
    if today > last:
        return DueWords("bad", _("已逾期") if left is None else _("逾期 %d 个工作日") % max(1, -left))
    if today == last:
        return DueWords("bad", _("今天截止"))
    if left is None:
        return DueWords("caution", _("还有 %d 天（节假日未公布）") % (last - today).days)
    return DueWords("caution" if left <= 3 else "quiet", _("还有 %d 个工作日") % left)


def calendar_warning(*days: datetime.date) -> str:
    """What to say of a round's days: the last of them is no working day, or nobody knows yet. "" where all is well."""
    last = days[-1]
    try:
        if is_working_day(last):
            return ""
    except CalendarUnknown:
        return _("%d 年的节假日安排尚未公布，截止日期按日历日显示；公布后请核对是否为工作日。") % last.year
    return _("截止日期 %s 不是工作日；提交可能无人受理，请改为工作日。") % last
