"""The fields of a search area."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise
Choices = Sequence[tuple[str, Words]]
ALL = _("全部")


def holding(word: str, *columns: str) -> Q:
    """The condition that one of these columns holds the word, in capitals or not.

    A Chinese word has no capitals. PostgreSQL would write each row's text in capitals all the same, which takes three
    times as long as the search itself, so such a word is looked for as it stands.
    """
    how = "contains" if word.upper() == word.lower() else "icontains"
    found = Q()
    for column in columns:
        found |= Q(**{f"{column}__{how}": word})
    return found


@dataclass(frozen=True, slots=True)
class Control:
    """One field, as `web/listing/_search.html` draws it.

    Without `choices` it is a text box, and `offered` are words that it proposes. `more` stands folded away until
    somebody asks for more fields.
    """

    name: str
    label: Words
    value: str
    choices: Choices | None = None
    offered: tuple[str, ...] = ()
    blank: Words = ALL
    default: str = ""
    placeholder: Words = ""
    more: bool = False
