"""Values from a workbook: handed in, read in the background into a report of its rows, and recorded once a person says so.

Reading records nothing. What is taken in goes through `record_many` in one transaction: all chosen rows or none.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ditan.base.audit.services import record as log
from ditan.base.directory.sheets import refuse_dangerous
from ditan.base.records import files
from ditan.base.records.errors import NotAvailable
from ditan.base.records.importing import workbook as w
from ditan.base.records.importing.rows import Known, Wrong, read_line
from ditan.base.records.models import (
    ImportChunk,
    Metric,
    Observation,
    Origin,
    Standing,
    State,
    Status,
    Subject,
    ValueImport,
)
from ditan.base.records.permissions import IMPORT, require
from ditan.base.records.selectors.scope import reaches
from ditan.base.records.services.formulas import read_book
from ditan.base.records.services.keys import chunks
from ditan.base.records.services.recording import record_many
from ditan.base.records.services.reports import Checked, Report, needs_reason
from ditan.base.records.services.sources import clean_name
from ditan.base.records.services.standing import name_of
from ditan.base.refusal import ImportRefused
from ditan.base.workflow.services import enqueue
from ditan.core.periods import chinese
from ditan.core.records import rank

READ, SAVE = "read_values", "save_values"
NEW, CHANGE, EARLIER, SAME, REFUSED = "new", "change", "earlier", "same", "refused"
TAKEN_IN = (NEW, CHANGE, EARLIER)
"""Rows that would be recorded."""
CHUNK_ROWS = 500
Told = Callable[[float, str], None]
Key = tuple[int, int, str, str]
Row = dict[str, Any]


@transaction.atomic
def hand_in_values(*, user: User, name: str, data: bytes) -> ValueImport:
    """Keep a workbook and queue its reading. What is empty, too large or no workbook is refused at once."""
    require(user, IMPORT)
    refuse_dangerous(data, w.MOST_UNPACKED, w.MOST_BYTES)
    made = ValueImport(
        name=clean_name(name), sha256=files.hash_of(data), size=len(data), by=user, by_name=name_of(user)
    )
    files.store(data, _path(made))
    made.save()
    made.job = enqueue(READ, {"import": made.pk}, user).pk
    made.save(update_fields=["job"])
    _log("values_handed_in", made, user, {"size": made.size, "sha256": made.sha256})
    return made


def import_template(user: User) -> bytes:
    """An empty workbook whose drop-downs offer what the user may record."""
    require(user, IMPORT)
    metrics = Metric.objects.filter(is_active=True, formula="").order_by("name", "pk")
    subjects = Subject.objects.order_by("kind", "name").values_list("name", flat=True)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "template.xlsx"
        rows = list(metrics.values_list("code", "name", "unit"))
        w.write_template(path, list(dict.fromkeys(subjects)), rows, timezone.localdate().year)
        return path.read_bytes()


def read_values(pk: int, told: Told) -> ValueImport:
    """Read a workbook into its report; one that cannot be read at all says why. A second reading replaces the first."""
    made = ValueImport.objects.select_related("by").get(pk=pk)
    if made.state != ValueImport.State.READING:
        return made
    told(0.02, _("打开工作簿"))
    try:
        rows = _report(made, told)
    except ImportRefused as refused:
        made.state, made.problem = ValueImport.State.REFUSED, refused.message
        made.save(update_fields=["state", "problem"])
        return made
    told(0.95, _("保存核对结果"))
    with transaction.atomic():
        made.chunks.all().delete()
        ImportChunk.objects.bulk_create(
            ImportChunk(of=made, place=place, rows=part, refused=sum(row["outcome"] == REFUSED for row in part))
            for place, part in enumerate(rows[start : start + CHUNK_ROWS] for start in range(0, len(rows), CHUNK_ROWS))
        )
        made.rows, made.counts = len(rows), dict(Counter(row["outcome"] for row in rows))
        made.state = ValueImport.State.WAITING
        made.save(update_fields=["rows", "counts", "state"])
    return made


def _report(made: ValueImport, told: Told) -> list[Row]:
    known, rows, pairs = Known.load(), list[Row](), _Reach(made.by)
    checked: dict[int, Checked] = {}
    lines = w.open_workbook(files.load(_path(made)), timezone.localdate().year)
    for index, line in enumerate(lines):
        row: Row = {"row": line.number, "outcome": REFUSED, "column": "", "message": "", "shown": _shown(line)}
        rows.append(row)
        try:
            value = read_line(line, known)
            pairs.require(value.report.subject, value.report.metric)
            checked[index] = value
            row |= {"outcome": NEW, **_content(value)}
        except Wrong as wrong:
            row["column"], row["message"] = wrong.column, wrong.message
        if index % 2000 == 1999:
            told(min(0.05 + 0.7 * index / max(made.size / 45, index + 1), 0.75), _("核对第 %d 行") % line.number)
    if not rows:
        raise ImportRefused(_nothing())
    _refuse_doubles(rows, checked)
    told(0.8, _("与已有数据比较"))
    _compare(rows, checked)
    return rows


def _nothing() -> list[Any]:
    from ditan.base.refusal import RowError

    return [RowError(0, "", _("工作簿只有表头，没有数据；请从第 2 行起填写。"))]


class _Reach:
    """Whether the person may record a value, asked once for each subject and metric."""

    def __init__(self, user: Any) -> None:
        self.user, self.known = user, dict[tuple[int, int], bool]()

    def require(self, subject: Subject, metric: Metric) -> None:
        pair = subject.pk, metric.pk
        if pair not in self.known:
            self.known[pair] = self.user is not None and reaches(self.user, IMPORT, subject, metric)
        if not self.known[pair]:
            raise Wrong(
                w.METRIC,
                _("%(subject)s的“%(metric)s”不在您的数据范围内；请由责任单位导入。")
                % {"subject": subject.name, "metric": metric.name},
            )


def _refuse_doubles(rows: Sequence[Row], checked: dict[int, Checked]) -> None:
    """Two rows with one key: which is meant is for a person to say."""
    places: dict[Key, list[int]] = {}
    for index, value in checked.items():
        places.setdefault(value.key, []).append(index)
    for same in places.values():
        if len(same) < 2:
            continue
        numbers = "、".join(str(rows[index]["row"]) for index in same[:5])
        for index in same:
            value = checked.pop(index)
            rows[index]["outcome"], rows[index]["column"] = REFUSED, w.VALUE
            rows[index]["message"] = _(
                "第 %(rows)s 行是同一对象、指标、报告期（%(period)s），不知以哪一行为准；请只留一行。"
            ) % {"rows": numbers, "period": chinese(value.period)}


def _inputs_of(metric: Metric) -> str:
    """Names of what a formula reads; the formula itself where it cannot be read."""
    book = read_book()
    formula = book.formulas.get(metric.code)
    return "、".join(book.catalogue.name_of(code) for code in formula.inputs) if formula else metric.formula


def _compare(rows: Sequence[Row], checked: Mapping[int, Checked]) -> None:
    """Say of each row what stands there now, and what it would change."""
    stands = _standing({value.key for value in checked.values()})
    for index, value in checked.items():
        old, row, report = stands.get(value.key), rows[index], value.report
        if report.metric.is_computed and not (old is not None and _says_the_same(old, value)):
            row["outcome"], row["column"] = REFUSED, w.METRIC
            row["message"] = _(
                "“%(metric)s”由公式计算，不能导入；请导入公式用到的指标（%(inputs)s），上级核定的值请通过填报轮次报送。"
            ) % {"metric": report.metric.name, "inputs": _inputs_of(report.metric)}
        if old is None or row["outcome"] == REFUSED:
            continue
        row["before"] = f"{old.reported or old.get_state_display()}{old.unit if old.reported else ''}"
        row["versions"] = old.version
        higher = rank(report.status) - rank(old.status)
        if _says_the_same(old, value) and (higher <= 0 or report.metric.is_computed):
            row["outcome"] = SAME
        elif higher < 0:
            row["outcome"] = EARLIER
            row["message"] = _("现行值已是%(now)s，本行为%(own)s，只作为历史版本保存。") % {
                "now": Status(old.status).label,
                "own": Status(report.status).label,
            }
        elif higher == 0 and needs_reason(old.status) and not report.reason:
            row["outcome"], row["column"] = REFUSED, w.REASON
            row["message"] = _("已有%(status)s值 %(old)s，要改为 %(new)s 须在“理由”列说明。") % {
                "status": Status(old.status).label,
                "old": row["before"],
                "new": f"{value.reported}{value.unit}",
            }
        else:
            row["outcome"] = CHANGE


def _standing(keys: Collection[Key]) -> dict[Key, Observation]:
    found: dict[Key, Observation] = {}
    for chunk in chunks(sorted(keys)):
        rows = Standing.objects.filter(
            subject_id__in={key[0] for key in chunk},
            metric_id__in={key[1] for key in chunk},
            period__in={key[2] for key in chunk},
        ).select_related("observation")
        wanted = set(chunk)
        for row in rows:
            key = (row.subject_id, row.metric_id, row.period, row.basis)
            if key in wanted:
                found[key] = row.observation
    return found


def _says_the_same(old: Observation, value: Checked) -> bool:
    if old.state != value.state or old.qualifier != value.qualifier:
        return False
    if old.state != State.NUMBER or old.number is None or value.number is None:
        return old.state != State.TEXT or old.reported == value.reported
    return abs(old.number - value.number) <= 1e-12 * max(abs(old.number), abs(value.number))


def _shown(line: w.Line) -> list[str]:
    """The cells by which a person finds the row again."""
    cells = line.cells
    return [
        (cells.get(w.SUBJECT) or cells.get(w.SUBJECT_CODE, ""))[:60],
        (cells.get(w.METRIC) or cells.get(w.CODE, ""))[:80],
        (cells.get(w.PERIOD) or cells.get(w.PERIOD_CODE, ""))[:40],
        (cells.get(w.REPORTED) or cells.get(w.VALUE, ""))[:60],
        (cells.get(w.REPORTED_UNIT) or cells.get(w.UNIT, ""))[:30],
        cells.get(w.STATUS, "")[:10],
    ]


def _content(value: Checked) -> Row:
    """What is recorded of a row, as plain values; `_reports` turns it back."""
    report = value.report
    return {
        "subject": report.subject.pk,
        "metric": report.metric.pk,
        "period": value.code,
        "basis": value.basis,
        "reported": value.reported,
        "unit": value.unit,
        "state": value.state if value.state in (State.UNKNOWN, State.NOT_APPLICABLE, State.TEXT) else "",
        "qualifier": value.qualifier if value.state == State.NUMBER else "",
        "status": report.status,
        "role": report.role,
        "issuer_name": report.issuer_name,
        "note": report.note,
        "reason": report.reason,
        "demo": report.demo,
    }


@transaction.atomic
def leave_out(*, user: User, pk: int, rows: Collection[int], keep: Collection[int] = ()) -> ValueImport:
    """Rows of a report that are not to be taken in, by their numbers; `keep` are taken in after all."""
    made = _mine(user, pk, ValueImport.State.WAITING)
    made.left_out = sorted((set(made.left_out) | set(rows)) - set(keep))
    made.save(update_fields=["left_out"])
    return made


@transaction.atomic
def take_values(*, user: User, pk: int) -> ValueImport:
    """Have the rows recorded that would change something and are not left out. Refused rows stay out."""
    made = _mine(user, pk, ValueImport.State.WAITING)
    if not sum(made.counts.get(outcome, 0) for outcome in TAKEN_IN):
        raise NotAvailable(_("没有可导入的行：各行与现有数据相同，或有待改正的问题。"))
    made.state = ValueImport.State.SAVING
    made.job = enqueue(SAVE, {"import": made.pk}, user).pk
    made.save(update_fields=["state", "job"])
    return made


@transaction.atomic
def drop_values(*, user: User, pk: int) -> ValueImport:
    """Give an import up; nothing of it was recorded."""
    made = _mine(user, pk, ValueImport.State.WAITING)
    made.state = ValueImport.State.DROPPED
    made.save(update_fields=["state"])
    made.chunks.all().delete()
    _log("values_dropped", made, user, {"rows": made.rows})
    return made


def save_values(pk: int, told: Told) -> ValueImport:
    """Record the chosen rows, all or none. One that was recorded already is left alone, so that a job may run twice."""
    told(0.05, _("核对选中的行"))
    with transaction.atomic():
        made = ValueImport.objects.select_for_update(of=("self",)).get(pk=pk)
        if made.state != ValueImport.State.SAVING:
            return made
        _unchanged(made)
        reports = list(_reports(made))
        before = Observation.objects.count()
        require(made.by, IMPORT)
        record_many(reports, user=made.by, reference=f"import:{made.pk}", permission=None)
        made.recorded = Observation.objects.filter(reference=f"import:{made.pk}").count()
        made.state = ValueImport.State.TAKEN
        made.save(update_fields=["state", "recorded"])
        after = {"rows": len(reports), "recorded": made.recorded, "followed": Observation.objects.count() - before}
        _log("values_imported", made, made.by, after)
    return made


def give_back(pk: int, problem: str) -> None:
    """An import whose saving was refused waits again, and says why."""
    ValueImport.objects.filter(pk=pk, state=ValueImport.State.SAVING).update(
        state=ValueImport.State.WAITING, problem=problem
    )


def _chosen(made: ValueImport) -> Iterator[Row]:
    left_out = set(made.left_out)
    for rows in made.chunks.order_by("place").values_list("rows", flat=True).iterator(chunk_size=20):
        yield from (row for row in rows if row["outcome"] in TAKEN_IN and row["row"] not in left_out)


def _unchanged(made: ValueImport) -> None:
    """Refuse where somebody wrote in between: the report no longer says what would change."""
    seen = {(row["subject"], row["metric"], row["period"], row["basis"]): row for row in _chosen(made)}
    for key, old in _standing(set(seen)).items():
        if seen[key].get("versions", 0) != old.version:
            raise NotAvailable(
                _("第 %(row)d 行的现有数据在核对之后又有变动；请放弃本次导入，重新上传同一文件核对。")
                % {"row": seen[key]["row"]}
            )


def _reports(made: ValueImport) -> Iterator[Report]:
    rows = list(_chosen(made))
    subjects: dict[int, Subject] = {}
    for chunk in chunks({row["subject"] for row in rows}):
        subjects |= Subject.objects.in_bulk(chunk)
    metrics: dict[int, Metric] = {}
    for chunk in chunks({row["metric"] for row in rows}):
        metrics |= Metric.objects.in_bulk(chunk)
    for row in rows:
        given = {name: value for name, value in row.items() if name in FIELDS}
        yield Report(subject=subjects[row["subject"]], metric=metrics[row["metric"]], origin=Origin.IMPORT, **given)


FIELDS = frozenset(
    (
        "period",
        "basis",
        "reported",
        "unit",
        "state",
        "qualifier",
        "status",
        "role",
        "issuer_name",
        "note",
        "reason",
        "demo",
    )
)


def _mine(user: User, pk: int, state: str) -> ValueImport:
    require(user, IMPORT)
    made = ValueImport.objects.select_for_update(of=("self",)).get(pk=pk, by=user)
    if made.state != state:
        raise NotAvailable(_("这次导入%s，不能再操作；请刷新页面。") % made.get_state_display())
    return made


def _path(made: ValueImport) -> str:
    return f"{made.sha256[:2]}/{made.sha256}"


def _log(act: str, made: ValueImport, user: Any, after: Mapping[str, Any]) -> None:
    log(
        act=f"records.{act}",
        user=user,
        target_kind="records.import",
        target_key=made.pk,
        target_name=made.name,
        after=dict(after),
    )
