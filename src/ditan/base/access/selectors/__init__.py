"""All reads of roles, grants and the matrix. `user` first; who may not read gets nothing."""

from ditan.base.access.selectors.editor import SCOPE_HELP, VERBS, Cell, Module, editor
from ditan.base.access.selectors.matrix import Line, Matrix, permission_matrix
from ditan.base.access.selectors.roles import (
    chosen_organisations,
    get_role,
    list_roles,
    own_roles,
    permissions_held,
    posts_with,
    those_granted,
)

__all__ = [
    "SCOPE_HELP",
    "VERBS",
    "Cell",
    "Line",
    "Matrix",
    "Module",
    "chosen_organisations",
    "editor",
    "get_role",
    "list_roles",
    "own_roles",
    "permission_matrix",
    "permissions_held",
    "posts_with",
    "those_granted",
]
