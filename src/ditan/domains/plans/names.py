"""What departments are called: the printed name beside the canonical one, from the shipped lexicon."""

from __future__ import annotations

from functools import cache

from ditan.core.lexicon import load_lexicon
from ditan.core.reading import Lexicon


@cache
def lexicon() -> Lexicon:
    """The lexicon of this process."""
    return load_lexicon()


def canonical(printed: str) -> str:
    """The canonical name of a printed one, "" where the lexicon does not know it."""
    organisation = lexicon().organisation(printed.strip())
    return organisation.name if organisation is not None else ""
