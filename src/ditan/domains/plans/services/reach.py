"""Whether a person reaches an item, before and after a write. A refusal says nothing of what the item is."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from ditan.domains.plans.errors import NotAllowed
from ditan.domains.plans.models import Finding, ReviewItem
from ditan.domains.plans.selectors.scope import reaches


def require_reach(user: User, item: ReviewItem | Finding, permission: str) -> None:
    """Refuse an act on what the person's roles do not reach."""
    if not reaches(user, item, permission):
        raise NotAllowed(_("该条目不在您的数据范围内；如需办理，请联系统筹部门或平台管理员。"))


def require_still_reached(user: User, item: ReviewItem | Finding, permission: str) -> None:
    """Refuse a write that would put the item out of the person's reach, or make one there."""
    if not reaches(user, item, permission):
        raise NotAllowed(_("这样保存后，该条目不在您的数据范围内，未保存；请保留您所在的部门，或请统筹部门办理。"))
