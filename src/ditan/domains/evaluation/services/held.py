"""A draft that is about to be changed, and what is kept of the change."""

from __future__ import annotations

from typing import Any

from django.db.models import F
from django.utils.translation import gettext as _

from ditan.base.audit.services import record
from ditan.base.notices.services.notifying import person_name
from ditan.base.refusal import Changed
from ditan.domains.evaluation.errors import WrongState
from ditan.domains.evaluation.models import Evaluation, State
from ditan.domains.evaluation.permissions import EDIT, require
from ditan.domains.evaluation.selectors.evaluations import get_evaluation


def hold(user: Any, pk: int, version: int, permission: str = EDIT) -> Evaluation:
    """The draft, with its version counted up; refused where it is final or somebody else wrote in between."""
    require(user, permission)
    found = get_evaluation(user, pk, permission)
    if not found.is_draft:
        raise WrongState(_("“%s”已定稿，不能再改；如需更正，请新建下一版次并写明理由。") % found.title)
    drafts = Evaluation.objects.filter(pk=pk, state=State.DRAFT, version=version)
    if not drafts.update(version=F("version") + 1):
        raise Changed(_("“%s”刚由他人修改；您填写的内容还在，请核对现在的内容后再保存。") % found.title)
    held = Evaluation.objects.select_for_update(of=("self",)).get(pk=pk)
    held.plan = found.plan
    return held


def account_of(user: Any) -> int | None:
    """The key of the account."""
    return getattr(user, "pk", None)


def name_of(user: Any) -> str:
    """The person's name, or that of the account."""
    return person_name(user)[:150]


def note(act: str, user: Any, evaluation: Evaluation, **told: Any) -> None:
    """A row of the log, in the transaction of the act."""
    record(
        act=f"evaluation.{act}",
        user=user,
        target_kind="evaluation.evaluation",
        target_key=evaluation.pk,
        target_name=evaluation.title,
        **told,
    )
