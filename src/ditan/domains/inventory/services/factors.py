"""A district's own factors are entered with their source, and corrected by a later one that names what it corrects."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ditan.base.audit.services import record
from ditan.base.refusal import InvalidFields
from ditan.core.factors import Factor
from ditan.core.factors.local import read_local
from ditan.domains.inventory.models import LocalFactor
from ditan.domains.inventory.permissions import FACTORS, require
from ditan.domains.inventory.selectors.books import factor_book
from ditan.domains.inventory.services.held import account_of, name_of

WRITTEN = (
    *("name", "quantity", "gas", "value", "unit", "lower", "upper", "fuel", "process", "technology", "region", "year"),
    *("source_title", "source_number", "source_page", "note"),
)
"""What a person writes of a local factor."""
KEPT = ("code", *WRITTEN, "verified")


@transaction.atomic
def add_factor(*, user: Any, given: Mapping[str, str], verified: bool = False, supersedes: str = "") -> LocalFactor:
    """Enter a local factor.

    It never changes: a correction is a new one whose `supersedes` names what it replaces for new work. What was computed
    with the old one keeps it, and a row that named it by its code goes on using it.

    Raises
    ------
    InvalidFields
        By field: what is missing, a unit that the quantity is not given in, a value out of its range, another local
        factor that already says this, one to correct that is not there or was corrected before.
    """
    require(user, FACTORS)
    # None is ever deleted, so that the next number is one more than there are.
    code = f"local:{LocalFactor.objects.count() + 1}"
    text = {name: str(given.get(name) or "") for name in WRITTEN}
    factor, wrong = read_local({**text, "code": code, "verified": "true" if verified else "false"})
    errors: dict[str, str] = {}
    for name, message in wrong:
        errors.setdefault(name, message)
    errors.update({**_too_long(text), **errors})
    old = _to_correct(supersedes, text, errors)
    if factor is None or errors:
        raise InvalidFields(errors)
    _stands_alone(factor, old)
    try:
        with transaction.atomic():
            made = LocalFactor.objects.create(
                **{name: value for name, value in asdict(factor).items() if name in KEPT},
                supersedes=supersedes,
                by_id=account_of(user),
                by_name=name_of(user),
                at=timezone.now(),
            )
    except IntegrityError as error:
        taken = _("编号 %s 刚由他人录入的因子占用；您填写的内容还在，请再保存一次。") % code
        raise InvalidFields({"code": taken}) from error
    record(
        act="inventory.factor_added",
        user=user,
        target_kind="inventory.factor",
        target_key=made.code,
        target_name=made.name,
        before={"code": old.code, "value": old.value, "unit": old.unit} if old is not None else None,
        after={name: getattr(made, name) for name in (*KEPT, "supersedes")},
        detail=made.note,
    )
    return made


def _to_correct(code: str, text: Mapping[str, str], errors: dict[str, str]) -> LocalFactor | None:
    """The local factor that is corrected, locked against others who correct it; None where none is, or it cannot be."""
    if not code:
        return None
    old = LocalFactor.objects.select_for_update().filter(code=code).first()
    if old is None:
        errors["supersedes"] = _("没有编号为 %s 的本地因子；只有本地因子可以更正，请从其详情页按“更正”。") % code[:80]
        return None
    later = LocalFactor.objects.filter(supersedes=code).values_list("code", flat=True).first()
    if later is not None:
        errors["supersedes"] = _("%(old)s 已由 %(new)s 更正；请改为更正 %(new)s。") % {"old": code, "new": later}
    elif (old.quantity, old.gas) != (text["quantity"].strip(), text["gas"].strip()):
        errors["quantity"] = _("更正不能改变参数和气体；如要录入另一种参数，请新增因子。")
    if not text["note"].strip():
        errors.setdefault("note", _("请写明为何更正；说明将随新因子保存。"))
    return old


def _stands_alone(factor: Factor, old: LocalFactor | None) -> None:
    """Two local factors that say two things of one would make every pick of it ambiguous."""
    corrected = old.code if old is not None else ""
    for each in factor_book().beside(factor):
        if each.factor_set == "local" and each.code != corrected:
            raise InvalidFields(
                {
                    "name": _(
                        "本地因子 %(code)s（%(amount)s）已说明同一参数和适用范围；请到其详情页按“更正”，或改写适用范围。"
                    )
                    % {"code": each.code, "amount": each.amount}
                }
            )


def _too_long(text: Mapping[str, str]) -> dict[str, str]:
    found = {}
    for name in WRITTEN:
        most = getattr(LocalFactor._meta.get_field(name), "max_length", None)
        if most and len(text[name].strip()) > most:
            found[name] = _("最多 %(most)d 字，现为 %(n)d 字。") % {"most": most, "n": len(text[name].strip())}
    return found
