"""Sentences of the running text, in positions of the cleaned text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, its innermost heading, and its paragraph (a count; sentences of one paragraph share it)."""

    start: int
    end: int
    heading: int | None
    paragraph: int
