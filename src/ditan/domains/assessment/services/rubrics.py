"""Rubrics: begun, edited as a draft, issued as a version that never changes again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from ditan.base.refusal import Changed, InvalidFields
from ditan.core.rubrics import (
    KINDS,
    PARTS,
    Line,
    Part,
    faults,
    from_plain,
    line_faults,
    plain,
    read_parameters,
    to_plain,
)
from ditan.core.rubrics import Rubric as Rules
from ditan.core.rubrics.frozen import digest_of
from ditan.domains.assessment.errors import NotYours, RubricFaulty, WrongState
from ditan.domains.assessment.feeds import FEEDS
from ditan.domains.assessment.models import Rubric, RubricVersion
from ditan.domains.assessment.permissions import RUBRICS, require
from ditan.domains.assessment.selectors.scope import keeps_rubrics
from ditan.domains.assessment.services.deeds import account_of, name_of, note_rubric

MOST_LINES = 200
LONGEST_NAME, LONGEST_BASIS = 200, 400
EMPTY = to_plain(Rules(()))


@dataclass(frozen=True, slots=True)
class LineDraft:
    """A line as a form or a program sends it, not checked yet."""

    code: str
    name: str
    points: str
    kind: str
    part: str = "basic"
    group: str = ""
    veto: bool = False
    basis: str = ""
    parameters: Mapping[str, Any] = field(default_factory=dict)
    feed: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class HeadDraft:
    """What a rubric says beside its lines. `grades` is text, `90=优秀` a line, the best first."""

    name: str
    basis: str
    verified: bool = False
    note: str = ""
    grades: str = ""
    veto_grade: str = ""
    bonus_most: str = ""
    decimals: str = "2"


@transaction.atomic
def begin(*, user: Any, name: str, basis: str = "", like: Rubric | None = None) -> Rubric:
    """A new rubric, empty or with the lines of another one (an example, or the newest of a rubric)."""
    _require_keeper(user)
    _check_name(name, basis)
    content = EMPTY if like is None else content_of(like)
    made = Rubric.objects.create(
        name=name.strip(), basis=basis.strip() or (like.basis if like else ""), draft=content, note=""
    )
    note_rubric("rubric_begun", user, made, after={"like": like.name if like else ""})
    return made


@transaction.atomic
def save_head(*, user: Any, rubric: Rubric, version: int, draft: HeadDraft) -> Rubric:
    """Name, source, grades. `InvalidFields` by field."""
    held, content = _draft(user, rubric, version)
    _check_name(draft.name, draft.basis)
    errors: dict[str, str] = {}
    content["grades"] = _grades(draft.grades, errors)
    content["veto_grade"] = draft.veto_grade.strip()[:20]
    content["bonus_most"] = _most(draft.bonus_most, errors)
    content["decimals"] = int(draft.decimals) if draft.decimals in ("0", "1", "2", "3", "4") else 2
    if errors:
        raise InvalidFields(errors)
    held.name, held.basis, held.verified = draft.name.strip(), draft.basis.strip(), draft.verified
    held.note, held.draft = draft.note.strip(), content
    held.save()
    note_rubric("rubric_changed", user, held, after={"name": held.name, "basis": held.basis})
    return held


@transaction.atomic
def save_line(*, user: Any, rubric: Rubric, version: int, draft: LineDraft, code: str = "") -> Rubric:
    """Add a line, or change the one of this code. `InvalidFields` by field; parameters as `parameters.tiers`."""
    held, content = _draft(user, rubric, version)
    lines = content["lines"]
    index = next((place for place, row in enumerate(lines) if row["code"] == code), None) if code else None
    if code and index is None:
        raise WrongState(_("草稿中没有编号为“%s”的项目；请刷新页面。") % code[:20])
    if index is None and len(lines) >= MOST_LINES:
        raise WrongState(_("一份评分细则最多 %d 项。") % MOST_LINES)
    others = {row["code"] for place, row in enumerate(lines) if place != index}
    row = checked_line(draft, others)
    before = lines[index] if index is not None else None
    if index is None:
        lines.append(row)
    else:
        lines[index] = row
    held.draft = content
    held.save()
    note_rubric("rubric_changed", user, held, before=before, after=row)
    return held


@transaction.atomic
def drop_line(*, user: Any, rubric: Rubric, version: int, code: str) -> Rubric:
    """Take a line out of the draft."""
    held, content = _draft(user, rubric, version)
    kept = [row for row in content["lines"] if row["code"] != code]
    if len(kept) == len(content["lines"]):
        raise WrongState(_("草稿中没有编号为“%s”的项目；请刷新页面。") % code[:20])
    gone = next(row for row in content["lines"] if row["code"] == code)
    held.draft = {**content, "lines": kept}
    held.save()
    note_rubric("rubric_changed", user, held, before=gone)
    return held


@transaction.atomic
def revise(*, user: Any, rubric: Rubric, version: int) -> Rubric:
    """Begin the next version: a draft with what was issued last. What runs stays on the version that it began with."""
    _require_keeper(user)
    held = _held(rubric, version)
    if held.draft is not None:
        raise WrongState(_("这份评分细则已有草稿，直接修改即可。"))
    held.draft = content_of(held)
    held.save()
    note_rubric("rubric_revised", user, held)
    return held


@transaction.atomic
def issue(*, user: Any, rubric: Rubric, version: int, reason: str = "") -> RubricVersion:
    """Make the draft a version. `RubricFaulty` names everything that stands against it, as weights that do not add to
    100; nothing is changed then."""
    held, content = _draft(user, rubric, version)
    found = [each.message for each in faults(from_plain(content))]
    if not held.basis:
        found.append(_("请填写依据（文号、会议纪要等），没有依据的细则不能发布。"))
    last = held.versions.order_by("-number").first()
    if last is not None and not reason.strip():
        found.append(_("请写明修订理由；已启动的考核仍按原版本评分。"))
    if last is not None and last.content == content:
        found.append(_("内容与第 %d 版相同，无需再次发布。") % last.number)
    if found:
        raise RubricFaulty(found)
    made = RubricVersion.objects.create(
        rubric=held,
        number=last.number + 1 if last else 1,
        name=held.name,
        basis=held.basis,
        verified=held.verified,
        content=content,
        digest=digest_of(content),
        reason=reason.strip()[:400],
        by_id=account_of(user),
        by_name=name_of(user),
        at=timezone.now(),
    )
    held.draft = None
    held.save()
    note_rubric(
        "rubric_issued", user, held, after={"number": made.number, "digest": made.digest}, detail=reason.strip()
    )
    return made


def content_of(rubric: Rubric) -> dict[str, Any]:
    """What the rubric says now: its draft, else its newest version."""
    if rubric.draft is not None:
        return dict(rubric.draft)
    last = rubric.versions.order_by("-number").first()
    return dict(last.content) if last else dict(EMPTY)


def checked_line(draft: LineDraft, others: set[str]) -> dict[str, Any]:
    """The line as it is stored; `InvalidFields` names everything that is wrong."""
    errors: dict[str, str] = {}
    code = draft.code.strip()
    if not code or len(code) > 20:
        errors["code"] = _("请填写编号，1—20 字，如 1.2。")
    elif code in others:
        errors["code"] = _("编号“%s”已有别的项目在用；请换一个。") % code
    if not draft.name.strip() or len(draft.name) > LONGEST_NAME:
        errors["name"] = _("请填写考核内容，1—200 字。")
    points = _decimal(draft.points)
    if points is None:
        errors["points"] = _("分值应为数字，收到“%s”；请改为如 20 或 2.5。") % draft.points[:20]
        points = Decimal(0)
    if draft.part not in PARTS:
        errors["part"] = _("类型应为基本分、加分项或扣分项。")
    if draft.kind not in KINDS:
        words = "、".join(each.label for each in KINDS.values())
        raise InvalidFields(errors | {"kind": _("评分方法应为%s之一。") % words})
    parameters, wrong = read_parameters(KINDS[draft.kind], draft.parameters, points)
    errors |= {f"parameters.{name}": message for name, message in wrong.items()}
    feed = {name: str(value).strip() for name, value in draft.feed.items() if str(value).strip()}
    if feed and feed.get("kind") not in FEEDS:
        errors["feed"] = _("没有这种自动取数方式；请重新选择。")
    elif feed:
        problem = FEEDS[feed["kind"]].check(feed, draft.kind, parameters)
        if problem:
            errors["feed"] = problem
    if errors:
        raise InvalidFields(errors)
    line = Line(
        code=code,
        name=draft.name.strip(),
        points=points,
        kind=draft.kind,
        parameters=parameters,
        group=draft.group.strip()[:60],
        part=Part(draft.part),
        veto=draft.veto,
        basis=draft.basis.strip()[:LONGEST_BASIS],
        feed=feed,
    )
    left = line_faults(line)
    if left:
        raise InvalidFields(left)
    row: dict[str, Any] = to_plain(Rules((line,)))["lines"][0]
    return row


def _grades(text: str, errors: dict[str, str]) -> list[list[str]]:
    found: list[list[str]] = []
    for each in text.replace("＝", "=").splitlines():
        if not each.strip():
            continue
        left, mark, right = each.partition("=")
        least = _decimal(left)
        if not mark or least is None or not right.strip():
            errors["grades"] = _("等级的一行“%s”应写作“分数线=等级”，如 90=优秀。") % each.strip()[:30]
            return found
        found.append([plain(least), right.strip()[:20]])
    limits = [Decimal(least) for least, _name in found]
    if limits != sorted(set(limits), reverse=True):
        errors["grades"] = _("等级的分数线应从高到低、各不相同。")
    return found


def _most(text: str, errors: dict[str, str]) -> str | None:
    if not text.strip():
        return None
    found = _decimal(text)
    if found is None or found < 0:
        errors["bonus_most"] = _("加分合计上限应为不小于 0 的数字，收到“%s”。") % text[:20]
        return None
    return plain(found)


def _decimal(text: str) -> Decimal | None:
    try:
        found = Decimal(str(text).strip())
    except InvalidOperation:
        return None
    return found if found.is_finite() and abs(found) < 100_000 else None


def _check_name(name: str, basis: str) -> None:
    errors: dict[str, str] = {}
    if not name.strip() or len(name.strip()) > LONGEST_NAME:
        errors["name"] = _("请填写评分细则的名称，1—200 字。")
    if len(basis.strip()) > LONGEST_BASIS:
        errors["basis"] = _("依据最多 400 字。")
    if errors:
        raise InvalidFields(errors)


def _require_keeper(user: Any) -> None:
    require(user, RUBRICS)
    if not keeps_rubrics(user):
        raise NotYours(_("评分细则对各单位生效，须由数据范围为“全部”的统筹人员维护。"))


def _draft(user: Any, rubric: Rubric, version: int) -> tuple[Rubric, dict[str, Any]]:
    _require_keeper(user)
    held = _held(rubric, version)
    if held.example:
        raise WrongState(_("示例只供参考，不能修改或发布；请以它为基础新建自己的评分细则。"))
    if held.draft is None:
        raise WrongState(_("已发布的版本不能修改；请先“修订”，在新版本的草稿上改。"))
    return held, {**held.draft, "lines": list(held.draft["lines"])}


def _held(rubric: Rubric, version: int) -> Rubric:
    rows = Rubric.objects.filter(pk=rubric.pk)
    if not rows.filter(version=version).update(version=F("version") + 1):
        raise Changed(_("这份评分细则刚由他人修改；请刷新页面后再改。"))
    return rows.get()


def names_of(lines: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """Names of lines by their codes."""
    return {row["code"]: row["name"] for row in lines}
