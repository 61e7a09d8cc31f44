"""A row of a workbook as a value to record, or a message that says which cell is wrong and what to do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from django.utils.translation import gettext as _

from ditan.base.records.errors import Problem
from ditan.base.records.importing import workbook as w
from ditan.base.records.models import Basis, Metric, MetricAlias, Origin, Qualifier, Role, Status, Subject
from ditan.base.records.services.reports import Checked, Report, check_report
from ditan.core.metrics.catalogue import plain
from ditan.core.periods import Period, PeriodRefused, parse_code, parse_printed
from ditan.core.records.typed import clean, is_date, is_formula

COLUMNS = {"reported": w.VALUE, "unit": w.UNIT, "period": w.PERIOD, "status": w.STATUS}
"""The column that a field of a report comes from."""
TEXTS = (w.SUBJECT, w.METRIC, w.ISSUER, w.NOTE, w.REASON)
LONGEST = {w.ISSUER: 200, w.NOTE: 2000, w.REASON: 400}


class Wrong(Exception):
    """A cell that cannot be taken."""

    def __init__(self, column: str, message: str) -> None:
        super().__init__(message)
        self.column, self.message = column, message


@dataclass(frozen=True)
class Known:
    """What rows may name: looked up once for the whole workbook."""

    subjects: Mapping[str, list[Subject]]
    subject_codes: Mapping[str, list[Subject]]
    metrics: Mapping[str, list[Metric]]
    labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @classmethod
    def load(cls) -> Known:
        subjects: dict[str, list[Subject]] = {}
        codes: dict[str, list[Subject]] = {}
        for subject in Subject.objects.all():
            subjects.setdefault(plain(subject.name), []).append(subject)
            codes.setdefault(subject.code, []).append(subject)
        metrics: dict[str, list[Metric]] = {}
        known = {metric.pk: metric for metric in Metric.objects.filter(is_active=True)}
        for metric in known.values():
            for name in {metric.code, plain(metric.name)}:
                metrics.setdefault(name, []).append(metric)
        for owner, name in MetricAlias.objects.filter(metric__in=known).values_list("metric_id", "name"):
            if known[owner] not in metrics.setdefault(plain(name), []):
                metrics[plain(name)].append(known[owner])
        return cls(subjects, codes, metrics, _labels())


def _labels() -> dict[str, dict[str, str]]:
    """Words of the drop-downs as the tables hold them."""
    pairs: dict[str, Iterable[tuple[Any, Any]]] = {
        w.KIND: Subject.Kind.choices,
        w.STATUS: Status.choices,
        w.BASIS: Basis.choices,
        w.ROLE: Role.choices,
        w.QUALIFIER: Qualifier.choices,
    }
    return {column: {str(label): str(value) for value, label in choices} for column, choices in pairs.items()}


def read_line(line: w.Line, known: Known) -> Checked:
    """The value of a row; `Wrong` names the cell that cannot be taken."""
    cells = {title: text if isinstance(text, w.DateCell) else clean(text) for title, text in line.cells.items()}
    for title, text in cells.items():
        if text and is_formula(text):
            raise Wrong(title, _("“%s”以公式符号开头，未接受；请填写计算后的数值或文字。") % text[:40])
        if len(text) > LONGEST.get(title, 1000):
            raise Wrong(
                title,
                _("有 %(n)d 个字，最多 %(most)d 个；请精简。") % {"n": len(text), "most": LONGEST.get(title, 1000)},
            )
    metric = _metric(cells, known)
    reported, unit = _value(cells, computed=metric.is_computed)
    report = Report(
        subject=_subject(cells, known),
        metric=metric,
        period=_period(cells),
        status=_word(cells, w.STATUS, known, needed=True),
        origin=Origin.IMPORT,
        reported=reported,
        unit=unit,
        qualifier=_word(cells, w.QUALIFIER, known),
        role=_word(cells, w.ROLE, known) or Role.OWN,
        basis=_word(cells, w.BASIS, known),
        issuer_name=cells.get(w.ISSUER, ""),
        note=cells.get(w.NOTE, ""),
        reason=cells.get(w.REASON, ""),
        demo=cells.get(w.DEMO, "") == "是",
    )
    checked = check_report(report, line.number)
    if isinstance(checked, Problem):
        raise Wrong(COLUMNS.get(checked.field, ""), checked.message)
    return checked


def _subject(cells: Mapping[str, str], known: Known) -> Subject:
    code, name = cells.get(w.SUBJECT_CODE, ""), cells.get(w.SUBJECT, "")
    if not code and not name:
        raise Wrong(w.SUBJECT, _("没有填统计对象；请从下拉列表中选择。"))
    found = known.subject_codes.get(code, []) if code else known.subjects.get(plain(name), [])
    kind = _word(cells, w.KIND, known)
    found = [subject for subject in found if not kind or subject.kind == kind]
    if not found:
        raise Wrong(
            w.SUBJECT, _("没有叫“%s”的统计对象；请核对名称或类别，或先在组织机构中新增。") % (code or name)[:40]
        )
    if len(found) > 1:
        raise Wrong(
            w.SUBJECT,
            _("有 %(n)d 个“%(name)s”；请填写“对象类别”或“对象代码”。") % {"n": len(found), "name": (code or name)[:40]},
        )
    return found[0]


def _metric(cells: Mapping[str, str], known: Known) -> Metric:
    code, name = cells.get(w.CODE, ""), cells.get(w.METRIC, "")
    if not code and not name:
        raise Wrong(w.METRIC, _("没有填统计指标；请从下拉列表中选择。"))
    found = known.metrics.get(code or plain(name), [])
    if not found:
        column = w.CODE if code else w.METRIC
        raise Wrong(column, _("没有叫“%s”的统计指标；请核对名称，或先在统计指标中新增。") % (code or name)[:60])
    if len(found) > 1:
        codes = "、".join(sorted(metric.code for metric in found))
        raise Wrong(
            w.METRIC, _("有几个指标叫“%(name)s”；请填写指标代码（%(codes)s）。") % {"name": name[:60], "codes": codes}
        )
    if code and name and plain(name) != plain(found[0].name) and found[0] not in known.metrics.get(plain(name), []):
        raise Wrong(
            w.CODE,
            _("代码“%(code)s”是“%(own)s”，指标栏写的是“%(name)s”；请核对后只留一个。")
            % {"code": code[:40], "own": found[0].name, "name": name[:40]},
        )
    return found[0]


def _period(cells: Mapping[str, str]) -> Period:
    code, printed = cells.get(w.PERIOD_CODE, ""), cells.get(w.PERIOD, "")
    column = w.PERIOD_CODE if code else w.PERIOD
    text = code or printed
    if not text:
        raise Wrong(w.PERIOD, _("没有填报告期；请填如 2025、2025年三季度、2025年10月。"))
    if isinstance(text, w.DateCell):
        raise Wrong(
            column,
            _("单元格是日期 %s，看不出是月份还是时点；请把单元格改为文本，填如 2025年6月 或 2025-06-30。") % text,
        )
    found = _period_of(text)
    if isinstance(found, str):
        raise Wrong(column, found)
    return found


@lru_cache(maxsize=4096)
def _period_of(text: str) -> Period | str:
    try:
        return parse_code(text)
    except PeriodRefused:
        pass
    try:
        printed = parse_printed(text)
    except PeriodRefused as refused:
        return str(refused)
    return printed.period


def _value(cells: Mapping[str, str], *, computed: bool) -> tuple[str, str | None]:
    """The value and its unit as reported. An export holds both the value in the metric's unit and the reported one; of a
    computed value the second is rounded."""
    value, unit = cells.get(w.VALUE, ""), cells.get(w.UNIT, "")
    reported, own = cells.get(w.REPORTED, ""), cells.get(w.REPORTED_UNIT, "")
    for column, text in ((w.VALUE, value), (w.REPORTED, reported)):
        if isinstance(text, w.DateCell) or (text and is_date(text)):
            raise Wrong(column, _("“%s”是日期，不是数值；请把单元格改为文本或数字后重填。") % text)
    if reported and not (computed and value):
        _agree(value, unit, reported, own)
        return reported, own or unit or None
    return value, unit or None


def _agree(value: str, unit: str, reported: str, own: str) -> None:
    """Refuse a row of an export in which somebody changed one of the two values."""
    from ditan.core.records import Misreported, UnitMismatch, factor_between, read_reported

    try:
        first, second = read_reported(value, allow_text=True), read_reported(reported, allow_text=True)
        factor = 1.0 if not own or not unit else factor_between(own, unit)
    except (Misreported, UnitMismatch):
        return
    if first.number is None or second.number is None:
        return
    turned = second.number * factor
    if abs(first.number - turned) > 1e-9 * max(abs(first.number), abs(turned)):
        raise Wrong(
            w.VALUE,
            _("“数值”为 %(value)s，“原报值”为 %(reported)s，两者不一致；请只改“原报值”，或清空“原报值”。")
            % {"value": value, "reported": f"{reported}{own}"},
        )


def _word(cells: Mapping[str, str], column: str, known: Known, *, needed: bool = False) -> str:
    text = cells.get(column, "")
    if not text:
        if needed:
            raise Wrong(
                column,
                _("没有选%(column)s；应为 %(words)s 之一。")
                % {"column": column, "words": "、".join(known.labels[column])},
            )
        return ""
    labels = known.labels[column]
    if text not in labels:
        raise Wrong(
            column,
            _("“%(text)s”不是可选的%(column)s；应为 %(words)s 之一。")
            % {"text": text[:40], "column": column, "words": "、".join(labels)},
        )
    return labels[text]
