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
from ditan.core.reading.departments.order import Order, lead_by_order, order_rule

__all__ = [
    "UNSTATED",
    "Name",
    "Order",
    "Responsibility",
    "find_responsibilities",
    "goes_on",
    "is_department_list",
    "lead_by_order",
    "looks_like_body",
    "names_departments",
    "order_rule",
    "plain_key",
    "read_responsibility",
    "split_names",
    "surely_a_body",
    "unite",
]
