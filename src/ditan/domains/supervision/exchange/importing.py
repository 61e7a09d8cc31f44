"""An existing ledger from a workbook: handed in, its columns said, read into a report of its lines, and taken in once a
person says so.

Reading stores no matter. What is taken in goes through the services of supervision in one transaction: all chosen lines or
none. A line that was taken in before is known by its `origin_key`, and one of our own export by its number.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ditan.base.audit.services import record as log
from ditan.base.directory.models import Organisation
from ditan.base.directory.models.dated import holds
from ditan.base.directory.sheets import whole
from ditan.base.records import files
from ditan.base.records.services.keys import chunks
from ditan.base.records.services.sources import clean_name
from ditan.base.refusal import ImportRefused, InvalidFields
from ditan.base.workflow.services import enqueue
from ditan.core.ledgers import fingerprint
from ditan.domains.supervision.errors import NotYours, WrongState
from ditan.domains.supervision.exchange import mapping
from ditan.domains.supervision.exchange import workbook as w
from ditan.domains.supervision.exchange.lines import Line, lines_of
from ditan.domains.supervision.exchange.reading import (
    PASSED,
    REFUSED,
    SAME,
    TAKEN_IN,
    Asked,
    Known,
    Wrong,
    cells_of,
    key_of,
    named_in,
    read_line,
)
from ditan.domains.supervision.exchange.taking import draw_up_lines, not_there, take_over
from ditan.domains.supervision.models import (
    LedgerChunk,
    LedgerColumns,
    LedgerImport,
    LedgerState,
    Matter,
    MatterClass,
    Reporting,
)
from ditan.domains.supervision.permissions import MANAGE, require
from ditan.domains.supervision.selectors.scope import manages
from ditan.domains.supervision.services.deeds import name_of

READ, SAVE = "read_ledger", "save_ledger"
CHUNK_ROWS = 100
SHOWN_TEXT = 160
MOST_NAMES = 300
Told = Callable[[float, str], None]
Row = dict[str, Any]


def hand_in_ledger(*, user: Any, name: str, data: bytes) -> LedgerImport:
    """Keep a workbook and look at its sheets. What is empty, too large or no workbook is refused at once."""
    _require_office(user)
    seen = w.previews(data)
    with transaction.atomic():
        made = LedgerImport(
            name=clean_name(name),
            sha256=files.hash_of(data),
            size=len(data),
            year=timezone.localdate().year,
            sheets=[{"name": each.name, "rows": each.rows, "areas": each.areas} for each in seen],
            by=user,
            by_name=name_of(user),
        )
        files.store(data, _path(made))
        made.save()
        _log("ledger_handed_in", made, user, {"size": made.size, "sha256": made.sha256})
    return made


@transaction.atomic
def map_ledger(
    *,
    user: Any,
    pk: int,
    sheet: int,
    first: int,
    last: int,
    fields: Sequence[str],
    year: int,
    hand_out: bool = False,
    matter_class: MatterClass | None = None,
    reporting: str = Reporting.NONE,
) -> LedgerImport:
    """Say what the columns are, and have the lines read. What was said is remembered for ledgers with the same head."""
    made = _mine(user, pk, LedgerState.MAPPING, LedgerState.WAITING)
    found = mapping.guess(made, sheet, first, last)
    checked = mapping.check_fields(found.titles, fields)
    if not 2000 <= year <= 2099:
        raise InvalidFields({"year": _("台账年份应为 2000—2099，收到 %s。") % year})
    if reporting not in Reporting.values:
        raise InvalidFields({"reporting": _("进展报送方式应从列表中选择。")})
    if (made.sheet, made.last) != (found.sheet, found.head.last):
        made.left_out = []
    made.sheet, made.first, made.last = found.sheet, found.head.first, found.head.last
    made.titles, made.fields, made.year = found.titles, checked, year
    made.hand_out, made.matter_class, made.reporting = hand_out, matter_class, reporting
    remembered, _new = LedgerColumns.objects.update_or_create(
        fingerprint=fingerprint(found.titles),
        defaults={"titles": found.titles, "fields": checked, "by_name": name_of(user)},
    )
    made.choices = remembered.names | made.choices
    return _read_again(made, user)


@transaction.atomic
def choose_organisations(*, user: Any, pk: int, chosen: Mapping[str, str]) -> LedgerImport:
    """Say which organisations unknown names mean, "" to leave a name out, and have the lines read again. What was said is
    remembered for ledgers with the same head."""
    made = _mine(user, pk, LedgerState.WAITING)
    known = {each["name"] for each in made.names}
    wanted = {name: text.strip() for name, text in chosen.items() if name in known}
    bearers: dict[str, list[int]] = {}
    rows = Organisation.objects.filter(holds(timezone.localdate()), name__in=set(wanted.values()) - {""})
    for key, name in rows.values_list("pk", "name"):
        bearers.setdefault(name, []).append(key)
    errors = {
        name: (
            _("没有叫“%s”的单位；请从提示中选择，或留空。")
            if text not in bearers
            else _("有几个单位叫“%s”；请在组织机构中区分。")
        )
        % text[:40]
        for name, text in wanted.items()
        if text and len(bearers.get(text, [])) != 1
    }
    if errors:
        raise InvalidFields(errors)
    made.choices |= {name: bearers[text][0] if text else None for name, text in wanted.items()}
    LedgerColumns.objects.filter(fingerprint=fingerprint(made.titles)).update(names=made.choices)
    return _read_again(made, user)


def read_ledger(pk: int, asked: int, told: Told) -> LedgerImport:
    """Read a ledger into its report; one that cannot be read goes back to its columns and says why."""
    made = LedgerImport.objects.select_related("by", "matter_class__chain").get(pk=pk)
    if made.state != LedgerState.READING or made.read != asked:
        return made
    told(0.02, _("打开工作簿"))
    try:
        rows, names = _report(made, told)
    except ImportRefused as refused:
        made.state, made.problem = LedgerState.MAPPING, refused.message
        made.save(update_fields=["state", "problem"])
        return made
    told(0.95, _("保存核对结果"))
    with transaction.atomic():
        made.chunks.all().delete()
        LedgerChunk.objects.bulk_create(
            LedgerChunk(of=made, place=place, rows=part, refused=sum(row["outcome"] == REFUSED for row in part))
            for place, part in enumerate(rows[start : start + CHUNK_ROWS] for start in range(0, len(rows), CHUNK_ROWS))
        )
        made.rows, made.counts, made.names = len(rows), dict(Counter(row["outcome"] for row in rows)), names
        takes = {row["row"] for row in rows if row["outcome"] in TAKEN_IN}
        made.left_out = [number for number in made.left_out if number in takes]
        made.state, made.problem = LedgerState.WAITING, ""
        made.save(update_fields=["rows", "counts", "names", "state", "problem", "left_out"])
    return made


def _report(made: LedgerImport, told: Told) -> tuple[list[Row], list[Row]]:
    grid, areas = w.read_sheet(files.load(_path(made)), made.sheet)
    told(0.3, _("逐行核对"))
    lines = lines_of(grid, areas, made.last, made.titles, made.fields)
    if not lines:
        raise whole(_("表头下面没有内容；请核对工作表和表头所在的行。"))
    asked, known = asked_of(made), _known(made, lines)
    rows = [_row(line, made, known, asked) for line in lines]
    told(0.8, _("与已有事项比较"))
    _mark_same(rows)
    offered = list(Organisation.objects.filter(holds(timezone.localdate())).values_list("name", flat=True))
    names = [
        {"name": name, "rows": number, "like": get_close_matches(name, offered, 3, 0.5)}
        for name, number in known.unknown.most_common(MOST_NAMES)
    ]
    chosen = [
        {"name": name, "rows": 0, "like": [], "chosen": known.choices[name].name if known.choices[name] else ""}  # type: ignore[union-attr]
        for name in made.choices
        if name in known.choices and any(name in _names(line, made.fields) for line in lines)
    ]
    return rows, names + chosen


def _row(line: Line, made: LedgerImport, known: Known, asked: Asked) -> Row:
    cells = cells_of(line, made.fields)
    row: Row = {
        "row": line.number,
        "outcome": PASSED,
        "column": "",
        "message": "",
        "cautions": [],
        "shown": _shown(cells),
    }
    if line.passed:
        row["shown"][0] = " ".join(line.cells.values())[:SHOWN_TEXT]
        row["message"] = _passed(line.passed)
        return row
    try:
        return row | read_line(line, made.titles, made.fields, known, asked)
    except Wrong as wrong:
        row["outcome"], row["message"] = REFUSED, wrong.message
        row["column"] = next(
            (title for title, each in zip(made.titles, made.fields, strict=True) if each == wrong.field),
            str(mapping.LABELS.get(wrong.field, wrong.field)),
        )
        row["key"] = key_of(cells, cells.get("title", ""), named_in(cells)[0])
        return row


def _passed(why: str) -> str:
    return {
        "heading": _("分段标题，不是事项。"),
        "head": _("表头重复打印，不是事项。"),
        "foot": _("合计或填表说明，不是事项。"),
        "empty": _("没有填事项的空行。"),
    }[why]


def _shown(cells: Mapping[str, str]) -> list[str]:
    """The cells by which a person finds the line again."""
    return [cells.get(name, "")[:SHOWN_TEXT] for name in ("title", "lead", "cooperating", "due", "state", "progress")]


def _mark_same(rows: Sequence[Row]) -> None:
    """Lines that are there already, and lines that the ledger holds twice."""
    keys = [row["key"] for row in rows if row.get("key")]
    there: dict[str, str] = {}
    for chunk in chunks(sorted(set(keys))):
        there |= dict(Matter.objects.filter(origin_key__in=chunk).values_list("origin_key", "number"))
    numbers = {row["number"] for row in rows if row.get("number")}
    own: dict[str, str] = {}
    for chunk in chunks(sorted(numbers)):
        own |= dict(Matter.objects.filter(number__in=chunk).values_list("number", "title"))
    first: dict[str, int] = {}
    for row in rows:
        key = row.get("key", "")
        if not key or row["outcome"] == PASSED:
            continue
        given = row.get("number", "")
        number = there.get(key) or (given if given and own.get(given) == row["title"] else "")
        if number:
            row["outcome"], row["message"] = SAME, _("已有督办事项 %s，不重复立项。") % number
        elif key in first and row["outcome"] != REFUSED:
            row["outcome"] = REFUSED
            row["message"] = _("与第 %d 行的事项和主办单位相同；请只留一行，或在事项中写明区别。") % first[key]
        first.setdefault(key, row["row"])


def _known(made: LedgerImport, lines: Sequence[Line]) -> Known:
    names = {name for line in lines if not line.passed for name in _names(line, made.fields)}
    chosen = Organisation.objects.in_bulk([key for key in made.choices.values() if key])
    choices = {name: chosen.get(key) if key else None for name, key in made.choices.items() if not key or key in chosen}
    return Known.of(names, choices, [settings.DISTRICT_NAME] if settings.DISTRICT_NAME else [])


def _names(line: Line, fields: Sequence[str]) -> list[str]:
    lead, others = named_in(cells_of(line, fields))
    return [name for name in (lead, *others) if name]


def asked_of(made: LedgerImport) -> Asked:
    return Asked(made.name, made.year, made.hand_out, made.matter_class, made.reporting)


@transaction.atomic
def leave_out(*, user: Any, pk: int, rows: Collection[int], keep: Collection[int] = ()) -> LedgerImport:
    """Lines of a report that are not to be taken in, by their rows; `keep` are taken in after all."""
    made = _mine(user, pk, LedgerState.WAITING)
    made.left_out = sorted((set(made.left_out) | set(rows)) - set(keep))
    made.save(update_fields=["left_out"])
    return made


@transaction.atomic
def take_ledger(*, user: Any, pk: int) -> LedgerImport:
    """Have the lines drawn up that can be and are not left out."""
    made = _mine(user, pk, LedgerState.WAITING)
    if sum(made.counts.get(outcome, 0) for outcome in TAKEN_IN) <= len(made.left_out):
        raise WrongState(_("没有可导入的行：各行已在督办中、有待改正的问题，或没有选中。"))
    made.state = LedgerState.SAVING
    made.job = enqueue(SAVE, {"import": made.pk}, user).pk
    made.save(update_fields=["state", "job"])
    return made


@transaction.atomic
def drop_ledger(*, user: Any, pk: int) -> LedgerImport:
    """Give an import up; nothing of it was stored."""
    made = _mine(user, pk, LedgerState.MAPPING, LedgerState.WAITING)
    made.state = LedgerState.DROPPED
    made.save(update_fields=["state"])
    made.chunks.all().delete()
    _log("ledger_dropped", made, user, {"rows": made.rows})
    return made


def save_ledger(pk: int, told: Told) -> LedgerImport:
    """Draw up the chosen lines, all or none. An import that was taken in already is left alone, so that a job may run
    twice."""
    told(0.05, _("核对选中的行"))
    with transaction.atomic():
        made = LedgerImport.objects.select_for_update(of=("self",)).get(pk=pk)
        if made.state != LedgerState.SAVING:
            return made
        require(made.by, MANAGE)
        rows = not_there(list(_chosen(made)))
        told(0.1, _("立项 %d 项") % len(rows))
        matters = draw_up_lines(made, asked_of(made), rows)
        told(0.7, _("记下进展与办结情况"))
        take_over(made, rows, matters)
        made.recorded, made.state = len(matters), LedgerState.TAKEN
        made.save(update_fields=["state", "recorded"])
        _log("ledger_taken", made, made.by, {"matters": len(matters), "handed_out": made.hand_out})
    return made


def give_back(pk: int, problem: str) -> None:
    """An import whose saving was refused waits again, and says why."""
    LedgerImport.objects.filter(pk=pk, state=LedgerState.SAVING).update(state=LedgerState.WAITING, problem=problem)


def _chosen(made: LedgerImport) -> Iterator[Row]:
    left_out = set(made.left_out)
    for rows in made.chunks.order_by("place").values_list("rows", flat=True).iterator(chunk_size=20):
        yield from (row for row in rows if row["outcome"] in TAKEN_IN and row["row"] not in left_out)


def _read_again(made: LedgerImport, user: Any) -> LedgerImport:
    made.state, made.problem = LedgerState.READING, ""
    made.read += 1
    made.job = enqueue(READ, {"import": made.pk, "read": made.read}, user).pk
    made.save()
    return made


def _mine(user: Any, pk: int, *states: str) -> LedgerImport:
    _require_office(user)
    made = LedgerImport.objects.select_for_update(of=("self",)).get(pk=pk, by=user)
    if made.state not in states:
        raise WrongState(_("这次导入%s，不能再操作；请刷新页面。") % made.get_state_display())
    return made


def _require_office(user: Any) -> None:
    require(user, MANAGE)
    if not manages(user):
        raise NotYours(_("台账由统筹单位导入；您的数据范围不是“全部”。"))


def _path(made: LedgerImport) -> str:
    return f"{made.sha256[:2]}/{made.sha256}"


def _log(act: str, made: LedgerImport, user: Any, after: Mapping[str, Any]) -> None:
    log(
        act=f"supervision.{act}",
        user=user,
        target_kind="supervision.ledger",
        target_key=made.pk,
        target_name=made.name,
        after=dict(after),
    )
