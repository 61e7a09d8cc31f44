"""督办单: the sheet that goes with one matter, as offices hand it out and file it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.utils import timezone

from ditan.base.audit.services import record_apart
from ditan.base.reporting.documents import Cell, Cells, DataTable, Document, Note, Run, Section, render_docx
from ditan.core.periods import PeriodRefused, chinese, parse_code
from ditan.domains.supervision.models import Matter
from ditan.domains.supervision.permissions import EXPORT, require
from ditan.domains.supervision.selectors.matters import get_matter
from ditan.domains.supervision.selectors.scope import visible_matters
from ditan.domains.supervision.selectors.standing import due_of
from ditan.domains.supervision.services.deeds import name_of

MOST_REPORTS = 6
"""The newest reports of progress that stand on the sheet; the page holds them all."""


def order_file(user: Any, pk: int) -> tuple[str, bytes]:
    """The name and the bytes of a matter's sheet; `Matter.DoesNotExist` where the user may not take it out."""
    require(user, EXPORT)
    matter = get_matter(user, visible_matters(user, EXPORT).get(pk=pk).pk)
    data = render_docx(order_document(matter, marked_by(user)))
    record_apart(
        act="supervision.order_exported",
        user=user,
        target_kind="supervision.matter",
        target_key=matter.pk,
        target_name=str(matter)[:200],
        outcome="done",
    )
    return f"督办单-{matter.number}.docx", data


def order_document(matter: Matter, watermark: str = "") -> Document:
    """The sheet: what is asked of whom until when, how far it has come, and places to sign."""
    today = timezone.localdate()
    parts = list(matter.parts.select_related("organisation").order_by("-role", "pk"))
    lead = matter.organisation.name if matter.organisation else None
    helpers = "、".join(each.organisation.name for each in parts if each.role != "lead")
    hung = "（挂牌督办）" if matter.is_hung else ""
    rows: list[Cells] = [
        _pair("编号", matter.number, "督办类别", (matter.matter_class.name if matter.matter_class else "") + hung),
        _wide("督办事项", matter.title),
        _wide("来源", _origin(matter)),
        _wide("内容与要求", matter.text or None),
        _pair("主办单位", lead, "协办单位", helpers or "无"),
        _pair("交办日期", _day(matter.handed_out_on), "办理时限", _due(matter)),
        _pair("进展报送", str(matter.get_reporting_display()), "状态", _state(matter, today)),
        *_milestones(matter),
        _wide("办理情况", _reports(matter)),
        _wide("办理结果", matter.outcome or "（由主办单位填写）"),
        _pair("主办单位\n负责人签字", "\n\n\n", "经办人签字", "\n\n\n"),
        _wide("审核意见", "\n\n\n\n"),
    ]
    return Document(
        title="督办单",
        subtitle="（演示）" if matter.demo else "",
        issuer=settings.DISTRICT_NAME,
        date=today,
        watermark=watermark,
        sections=[Section("", [DataTable(head=(), rows=rows, widths=(2.2, 5, 2.2, 5), align=("left",) * 4)])],
        form="official",
        numbered=False,
    )


def marked_by(user: Any) -> str:
    """Who takes a document out, and when, for its watermark."""
    return f"{name_of(user)} {timezone.localtime().strftime('%Y-%m-%d %H:%M')}"


def _wide(label: str, text: Any) -> Cells:
    return (Cell(label, head=True), Cell("—" if text is None else text, span=3))


def _pair(label: str, text: str | None, other: str, more: str | None) -> Cells:
    return (Cell(label, head=True), text or None, Cell(other, head=True), more or None)


def _origin(matter: Matter) -> Any:
    words = [str(matter.get_kind_display()), matter.issued_by, matter.issued_number, _day(matter.issued_on) or ""]
    text = "，".join(word for word in words if word)
    source = matter.source.name if matter.source else ""
    if not source:
        return text
    quoted = f"“{matter.quote[:200]}”" if matter.quote else ""
    return [Run(text, (Note(f"{source}{quoted}"),))]


def _due(matter: Matter) -> str | None:
    if matter.due_on is None:
        return matter.due_text or None
    return f"{_day(matter.due_on)}（原文：{matter.due_text}）" if matter.due_text else _day(matter.due_on)


def _state(matter: Matter, today: Any) -> str:
    said = due_of(matter, today).text
    return str(matter.get_state_display()) + (f"，{said}" if said else "")


def _milestones(matter: Matter) -> list[Cells]:
    lines = [
        f"{each.title}：{_day(each.due_on)}" + (f"（{_day(each.done_on)}完成）" if each.done_on else "")
        for each in matter.milestones.all()
    ]
    return [_wide("节点", "\n".join(lines))] if lines else []


def _reports(matter: Matter) -> str:
    rows = matter.progress.select_related("organisation").order_by("-pk")[:MOST_REPORTS]
    lines = [
        f"{timezone.localtime(each.at).strftime('%Y-%m-%d')} "
        f"{each.organisation.name if each.organisation else ''}{_period(each.period)}：{each.text}"
        + (f"（进度 {each.percent}%）" if each.percent is not None else "")
        for each in rows
    ]
    return "\n".join(reversed(lines)) or "（由主办单位填写）"


def _period(code: str) -> str:
    try:
        return f"（{chinese(parse_code(code))}）" if code else ""
    except PeriodRefused:
        return ""


def _day(day: Any) -> str | None:
    return f"{day.year}年{day.month}月{day.day}日" if day else None
