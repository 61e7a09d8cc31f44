"""A document that is frozen says the same when it is read again."""

from __future__ import annotations

import json

import pytest

from ditan.base.reporting.documents import DocumentWrong, arrange
from ditan.base.reporting.documents.storing import digest, restored, stored
from tests.base.reporting.documents.samples import report


def test_a_stored_document_comes_back_through_json_and_is_set_alike() -> None:
    kept = json.loads(json.dumps(stored(report())))
    assert arrange(restored(kept)) == arrange(report())
    assert stored(restored(kept)) == kept


def test_the_digest_tells_any_change_and_no_order() -> None:
    kept = stored(report(2))
    turned = json.loads(json.dumps(kept, sort_keys=True))
    assert digest(turned) == digest(kept)
    turned["document"]["title"] += "。"
    assert digest(turned) != digest(kept)


def test_what_is_no_document_of_ours_is_refused() -> None:
    with pytest.raises(DocumentWrong, match="format 0"):
        restored({"format": 0, "document": {}})
    with pytest.raises(DocumentWrong, match="'Evil'"):
        restored({"format": 1, "document": {"kind_": "Evil"}})
    with pytest.raises(DocumentWrong, match="a Note is stored"):
        restored({"format": 1, "document": {"kind_": "Note", "text": "x"}})
