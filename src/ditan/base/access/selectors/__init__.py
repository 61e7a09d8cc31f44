"""All reads of roles, grants and the matrix. `user` first; who may not read gets nothing."""

from ditan.base.access.selectors.editor import Cell, Module, editor
from ditan.base.access.selectors.matrix import Line, Matrix, permission_matrix
from ditan.base.access.selectors.roles import get_role, list_roles, posts_with, role_names, those_granted

__all__ = [
    "Cell",
    "Line",
    "Matrix",
    "Module",
    "editor",
    "get_role",
    "list_roles",
    "permission_matrix",
    "posts_with",
    "role_names",
    "those_granted",
]
