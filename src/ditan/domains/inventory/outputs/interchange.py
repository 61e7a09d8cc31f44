"""The files of primap2 for an inventory and the earlier years of its region, in one archive."""

from __future__ import annotations

import zipfile
from io import BytesIO

from django.utils.translation import gettext as _

from ditan.core.inventory.categories import categories
from ditan.core.inventory.primap import Year, interchange
from ditan.core.inventory.totals import Totals
from ditan.domains.inventory.outputs.facts import Facts

DATED = (2000, 1, 1, 0, 0, 0)
"""The day in the archive, so that the same inventory gives the same bytes."""


def name_of(facts: Facts) -> str:
    """What the files are called, in letters that every system keeps."""
    return f"ditan_{facts.inventory.region.code}_{facts.inventory.year}"


def files(facts: Facts) -> dict[str, bytes]:
    """The three files by name. Earlier years are in it that state CO2e under the same set."""
    same = [(each, entries) for each, entries in facts.earlier if each.gwp_set == facts.inventory.gwp_set]
    years = [Year(each.year, Totals(entries, categories()), facts.gwp) for each, entries in same]
    years.append(Year(facts.inventory.year, facts.totals, facts.gwp))
    inventory = facts.inventory
    comment = _("演示数据（虚构）") if inventory.demo else inventory.boundary
    return interchange(
        name_of(facts),
        inventory.region.code,
        years,
        categories(),
        title=inventory.title,
        institution=inventory.organisation.name if inventory.organisation else "",
        comment=comment,
    )


def archive(facts: Facts) -> bytes:
    """The files in a zip."""
    kept = BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in files(facts).items():
            packed.writestr(zipfile.ZipInfo(name, DATED), content)
    return kept.getvalue()
