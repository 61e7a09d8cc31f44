"""What does not fit in a work plan. Pure: lines in, findings out; nothing is stored, so that none is ever out of date."""

from __future__ import annotations

import datetime
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from ditan.core.decomposition import Part, Rule, combined
from ditan.domains.workplans.models import LineKind, WorkLine

ERROR, WARNING, NOTICE = "error", "warning", "notice"
LEVELS = {ERROR: "错误", WARNING: "警告", NOTICE: "提示"}
TOLERANCE = 1e-6
WHOLE = Decimal(100)


@dataclass(frozen=True, slots=True)
class WorkFinding:
    """One of them; `lines` are those that show it. An error forbids to approve the plan."""

    code: str
    level: str
    sentence: str
    lines: tuple[WorkLine, ...]


def findings_of(lines: Sequence[WorkLine], today: datetime.date, year: int) -> list[WorkFinding]:
    """Everything, the gravest first. Lines have their organisation and plan's item at hand; dropped ones are left out."""
    kept = [line for line in lines if not line.dropped]
    found = [
        *_closed(kept, today),
        *_weights(kept),
        *_parts(kept),
        *_repeated(kept),
        *_lacking(kept, year),
    ]
    order = {ERROR: 0, WARNING: 1, NOTICE: 2}
    return sorted(found, key=lambda each: order[each.level])


def _closed(lines: Iterable[WorkLine], today: datetime.date) -> Iterator[WorkFinding]:
    for line in lines:
        if line.organisation is not None and not line.organisation.holds_on(today):
            told = {"title": line.title[:40], "name": line.organisation.name}
            yield WorkFinding(
                "organisation_closed",
                ERROR,
                _("“%(title)s”的牵头单位“%(name)s”已撤销；请改为承接其职能的单位。") % told,
                (line,),
            )


def _weights(lines: Sequence[WorkLine]) -> Iterator[WorkFinding]:
    """Weights of the lines of a level add up to 100, where any are given."""
    groups: dict[tuple[str, int | None], list[WorkLine]] = {}
    for line in lines:
        groups.setdefault((line.kind, line.parent_id), []).append(line)
    for (kind, parent), each in groups.items():
        given = [line for line in each if line.weight is not None]
        total = sum((line.weight for line in given if line.weight is not None), Decimal(0))
        if given and total != WHOLE and (parent is None or kind != LineKind.INDICATOR):
            told = {"kind": LineKind(kind).label, "total": f"{total.normalize():f}", "n": len(each) - len(given)}
            sentence = _("%(kind)s的权重合计为 %(total)s，应为 100。") % told
            if len(given) < len(each):
                sentence += _("另有 %(n)d 条没有填写权重。") % told
            yield WorkFinding("weights", ERROR if total > WHOLE else WARNING, sentence, tuple(given))


def _parts(lines: Sequence[WorkLine]) -> Iterator[WorkFinding]:
    """Values of departments and towns against the value of the line that they break down."""
    parts: dict[int, list[WorkLine]] = {}
    for line in lines:
        if line.parent_id is not None:
            parts.setdefault(line.parent_id, []).append(line)
    for whole in lines:
        below = parts.get(whole.pk, [])
        if not below or whole.kind != LineKind.INDICATOR:
            continue
        rule = Rule(below[0].rule) if below[0].rule in ("sum", "share", "same") else Rule.SUM
        shares = [
            Part(each.organisation_name or each.title, each.value, float(each.weight) if each.weight else None)
            for each in below
        ]
        total = combined(rule, shares)
        told = {"title": whole.title[:40], "year": whole.value, "unit": whole.unit}
        if not isinstance(total, float):
            yield WorkFinding("parts_unknown", NOTICE, f"“{whole.title[:40]}”：{total.message}", (whole, *below))
        elif whole.value is None:
            sentence = _("“%(title)s”的年度值待定，而各单位合计为 %(sum)g %(unit)s。") % {**told, "sum": total}
            yield WorkFinding("parts_without_whole", WARNING, sentence, (whole, *below))
        elif abs(total - whole.value) > TOLERANCE * max(1.0, abs(whole.value)):
            sentence = _("“%(title)s”的年度值为 %(year)g %(unit)s，各单位合计为 %(sum)g，相差 %(off)g。") % {
                **told,
                "sum": total,
                "off": total - whole.value,
            }
            yield WorkFinding("parts_differ", WARNING, sentence, (whole, *below))


