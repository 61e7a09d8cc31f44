"""All writes of roles and grants."""

from ditan.base.access.services.declared import make_declared_roles
from ditan.base.access.services.grants import give_to_post, grant_role, revoke_grant, take_from_post
from ditan.base.access.services.roles import RoleDraft, change_role, delete_role, make_role

__all__ = [
    "RoleDraft",
    "change_role",
    "delete_role",
    "give_to_post",
    "grant_role",
    "make_declared_roles",
    "make_role",
    "revoke_grant",
    "take_from_post",
]
