"""What the search of the whole platform finds among plans: the plans, their items, and the departments they name."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from django.urls import reverse
from django.utils.translation import gettext as _

from ditan.base.declaration import Hit
from ditan.domains.plans.kinds import KINDS
from ditan.domains.plans.permissions import Visitor
from ditan.domains.plans.selectors.departments import departments
from ditan.domains.plans.selectors.filters import ANY_STATE, ItemFilters, LibraryFilters
from ditan.domains.plans.selectors.library import plan_library
from ditan.domains.plans.selectors.lists import list_items


def search(user: Visitor, words: str, limit: int) -> list[Hit]:
    """Plans first, then departments, then items of current plans in any state; never more than `limit`."""
    return list(islice(_hits(user, words, limit), limit))


def _hits(user: Visitor, words: str, limit: int) -> Iterator[Hit]:
    for plan in plan_library(user, LibraryFilters(q=words))[:limit]:
        about = " · ".join(filter(None, (plan.region_name, plan.issuer, plan.document_number)))
        yield Hit(plan.title, reverse("plans:plan", args=[plan.pk]), _("规划"), about)
    for department in departments(user, q=words, state=ANY_STATE)[:limit]:
        about = _("各规划共 %(number)d 条") % {"number": department.total}
        yield Hit(department.name, reverse("plans:department", args=[department.name]), _("部门"), about)
    for kind in KINDS.values():
        for item in list_items(user, kind.name, ItemFilters(q=words, state=ANY_STATE))[:limit]:
            about = f"{item.plan.title} · {item.get_state_display()}"
            yield Hit(item.label[:120], reverse("plans:item", args=[kind.name, item.pk]), str(kind.label), about)