def _repeated(lines: Sequence[WorkLine]) -> Iterator[WorkFinding]:
    """One task in two plans, one metric that two plans ask for."""
    tasks: dict[str, list[WorkLine]] = {}
    metrics: dict[tuple[int, int], list[WorkLine]] = {}
    for line in lines:
        if line.kind != LineKind.INDICATOR and line.parent_id is None:
            tasks.setdefault(_folded(line), []).append(line)
        if line.tracked is not None and line.parent_id is None:
            metrics.setdefault((line.tracked.metric_id, line.tracked.subject_id), []).append(line)
    for each in tasks.values():
        if len(each) > 1:
            told = {"title": each[0].title[:40], "n": len(each), "bases": "、".join(_bases(each))}
            sentence = _("“%(title)s”列了 %(n)d 次（%(bases)s）；请只保留一条，其余注明“本年不列”。") % told
            yield WorkFinding("task_repeated", WARNING, sentence, tuple(each))
    for asked in metrics.values():
        if len(asked) > 1:
            values = {line.value for line in asked}
            told = {"title": asked[0].title[:40], "n": len(asked), "bases": "、".join(_bases(asked))}
            sentence = _("指标“%(title)s”列了 %(n)d 次（%(bases)s）") % told
            sentence += _("，年度值不同；请核定一个。") if len(values) > 1 else _("，年度值相同；请只保留一条。")
            yield WorkFinding("indicator_repeated", WARNING, sentence, tuple(asked))


def _lacking(lines: Sequence[WorkLine], year: int) -> Iterator[WorkFinding]:
    open_values = [line for line in lines if line.kind == LineKind.INDICATOR and line.value is None]
    if open_values:
        names = "、".join(line.title[:20] for line in open_values[:5])
        told = {"n": len(open_values), "names": names, "more": "等" if len(open_values) > 5 else ""}
        yield WorkFinding(
            "value_open",
            WARNING,
            _("%(n)d 项指标的年度值待定：%(names)s%(more)s。请在目标分解中确定年度值后重新取入，或在此填写。") % told,
            tuple(open_values),
        )
    nobody = [line for line in lines if line.organisation is None and line.parent_id is None]
    if nobody:
        unknown = list(dict.fromkeys(line.organisation_name or _("（未列单位）") for line in nobody))
        told = {"n": len(nobody), "names": "、".join(unknown[:6]), "more": _("等") if len(unknown) > 6 else ""}
        yield WorkFinding(
            "organisation_unknown",
            WARNING,
            _("%(n)d 条没有对应到组织机构：%(names)s%(more)s。请选定牵头单位，否则不能交办。") % told,
            tuple(nobody),
        )
    late = [line for line in lines if line.due_on is not None and line.due_on.year < year]
    if late:
        told = {"n": len(late), "year": year, "title": late[0].title[:40]}
        yield WorkFinding(
            "due_before_year",
            WARNING,
            _("%(n)d 条的时限早于 %(year)d 年（如“%(title)s”）；请改时限或注明“本年不列”。") % told,
            tuple(late),
        )


def _bases(lines: Iterable[WorkLine]) -> list[str]:
    return list(dict.fromkeys(line.basis[:30] for line in lines if line.basis))


def _folded(line: WorkLine) -> str:
    text = unicodedata.normalize("NFKC", f"{line.title}{line.text}")
    return "".join(each for each in text if each.isalnum())[:400]
