"""What pages of assessments send, as values; what search areas offer."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from ditan.base.directory.forms import key_of, organisation_named
from ditan.base.directory.models import Organisation
from ditan.base.refusal import InvalidFields
from ditan.base.searching import Control
from ditan.core.rubrics import KINDS, Line
from ditan.domains.assessment.models import AssessmentState
from ditan.domains.assessment.models import Rubric as StoredRubric
from ditan.domains.assessment.selectors.assessments import AssessmentFilters, SheetLine
from ditan.domains.assessment.services.rubrics import HeadDraft, LineDraft

SETTINGS = ("metric", "plan", "measure")
"""Settings that a feed may have, as `feed.metric` in a form."""


def version_of(data: Any) -> int:
    """The version that a form was made for; 0, which fits none, where it names none."""
    return key_of(str(data.get("version", ""))) or 0


def assessment_filters(data: QueryDict) -> AssessmentFilters:
    """What the list is asked for."""
    state = data.get("state", "")
    return AssessmentFilters(
        data.get("words", "")[:100], state if state in AssessmentState.values else "", key_of(data.get("year"))
    )


def assessment_controls(filters: AssessmentFilters) -> list[Control]:
    """The search area of the list."""
    return [
        Control("words", _("名称"), filters.words),
        Control("state", _("状态"), filters.state, list(AssessmentState.choices)),
        Control("year", _("年度"), str(filters.year or ""), placeholder=str(timezone.localdate().year)),
    ]


def rubric_controls(words: str, kind: str) -> list[Control]:
    """The search area of the list of rubrics."""
    kinds = [("own", _("本地细则")), ("example", _("示例"))]
    return [Control("words", _("名称/依据"), words), Control("kind", _("类别"), kind, kinds)]


def day_of(data: QueryDict, name: str) -> datetime.date | None:
    """A day as typed, None where the field is empty; `InvalidFields` where it is none."""
    text = data.get(name, "").strip()
    if not text:
        return None
    try:
        return datetime.date.fromisoformat(text)
    except ValueError as error:
        raise InvalidFields({name: _("“%s”不是日期；请按 2026-07-01 的样式填写。") % text[:20]}) from error


def organisations_of(data: QueryDict) -> list[Organisation]:
    """The organisations of a form: those that are ticked, then names, one a line."""
    keys = [key for key in map(key_of, data.getlist("organisation")) if key is not None]
    found = {each.pk: each for each in Organisation.objects.filter(pk__in=keys, valid_to__isnull=True)}
    rows = [found[key] for key in keys if key in found]
    for text in data.get("names", "").replace("、", "\n").splitlines():
        named = organisation_named(text, "organisations")
        if named is not None:
            rows.append(named)
    return rows


def head_of(data: QueryDict) -> HeadDraft:
    """A rubric's head as the form sends it."""
    return HeadDraft(
        name=data.get("name", ""),
        basis=data.get("basis", ""),
        verified="verified" in data,
        note=data.get("note", ""),
        grades=data.get("grades", ""),
        veto_grade=data.get("veto_grade", ""),
        bonus_most=data.get("bonus_most", ""),
        decimals=data.get("decimals", "2"),
    )


def line_draft(data: QueryDict, kind: str) -> LineDraft:
    """A line as the form sends it."""
    feed = {"kind": data.get("feed.kind", "")}
    if feed["kind"]:
        feed |= {name: data.get(f"feed.{name}", "") for name in SETTINGS}
    return LineDraft(
        code=data.get("code", ""),
        name=data.get("name", ""),
        points=data.get("points", ""),
        kind=kind,
        part=data.get("part", "basic"),
        group=data.get("group", ""),
        veto="veto" in data,
        basis=data.get("basis", ""),
        parameters={field.name: data.get(f"parameters.{field.name}", "") for field in KINDS[kind].fields},
        feed=feed if feed["kind"] else {},
    )


def typed_head(rubric: StoredRubric, content: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of the form, as a stored draft fills them."""
    return {
        "name": rubric.name,
        "basis": rubric.basis,
        "verified": rubric.verified,
        "note": rubric.note,
        "grades": "\n".join(f"{least}={name}" for least, name in content.get("grades", ())),
        "veto_grade": content.get("veto_grade", ""),
        "bonus_most": content.get("bonus_most") or "",
        "decimals": str(content.get("decimals", 2)),
    }


def typed_line(line: Line, row: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of the form, as a stored line fills them."""
    shown: dict[str, Any] = {name: row[name] for name in ("code", "name", "points", "part", "group", "veto", "basis")}
    for name, value in line.parameters.items():
        shown[f"parameters.{name}"] = _plain(value)
    for name, value in line.feed.items():
        shown[f"feed.{name}"] = value
    return shown


def _plain(value: Any) -> str:
    if isinstance(value, list):
        return "\n".join(f"{left}={right:g}" for left, right in value)
    return value if isinstance(value, str) else f"{value:.15g}"


def posted_inputs(data: QueryDict, row: SheetLine) -> dict[str, str] | None:
    """The inputs that a form sends for one line; None where it sends none for it."""
    if f"v.{row.cell.pk}" not in data:
        return None
    found = {each.name: data.get(f"i.{row.cell.pk}.{each.number}", "").strip() for each in row.asks}
    override = data.get(f"o.{row.cell.pk}", "").strip()
    return found | ({"override": override} if override else {})
