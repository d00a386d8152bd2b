"""Listening turns: who has the floor, what comes next, and pauses with a return.

A turn lives in memory alone, behind an address that cannot be guessed. It knows no
names and no words, and is gone after three hours, or with the program.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Final, Literal, TypeAlias

from moorings.errors import MooringsError
from moorings.journey.records import RecordId

#: One of two people: who asked for the turn, and the other one.
Side: TypeAlias = Literal[1, 2]
Step: TypeAlias = Literal[
    "ready",
    "speak",
    "say-back",
    "got-it",
    "missing",
    "ask",
    "makes-sense",
    "swap",
    "both",
    "decide",
    "over",
]
Act: TypeAlias = Literal["on", "not-quite", "again", "leave"]

#: What follows which step; there is no solving before both were summed up.
TABLE: Final[Mapping[Step, Mapping[str, Step]]] = MappingProxyType(
    {
        "ready": {"on": "speak"},
        "speak": {"on": "say-back"},
        "say-back": {"on": "got-it"},
        "got-it": {"on": "ask", "not-quite": "missing"},
        "missing": {"on": "say-back"},
        "ask": {"on": "makes-sense"},
        "makes-sense": {"on": "swap"},
        "swap": {"on": "speak"},
        "both": {"on": "decide", "again": "swap", "leave": "over"},
        "decide": {"on": "over"},
        "over": {},
    }
)
#: In these the minutes of a turn run.
TIMED: Final[frozenset[Step]] = frozenset(
    {"speak", "say-back", "got-it", "missing", "ask", "makes-sense"}
)
_FOR_THE_SPEAKER: Final[frozenset[Step]] = frozenset(
    {"speak", "got-it", "missing", "swap"}
)
_FOR_THE_LISTENER: Final[frozenset[Step]] = frozenset(
    {"say-back", "ask", "makes-sense"}
)
#: A time-out: at least as long as a body takes to come down, at most a day.
SHORTEST, LONGEST = timedelta(minutes=20), timedelta(hours=24)
#: Minutes that a turn can have.
MINUTES: Final = (3, 4, 5)
#: So long a turn is there, from its beginning or from the end of a pause (own).
LASTS = timedelta(hours=3)
#: So many turns are there at once (own).
MOST = 8
#: Nothing that is taken for another sign when it is typed off a screen.
_LETTERS: Final = "abcdefghjkmnpqrstuvwxyz23456789"
_GROUPS, _LETTERS_OF_A_GROUP = 4, 4


class TooManyTurnsError(MooringsError):
    """More turns at once than a house needs."""

    kind = "busy"
    sentence = "Other turns are under way here just now. End one of them, or try later."


@dataclass(frozen=True, slots=True)
class Pause:
    """A time-out: who called it (None: on one screen), since when and until when."""

    by: Side | None
    called: datetime
    until: datetime

    @property
    def earliest(self) -> datetime:
        """Say from when on somebody can come back."""
        return self.called + SHORTEST


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnState:
    """Where a turn stands; `number` grows with each step, so that none is taken twice.

    `summed` are those who were summed up, `since` is when the floor was given.
    """

    minutes: int
    begun: datetime
    since: datetime
    floor: Side = 1
    step: Step = "ready"
    number: int = 0
    summed: frozenset[Side] = frozenset()
    pause: Pause | None = None

    @property
    def acts(self) -> Side | None:
        """Say who takes the next step; None is either of them."""
        if self.step == "ready":
            return 2
        if self.step in _FOR_THE_SPEAKER:
            return self.floor
        return _other(self.floor) if self.step in _FOR_THE_LISTENER else None

    @property
    def ends(self) -> datetime:
        """Say until when it is there."""
        last = self.pause.until if self.pause else self.begun
        return max(last, self.begun) + LASTS

    def left(self, now: datetime) -> timedelta:
        """Say how much of the time of this turn is left; not less than nothing."""
        left = timedelta(minutes=self.minutes) - (now - self.since)
        return max(left, timedelta())


def begin_turn(minutes: int, floor: Side, now: datetime) -> TurnState:
    """Begin a turn of so many minutes each, with the floor to one of two."""
    return TurnState(minutes=minutes, floor=floor, begun=now, since=now)


def go_on(
    state: TurnState, act: str, number: int, by: Side | None, now: datetime
) -> TurnState:
    """Take the next step, unless it was taken already, or is the other one's to take.

    On one screen (`by` is None) every step can be taken.
    """
    following = TABLE[state.step].get(act)
    not_theirs = by is not None and state.acts not in {None, by}
    if following is None or number != state.number or state.pause or not_theirs:
        return state
    changed = replace(state, number=number + 1)
    if following == "ask":
        changed = replace(changed, summed=state.summed | {state.floor})
    if state.step == "makes-sense" and len(changed.summed) == len({1, 2}):
        return replace(changed, step="both")
    if following == "swap":
        changed = replace(changed, floor=_other(state.floor))
    if act == "again":
        changed = replace(changed, summed=frozenset())
    if following == "speak":
        changed = replace(changed, since=now)
    return replace(changed, step=following)


def call_pause(state: TurnState, by: Side | None, now: datetime) -> TurnState:
    """Pause at once, whoever has the floor; a second call changes nothing."""
    if state.pause or state.step in {"ready", "over"}:
        return state
    pause = Pause(by, now, now + SHORTEST)
    return replace(state, pause=pause, number=state.number + 1)


def name_return(
    state: TurnState, by: Side | None, until: datetime, now: datetime
) -> TurnState:
    """Name when one is back: after twenty minutes at least, within a day at most.

    Only whoever called the pause names it, also a second time.
    """
    if state.pause is None or state.pause.by != by:
        return state
    called = state.pause.called
    fitting = min(max(until, now, called + SHORTEST), called + LONGEST)
    pause = replace(state.pause, until=fitting)
    return replace(state, pause=pause, number=state.number + 1)


def come_back(state: TurnState, by: Side | None, now: datetime) -> TurnState:
    """Open the turn again; whoever called the pause does, when it was long enough."""
    if state.pause is None or state.pause.by != by or now < state.pause.earliest:
        return state
    # Three hours from here: the pause may have been longer than that.
    changed = replace(state, pause=None, since=now, begun=now)
    return replace(changed, number=state.number + 1)


def stop_turn(state: TurnState) -> TurnState:
    """End it; either can, at any time, and nothing says who did."""
    if state.step == "over":
        return state
    return replace(state, step="over", pause=None, number=state.number + 1)


@dataclass(frozen=True, slots=True)
class Seat:
    """One way into a turn: on which side, and the other one's code, if there are two.

    On one screen there is no side.
    """

    turn: RecordId
    side: Side | None = None
    other: str = ""


@dataclass(slots=True)
class Turns:
    """The turns of this process, and the codes that lead to them."""

    _states: dict[RecordId, TurnState] = field(default_factory=dict, repr=False)
    _seats: dict[str, Seat] = field(default_factory=dict, repr=False)

    def start(self, turn: RecordId, state: TurnState, *, apart: bool) -> str:
        """Take a turn up, and give the code of whoever began it.

        `apart` is for two devices: each has its own code. A form that comes twice
        leads to the same turn. Raises `TooManyTurnsError`.
        """
        if turn in self._states:
            return next(code for code, seat in self._seats.items() if seat.turn == turn)
        self._let_go(state.begun)
        if len(self._states) >= MOST:
            raise TooManyTurnsError
        first, second = _code(), _code()
        self._states[turn] = state
        self._seats[first] = Seat(turn, 1, second) if apart else Seat(turn)
        if apart:
            self._seats[second] = Seat(turn, 2, first)
        return first

    def find(self, code: str, now: datetime) -> tuple[Seat, TurnState] | None:
        """Give the seat behind a code and where its turn stands, while it is there."""
        seat = self._seats.get(code)
        if seat is None or now >= self._states[seat.turn].ends:
            return None
        return seat, self._states[seat.turn]

    def put(self, seat: Seat, state: TurnState) -> None:
        """Put down where a turn stands now."""
        self._states[seat.turn] = state

    def _let_go(self, now: datetime) -> None:
        """Forget what is over, and what was left."""
        states = self._states
        gone = {t for t, s in states.items() if s.step == "over" or now >= s.ends}
        self._states = {t: s for t, s in states.items() if t not in gone}
        self._seats = {c: s for c, s in self._seats.items() if s.turn not in gone}


def _other(side: Side) -> Side:
    return 2 if side == 1 else 1


def _code() -> str:
    groups = (
        "".join(secrets.choice(_LETTERS) for _ in range(_LETTERS_OF_A_GROUP))
        for _ in range(_GROUPS)
    )
    return "-".join(groups)
