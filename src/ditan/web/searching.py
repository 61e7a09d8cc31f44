"""The search of the whole platform: every domain is asked, each answers with what this user may see."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.module_loading import import_string

from ditan.base.declaration import Hit, Label, domains

MOST_HITS = 20
"""Hits that are shown of each domain."""
MOST_WORDS = 100


@dataclass(frozen=True, slots=True)
class Found:
    """What one domain has found; `more` where it has more than is shown."""

    label: Label
    hits: tuple[Hit, ...]
    more: bool = False


def search(user: Any, words: str) -> tuple[Found, ...]:
    """The hits of each domain that has any, in the order of the menu."""
    found = []
    for domain in domains():
        if not domain.search:
            continue
        hits = tuple(import_string(domain.search)(user, words, MOST_HITS + 1))
        if hits:
            found.append(Found(domain.label, hits[:MOST_HITS], more=len(hits) > MOST_HITS))
    return tuple(found)


def asked_for(text: str) -> str:
    """The words as they are looked for: no blanks around, none doubled, no control characters, never too long."""
    printable = "".join(character if character.isprintable() else " " for character in text)
    return " ".join(printable.split())[:MOST_WORDS].strip()
