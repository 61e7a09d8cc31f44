"""年度任务书: a work plan as a document, of the whole or for one organisation."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from django.utils.translation import gettext as _

from ditan.base.reporting.documents import Cells, DataTable, Document, Note, Paragraph, Run, Section, SignatureBlock
from ditan.domains.workplans.models import LineKind, WorkLine, WorkPlan, WorkPlanState
from ditan.domains.workplans.selectors.workplans import names_of

OPEN = "待定"
SIGNS = {"=": "", ">=": "≥", "<=": "≤", ">": "＞", "<": "＜", "approx": "约"}


def task_book(
    workplan: WorkPlan, lines: Sequence[WorkLine], *, day: datetime.date, organisation: str = "", watermark: str = ""
) -> Document:
    """The document. Every number of an indicator bears a note that says where it comes from; what is not decided is 待定."""
    kept = [line for line in lines if not line.dropped and (not organisation or organisation in names_of(line))]
    of_kind = {kind: [line for line in kept if line.kind == kind] for kind in LineKind.values}
    issued = workplan.state == WorkPlanState.ISSUED
    sections = [Section(_("总体要求"), [Paragraph(_opening(workplan, of_kind, organisation))])]
    if of_kind["indicator"]:
        sections.append(Section(_("年度指标"), [_indicators(of_kind["indicator"])]))
    if of_kind["task"]:
        sections.append(Section(_("重点任务"), [_tasks(of_kind["task"], organisation)]))
    if of_kind["project"]:
        sections.append(Section(_("重点项目"), [_tasks(of_kind["project"], organisation)]))
    sections.append(Section("", [SignatureBlock(_signatures(workplan, organisation, day))]))
    title = _("%(title)s任务书") % {"title": workplan.title.removesuffix("任务书")}
    return Document(
        title=title,
        subtitle=organisation
        or ("" if issued else _("（%(state)s，未下达）") % {"state": workplan.get_state_display()}),
        date=workplan.issued_on if issued and workplan.issued_on else day,
        number=workplan.document_number if issued else "",
        issuer=workplan.region.name if workplan.region else "",
        watermark=watermark,
        sections=sections,
    )


def _opening(workplan: WorkPlan, of_kind: dict[str, list[WorkLine]], organisation: str) -> str:
    told = {
        "year": workplan.year,
        "who": organisation or _("各责任单位"),
        "i": sum(line.parent_id is None for line in of_kind["indicator"]),
        "t": len(of_kind["task"]),
        "p": len(of_kind["project"]),
        "n": sum(line.value is None for line in of_kind["indicator"]),
    }
    said = _("%(year)d年，%(who)s承担指标 %(i)d 项、任务 %(t)d 项、项目 %(p)d 项。") % told
    if told["n"]:
        said += _("其中 %(n)d 项指标的年度值尚待确定，表中标为“待定”。") % told
    if workplan.edition > 1:
        said += _("本版为第 %(edition)d 版，修订理由：%(reason)s。") % {
            "edition": workplan.edition,
            "reason": workplan.reason,
        }
    return said


def _indicators(lines: Sequence[WorkLine]) -> DataTable:
    rows: list[Cells] = []
    number = 0
    for line in lines:
        part = line.parent_id is not None
        number += not part
        said = OPEN if line.value is None else f"{SIGNS.get(line.comparator, '')}{line.value:g}"
        notes = (Note(line.basis),) if line.basis else ()
        rows.append(
            (
                "" if part else str(number),
                f"　其中：{line.organisation_name}" if part else line.title,
                line.unit,
                Run(said, notes),
                "" if part else line.text[:20],
                "" if part else line.organisation_name,
            )
        )
    return DataTable(
        head=(_("序号"), _("指标"), _("单位"), _("年度目标"), _("属性"), _("牵头单位")),
        rows=rows,
        widths=(6, 38, 14, 14, 10, 18),
        align=("center", "left", "center", "right", "center", "left"),
    )


def _tasks(lines: Sequence[WorkLine], organisation: str) -> DataTable:
    head = (_("序号"), _("任务与要求"), _("完成时限"), _("牵头单位"), _("配合单位"), _("依据"))
    rows = [
        (
            str(number),
            line.title if not line.text or line.text.startswith(line.title) else f"{line.title}。{line.text[:300]}",
            line.due_on.strftime("%Y-%m-%d") if line.due_on else line.due_text or None,
            line.organisation_name or None,
            line.cooperating or "",
            line.basis,
        )
        for number, line in enumerate(lines, 1)
    ]
    return DataTable(
        head=head, rows=rows, widths=(6, 40, 11, 14, 15, 14), align=("center", "left", "center", "left", "left", "left")
    )


def _signatures(workplan: WorkPlan, organisation: str, day: datetime.date) -> list[str]:
    if not organisation:
        return [workplan.region.name if workplan.region else "", f"{day.year}年{day.month}月{day.day}日"]
    return [
        _("下达单位（盖章）：　　　　　　　"),
        _("责任单位（盖章）：　　　　　　　"),
        _("责任人签字：　　　　　　　"),
    ]
