"""Register money: a new line, or a newer version of one with its reason."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from ditan.base.refusal import InvalidFields
from ditan.core.projects import KINDS, UNITS, words_of
from ditan.domains.projects.errors import WrongState
from ditan.domains.projects.models import Money, Project
from ditan.domains.projects.permissions import EDIT
from ditan.domains.projects.services.deeds import held, name_of, note
from ditan.domains.projects.services.sums import refresh

LARGEST = Decimal(10) ** 12
"""No project of a district costs as much; what is larger was typed in another unit."""
YEARS = (1990, 2100)
COPIED = ("kind", "year", "fund", "amount", "unit", "price_year", "ground", "basis", "source_id", "start", "end")


@dataclass(frozen=True, slots=True)
class MoneyDraft:
    """A line as it was typed. `year` None: not divided by years; `fund` "": not decided."""

    kind: str
    amount: Decimal | None
    year: int | None = None
    fund: str = ""
    unit: str = "万元"
    price_year: int | None = None
    basis: str = ""
    reason: str = ""


def check_money(draft: MoneyDraft, project: Project | None = None) -> dict[str, str]:
    """What stands against a line, by field."""
    errors: dict[str, str] = {}
    if draft.kind not in KINDS:
        errors["kind"] = _("资金类别应为 %s 之一。") % "、".join(KINDS.values())
    if draft.unit not in UNITS:
        errors["unit"] = _("单位“%(found)s”不能用；请填 %(known)s。") % {
            "found": draft.unit[:20],
            "known": "、".join(UNITS),
        }
    if draft.amount is None:
        errors["amount"] = _("请填写金额；金额未定的不要登记，空白即为未知。")
    elif not draft.amount.is_finite() or draft.amount < 0:
        errors["amount"] = _("金额 %s 应不小于 0；收回资金请在原行登记调整后的金额并写明理由。") % draft.amount
    elif draft.amount >= LARGEST:
        errors["amount"] = _("金额 %s 过大；请核对单位。") % words_of(draft.amount)
    elif _decimals(draft.amount) > 6:
        errors["amount"] = _("金额 %s 的小数超过 6 位；请核对。") % draft.amount
    for name, value in (("year", draft.year), ("price_year", draft.price_year)):
        if value is not None and not YEARS[0] <= value <= YEARS[1]:
            errors[name] = _("年份 %(found)d 应在 %(first)d—%(last)d 之间。") % {
                "found": value,
                "first": YEARS[0],
                "last": YEARS[1],
            }
    if draft.kind == "spent" and draft.year is not None and draft.year > timezone.localdate().year:
        errors["year"] = _("支出年度 %d 还没有到。") % draft.year
    if len(draft.fund) > 100:
        errors["fund"] = _("资金来源最多 100 字。")
    return errors


def _decimals(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return -exponent if isinstance(exponent, int) and exponent < 0 else 0


@transaction.atomic
def register_money(*, user: Any, project: Project, version: int, draft: MoneyDraft) -> Money:
    """A new line of money."""
    found = _open(user, project, version)
    if errors := check_money(draft, found):
        raise InvalidFields(errors)
    last = Money.objects.filter(project=found).aggregate(last=Max("line"))["last"] or 0
    line = _line(found, draft, user, line=last + 1, version=1)
    _store(found, user, line, None)
    return line


@transaction.atomic
def adjust_money(*, user: Any, project: Project, version: int, line: int, draft: MoneyDraft) -> Money:
    """A newer version of a line, with its reason. The earlier versions stay and are shown."""
    found = _open(user, project, version)
    before = _newest(found, line)
    errors = check_money(draft, found)
    if not draft.reason.strip():
        errors["reason"] = _("请写明调整理由，如预算调整文号。")
    if errors:
        raise InvalidFields(errors)
    made = _line(found, draft, user, line=line, version=before.version + 1)
    made.from_plan, made.source_id, made.start, made.end = before.from_plan, before.source_id, before.start, before.end
    made.ground = before.ground if before.fund == made.fund else ""
    if before.amount != made.amount:  # the text that is cited states another amount
        made.source_id, made.start, made.end = None, None, None
    _store(found, user, made, before)
    return made


@transaction.atomic
def drop_money(*, user: Any, project: Project, version: int, line: int, reason: str) -> Money:
    """Take a line out of the sums, with the reason. It stays on record."""
    found = _open(user, project, version)
    before = _newest(found, line)
    if not reason.strip():
        raise InvalidFields({"reason": _("请写明撤销理由。")})
    made = Money(
        project=found,
        line=line,
        version=before.version + 1,
        dropped=True,
        from_plan=before.from_plan,
        reason=reason.strip()[:400],
        by_id=getattr(user, "pk", None),
        by_name=name_of(user),
        at=timezone.now(),
        **{name: getattr(before, name) for name in COPIED},
    )
    _store(found, user, made, before)
    return made


def _open(user: Any, project: Project, version: int) -> Project:
    found = held(user, project, version, EDIT)
    if found.state == "cancelled":
        raise WrongState(_("项目已取消，不能再登记资金；如需继续，请统筹单位先恢复项目。"))
    return found


def _newest(project: Project, line: int) -> Money:
    found = Money.objects.filter(project=project, line=line).order_by("-version").first()
    if found is None or found.dropped:
        raise WrongState(_("第 %d 行资金已不存在或已撤销；请刷新页面。") % line)
    return found


def _line(project: Project, draft: MoneyDraft, user: Any, *, line: int, version: int) -> Money:
    assert draft.amount is not None
    return Money(
        project=project,
        line=line,
        version=version,
        kind=draft.kind,
        year=draft.year,
        fund=draft.fund.strip(),
        amount=draft.amount,
        unit=draft.unit,
        price_year=draft.price_year,
        basis=draft.basis.strip()[:300],
        reason=draft.reason.strip()[:400],
        by_id=getattr(user, "pk", None),
        by_name=name_of(user),
        at=timezone.now(),
    )


def _store(project: Project, user: Any, line: Money, before: Money | None) -> None:
    line.save()
    refresh([project])
    said = _("%(kind)s %(amount)s %(unit)s") % {
        "kind": line.get_kind_display(),
        "amount": words_of(line.amount),
        "unit": line.unit,
    }
    if line.dropped:
        said = _("撤销：%s") % said
    text = f"{said}；{line.reason}" if line.reason else said
    note("money", user, project, before=_told(before), after=_told(line), text=text)


def _told(line: Money | None) -> dict[str, Any] | None:
    return None if line is None else {name: getattr(line, name) for name in (*COPIED[:6], "version", "dropped")}
