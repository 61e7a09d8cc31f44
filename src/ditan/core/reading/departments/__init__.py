"""Departments: names, lists of names, and the clauses which say who leads and who works along."""

from __future__ import annotations

from ditan.core.reading.departments.names import (
    Name,
    is_department_list,
    looks_like_body,
    plain_key,
    split_names,
    surely_a_body,
)

__all__ = ["Name", "is_department_list", "looks_like_body", "plain_key", "split_names", "surely_a_body"]
