"""Departments: names, lists of names, and the clauses which say who leads and who works along."""

from ditan.core.reading.departments.clauses import (
    UNSTATED,
    Responsibility,
    names_departments,
    read_responsibility,
    unite,
)
from ditan.core.reading.departments.find import find_responsibilities
from ditan.core.reading.departments.names import (
    Name,
    goes_on,
    is_department_list,
    looks_like_body,
    plain_key,
    split_names,
    surely_a_body,
)

__all__ = [
    "UNSTATED",
    "Name",
    "Responsibility",
    "find_responsibilities",
    "goes_on",
    "is_department_list",
    "looks_like_body",
    "names_departments",
    "plain_key",
    "read_responsibility",
    "split_names",
    "surely_a_body",
    "unite",
]
