"""Sealing: all rows that are there, in blocks, each once, and told outside the database."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ditan.base.audit import chain
from ditan.base.audit.models import Sealed
from ditan.base.audit.services.anchoring import tell_anchors
from ditan.base.audit.services.sealing import _store, seal_log
from ditan.core.audit import NO_SEAL
from tests.base.audit.conftest import Write

pytestmark = pytest.mark.django_db


def test_rows_are_sealed_in_blocks_that_follow_each_other(write: Write) -> None:
    rows = write(5)
    assert seal_log(size=2) == 5
    one, two, three = Sealed.objects.all()
    assert [each.count for each in (one, two, three)] == [2, 2, 1]
    assert (one.previous, two.previous, three.previous) == (NO_SEAL, one.seal, two.seal)
    assert (two.first, two.last, three.last) == (rows[1].pk + 1, rows[3].pk, rows[4].pk)


def test_what_is_sealed_is_not_sealed_again(write: Write) -> None:
    write(2)
    assert (seal_log(), seal_log()) == (2, 0)
    write(1)
    assert seal_log() == 1
    assert Sealed.objects.count() == 2


def test_an_empty_log_has_nothing_to_seal(db: None) -> None:
    assert seal_log() == 0
    assert Sealed.objects.count() == 0


def test_each_seal_is_told_outside_the_database(write: Write, folders: Path) -> None:
    write(3)
    seal_log(size=2)
    (path,) = (folders / "anchors").iterdir()
    told = [json.loads(line) for line in path.read_text().splitlines()]
    assert [(each["number"], each["last"], each["seal"]) for each in told] == [
        (each.number, each.last, each.seal) for each in Sealed.objects.all()
    ]
    assert path.name == f"anchors-{Sealed.objects.all()[0].sealed_at:%Y-%m-%d}.jsonl"


def test_anchors_that_could_not_be_written_are_told_later(write: Write, folders: Path) -> None:
    write(1)
    (folders / "anchors").write_text("a file where the folder should be")
    with pytest.raises(OSError, match="anchors"):
        seal_log()
    assert Sealed.objects.count() == 1
    (folders / "anchors").unlink()
    assert (tell_anchors(), tell_anchors()) == (1, 0)
    assert [each.number for each in chain.anchors()] == [1]


def test_of_two_sealers_with_the_same_rows_one_wins(write: Write) -> None:
    write(2)
    rows, after = list(chain.rows()), chain.end()
    assert _store(rows, after) is not None
    assert _store(rows, after) is None
    assert Sealed.objects.count() == 1


def test_a_line_that_is_no_anchor_is_passed_over(write: Write, folders: Path) -> None:
    write(1)
    seal_log()
    (path,) = chain.anchor_files()
    with path.open("a") as file:
        file.write('{"number": 2, "la')
    assert [each.number for each in chain.anchors()] == [1]
