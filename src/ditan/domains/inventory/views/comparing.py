"""Two states of an inventory, or two years, cell by cell."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from ditan.base.answers import answered
from ditan.base.asking import wants_part
from ditan.base.paging import paged
from ditan.base.searching import Control
from ditan.core.inventory.comparing import Cause, Kind
from ditan.domains.inventory.permissions import VIEW, require
from ditan.domains.inventory.selectors.comparing import Comparison, choices_for, compared, narrowed, state_of
from ditan.domains.inventory.selectors.inventories import get_inventory
from ditan.domains.inventory.words import CAUSES, CHANGES


@require_GET
@answered
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """What changed between the two states that the address names."""
    require(request.user, VIEW)
    inventory = get_inventory(request.user, pk)
    choices = choices_for(request.user, inventory)
    known = [token for token, _label in choices]
    new = request.GET.get("to") if request.GET.get("to") in known else known[0]
    rest = [each for each in known if each != new]
    old = request.GET.get("from") if request.GET.get("from") in known else (rest[0] if rest else known[0])
    found = compared(state_of(request.user, inventory, str(old)), state_of(request.user, inventory, str(new)))
    gas, what = request.GET.get("gas", ""), request.GET.get("what", "")
    context = {
        "inventory": inventory,
        "tab": "editions",
        "comparison": found,
        "rows": paged(request, narrowed(found.cells, gas=gas, what=what)),
        "here": request.path,
        "causes": CAUSES,
        "changes": CHANGES,
    }
    if wants_part(request):
        return render(request, "inventory/_compare_body.html", context)
    context["controls"] = [
        Control("from", _("比较前"), str(old), choices, blank=""),
        Control("to", _("比较后"), str(new), choices, blank=""),
        Control("gas", _("气体"), gas, [(each, each) for each in _gases(found)]),
        Control("what", _("变化"), what, _kinds()),
    ]
    return render(request, "inventory/compare.html", context)


def _gases(found: Comparison) -> list[str]:
    return sorted({each.gas for each in found.cells})


def _kinds() -> list[tuple[str, str]]:
    kinds = [(str(each), str(CHANGES[each])) for each in (Kind.ADDED, Kind.REMOVED, Kind.CHANGED)]
    causes = [(str(each), str(CAUSES[each])) for each in Cause]
    return [*kinds, *causes, ("all", str(CHANGES[Kind.SAME]))]
