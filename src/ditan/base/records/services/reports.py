"""A report: one value as somebody hands it in, read and checked before anything is written."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from ditan.base.records.errors import Problem
from ditan.base.records.models import Metric, Publication, Role, Source, State, Status, Subject
from ditan.core.periods import Period, PeriodRefused, code_of, parse_code
from ditan.core.records import STATUSES, Misreported, UnitMismatch, factor_between, read_reported
from ditan.core.records.reported import LARGEST


@dataclass(frozen=True, slots=True)
class Report:
    """One value to record.

    Parameters
    ----------
    subject, metric, period
        Whose, what, when; a period is a `Period` or its code (`2025M01-10`).
    reported
        The value as written (`1,560.9`, `约27`, `未知`, `不适用`); left out where `number` or `state` says it.
    number
        The value in `unit`, where it did not come as a text.
    state
        One of `State`; left out, the text says it.
    unit
        As printed beside the value; left out, the metric's.
    status, origin, role, basis
        `Status`, `Origin`, `Role`, `Basis`; the basis of the metric where left out.
    publication, source, start, end, quote
        Where it is printed: a publication, or a span of a source's text.
    reason
        Why; needed where a final or published value of the same issuer changes.
    """

    subject: Subject
    metric: Metric
    period: Period | str
    status: str
    origin: str
    reported: str = ""
    number: float | None = None
    state: str = ""
    unit: str | None = None
    qualifier: str = ""
    role: str = Role.OWN
    basis: str = ""
    issuer_name: str = ""
    publication: Publication | None = None
    source: Source | None = None
    start: int | None = None
    end: int | None = None
    quote: str = ""
    trace: Mapping[str, Any] | None = None
    reference: str = ""
    reason: str = ""
    note: str = ""
    demo: bool = False
    decided: bool = False


@dataclass(frozen=True, slots=True)
class Checked:
    """A report that can be recorded: its period, and its value in the metric's unit."""

    report: Report
    period: Period
    code: str
    basis: str
    state: str
    number: float | None
    reported: str
    unit: str
    qualifier: str

    @property
    def key(self) -> tuple[int, int, str, str]:
        """Subject, metric, period and basis: the versions of one value share it."""
        return self.report.subject.pk, self.report.metric.pk, self.code, self.basis


class Wrong(Exception):
    """A field of a report that cannot be taken, with a message for a person."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field, self.message = field, message


def check_report(report: Report, index: int = 0) -> Checked | Problem:
    """Read a report, or say what is wrong with it. Asks no database."""
    try:
        return _checked(report)
    except Wrong as wrong:
        return Problem(index, wrong.field, wrong.message)


def _checked(report: Report) -> Checked:
    period = _period(report.period)
    unit = report.metric.unit if report.unit is None else report.unit.strip()
    state, number, reported, qualifier = _value(report)
    if state == State.NUMBER and number is not None:
        number = _in_unit(number, unit, report.metric)
        _within(number, report.metric)
    if report.status not in STATUSES:
        raise Wrong(
            "status", _("数据状态“%(status)s”不存在，应为 快报、初核、定稿、公布 之一。") % {"status": report.status}
        )
    basis = report.basis or report.metric.basis
    return Checked(report, period, code_of(period), basis, state, number, reported, unit, qualifier)


def _period(given: Period | str) -> Period:
    if isinstance(given, Period):
        return given
    try:
        return parse_code(given)
    except PeriodRefused as refused:
        raise Wrong("period", str(refused)) from refused


def _value(report: Report) -> tuple[str, float | None, str, str]:
    """State, number in the unit of the report, text, qualifier."""
    written = report.reported.strip()
    if len(written) > 300:
        raise Wrong(
            "reported", _("数值栏有 %(length)d 个字，最多 300 个字；请把说明写到“说明”栏。") % {"length": len(written)}
        )
    if report.state in (State.UNKNOWN, State.NOT_APPLICABLE):
        return report.state, None, written, "="
    if report.number is not None:
        if not math.isfinite(report.number) or abs(report.number) > LARGEST:
            raise Wrong("reported", _("数值 %(number)s 过大或不是数，请核对。") % {"number": report.number})
        return State.NUMBER, report.number, written or f"{report.number:.15g}", report.qualifier or "="
    try:
        read = read_reported(written, allow_text=report.state == State.TEXT or report.metric.direction == "text")
    except Misreported as error:
        raise Wrong("reported", _unreadable(error, report.metric)) from error
    if report.state == State.TEXT and read.state == State.NUMBER:
        return State.TEXT, None, written, "="
    return read.state, read.number, written, report.qualifier or read.qualifier


def _unreadable(error: Misreported, metric: Metric) -> str:
    told = {"text": error.text, "metric": metric.name}
    return {
        "empty": _("“%(metric)s”没有填数值；没有数据请填“未知”，不需要填请填“不适用”，不要填 0。"),
        "too_large": _("“%(metric)s”的值“%(text)s”过大，请核对数位和单位。"),
        "grouping": _("“%(metric)s”的值“%(text)s”千位分隔位置不对，请核对。"),
        "not_a_number": _("“%(metric)s”的值“%(text)s”不是数；请填数字、“未知”或“不适用”。"),
    }[error.problem] % told


def _in_unit(number: float, unit: str, metric: Metric) -> float:
    try:
        factor = factor_between(unit, metric.unit)
    except UnitMismatch as error:
        raise Wrong(
            "unit",
            _("“%(metric)s”的单位是“%(expected)s”，收到“%(unit)s”，两者不能换算；请改用“%(expected)s”或同类单位。")
            % {"metric": metric.name, "expected": metric.unit or _("无"), "unit": unit or _("无")},
        ) from error
    return number if factor == 1.0 else float(f"{number * factor:.12g}")


def _within(number: float, metric: Metric) -> None:
    """The catalogue's own limits: a share above 100 % is no share."""
    told = {"metric": metric.name, "number": f"{number:g}", "unit": metric.unit}
    if metric.ceiling is not None and number > metric.ceiling:
        raise Wrong(
            "reported",
            _("“%(metric)s”为 %(number)s%(unit)s，超过上限 %(limit)s；请核对数值和单位。")
            % {**told, "limit": f"{metric.ceiling:g}"},
        )
    if metric.floor is not None and number < metric.floor:
        raise Wrong(
            "reported",
            _("“%(metric)s”为 %(number)s%(unit)s，低于下限 %(limit)s；请核对数值和单位。")
            % {**told, "limit": f"{metric.floor:g}"},
        )


def needs_reason(status: str) -> bool:
    """Whether a value of this status changes only with a reason."""
    return status in (Status.FINAL, Status.PUBLISHED)
