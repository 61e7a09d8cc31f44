"""Whether the installation has its administrators."""

from __future__ import annotations

from ditan.base.access.models import Grant, RoleOfPost


def administrators_exist() -> bool:
    """Whether any active account holds, or held, one of the three administrators' roles.

    Who once was set up is enough: a first start happens once, and taking roles back does not bring it again.
    """
    if Grant.objects.exclude(role__administrator="").exists():
        return True
    return (
        RoleOfPost.objects.exclude(role__administrator="").filter(post__holdings__person__user__isnull=False).exists()
    )
