"""Who may do what with plans. Default deny: what is not granted here is refused."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser, User

from ditan.base import declaration
from ditan.domains.plans.errors import NotAllowed

Visitor = User | AnonymousUser
"""Whoever asks: signed in or not."""

VIEW = "plans.view_plans"
UPLOAD = "plans.upload_plan"
REVIEW = "plans.review_items"
MANAGE = "plans.manage_plans"
IMPORT = "plans.import_items"
VIEW_TARGETS = "plans.view_targets"
"""Values stand beside targets, so that whoever sees plans alone does not see these."""
MANAGE_TARGETS = "plans.manage_targets"
EXPORT = "plans.export_items"
EXPORT_DATA = "records.export_observations"


def require(user: Visitor, permission: str) -> None:
    """Refuse with `NotAllowed` where the user does not hold the permission, or may not see plans at all."""
    for needed in (permission, VIEW):
        declaration.require(user, needed, NotAllowed)
