"""What the category of a row already says of it, so that nobody has to enter it a second time."""

from __future__ import annotations

from collections.abc import Mapping

SECTORS = (
    ("1.A.1", "energy_industries"),
    ("1.A.2", "manufacturing"),
    ("1.A.4.a", "commercial"),
    ("1.A.4.b", "residential"),
    ("1.A.4.c", "agriculture"),
)

MODES = (
    ("1.A.3.a", "aviation"),
    ("1.A.3.b", "road"),
    ("1.A.3.c", "railway"),
    ("1.A.3.d", "waterways"),
    ("1.A.4.b", "off_road_household"),
    ("M.2.a", "aviation"),
    ("M.2.b", "waterways"),
)

MINES = (("1.B.1.a.i", "underground"), ("1.B.1.a.ii", "surface"))


def combustion_sector(category: str) -> Mapping[str, str]:
    """The sector whose default factors of CH4 and N2O hold.

    >>> combustion_sector("1.A.2.f")
    {'combustion_sector': 'manufacturing'}
    >>> combustion_sector("1.A.5.a")
    {}
    """
    return _said("combustion_sector", SECTORS, category)


def transport_mode(category: str) -> Mapping[str, str]:
    """The mode of transport.

    >>> transport_mode("1.A.3.b.iii")
    {'transport_mode': 'road'}
    """
    return _said("transport_mode", MODES, category)


def mine_type(category: str) -> Mapping[str, str]:
    """The type of coal mine.

    >>> mine_type("1.B.1.a.ii.1")
    {'mine_type': 'surface'}
    """
    return _said("mine_type", MINES, category)


def _said(name: str, table: tuple[tuple[str, str], ...], category: str) -> Mapping[str, str]:
    for code, value in table:
        if category == code or category.startswith(f"{code}."):
            return {name: value}
    return {}
