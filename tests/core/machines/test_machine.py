"""The library: what a table may be, which steps it allows, and how it refuses."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ditan.core.machines import (
    ALERT,
    HANDED_DOWN,
    PASSED,
    ROUND,
    SUBMISSION,
    Guard,
    Machine,
    State,
    TableWrong,
    Transition,
    TransitionRefused,
    faults,
    mermaid,
    reachable,
    rows,
)

A, B = State("a", "甲"), State("b", "乙", final=True)
GO = Transition("go", "前进", ("a",), "b", ("ready",), "may_go")
READY = Guard("ready", "准备就绪", lambda context: context == "ready")


def machine() -> Machine[str]:
    return Machine("样例", (A, B), (GO,), (READY,))


def test_a_step_leads_to_its_target() -> None:
    assert machine().initial == "a"
    assert machine().apply("a", "go", "ready") == "b"


def test_a_guard_that_does_not_hold_is_named() -> None:
    with pytest.raises(TransitionRefused, match=r"^样例现为“甲”，不能“前进”：应满足“准备就绪”。$") as refused:
        machine().apply("a", "go", "not yet")
    assert refused.value.unmet == (("ready", "准备就绪"),)
    assert refused.value.allowed == ("go",)


def test_a_step_from_elsewhere_is_refused_with_what_is_possible() -> None:
    there_and_back: Machine[str] = Machine("样例", (A, B), (GO, Transition("back", "返回", ("b",), "a")), (READY,))
    with pytest.raises(TransitionRefused, match=r"^样例现为“乙”，不能“前进”：此时可以“返回”。$"):
        there_and_back.apply("b", "go", "ready")
    with pytest.raises(TransitionRefused, match="此状态下没有可做的操作"):
        machine().apply("b", "go", "ready")


def test_allowed_looks_at_guards_and_at_permissions() -> None:
    assert [step.code for step in machine().allowed("a", "ready")] == ["go"]
    assert machine().allowed("a", "not yet") == ()
    assert machine().allowed("a", "ready", permissions={"may_go"}) == (GO,)
    assert machine().allowed("a", "ready", permissions=set()) == ()
    assert machine().leaving("b") == ()


def test_a_name_that_is_not_in_the_table_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        machine().apply("nowhere", "go", "ready")
    with pytest.raises(KeyError):
        machine().apply("a", "fly", "ready")


@pytest.mark.parametrize(
    ("states", "transitions", "guards", "fault"),
    [
        ((), (), (), "no state"),
        ((A, B, B), (GO,), (READY,), "state b stands 2 times"),
        ((A, B), (GO, GO), (READY,), "transition go stands 2 times"),
        ((A, B), (GO,), (), "names the guard ready, which is not defined"),
        ((A,), (GO,), (READY,), "names the state b, which is not defined"),
        ((A, B), (GO, Transition("no", "无", (), "b")), (READY,), "transition no starts nowhere"),
        ((A, B), (Transition("go", "前进", ("a",), "b"),), (READY,), "guard ready is never used"),
        ((A, B, State("c", "丙", final=True)), (GO,), (READY,), "state c cannot be reached"),
        ((A, State("b", "乙")), (GO,), (READY,), "state b is dead"),
    ],
)
def test_a_table_that_is_no_machine_cannot_be_built(
    states: tuple[State, ...], transitions: tuple[Transition, ...], guards: tuple[Guard[str], ...], fault: str
) -> None:
    with pytest.raises(TableWrong, match=fault):
        Machine("样例", states, transitions, guards)


CODES = [f"s{number}" for number in range(6)]
ARROWS = st.lists(st.tuples(st.sampled_from(CODES), st.sampled_from(CODES)), max_size=14)


@given(ARROWS, st.sets(st.sampled_from(CODES)))
def test_a_table_is_accepted_exactly_if_all_states_are_reached_and_none_is_dead(
    arrows: list[tuple[str, str]], final: set[str]
) -> None:
    states = tuple(State(code, code, code in final) for code in CODES)
    steps = tuple(Transition(f"t{number}", "", (source,), target) for number, (source, target) in enumerate(arrows))

    def from_(start: str) -> set[str]:
        found = {start}
        for _ in CODES:
            found |= {target for source, target in arrows if source in found}
        return found

    sound = from_(CODES[0]) == set(CODES) and all(from_(code) & final for code in CODES)
    try:
        built: Machine[None] = Machine("样例", states, steps)
    except TableWrong:
        assert not sound
    else:
        assert sound
        assert reachable(built) == set(CODES)


@pytest.mark.parametrize("table", [ROUND, SUBMISSION, HANDED_DOWN, PASSED, ALERT], ids=lambda table: table.name)
def test_every_table_of_the_platform_is_sound_and_can_be_listed(table: Machine[object]) -> None:
    assert faults(table) == ()
    diagram = mermaid(table)
    assert all(state.label in diagram for state in table.states)
    assert len(rows(table)) == len(table.transitions)
    assert all(label and sources and target for label, sources, target, _, _ in rows(table))
