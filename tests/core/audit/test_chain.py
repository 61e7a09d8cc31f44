"""The chain of seals: whatever is done to a sealed row is found, and an untouched log gives nothing."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ditan.core.audit import Anchor, Block, Row, Start, anchor_of, seal, verify
from ditan.core.audit.blocks import pack, unpack


def rows_of(texts: list[str], *, after: int = 0) -> list[Row]:
    return [
        (after + number, hashlib.sha256(f"{number}{text}".encode()).digest()) for number, text in enumerate(texts, 1)
    ]


def chain(rows: list[Row], size: int) -> list[Block]:
    blocks: list[Block] = []
    for at in range(0, len(rows), size):
        before = blocks[-1] if blocks else Start()
        blocks.append(seal(rows[at : at + size], after=before, sealed_at=f"2026-01-01T00:00:{at:02}"))
    return blocks


def troubles(blocks: list[Block], rows: list[Row], anchors: list[Anchor] | None = None) -> list[tuple[str, int | None]]:
    found = verify(blocks, rows, anchors or []).findings
    return [(each.trouble.value, each.row if each.row is not None else each.block) for each in found]


logs = st.lists(st.text(max_size=5), min_size=2, max_size=30).map(rows_of)
sizes = st.integers(min_value=1, max_value=9)
LOG = rows_of(["a", "b", "c", "d", "e", "f"])
CHAIN = chain(LOG, 2)


@given(logs, sizes)
def test_an_untouched_log_is_sound(rows: list[Row], size: int) -> None:
    blocks = chain(rows, size)
    seen = verify(blocks, rows, [anchor_of(each) for each in blocks], dense_until=rows[-1][0])
    assert seen.sound
    assert (seen.blocks, seen.sealed, seen.tail) == (len(blocks), len(rows), 0)


@given(logs, sizes, st.data())
def test_any_single_change_is_found_at_its_row(rows: list[Row], size: int, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(rows) - 1))
    touched = [*rows[:at], (rows[at][0], hashlib.sha256(b"other").digest()), *rows[at + 1 :]]
    assert troubles(chain(rows, size), touched) == [("changed", rows[at][0])]


@given(logs, sizes, st.data())
def test_any_removal_is_found_at_its_row(rows: list[Row], size: int, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(rows) - 1))
    assert troubles(chain(rows, size), rows[:at] + rows[at + 1 :]) == [("removed", rows[at][0])]


@given(logs, sizes, st.data())
def test_any_two_rows_that_changed_places_are_found(rows: list[Row], size: int, data: st.DataObject) -> None:
    one, other = sorted(data.draw(st.sets(st.integers(0, len(rows) - 1), min_size=2, max_size=2)))
    touched = list(rows)
    touched[one], touched[other] = (rows[one][0], rows[other][1]), (rows[other][0], rows[one][1])
    assert troubles(chain(rows, size), touched) == [("reordered", rows[one][0]), ("reordered", rows[other][0])]


@given(logs, sizes, st.data())
def test_blocks_cut_off_with_their_rows_are_found_by_the_anchors(
    rows: list[Row], size: int, data: st.DataObject
) -> None:
    blocks = chain(rows, size)
    kept = data.draw(st.integers(0, len(blocks) - 1))
    left = [row for row in rows if row[0] <= (blocks[kept - 1].last if kept else 0)]
    assert troubles(blocks[:kept], left, [anchor_of(each) for each in blocks]) == [("truncated", kept + 1)]


@given(logs, sizes, st.data())
def test_a_log_that_was_sealed_anew_is_found_by_the_anchors(rows: list[Row], size: int, data: st.DataObject) -> None:
    blocks = chain(rows, size)
    at = data.draw(st.integers(0, len(rows) - 1))
    touched = [*rows[:at], (rows[at][0], hashlib.sha256(b"other").digest()), *rows[at + 1 :]]
    forged = chain(touched, size)
    found = troubles(forged, touched, [anchor_of(each) for each in blocks])
    assert found == [("rewritten", number) for number in range(at // size + 1, len(blocks) + 1)]


@given(logs, sizes)
def test_rows_and_digests_survive_packing(rows: list[Row], size: int) -> None:
    assert list(unpack(pack(rows))) == rows
    assert chain(rows, size)[0].count == min(size, len(rows))


def test_a_row_put_between_sealed_ones_is_found() -> None:
    holed = [LOG[0], LOG[2], LOG[3]]
    assert troubles(chain(holed, 3), [LOG[0], LOG[1], LOG[2], LOG[3]]) == [("inserted", 2)]


def test_keys_that_a_rolled_back_transaction_left_out_are_no_trouble() -> None:
    holed = [LOG[0], LOG[2], LOG[5]]
    assert verify(chain(holed, 2), holed).sound


def test_a_missing_block_is_a_gap() -> None:
    assert troubles([CHAIN[0], CHAIN[2]], LOG) == [("gap", 2)]


def test_blocks_missing_from_the_beginning_are_a_gap_unless_the_archive_holds_them() -> None:
    archived = Start(CHAIN[0].number, CHAIN[0].last, CHAIN[0].seal)
    assert troubles(CHAIN[1:], LOG[2:]) == [("gap", 1)]
    assert verify(CHAIN[1:], LOG[2:], start=archived).sound


@pytest.mark.parametrize(
    "changed",
    [
        replace(CHAIN[1], sealed_at="2020-01-01"),
        replace(CHAIN[1], first=2),
        replace(CHAIN[1], previous=CHAIN[1].seal),
        replace(CHAIN[1], seal="0" * 64),
    ],
)
def test_a_block_that_was_changed_is_broken(changed: Block) -> None:
    assert ("broken", 2) in troubles([CHAIN[0], changed, CHAIN[2]], LOG)


def test_digests_changed_with_their_row_break_the_seal() -> None:
    touched = [LOG[0], (2, b"z" * 32), *LOG[2:]]
    changed = replace(CHAIN[0], members=pack(touched[:2]))
    assert troubles([changed, *CHAIN[1:]], touched) == [("broken", 1)]


def test_a_stretch_of_digests_that_was_cut_off_is_found() -> None:
    changed = replace(CHAIN[0], members=CHAIN[0].members[:-1])
    assert troubles([changed, *CHAIN[1:]], LOG) == [("broken", 1), ("inserted", 2)]


def test_the_unsealed_end_is_counted() -> None:
    assert verify(CHAIN[:2], LOG).tail == 2
    assert verify([], LOG).tail == 6


def test_rows_missing_from_the_unsealed_end_are_found_where_keys_have_no_holes() -> None:
    seen = verify(CHAIN[:1], [*LOG[:3], LOG[4]], dense_until=6)
    assert [(each.trouble.value, each.row, each.until) for each in seen.findings] == [("gap", 4, 4), ("gap", 6, 6)]
    assert verify(CHAIN[:1], [*LOG[:3], LOG[4]]).sound


def test_an_empty_log_is_sound() -> None:
    assert verify([], [], dense_until=0).sound


@pytest.mark.parametrize("rows", [[], [(2, b"b" * 32), (1, b"a" * 32)], [(1, b"a" * 32), (1, b"a" * 32)]])
def test_a_block_takes_rows_only_in_the_order_of_their_keys(rows: list[Row]) -> None:
    with pytest.raises(ValueError, match="row"):
        seal(rows, after=Start(), sealed_at="")


def test_a_block_does_not_reach_behind_the_one_before() -> None:
    with pytest.raises(ValueError, match="all after 2"):
        seal([LOG[1]], after=CHAIN[0], sealed_at="")
