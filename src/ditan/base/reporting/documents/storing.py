"""A document as plain JSON and back, so that it can be frozen, compared and set again years later.

What comes back says the same and is set to the same bytes: sequences come back as tuples, decimals with their digits.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from ditan.base.reporting.documents import model
from ditan.base.reporting.documents.model import Document, DocumentWrong

FORMAT = 1
"""Grows when a stored document would be read otherwise; older ones must stay readable."""
KINDS: dict[str, Any] = {
    kind.__name__: kind
    for kind in (
        *(model.Note, model.Run, model.Heading, model.Paragraph, model.Items, model.Cell, model.DataTable),
        *(
            model.Series,
            model.Chart,
            model.FlowNode,
            model.FlowLink,
            model.Flow,
            model.SignatureBlock,
            model.PageBreak,
            model.Section,
            model.Document,
        ),
    )
}


def stored(document: Document) -> dict[str, Any]:
    """The document as JSON can hold it."""
    return {"format": FORMAT, "document": plain_of(document)}


def restored(kept: Mapping[str, Any]) -> Document:
    """The document that was stored; `DocumentWrong` where it is none of ours."""
    if kept.get("format") != FORMAT:
        raise DocumentWrong(f"stored as format {kept.get('format')!r}, expected {FORMAT}")
    found = _read(kept["document"])
    if not isinstance(found, Document):
        raise DocumentWrong(f"a {type(found).__name__} is stored where a document is expected")
    return found


def digest(kept: Mapping[str, Any]) -> str:
    """SHA-256 of what is stored, whatever the order of its keys."""
    text = json.dumps(kept, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def plain_of(value: Any) -> Any:
    """A part of a document as JSON can hold it; a part names its kind, a decimal keeps its digits."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        told = {field.name: plain_of(getattr(value, field.name)) for field in dataclasses.fields(value)}
        return {"kind_": type(value).__name__, **told}
    if isinstance(value, Decimal):
        return {"decimal_": str(value)}
    if isinstance(value, date):
        return {"date_": value.isoformat()}
    if isinstance(value, str) or not isinstance(value, Sequence):
        return value
    return [plain_of(each) for each in value]


def _read(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_read(each) for each in value)
    if not isinstance(value, dict):
        return value
    if "decimal_" in value:
        return Decimal(value["decimal_"])
    if "date_" in value:
        return date.fromisoformat(value["date_"])
    kind = KINDS.get(value.get("kind_", ""))
    if kind is None:
        raise DocumentWrong(f"no part of a document is called {value.get('kind_')!r}")
    return kind(**{name: _read(each) for name, each in value.items() if name != "kind_"})
