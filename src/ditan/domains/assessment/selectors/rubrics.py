"""Rubrics: the list, one with its draft, versions and faults."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Max, QuerySet

from ditan.base.searching import holding
from ditan.core.rubrics import Fault, Line, Rubric, faults, from_plain
from ditan.domains.assessment.models import Rubric as StoredRubric
from ditan.domains.assessment.models import RubricVersion
from ditan.domains.assessment.permissions import VIEW, may
from ditan.domains.assessment.services.rubrics import content_of


def list_rubrics(user: Any, words: str = "", kind: str = "") -> QuerySet[StoredRubric]:
    """Rubrics that match, examples last. `kind` is `own` or `example`, empty for both."""
    rows = StoredRubric.objects.all() if may(user, VIEW) else StoredRubric.objects.none()
    for word in words.replace("\x00", "").split():
        rows = rows.filter(holding(word, "name", "basis"))
    if kind in ("own", "example"):
        rows = rows.filter(example=kind == "example")
    return rows.annotate(newest=Max("versions__number"), used=Count("versions__assessments", distinct=True)).order_by(
        "example", "name", "pk"
    )


def get_rubric(user: Any, pk: int) -> StoredRubric:
    """One rubric; `DoesNotExist` where the user may not see any."""
    return list_rubrics(user).get(pk=pk)


def get_version(user: Any, pk: int) -> RubricVersion:
    """One issued version."""
    rows = RubricVersion.objects.all() if may(user, VIEW) else RubricVersion.objects.none()
    return rows.select_related("rubric").get(pk=pk)


def issued_versions(user: Any) -> QuerySet[RubricVersion]:
    """The newest version of each rubric: with what an assessment can begin."""
    rows = RubricVersion.objects.all() if may(user, VIEW) else RubricVersion.objects.none()
    newest = rows.order_by().values("rubric").annotate(last=Max("pk")).values("last")
    return rows.filter(pk__in=newest).order_by("name")


@dataclass(frozen=True, slots=True)
class RubricPage:
    """A rubric to be shown: what it says now, what stands against issuing it, its versions."""

    rules: Rubric
    lines: tuple[tuple[Line, list[str]], ...]
    whole: list[Fault]
    versions: list[RubricVersion]

    @property
    def faultless(self) -> bool:
        return not self.whole and not any(wrong for _line, wrong in self.lines)


def rubric_page(user: Any, rubric: StoredRubric) -> RubricPage:
    """All that the page of a rubric shows."""
    rules = from_plain(content_of(rubric))
    found = faults(rules)
    lines = tuple((line, [each.message for each in found if each.line == line.code]) for line in rules.lines)
    return RubricPage(
        rules, lines, [each for each in found if not each.line], list(rubric.versions.order_by("-number"))
    )


def rule_words(line: Line) -> list[str]:
    """What a line's rule says, in words."""
    said = []
    for field in line.rule.fields:
        value = line.parameters.get(field.name)
        if value is None:
            continue
        if field.type == "choice":
            said.append(f"{field.label}：{dict(field.choices).get(value, value)}")
        elif field.type == "rows":
            said.append("；".join(f"{left} = {right:g} 分" for left, right in value))
        else:
            said.append(f"{field.label} {value:g}")
    return said
