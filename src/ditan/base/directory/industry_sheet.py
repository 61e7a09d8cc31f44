"""The industry table as a workbook: an empty one to fill in, and a filled one as rows."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from ditan.base.directory.permissions import DICTIONARIES, require
from ditan.base.directory.services.industries import CODE, NAME, PARENT, IndustryRow
from ditan.base.directory.sheets import empty_sheet, places_of, read_sheet

COLUMNS = (CODE, NAME, PARENT)


def industry_template(user: User) -> bytes:
    """An empty workbook to fill in."""
    require(user, DICTIONARIES)
    return empty_sheet(_("行业分类"), COLUMNS)


def industry_rows(data: bytes) -> list[IndustryRow]:
    """The rows of a workbook, by the numbers that they have there; rows without any text are passed over."""
    head, *rows = read_sheet(data) or [[]]
    places = places_of(head, COLUMNS, needed=(CODE, NAME))
    found = []
    for number, row in enumerate(rows, start=2):
        typed = {title: row[place] if place < len(row) else "" for title, place in places.items()}
        if any(typed.values()):
            found.append(IndustryRow(number, typed[CODE], typed[NAME], typed.get(PARENT, "")))
    return found
