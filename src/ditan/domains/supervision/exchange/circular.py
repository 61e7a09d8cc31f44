"""通报 of a period: how organisations stood, who is late, set as a document; and the statistics as a table."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from ditan.base.audit.services import record_apart
from ditan.base.reporting.documents import (
    Cells,
    Chart,
    DataTable,
    Document,
    Items,
    Note,
    Paragraph,
    Run,
    Section,
    Series,
    render_docx,
)
from ditan.base.reporting.tables import Table
from ditan.core.ledgers import Tally
from ditan.domains.supervision.exchange.orders import marked_by
from ditan.domains.supervision.permissions import EXPORT, require
from ditan.domains.supervision.selectors.matters import Line
from ditan.domains.supervision.selectors.statistics import (
    OrganisationTally,
    behind,
    by_organisation,
    reported_late,
    total_of,
)

BASIS = (
    "件数含子任务；权重按拆分前的事项计，子任务只占上级权重的一份，拆分不改变总权重。"
    "按期率（权重）＝按期反馈的权重÷（按期＋超期反馈＋超期未反馈的权重）；按期率（整件）只数未作为子任务的事项。"
    "未到期和办结日期不明的不进分母，分母为零的不计算。立项、已退回、已撤回、已中止、已作废的不统计。"
)
"""How the figures are made; it stands under every table of them."""
MOST_DRAWN = 30
SHADES = ("#0f766e", "#b45309", "#b42318", "#9aa5b1")


def statistics_chart(rows: list[OrganisationTally]) -> Chart | None:
    """What was due, by weight: in time, late, overdue, still to come."""
    drawn = [row for row in rows if row.tally.due.weight][:MOST_DRAWN]
    if not drawn:
        return None
    parts = (("按期反馈", "on_time"), ("超期反馈", "late"), ("超期未反馈", "overdue"), ("未到期", "running"))
    series = [Series(label, [getattr(row.tally, name).weight.normalize() for row in drawn]) for label, name in parts]
    return Chart(
        "bars",
        "各单位应办结事项（权重）",
        [row.organisation_name for row in drawn],
        series,
        colours=SHADES,
        table=False,
    )


def statistics_table(rows: list[OrganisationTally], start: datetime.date, end: datetime.date) -> Table:
    """The figures of the page, one row an organisation, those of all below."""
    head = [_("单位")]
    for label in ("交办", "应办结", "按期反馈", "超期反馈", "超期未反馈", "未到期", "日期不明", "审核退回"):
        head += [f"{label}（件）", f"{label}（权重）"]
    head += [
        "按期率（权重）",
        "按期率（整件）",
        "退回次数",
        "超期工作日",
        "不能计天数（件）",
        "被拆分（件）",
        "子任务（件）",
    ]
    lines = [(row.organisation_name, row.tally) for row in rows] + [(_("合计"), total_of(rows))]
    return Table(
        title=_("督办统计-%(start)s至%(end)s") % {"start": start, "end": end},
        head=tuple(head),
        rows=[[name, *_figures(each)] for name, each in lines],
        widths=(26,),
    )


def _figures(each: Tally) -> list[Any]:
    sums = (each.handed_out, each.due, each.on_time, each.late, each.overdue, each.running, each.unknown, each.returned)
    found: list[Any] = [figure for one in sums for figure in (one.count, one.weight)]
    rates = [None if rate is None else round(rate, 4) for rate in (each.rate, each.rate_whole)]
    return [*found, *rates, each.times_returned, each.late_days, each.days_unknown, each.split, each.pieces]


def circular_file(user: Any, start: datetime.date, end: datetime.date) -> tuple[str, bytes]:
    """The name and the bytes of the circular of a period, as this user sees it."""
    require(user, EXPORT)
    document = circular_document(user, start, end, marked_by(user))
    data = render_docx(document)
    record_apart(
        act="supervision.circular_exported",
        user=user,
        target_kind="supervision.matter",
        target_key="",
        target_name=document.title[:200],
        outcome="done",
    )
    return f"{document.title}.docx", data


def circular_document(user: Any, start: datetime.date, end: datetime.date, watermark: str = "") -> Document:
    """The circular: all at a glance, each organisation, what is overdue, what was done late, and what is asked for."""
    rows, late, done = by_organisation(user, start, end), behind(user, start, end), reported_late(user, start, end)
    total, said, today = total_of(rows), period_words(start, end), timezone.localdate()
    note = Note(f"平台督办台账，截至 {today}。{BASIS}")
    sections = [
        Section("总体情况", [Paragraph(_summary(total, len(rows), said, note))]),
        Section("各单位办理情况", _organisations(rows, note)),
        Section("超期未反馈事项", _listed(late, total.overdue.count, "没有超期未反馈的事项。")),
        Section("超期反馈事项", _listed(done, total.late.count, "没有超期反馈的事项。")),
        Section("下一步要求", [Items(_asked(late, rows), numbered=True)]),
    ]
    return Document(
        title=f"关于{said}督办事项办理情况的通报",
        issuer=settings.DISTRICT_NAME,
        date=today,
        watermark=watermark,
        sections=sections,
    )


def period_words(start: datetime.date, end: datetime.date) -> str:
    """A period as a title says it: 2026年, 2026年三季度, 2026年9月, else both days."""
    last = (end + datetime.timedelta(days=1)).day == 1
    if start.day == 1 and last and start.year == end.year:
        if (start.month, end.month) == (1, 12):
            return f"{start.year}年"
        if start.month % 3 == 1 and end.month == start.month + 2:
            return f"{start.year}年{'一二三四'[end.month // 3 - 1]}季度"
        if start.month == end.month:
            return f"{start.year}年{start.month}月"
        if start.month == 1:
            return f"{start.year}年1—{end.month}月"
    return f"{start.year}年{start.month}月{start.day}日至{end.year}年{end.month}月{end.day}日"


def _summary(total: Tally, organisations: int, said: str, note: Note) -> list[str | Run]:
    if not total.due.count and not total.handed_out.count:
        return [f"{said}没有交办或到期的督办事项。"]
    parts: list[str | Run] = [
        f"{said}共交办 {total.handed_out.count} 件，涉及 {organisations} 个单位；应办结 ",
        Run(f"{total.due.count} 件（其中子任务 {total.pieces} 件，权重合计 {_plain(total.due.weight)}）", (note,)),
        f"，按期反馈 {total.on_time.count} 件，超期反馈 {total.late.count} 件，超期未反馈 {total.overdue.count} 件，"
        f"未到期 {total.running.count} 件",
    ]
    if total.unknown.count:
        parts.append(f"，办结日期不明 {total.unknown.count} 件")
    rate, whole = percent_words(total.rate), percent_words(total.rate_whole)
    parts.append(
        f"。按权重计按期率 {rate}，按整件计 {whole}；审核退回 {total.returned.count} 件 {total.times_returned} 次。"
    )
    return parts


def _organisations(rows: list[OrganisationTally], note: Note) -> list[Any]:
    if not rows:
        return [Paragraph("没有可统计的单位。")]
    head = ("单位", "应办结", "按期", "超期反馈", "超期未反馈", "按期率（权重）", "按期率（整件）", "超期工作日")
    lines: list[Cells] = [
        (
            row.organisation_name,
            f"{row.tally.due.count}" + (f"（子 {row.tally.pieces}）" if row.tally.pieces else ""),
            str(row.tally.on_time.count),
            str(row.tally.late.count),
            str(row.tally.overdue.count),
            percent_words(row.rate),
            percent_words(row.rate_whole),
            str(row.tally.late_days) + ("以上" if row.tally.days_unknown else ""),
        )
        for row in rows
    ]
    table = DataTable(head=head, rows=lines, caption=[Run("各单位办理情况（件）", (note,))])
    chart = statistics_chart(rows)
    return [table, chart] if chart else [table]


def _listed(lines: list[Line], count: int, nothing: str) -> list[Any]:
    """The lines as a table; where they are the first of `count` only, a sentence above it says so."""
    if not lines:
        return [Paragraph(nothing)]
    rows: list[Cells] = [
        (
            line.matter.number,
            line.matter.title,
            line.matter.organisation.name if line.matter.organisation else None,
            str(line.matter.due_on),
            line.due.text,
        )
        for line in lines
    ]
    table = DataTable(head=("编号", "事项", "主办单位", "时限", "超期情况"), rows=rows, widths=(2, 6, 3.4, 2.2, 3))
    if count <= len(lines):
        return [table]
    left = f"共 {count} 件，下表只列时限最早的 {len(lines)} 件，其余 {count - len(lines)} 件未列，见平台督办台账。"
    return [Paragraph(left), table]


def _asked(late: list[Line], rows: list[OrganisationTally]) -> list[str]:
    """What is asked for. Those whose overdue matters are not among the lines listed are named too."""
    listed = [line.matter.organisation.name for line in late if line.matter.organisation]
    places = list(dict.fromkeys([*listed, *(row.organisation_name for row in rows if row.tally.overdue.count)]))
    found = ["各单位对照时限推进所承担事项，按期反馈办理结果；确不能按期的，应在时限前申请延期并说明理由。"]
    if places:
        named = "、".join(places[:20]) + ("等" if len(places) > 20 else "")
        found.insert(0, f"{named}对超期未反馈的事项逐项说明原因，明确完成日期。")
    return found


def percent_words(rate: Decimal | None) -> str:
    """A rate from 0 to 1 as a percentage with one decimal; “—” where there is none."""
    return "—" if rate is None else f"{rate * 100:.1f}%"


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}"
