"""What the security administrator has to see to, on the workbench."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User

from ditan.base.access.held import held_posts, on, today
from ditan.base.access.models import Grant
from ditan.base.access.permissions import GRANT
from ditan.base.declaration import may

SHOWN = 10


def accounts_without_role(user: Any) -> dict[str, Any]:
    """Active accounts that hold no role today, by post or grant: who signs in with one sees an empty house."""
    if not may(user, GRANT):
        return {"names": [], "count": 0}
    day = today()
    granted = Grant.objects.filter(on(day)).values("user")
    by_post = held_posts(day, post__holdings__person__user__isnull=False).values("post__holdings__person__user")
    bare = User.objects.filter(is_active=True, is_superuser=False).exclude(pk__in=granted).exclude(pk__in=by_post)
    return {"names": list(bare.order_by("username").values_list("username", flat=True)[:SHOWN]), "count": bare.count()}
