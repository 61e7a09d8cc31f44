"""Which sector of combustion a category of an inventory is, for the default factors of CH4 and N2O."""

from __future__ import annotations

SECTORS = (
    ("1.A.1", "energy_industries"),
    ("1.A.2", "manufacturing"),
    ("1.A.4.a", "commercial"),
    ("1.A.4.b", "residential"),
    ("1.A.4.c", "agriculture"),
)


def combustion_sector_of(category: str) -> str:
    """The choice of `COMBUSTION_SECTOR` that a category says, to fill a form in with; empty where it says none.

    >>> combustion_sector_of("1.A.2.f")
    'manufacturing'
    >>> combustion_sector_of("1.A.5.a")
    ''
    """
    return next((sector for code, sector in SECTORS if category == code or category.startswith(f"{code}.")), "")
