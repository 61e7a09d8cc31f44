"""Plain field types: how one value is shown in a form or a cell, and how it is read back.

A type holds `parse(show(value)) == value` for every value that it stores.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any, Protocol

from django.db.models import Choices
from django.utils.translation import gettext as _


class FieldType(Protocol):
    """What a field needs of its type. A value is plain: text, number, flag, None, or lists and dicts of these."""

    def show(self, value: Any) -> str:
        """The value as a person sees and edits it."""
        ...

    def parse(self, text: Any) -> Any:
        """The value that a person wrote; ValueError with a Chinese message where it is none."""
        ...


def plain(text: Any) -> str:
    """What was typed: without characters that a database or a workbook refuses, and without blanks around it."""
    if text is None:
        return ""
    if isinstance(text, float) and text.is_integer():
        text = int(text)
    written = str(text).replace("\r\n", "\n").replace("\r", "\n")
    return re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]", "\ufffd", written).strip()


def finite(value: float | None) -> float | None:
    """The number, or None where a column cannot hold it: a damaged page may print a number of any length."""
    return value if value is not None and abs(value) < 1e300 else None


def show_number(value: float | int | None) -> str:
    """A number without a needless `.0`; nothing for None."""
    if value is None:
        return ""
    number = float(value)
    return str(int(number)) if number.is_integer() and abs(number) < 1e15 else repr(number)


def parse_number(text: str) -> float | None:
    """A number as people type it (`1,234.5`, full-width digits), or None where the text is no number."""
    digits = unicodedata.normalize("NFKC", text).replace(",", "").replace(" ", "")
    if not re.fullmatch(r"[-+]?(\d+(\.\d*)?|\.\d+)([eE][-+]?\d{1,3})?", digits):
        return None
    number = float(digits)
    return finite(number)


@dataclass(frozen=True, slots=True)
class Text:
    """A text of at most `longest` characters."""

    longest: int = 400
    lines: bool = False

    def show(self, value: Any) -> str:
        return str(value or "")

    def parse(self, text: Any) -> str:
        written = plain(text)
        if len(written) > self.longest:
            raise ValueError(
                _("有 %(found)d 个字，最多 %(most)d 个字；请删短。") % {"found": len(written), "most": self.longest}
            )
        return written


@dataclass(frozen=True, slots=True)
class Number:
    """A number, or nothing."""

    def show(self, value: Any) -> str:
        return show_number(value)

    def parse(self, text: Any) -> float | None:
        written = plain(text)
        if not written:
            return None
        number = parse_number(written)
        if number is None:
            raise ValueError(_("“%(text)s”不是数字；请只填数字，单位写在单位栏。") % {"text": written[:40]})
        return number


@dataclass(frozen=True, slots=True)
class NumberOrText:
    """A number, or a text that stands for one (不减少, 市级下达), or nothing."""

    longest: int = 200

    def show(self, value: Any) -> str:
        return value if isinstance(value, str) else show_number(value)

    def parse(self, text: Any) -> float | str | None:
        written = Text(self.longest).parse(text)
        if not written:
            return None
        number = parse_number(written)
        return written if number is None else number


@dataclass(frozen=True, slots=True)
class Year:
    """A calendar year, or nothing."""

    earliest: int = 1900
    latest: int = 2200

    def show(self, value: Any) -> str:
        return "" if value is None else str(value)

    def parse(self, text: Any) -> int | None:
        written = unicodedata.normalize("NFKC", plain(text))
        if not written:
            return None
        found = re.fullmatch(r"(\d{4})年?", written)
        if found is None or not self.earliest <= int(found[1]) <= self.latest:
            raise ValueError(_("“%(text)s”不是年份；请填四位数字，如 2025。") % {"text": written[:40]})
        return int(found[1])


@dataclass(frozen=True, slots=True)
class Money:
    """A decimal amount kept as text without needless zeros, or nothing. Six decimals at most, as the table holds."""

    def show(self, value: Any) -> str:
        return str(value or "")

    def parse(self, text: Any) -> str | None:
        written = unicodedata.normalize("NFKC", plain(text)).replace(",", "").replace(" ", "")
        if not written:
            return None
        try:
            amount = Decimal(written)
        except InvalidOperation:
            amount = Decimal("NaN")
        if not amount.is_finite() or abs(amount) >= Decimal("1e14") or amount != round(amount, 6):
            raise ValueError(_("“%(text)s”不是金额；请只填数字，最多六位小数。") % {"text": written[:40]})
        return money(amount)


def money(amount: Decimal | float | int | str) -> str:
    """`497379.19`: plain digits, no exponent, no needless zeros."""
    exact = Decimal(str(amount))
    return format(exact.normalize() + 0, "f") if exact else "0"


@dataclass(frozen=True, slots=True)
class Flag:
    """是 or 否."""

    def show(self, value: Any) -> str:
        return "是" if value else "否"

    def parse(self, text: Any) -> bool:
        written = plain(text).lower()
        if written in ("是", "true", "1", "on", "yes", "y"):
            return True
        if written in ("", "否", "false", "0", "off", "no", "n"):
            return False
        raise ValueError(_("“%(text)s”既不是“是”也不是“否”。") % {"text": written[:40]})


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few words; shown by its label, stored by its value. An empty default allows none at all."""

    words: type[Choices]
    default: str = ""

    @property
    def labels(self) -> Mapping[str, str]:
        """Stored value → label, in order."""
        return {str(value): str(label) for value, label in self.words.choices}

    def show(self, value: Any) -> str:
        return self.labels.get(str(value or ""), "")

    def parse(self, text: Any) -> str:
        written = plain(text)
        if not written and not self.default:
            return ""
        for value, label in self.labels.items():
            if written in (value, label):
                return value
        known = "、".join(self.labels.values())
        raise ValueError(_("“%(text)s”不在可选范围内；可选：%(known)s。") % {"text": written[:40], "known": known})
