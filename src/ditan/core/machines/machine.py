"""State machines as small tables: states, named transitions, guards. The table is data; running it is two functions."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

C = TypeVar("C")


@dataclass(frozen=True, slots=True)
class State:
    """A state: its code, its name on a screen, whether a thing may rest there for good."""

    code: str
    label: str
    final: bool = False


@dataclass(frozen=True, slots=True)
class Guard(Generic[C]):
    """A condition of a transition: its code, the Chinese words for what must hold, the predicate over the context."""

    code: str
    label: str
    holds: Callable[[C], bool]


@dataclass(frozen=True, slots=True)
class Transition:
    """A named step from one of some states to one other.

    Parameters
    ----------
    code, label
        The step's name in code and on a button.
    sources, target
        Codes of states.
    guards
        Codes of the guards that must all hold.
    permission
        The permission that a person needs, empty where the platform takes the step itself. The machine only carries it;
        `allowed` can be asked for the steps of somebody who has certain permissions.
    """

    code: str
    label: str
    sources: tuple[str, ...]
    target: str
    guards: tuple[str, ...] = ()
    permission: str = ""


class TransitionRefused(ValueError):
    """A step that cannot be taken now. The message is Chinese: what was found, what is allowed.

    Attributes
    ----------
    state, transition
        Codes of the state found and of the step asked for.
    unmet
        The guards that did not hold, as (code, label); empty where the step does not start in this state.
    allowed
        The steps that are possible from here, guards left aside.
    """

    def __init__(
        self, message: str, *, state: str, transition: str, unmet: tuple[tuple[str, str], ...], allowed: tuple[str, ...]
    ) -> None:
        super().__init__(message)
        self.state = state
        self.transition = transition
        self.unmet = unmet
        self.allowed = allowed


class TableWrong(ValueError):
    """A table that is no machine; raised when it is built, so it never reaches a user."""


@dataclass(frozen=True, slots=True)
class Machine(Generic[C]):
    """A table of states, transitions and guards over a context `C`.

    Parameters
    ----------
    name
        What runs through the states, in Chinese: 填报, 预警.
    states
        The first one is where everything begins.
    transitions
        In the order in which a screen offers them.
    guards
        Every guard that a transition names.

    Raises
    ------
    TableWrong
        Where the table names what it does not define, a state cannot be reached, or one cannot be left and is not final.

    Examples
    --------
    >>> door: Machine[bool] = Machine(
    ...     "门",
    ...     (State("open", "开"), State("shut", "关", final=True)),
    ...     (Transition("shut", "关门", ("open",), "shut", ("empty",)), Transition("open", "开门", ("shut",), "open")),
    ...     (Guard("empty", "门口无人", lambda empty: empty),),
    ... )
    >>> door.apply("open", "shut", True)
    'shut'
    >>> door.apply("open", "shut", False)
    Traceback (most recent call last):
        ...
    ditan.core.machines.machine.TransitionRefused: 门现为“开”，不能“关门”：应满足“门口无人”。
    """

    name: str
    states: tuple[State, ...]
    transitions: tuple[Transition, ...]
    guards: tuple[Guard[C], ...] = ()

    def __post_init__(self) -> None:
        from ditan.core.machines.soundness import faults  # it reads machines, so it cannot be imported above

        found = faults(self)
        if found:
            raise TableWrong(f"{self.name}: " + "; ".join(found))

    @property
    def initial(self) -> str:
        """The code of the state where everything begins."""
        return self.states[0].code

    def state(self, code: str) -> State:
        """The state of a code; KeyError where there is none."""
        return _by_code(self.states, code)

    def transition(self, code: str) -> Transition:
        """The transition of a code; KeyError where there is none."""
        return _by_code(self.transitions, code)

    def guard(self, code: str) -> Guard[C]:
        """The guard of a code; KeyError where there is none."""
        return _by_code(self.guards, code)

    def label(self, code: str) -> str:
        """What a screen calls a state."""
        return self.state(code).label

    def leaving(self, state: str) -> tuple[Transition, ...]:
        """The steps that start in a state, guards left aside, in the order of the table."""
        self.state(state)
        return tuple(step for step in self.transitions if state in step.sources)

    def unmet(self, transition: str, context: C) -> tuple[Guard[C], ...]:
        """The guards of a step that do not hold."""
        guards = (self.guard(code) for code in self.transition(transition).guards)
        return tuple(guard for guard in guards if not guard.holds(context))

    def allowed(self, state: str, context: C, permissions: Collection[str] | None = None) -> tuple[Transition, ...]:
        """The steps that can be taken now, in the order of the table.

        Parameters
        ----------
        state
            Code of the state.
        context
            What the guards look at.
        permissions
            Where given, only steps for which one of these suffices; steps of the platform itself (without a
            permission) are then left out.
        """
        return tuple(
            step
            for step in self.leaving(state)
            if (permissions is None or step.permission in permissions) and not self.unmet(step.code, context)
        )

    def apply(self, state: str, transition: str, context: C) -> str:
        """The state after a step.

        Raises
        ------
        TransitionRefused
            Where the step does not start in this state or a guard does not hold.
        KeyError
            Where state or transition is not in the table: a slip of ours, not of a user.
        """
        step = self.transition(transition)
        found = self.state(state)
        ways = self.leaving(state)
        if step not in ways:
            offered = "、".join(f"“{way.label}”" for way in ways)
            now_possible = f"此时可以{offered}。" if offered else "此状态下没有可做的操作。"
            raise _refused(f"{self.name}现为“{found.label}”，不能“{step.label}”：{now_possible}", state, step, (), ways)
        unmet = self.unmet(transition, context)
        if unmet:
            wanted = "、".join(f"“{guard.label}”" for guard in unmet)
            raise _refused(
                f"{self.name}现为“{found.label}”，不能“{step.label}”：应满足{wanted}。", state, step, unmet, ways
            )
        return step.target


def _refused(
    message: str, state: str, step: Transition, unmet: Iterable[Guard[C]], ways: Iterable[Transition]
) -> TransitionRefused:
    return TransitionRefused(
        message,
        state=state,
        transition=step.code,
        unmet=tuple((guard.code, guard.label) for guard in unmet),
        allowed=tuple(way.code for way in ways),
    )


class _Coded(Protocol):
    @property
    def code(self) -> str: ...


N = TypeVar("N", bound=_Coded)


def _by_code(rows: Iterable[N], code: str) -> N:
    for row in rows:
        if row.code == code:
            return row
    raise KeyError(code)
