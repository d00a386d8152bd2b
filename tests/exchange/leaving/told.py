"""A small notebook in which records refer to one another, and how one is told."""

from datetime import UTC, date, datetime, time
from typing import Final

import msgspec

from moorings.exchange.leaving.telling import Item, chapters
from moorings.exchange.portable import Portable
from moorings.journey.records import (
    Administration,
    AnyRecord,
    Belief,
    Bond,
    Forecast,
    KitItem,
    Ladder,
    Mending,
    Option,
    Person,
    PersonalValue,
    Promise,
    Question,
    Questionnaire,
    Rating,
    RecordId,
    Rung,
    RungTry,
    When,
    Word,
    Worksheet,
)

AT: Final = datetime(2026, 3, 1, 20, 5, tzinfo=UTC)
WHEN: Final = When(date(2026, 3, 1), time(21, 5), 3600)
DAY: Final = "(2026-03-01)"


def number(n: int) -> RecordId:
    return RecordId(f"{n:032x}")


#: What the others refer to.
MIRA: Final = Person(id=number(1), written_at=AT, name="Mira")
WAVE: Final = number(2)
FEARED: Final = Forecast(
    id=number(3), written_at=AT, when=WHEN, text="He will leave.", likelihood=90
)
LADDER: Final = Ladder(
    id=number(4), written_at=AT, direction="asking", wants="To ask twice."
)
RUNG: Final = Rung(
    id=number(5), written_at=AT, ladder=LADDER.id, text="Ask for salt.", hard=20
)
TRY: Final = RungTry(
    id=number(6), written_at=AT, rung=RUNG.id, when=WHEN, forecast=FEARED.id
)
OWN: Final = Word(id=number(7), written_at=AT, part="belief", text="handed in")
BELIEF: Final = Belief(id=number(8), written_at=AT, belief=OWN.id)
PROMISE: Final = Promise(
    id=number(9), written_at=AT, when=WHEN, text="Ring on Friday.", due=date(2026, 3, 6)
)
REPAIR: Final = Mending(
    id=number(10), written_at=AT, when=WHEN, sort="repair", by="me", text="I left."
)
TRUST: Final = Mending(
    id=number(11), written_at=AT, when=WHEN, sort="rebuild", by="them", text="He lied."
)
BREAD: Final = PersonalValue(
    id=number(12), written_at=AT, when=WHEN, text="Baking.", importance=9, lived=0
)
BOND: Final = Bond(
    id=number(13),
    written_at=AT,
    when=WHEN,
    side="invited",
    pair=number(14),
    own=b"o" * 64,
    sent=b"s",
    person=MIRA.id,
)
ASKED: Final = Questionnaire(
    id=number(15),
    written_at=AT,
    title="Evenings",
    instruction="Think of last week.",
    language="en",
    questions=(Question("1", "I slept.", (Option(0, "no"), Option(1, "yes"))),),
    instrument="evenings",
)
LAKE: Final = KitItem(id=number(16), written_at=AT, sense="sight", text="The lake.")
SLIP: Final = Worksheet(id=number(17), written_at=AT, when=WHEN, sheet="slip")
MOMENT: Final = Rating(
    id=number(18), written_at=AT, activation=WAVE, when=WHEN, intensity=3
)
REFERRED: Final = (
    *(MIRA, FEARED, LADDER, RUNG, TRY, OWN, BELIEF, PROMISE, REPAIR, TRUST, BREAD),
    *(BOND, ASKED, LAKE, SLIP, MOMENT),
)


def item(kind: type[AnyRecord], **told: object) -> AnyRecord:
    """Make one more record, of its time where it has one."""
    names = {field.name for field in msgspec.structs.fields(kind)}
    when = {"when": WHEN} if "when" in names else {}
    return kind(**{"id": number(99), "written_at": AT, **when, **told})  # type: ignore[arg-type]


def sitting(**told: object) -> AnyRecord:
    same = {"version": 1, "wording": "w", "language": "en", "started": AT, "ended": AT}
    return item(Administration, **(same | told))


def told(record: AnyRecord, *others: AnyRecord) -> Item:
    """Tell one record among what it may refer to."""
    for chapter in chapters(Portable(AT, (*REFERRED, *others, record))):
        for each in chapter.items:
            if each.id == record.id:
                return each
    raise KeyError(record)


def lines(record: AnyRecord, *others: AnyRecord) -> dict[str, str]:
    return {line.name: line.words for line in told(record, *others).lines}
