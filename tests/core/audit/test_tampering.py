"""Somebody with the database in hand: whatever mixture of changes is made, the log is sound only where it is the same."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ditan.core.audit import Anchor, Block, Row, Start, Trouble, anchor_of, seal, verify
from ditan.core.audit.blocks import MEMBER_SIZE, pack, unpack


@dataclass(frozen=True, slots=True)
class Log:
    """The rows and blocks of a database."""

    rows: tuple[Row, ...]
    blocks: tuple[Block, ...]


Attack = Callable[[Log, int, int], Log]


def digest_of(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()


def sealed(rows: tuple[Row, ...], size: int, at: str = "2026-01-01T00:00:00+00:00") -> tuple[Block, ...]:
    blocks: list[Block] = []
    for first in range(0, len(rows), size):
        blocks.append(seal(rows[first : first + size], after=blocks[-1] if blocks else Start(), sealed_at=at))
    return tuple(blocks)


ROWS: tuple[Row, ...] = tuple((key, digest_of(str(key))) for key in range(1, 13))
LOG = Log(ROWS, sealed(ROWS, 3))
ANCHORS: list[Anchor] = [anchor_of(each) for each in LOG.blocks]


def troubles(log: Log, anchors: list[Anchor] | None = None) -> list[tuple[str, int | None, int | None]]:
    found = verify(log.blocks, log.rows, ANCHORS if anchors is None else anchors, dense_until=12)
    return [(each.trouble.value, each.block, each.row) for each in found.findings]


def change_a_row(log: Log, at: int, other: int) -> Log:
    place = at % len(log.rows)
    key, _digest = log.rows[place]
    return replace(log, rows=(*log.rows[:place], (key, digest_of(f"forged {other}")), *log.rows[place + 1 :]))


def remove_a_row(log: Log, at: int, other: int) -> Log:
    place = at % len(log.rows)
    return replace(log, rows=log.rows[:place] + log.rows[place + 1 :])


def swap_two_rows(log: Log, at: int, other: int) -> Log:
    one, two = at % len(log.rows), other % len(log.rows)
    rows = list(log.rows)
    rows[one], rows[two] = (rows[one][0], rows[two][1]), (rows[two][0], rows[one][1])
    return replace(log, rows=tuple(rows))


def add_a_row(log: Log, at: int, other: int) -> Log:
    key = 13 + other % 5
    kept = [row for row in log.rows if row[0] != key]
    return replace(log, rows=tuple(sorted([*kept, (key, digest_of("added"))])))


def remove_a_block(log: Log, at: int, other: int) -> Log:
    place = at % len(log.blocks)
    return replace(log, blocks=log.blocks[:place] + log.blocks[place + 1 :])


def cut_the_end(log: Log, at: int, other: int) -> Log:
    kept = log.blocks[: at % len(log.blocks)]
    last = kept[-1].last if kept else 0
    return Log(tuple(row for row in log.rows if row[0] <= last), kept)


def touch_a_block(log: Log, at: int, other: int) -> Log:
    place = at % len(log.blocks)
    block = log.blocks[place]
    touched = [
        replace(block, sealed_at="2020-01-01T00:00:00+00:00"),
        replace(block, first=block.first + 1),
        replace(block, last=block.last + 1),
        replace(block, previous="f" * 64),
        replace(block, seal="f" * 64),
        replace(block, members=block.members[:-MEMBER_SIZE]),
        replace(block, members=block.members[MEMBER_SIZE:] + block.members[:MEMBER_SIZE]),
    ][other % 7]
    return replace(log, blocks=(*log.blocks[:place], touched, *log.blocks[place + 1 :]))


def seal_all_anew(log: Log, at: int, other: int) -> Log:
    return Log(log.rows, sealed(log.rows, 1 + other % 5, "2026-01-01T00:00:00+00:00"))


ATTACKS: list[Attack] = [
    change_a_row,
    remove_a_row,
    swap_two_rows,
    add_a_row,
    remove_a_block,
    cut_the_end,
    touch_a_block,
    seal_all_anew,
]
moves = st.lists(st.tuples(st.sampled_from(ATTACKS), st.integers(0, 40), st.integers(0, 40)), max_size=6)


@given(moves)
def test_whatever_is_done_and_in_whatever_order_the_log_is_sound_only_where_it_is_the_same(
    done: list[tuple[Attack, int, int]],
) -> None:
    log = LOG
    for attack, at, other in done:
        if log.rows and log.blocks:
            log = attack(log, at, other)
    # Rows that come after the last seal are new rows: nothing was sealed of them yet, and they are counted.
    tail = [row for row in log.rows if row[0] > 12]
    same = log.blocks == LOG.blocks and tuple(row for row in log.rows if row[0] <= 12) == LOG.rows
    seen = verify(log.blocks, log.rows, ANCHORS, dense_until=max([12, *(key for key, _digest in tail)]))
    holes = bool(tail) and [key for key, _digest in tail] != list(range(13, 13 + len(tail)))
    assert seen.sound == (same and not holes)
    assert not same or seen.tail == len(tail)


@given(st.sampled_from(ATTACKS[:3]), st.integers(0, 40), st.integers(0, 40))
def test_a_forger_who_seals_all_anew_is_found_by_what_was_told_outside_alone(
    attack: Attack, at: int, other: int
) -> None:
    changed = attack(LOG, at, other)
    forged = Log(changed.rows, sealed(changed.rows, 3))
    assert verify(forged.blocks, forged.rows).sound
    assert (not troubles(forged)) == (forged == LOG)


@pytest.mark.parametrize("told", range(4))
def test_one_anchor_is_enough_to_find_every_forgery_before_it(told: int) -> None:
    changed = change_a_row(LOG, 0, 0)
    forged = Log(changed.rows, sealed(changed.rows, 3))
    assert troubles(forged, [ANCHORS[told]]) == [("rewritten", told + 1, None)]


def test_a_forgery_behind_the_last_anchor_is_not_seen_which_is_why_every_block_is_told() -> None:
    changed = change_a_row(LOG, 11, 0)
    forged = Log(changed.rows, sealed(changed.rows, 3))
    assert troubles(forged, ANCHORS[:3]) == []
    assert troubles(forged) == [("rewritten", 4, None)]


def test_an_anchor_of_a_block_that_never_was_counts_as_cut_off() -> None:
    assert troubles(LOG, [*ANCHORS, Anchor(6, 20, "0" * 64)]) == [("truncated", 5, None)]


def test_the_same_block_told_twice_is_told_once() -> None:
    assert troubles(LOG, ANCHORS * 2) == []


def test_a_block_that_stands_twice_is_a_gap_and_hides_nothing() -> None:
    doubled = replace(LOG, blocks=(*LOG.blocks[:2], LOG.blocks[1], *LOG.blocks[2:]))
    assert "gap" in {trouble for trouble, _block, _row in troubles(doubled)}


def test_blocks_in_another_order_are_no_chain() -> None:
    turned = replace(LOG, blocks=(LOG.blocks[1], LOG.blocks[0], *LOG.blocks[2:]))
    assert troubles(turned) != []


@pytest.mark.parametrize("kept", range(1, 4))
def test_after_archiving_the_chain_goes_on_and_everything_before_is_the_archive_s(kept: int) -> None:
    last = LOG.blocks[kept - 1]
    start = Start(last.number, last.last, last.seal)
    rows = [row for row in LOG.rows if row[0] > last.last]
    seen = verify(LOG.blocks[kept:], rows, ANCHORS, start=start, dense_until=12)
    assert (seen.sound, seen.blocks, seen.sealed) == (True, 4 - kept, len(rows))


def test_a_chain_that_goes_on_after_another_archive_is_broken() -> None:
    start = Start(1, 3, "0" * 64)
    found = verify(LOG.blocks[1:], LOG.rows[3:], start=start).findings
    assert [(each.trouble, each.block) for each in found] == [(Trouble.BROKEN, 2)]


def test_a_row_of_before_the_archive_that_came_back_is_found() -> None:
    last = LOG.blocks[0]
    start = Start(last.number, last.last, last.seal)
    found = verify(LOG.blocks[1:], LOG.rows[2:], start=start).findings
    assert [(each.trouble, each.row) for each in found] == [(Trouble.INSERTED, 3)]


@given(st.lists(st.tuples(st.integers(-(2**63), 2**63 - 1), st.binary(min_size=32, max_size=32)), max_size=6))
def test_any_keys_and_digests_survive_packing(rows: list[Row]) -> None:
    assert list(unpack(pack(rows))) == rows
    assert len(pack(rows)) == MEMBER_SIZE * len(rows)


@given(
    st.lists(st.binary(min_size=32, max_size=32), min_size=1, max_size=4), st.integers(0, 10**6), st.integers(1, 255)
)
def test_any_flipped_bit_of_what_was_sealed_gives_another_seal(digests: list[bytes], at: int, flip: int) -> None:
    block = seal(list(enumerate(digests, start=1)), after=Start(), sealed_at="")
    members = bytearray(block.members)
    members[at % len(members)] ^= flip
    touched = replace(block, members=bytes(members))
    found = verify([touched], unpack(block.members)).findings
    assert Trouble.BROKEN in {each.trouble for each in found}


def test_findings_come_in_the_order_of_the_log() -> None:
    log = remove_a_row(change_a_row(change_a_row(LOG, 10, 0), 4, 0), 0, 0)
    assert troubles(log) == [("removed", 1, 1), ("changed", 2, 5), ("changed", 4, 11)]
