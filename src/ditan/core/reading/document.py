"""What a document says of itself: title, issuer, number, dates, status, region and plan period."""

from __future__ import annotations

from ditan.core.reading.cleantext import CleanText
from ditan.core.reading.draft import DocumentFacts
from ditan.core.reading.lexicon import Lexicon
from ditan.core.reading.outline import Outline


def read_document_facts(page: CleanText, outline: Outline, lexicon: Lexicon) -> DocumentFacts:
    """The facts of the document."""
    return DocumentFacts()
