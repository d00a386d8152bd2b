"""Stating: something to say, in parts; whether it was said, and what came back."""

from dataclasses import dataclass

from moorings.companion.checking import (
    open_with_anybody,
    require_open_with,
)
from moorings.companion.choosing import choose
from moorings.companion.errors import EmptyPageError, NothingThereError
from moorings.companion.opened import Opened
from moorings.companion.resending import new_in
from moorings.companion.taking_back import erase
from moorings.companion.together import RestsError
from moorings.journey.records import RecordId, Said, Statement, When
from moorings.library.statement import Parts

#: Under this choice stand the statements to somebody who asked not to be written to.
UNSENT = "statements-unsent"


@dataclass(frozen=True, slots=True)
class Stated:
    """What is to be said to whom, and whether they asked not to be written to."""

    parts: Parts
    person: RecordId | None = None
    unwanted: bool = False


def keep_statement(
    opened: Opened,
    record: RecordId,
    stated: Stated,
    when: When,
    replaces: RecordId | None = None,
) -> None:
    """Keep a statement, or a later version of one; how it stands stays with it.

    Raises `EmptyPageError` where it has no words, `RestsError` where it rests with whom
    it is for, or was for.
    """
    before = statement_of(opened, replaces) if replaces else _known(opened, record)
    require_open_with(opened, "statement", stated.person)
    if before:
        require_open_with(opened, "statement", before.person)
    if before and replaces:
        require_sayable(opened, before)
    if stated.parts.empty:
        raise EmptyPageError
    kept = Statement(
        id=record,
        written_at=opened.now(),
        replaces=before.id if before else None,
        when=before.when if before else when,
        theirs=stated.parts.theirs.strip(),
        feeling=stated.parts.feeling.strip(),
        situation=stated.parts.situation.strip(),
        because=stated.parts.because.strip(),
        request=stated.parts.request.strip(),
        person=stated.person,
        said="left" if stated.unwanted else before.said if before else "",
        answer=before.answer if before else "",
    )
    opened.keep(*new_in(opened, kept))
    if stated.unwanted:
        _choose_unsent(opened, _unsent(opened) | {_first(opened, record)})


def statements(opened: Opened) -> tuple[Statement, ...]:
    """Give every statement in its newest version, the latest first."""
    found = opened.journey.standing(Statement)
    return tuple(sorted(found, key=lambda each: each.when.order, reverse=True))


def statement_of(opened: Opened, record: RecordId) -> Statement:
    """Give one statement in its newest version. Raises `NothingThereError`."""
    versions = {each.id for each in opened.journey.versions(record)}
    for each in opened.journey.standing(Statement):
        if each.id in versions:
            return each
    raise NothingThereError


def parts_of(statement: Statement) -> Parts:
    """Give the parts of a statement."""
    return Parts(
        statement.theirs,
        statement.feeling,
        statement.situation,
        statement.because,
        statement.request,
    )


def say_it(opened: Opened, record: RecordId, of: RecordId, answer: str = "") -> None:
    """Keep that it was said, and what came back; said again, the later word counts.

    Raises `RestsError` where it rests with whom it was for.
    """
    before = statement_of(opened, of)
    require_sayable(opened, before)
    _keep(opened, record, before, said="said", answer=answer.strip())


def leave_it(opened: Opened, of: RecordId) -> None:
    """Keep that it is to be left; that may always be done."""
    before = statement_of(opened, of)
    if before.said != "left":
        _keep(opened, opened.new_id(), before, said="left", answer=before.answer)


def take_up(opened: Opened, of: RecordId) -> None:
    """Let it be open again, also for whoever was to be spared it."""
    before = statement_of(opened, of)
    require_open_with(opened, "statement", before.person)
    _choose_unsent(opened, _unsent(opened) - {_first(opened, of)})
    if before.said:
        _keep(opened, opened.new_id(), before, said="", answer=before.answer)


def leave_unsent(opened: Opened, of: RecordId) -> None:
    """Keep that they asked not to be written to: it is left, and nothing is offered."""
    leave_it(opened, of)
    _choose_unsent(opened, _unsent(opened) | {_first(opened, of)})


def require_sayable(opened: Opened, statement: Statement) -> None:
    """Raise `RestsError` where it rests with them, or they asked not to be told."""
    require_open_with(opened, "statement", statement.person)
    if is_unsent(opened, statement.id):
        raise RestsError


def is_unsent(opened: Opened, of: RecordId) -> bool:
    """Say whether whom it is for asked not to be written to."""
    return _first(opened, of) in _unsent(opened)


def erase_statement(opened: Opened, record: RecordId) -> None:
    """Destroy a statement with all its versions."""
    unsent = _unsent(opened) - {_first(opened, statement_of(opened, record).id)}
    erase(opened, record)
    _choose_unsent(opened, unsent)


def room_is_open(opened: Opened) -> bool:
    """Say whether something can be said to anybody, or to nobody in particular."""
    return open_with_anybody(opened, "statement")


def _keep(
    opened: Opened, record: RecordId, before: Statement, said: Said, answer: str
) -> None:
    kept = opened.later(before, record, said=said, answer=answer)
    if (before.said, before.answer) != (said, answer):
        opened.keep(*new_in(opened, kept))


def _known(opened: Opened, record: RecordId) -> Statement | None:
    """Give the statement that a form made before, as it stands now."""
    try:
        return statement_of(opened, record)
    except NothingThereError:
        return None


def _first(opened: Opened, record: RecordId) -> RecordId:
    versions = opened.journey.versions(record)
    return versions[0].id if versions else record


def _unsent(opened: Opened) -> frozenset[RecordId]:
    return frozenset(map(RecordId, opened.journey.choices.get(UNSENT, "").split()))


def _choose_unsent(opened: Opened, unsent: frozenset[RecordId]) -> None:
    if unsent != _unsent(opened):
        choose(opened, {UNSENT: " ".join(sorted(unsent))})
