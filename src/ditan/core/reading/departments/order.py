"""Plans which say once that whoever stands first in a list leads: `排在前位的为牵头部门,下同`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Literal

from ditan.core.reading.departments.clauses import Responsibility
from ditan.core.reading.departments.words import FIRST_LEADS

Order = Literal["one", "group"]
"""Who leads by standing first: one body (排第一位), or all before the first comma (排在前位)."""


def order_rule(text: str) -> Order | None:
    """The rule that a plan prints, None where it prints none.

    Examples
    --------
    >>> order_rule("(市水利局、市农业局。排第一位的为牵头单位,下同)"), order_rule("排在前位为牵头部门")
    ('one', 'group')
    """
    rule = FIRST_LEADS.search(text)
    if rule is None:
        return None
    return "one" if rule["one"] else "group"


def lead_by_order(text: str, clauses: Sequence[Responsibility], order: Order) -> tuple[Responsibility, ...]:
    """The clauses whose names nothing else parts, parted by the plan's rule.

    Examples
    --------
    >>> from ditan.core.reading.departments import read_responsibility
    >>> text = "市环保局、市国土局,市财政局"
    >>> found = lead_by_order(text, [read_responsibility(text)], "group")[0]
    >>> [name.text for name in found.lead], [name.text for name in found.cooperating]
    (['市环保局', '市国土局'], ['市财政局'])
    """
    return tuple(_parted(text, clause, order) if clause.roles == "joint" else clause for clause in clauses)


def _parted(text: str, clause: Responsibility, order: Order) -> Responsibility:
    names = clause.lead
    count = 1
    if order == "group":
        gaps = [text[before.end : after.start] for before, after in pairwise(names)]
        count = next((index + 1 for index, gap in enumerate(gaps) if "," in gap), 1)
    return replace(clause, lead=names[:count], cooperating=names[count:], roles="split")
