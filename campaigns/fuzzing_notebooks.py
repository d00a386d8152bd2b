"""Notebooks with something in every room, and the same in any other words."""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from random import Random
from typing import Final

import msgspec

from campaigns import fuzzing_corpus as corpus
from campaigns.fuzzing_spoiling import reshape
from moorings.companion.clock import Clock, moment
from moorings.companion.harbour import Harbour
from moorings.companion.opened import Opened, new_id
from moorings.companion.settling import note_step, rate
from moorings.companion.wording import add_word
from moorings.companion.writing import Written, name_person, write_entry, write_unsent
from moorings.journey.codec import UnreadableRecordError, decode, encode
from moorings.journey.records import (
    AnyRecord,
    Forecast,
    HeldText,
    Naming,
    NightPlan,
    PauseAnswer,
    Response,
)
from moorings.vault.derivation import cheapest_stretching
from tests.conftest import SetClock
from tests.questionnaires import measured
from tests.rooms import furnished

#: Gives other words in the place of these.
Words = Callable[[str], str]

#: Stands in words of an open notebook, and in nothing else there is.
CANARY: Final = "qvzhidden"
#: What is written in words of one's own; other texts are words of a list.
FREE: Final = frozenset(
    [
        *("text", "title", "name", "happened", "learned", "vary", "know", "without"),
        *("wants", "alternative", "to", "mood", "labels", "as_name", "their_name"),
        *("theirs", "feeling", "situation", "because", "request", "answer", "answers"),
        *("after", "followed", "turns", "does", "signs", "alone", "places", "people"),
        *("worth", "safer", "instruction", "label", "description"),
    ]
)
_ID: Final = re.compile("[0-9a-f]{32}")
#: These name what a record is, or hold bytes.
_NEVER: Final = frozenset({"kind", "id", "written_at", "written_where", "raw", "when"})
TRIES: Final = (0, 0, 4, 12)
PLAN: Final = ("signs", "alone", "places", "people", "safer", "worth")


def records() -> tuple[AnyRecord, ...]:
    """Give everything that stands in a notebook whose every room is furnished."""
    return _furnished()[0]


def begins() -> Mapping[str, str]:
    """Say what stands there where an address has an id in it, by how it begins."""
    return _furnished()[1]


@cache
def _furnished() -> tuple[tuple[AnyRecord, ...], Mapping[str, str]]:
    clock = SetClock()
    harbour = Harbour(Path("/nowhere"), clock, stretching=cheapest_stretching)
    opened = harbour.try_out().opened
    known = furnished(opened) | measured(opened)
    write(opened, clock)
    return tuple(opened.journey.records()), known


def write(opened: Opened, clock: Clock) -> None:
    """Write pages, and have a hard moment with everything that is noted of one."""
    at = moment(clock.now())
    written = Written("A page about the lake.", at, ("Mira", "Jo"))
    write_entry(opened, new_id(), written)
    write_unsent(opened, new_id(), Written("Never sent.", at, to="Father"))
    name_person(opened, "Bo of the second floor")
    wave, own = new_id(), add_word(opened, "feeling", "grey")
    rate(opened, new_id(), wave, 8, at, "belly-breath")
    note_step(opened, PauseAnswer, new_id(), wave, at, answer="both")
    note_step(opened, Naming, new_id(), wave, at, feelings=("hurt", own))
    note_step(opened, Forecast, new_id(), wave, at, text="No call.", likelihood=80)
    note_step(opened, Response, new_id(), wave, at, chosen="wait", followed="Rain.")
    note_step(
        opened, HeldText, new_id(), wave, at, text="Where are you?", until=clock.now()
    )
    plan = NightPlan(id=new_id(), written_at=clock.now())
    told = {name: f"About {name}." for name in PLAN}
    opened.keep(msgspec.structs.replace(plan, **told))


def rewritten(
    told: Iterable[AnyRecord], words: Words, *, wholly: bool = False
) -> tuple[AnyRecord, ...]:
    """Put other words in the place of all that were one's own; `wholly`, of all."""
    return tuple(_rewritten(record, words, wholly=wholly) for record in told)


def spoilt(chance: Random) -> tuple[AnyRecord, ...]:
    """Give a notebook of records that say what no form would let them say."""
    known = {record.id: record for record in map(decode, corpus.records())}
    known |= {record.id: record for record in records()}
    return tuple(_spoilt(chance, each) for each in known.values())


def _spoilt(chance: Random, record: AnyRecord) -> AnyRecord:
    """Change one, as far as it stays a record that is told by the same name."""
    for _ in range(chance.choice(TRIES)):
        with suppress(UnreadableRecordError):
            other = decode(reshape(chance, encode(record), b""))
            record = other if other.id == record.id else record
    return record


def _rewritten(record: AnyRecord, words: Words, *, wholly: bool) -> AnyRecord:
    written = json.loads(encode(record))
    for name in written.keys() - _NEVER:
        if not (wholly or name in FREE or name == "questions"):
            continue
        changed = {**written, name: _changed(written[name], words)}
        try:
            record = decode(json.dumps(changed).encode())
        except UnreadableRecordError:  # a word of a list that has no others
            continue
        written = changed
    return record


def _changed(told: object, words: Words) -> object:
    match told:
        case str() if told and not _ID.fullmatch(told):
            return words(told)
        case [*inside]:
            return [_changed(each, words) for each in inside]
        case dict():
            return {name: _changed(each, words) for name, each in told.items()}
        case _:
            return told
