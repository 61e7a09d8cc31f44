"""The fields of the forms of projects, and what people type in them as values."""

from __future__ import annotations

import datetime
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from ditan.base.searching import Words

Typed = Mapping[str, Any]
LONGEST_NUMBER = 30


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a form, as `projects/form.html` draws it. `kind` is text, lines, number, year, date or choice, or the
    name of what is picked (organisation, region)."""

    name: str
    label: Words
    kind: str = "text"
    must: bool = False
    wide: bool = False
    help: Words = ""
    choices: Sequence[tuple[str, Words]] = ()
    most: int = 400


@dataclass(frozen=True, slots=True)
class Shown:
    """A field with what was typed and what is wrong with it."""

    field: Field
    value: str
    error: str


def shown(fields: Sequence[Field], values: Typed, errors: Mapping[str, str]) -> list[Shown]:
    """The fields as a page shows them."""
    return [Shown(each, _text(values.get(each.name)), errors.get(each.name, "")) for each in fields]


class Reader:
    """Reads typed text into values and gathers what is wrong, so that all of it is told at once."""

    def __init__(self, data: Typed) -> None:
        self.data = data
        self.errors: dict[str, str] = {}

    def text(self, name: str) -> str:
        """What was typed, without the one character that no database stores."""
        return str(self.data.get(name, "") or "").replace("\x00", "").strip()

    def number(self, name: str) -> Decimal | None:
        """A number, None where nothing was typed: 1,200.5 and １２００．５ are one number."""
        typed = self.text(name)
        if not typed:
            return None
        plain = unicodedata.normalize("NFKC", typed).replace(",", "").replace(" ", "")
        try:
            found = Decimal(plain)
        except InvalidOperation:
            found = Decimal("NaN")
        if not found.is_finite() or len(plain) > LONGEST_NUMBER:
            self.errors[name] = _("“%s”不是数；请填数字，如 1200.5。") % typed[:30]
            return None
        return found

    def year(self, name: str) -> int | None:
        """A year of four digits, None where nothing was typed."""
        typed = unicodedata.normalize("NFKC", self.text(name)).removesuffix("年")
        if not typed:
            return None
        if not (typed.isascii() and typed.isdigit() and len(typed) == 4):
            self.errors[name] = _("“%s”不是年份；请填四位数字，如 2025。") % typed[:30]
            return None
        return int(typed)

    def day(self, name: str) -> datetime.date | None:
        """A day, None where nothing was typed."""
        typed = self.text(name)
        if not typed:
            return None
        try:
            return datetime.date.fromisoformat(typed)
        except ValueError:
            self.errors[name] = _("“%s”不是日期；请按 2026-06-30 的样式填写。") % typed[:30]
            return None


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, Decimal):
        plain = f"{value:f}"
        return plain.rstrip("0").rstrip(".") if "." in plain else plain
    return value.isoformat() if isinstance(value, datetime.date) else str(value)
