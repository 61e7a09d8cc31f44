"""An assessment as a document: what came of it, how, by which rules; every number with its source as a note."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from ditan.base.audit.services import record_apart
from ditan.base.reporting.documents import (
    DataTable,
    Document,
    Heading,
    Note,
    Paragraph,
    Run,
    Section,
    render_docx,
)
from ditan.core.rubrics import PARTS, plain
from ditan.domains.assessment.models import Assessment, Snapshot
from ditan.domains.assessment.permissions import EXPORT, require
from ditan.domains.assessment.rules import rules_of
from ditan.domains.assessment.selectors.assessments import GridRow, appeals_of, grid
from ditan.domains.assessment.selectors.rubrics import rule_words
from ditan.domains.assessment.selectors.scope import visible_participants
from ditan.domains.assessment.services.deeds import name_of


def export_document(user: Any, assessment: Assessment) -> bytes:
    """The document as docx, of those whom the user may export."""
    require(user, EXPORT)
    data = render_docx(document_of(user, assessment))
    record_apart(
        act="assessment.exported",
        user=user,
        target_kind="assessment.assessment",
        target_key=assessment.pk,
        target_name=assessment.title,
        outcome="done",
        detail="导出 docx",
    )
    return data


def document_of(user: Any, assessment: Assessment) -> Document:
    """Results, each line of each organisation with its working and source, appeals, rules."""
    reached = set(visible_participants(user, EXPORT).filter(assessment=assessment).values_list("pk", flat=True))
    found = grid(user, assessment)
    rows = sorted(
        (row for row in found.rows if row.participant.pk in reached),
        key=lambda row: (row.place.place is None, row.place.place or 0),
    )
    version = assessment.rubric_version
    rules = Note(f"{version.name}第 {version.number} 版（{version.basis}{'' if version.verified else '，依据未核对'}）")
    snapshot = Snapshot.objects.filter(assessment=assessment).first()
    state = (
        Note(
            f"{timezone.localtime(snapshot.at):%Y-%m-%d} 定稿，摘要 {snapshot.digest}，程序版本 {snapshot.code_version}"
        )
        if snapshot
        else Note(f"考核现为“{assessment.get_state_display()}”，尚未定稿，得分可能变动")
    )
    appeals = [(each, line) for each, line in appeals_of(user, assessment) if each.participant_id in reached]
    return Document(
        title=assessment.title,
        subtitle="" if snapshot else "（未定稿）",
        date=timezone.localdate(),
        watermark=f"{name_of(user)} {timezone.localtime():%Y-%m-%d %H:%M}",
        sections=[
            Section("考核结果", [Paragraph([_summary(rows), Run("", (rules, state))]), _results(rows, state)]),
            Section("各单位得分", [block for row in rows for block in _organisation(found.lines, row)]),
            Section("申诉与答复", [_appealed(appeals)]),
            Section("评分细则", [_rules(assessment, rules)]),
        ],
    )


def _summary(rows: list[GridRow]) -> str:
    lacking = [row.participant.organisation_name for row in rows if row.sheet.total is None]
    said = f"本次考核 {len(rows)} 家单位，名次按总分（加权求和）排列，同分并列。"
    return said + (f"{'、'.join(lacking)}缺数，未合计、未排名。" if lacking else "")


def _results(rows: list[GridRow], state: Note) -> DataTable:
    return DataTable(
        head=["名次", "单位", "总分", "等级"],
        rows=[
            [
                None if row.place.place is None else f"{row.place.place}{'（并列）' if row.place.tied else ''}",
                row.participant.organisation_name,
                None if row.sheet.total is None else plain(row.sheet.total),
                row.sheet.grade or None,
            ]
            for row in rows
        ],
        caption=["考核结果", Run("", (state,))],
        widths=[2, 6, 2, 2],
    )


def _organisation(lines: Any, row: GridRow) -> list[Any]:
    body: list[list[Any]] = []
    for line, cell in zip(lines, row.cells, strict=True):
        source = (Note(cell.source["text"]),) if cell.source.get("text") else ()
        body.append(
            [
                line.code,
                line.name,
                plain(line.most),
                None if cell.points is None else Run(plain(cell.points), source),
                cell.working or (f"缺{'、'.join(cell.missing)}" if cell.missing else None),
            ]
        )
    table = DataTable(head=["编号", "考核内容", "分值", "得分", "算式"], rows=body, widths=[1, 4, 1, 1, 5])
    return [Heading(row.participant.organisation_name), table]


def _appealed(appeals: list[Any]) -> Any:
    if not appeals:
        return Paragraph("没有申诉。")
    return DataTable(
        head=["单位", "考核内容", "申诉理由", "结果", "答复"],
        rows=[
            [
                each.participant.organisation_name,
                line.name,
                each.text,
                str(each.get_state_display()),
                each.answer or None,
            ]
            for each, line in appeals
        ],
        widths=[2, 2, 4, 2, 4],
    )


def _rules(assessment: Assessment, source: Note) -> DataTable:
    return DataTable(
        head=["编号", "考核内容", "类型", "分值", "评分方法"],
        rows=[
            [
                line.code,
                line.name + ("（一票否决）" if line.veto else ""),
                PARTS[line.part],
                plain(line.points),
                "；".join([line.rule.label, *rule_words(line)]),
            ]
            for line in rules_of(assessment).lines
        ],
        caption=["评分细则", Run("", (source,))],
        widths=[1, 4, 2, 1, 5],
    )
