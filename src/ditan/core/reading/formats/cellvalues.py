"""What a spreadsheet cell prints: numbers by their format, percentages, dates."""

from __future__ import annotations

import datetime
import re

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format

SHORTEST_DATE, LONGEST_DATE = 1, 2_958_465
"""Serial days of 1900-01-01 and 9999-12-31."""


def format_of(code: int, custom: dict[int, str]) -> str:
    """The number format that a code stands for."""
    return custom.get(code) or BUILTIN_FORMATS.get(code, "General")


def print_value(printed: str, number_format: str, from_1904: bool = False) -> str:
    """A stored number as the sheet shows it; what is no number stays as it is stored.

    Examples
    --------
    >>> print_value("0.3", "0%"), print_value("497379.19000000006", "General"), print_value("3", "0.0")
    ('30%', '497379.19', '3.0')
    >>> print_value("44525", "yyyy\\\\年m\\\\月d\\\\日"), print_value("1e400", "General")
    ('2021年11月25日', '1e400')
    """
    try:
        value = float(printed)
    except ValueError:
        return printed
    if not abs(value) < 1e300:
        return printed
    shown = number_format.split(";")[0]
    if is_date_format(number_format):
        return _date(value, shown, from_1904) or _plain(value)
    plain = re.sub(r'"[^"]*"|\\.|\[[^\]]*\]', "", shown)
    places = re.search(r"[0#]\.(0+)", plain)
    if "%" in plain:
        percent = value * 100
        return (f"{percent:.{len(places.group(1))}f}" if places else _rounded(percent, 0)) + "%"
    if "E" in plain.upper().replace("GENERAL", ""):
        return _plain(value)
    if places:
        return f"{value:.{len(places.group(1))}f}"
    return _rounded(value, 0) if re.fullmatch(r"[#,]*0 *", plain) else _plain(value)


def _plain(value: float) -> str:
    return f"{value:.0f}" if value == int(value) and abs(value) < 1e15 else f"{value:.12g}"


def _rounded(value: float, places: int) -> str:
    return f"{value:.{places}f}"


def _date(serial: float, number_format: str, from_1904: bool) -> str:
    days = serial + (1462 if from_1904 else 0)
    if not SHORTEST_DATE <= days <= LONGEST_DATE:
        return ""
    day = datetime.date(1899, 12, 30) + datetime.timedelta(days=int(days))
    chinese = "年" in number_format
    if "y" not in number_format.lower():
        return f"{day.month}月{day.day}日" if "月" in number_format else f"{day.month}-{day.day}"
    if "d" not in number_format.lower():
        return f"{day.year}年{day.month}月" if chinese else f"{day.year}-{day.month:02}"
    return f"{day.year}年{day.month}月{day.day}日" if chinese else day.isoformat()
