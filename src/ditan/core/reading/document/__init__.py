"""What a document says of itself: title, issuer, number, dates, status, region and plan period."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ditan.core.reading.cleantext import CleanText
from ditan.core.reading.document.dates import find_dates
from ditan.core.reading.document.issuers import find_issuers
from ditan.core.reading.document.numbers import find_numbers
from ditan.core.reading.document.period import read_period
from ditan.core.reading.document.status import read_status
from ditan.core.reading.draft import DatedMention, DocumentFacts
from ditan.core.reading.lexicon import Lexicon, RegionName
from ditan.core.reading.outline import Entry, Outline
from ditan.core.reading.outline.lines import read_lines
from ditan.core.reading.outline.marks import read_mark

__all__ = ["read_document_facts"]

Span = tuple[int, int]

PLACE = re.compile(
    r"[“”\"《]?((?:[\u3400-\u9fff]{2,8}?(?:省|自治区|市|州|盟|地区))?[\u3400-\u9fff]{2,8}?(?:新区|高新区|经开区|开发区|自治县|示范区|省|市|县|区|旗|州|镇))"
)
FRONT = 3000
COVER_LINES = 6
COVER_LINE = 40
SITE_DATE = re.compile(r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}")


def read_document_facts(page: CleanText, outline: Outline, lexicon: Lexicon) -> DocumentFacts:
    """The facts of the document. Unknown facts are empty or None, never guessed."""
    quotes: dict[str, Span] = {}
    title = next((entry for entry in outline.entries if entry.kind == "title"), None)
    printed_title = _joined(page.printed(title.start, title.title_end)) if title is not None else ""
    clean_title = _joined(page.text[title.start : title.title_end]) if title is not None else ""
    if title is not None:
        quotes["title"] = page.span(title.start, title.title_end)
    front = page.text[: _front_end(page, outline, title)]
    dates = find_dates(page)
    numbers = find_numbers(page, outline)
    own = next((number for number in numbers if number.own), None)
    if own is not None:
        quotes["document_number"] = own.span
    issuers = find_issuers(page.text, read_lines(page.text), outline)
    if issuers:
        quotes["issuer"] = page.span(issuers[0][0], issuers[-1][1])
    issued = _issued(dates)
    if issued is not None:
        quotes["issued_on"] = issued.span
    status, words = read_status(clean_title, front, own is not None)
    if words and (at := page.text.find(words)) >= 0:
        quotes["status"] = page.span(at, at + len(words))
    period = read_period(clean_title, front, page.text)
    issuer_names = [page.text[start:end] for start, end in issuers]
    region, code = _region(clean_title, issuer_names, lexicon, period[0][0] if period else None)
    return DocumentFacts(
        title=printed_title,
        issuer="、".join(page.printed(start, end) for start, end in issuers),
        document_number=own.number if own is not None else "",
        issued_on=issued.date if issued is not None else None,
        status=status,
        region=region,
        region_code=code,
        period_start=period[0][0] if period else None,
        period_end=period[0][1] if period else None,
        dates=dates,
        numbers=numbers,
        damaged=_damaged(own is not None and own.damaged, issued),
        quotes=quotes,
    )


def _joined(text: str) -> str:
    """A title in one line."""
    return re.sub(r"\s*\n\s*", "", text).strip()


def _front_end(page: CleanText, outline: Outline, title: Entry | None) -> int:
    """Where the letter, the title and the short lines of its page end."""
    if title is None:
        return min(FRONT, outline.entries[0].start) if outline.entries else FRONT
    below = read_lines(page.text[title.title_end : title.title_end + FRONT])[:COVER_LINES]
    end = title.title_end
    for line in below:
        if len(line.text) > COVER_LINE or read_mark(line.text) is not None:
            break
        end = title.title_end + line.end
    return end


def _issued(dates: Sequence[DatedMention]) -> DatedMention | None:
    """The date of issue: the signature's before the site's, a full one before a month, a whole one before damage."""
    issued = [date for date in dates if date.role == "issued"]
    if not issued:
        return None
    best = min(issued, key=lambda date: (len(date.date) < 10, SITE_DATE.fullmatch(date.quote) is not None))
    return min((date for date in issued if date.date == best.date), key=lambda date: date.damaged)


def _damaged(number: bool, issued: DatedMention | None) -> tuple[str, ...]:
    names = ["document_number"] if number else []
    return tuple([*names, "issued_on"] if issued is not None and issued.damaged else names)


def _region(title: str, issuers: Sequence[str], lexicon: Lexicon, year: int | None) -> tuple[str, str]:
    """The region's name and code: by the lexicon from title and issuers, else as the title prints it."""
    for text in (title, *issuers, title + "".join(issuers)):
        found: RegionName | None = lexicon.find_region(text, year) if text else None
        if found is not None:
            return found.name, found.code
    for text in (title, *issuers):
        place = PLACE.match(text)
        if place is not None:
            return place.group(1), ""
    return "", ""
