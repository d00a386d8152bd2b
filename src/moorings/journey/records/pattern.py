"""Something that happens again and again, as the person describes it."""

from moorings.journey.records.base import Record, RecordId
from moorings.journey.records.naming import WordId


class Pattern(Record, frozen=True, kw_only=True, tag="pattern"):
    """One line of the pattern map, from what sets it off to what the person does.

    `does` is in their own words; `drawn_from` names the answers it was made of.
    """

    title: str
    trigger: WordId = ""
    body: tuple[WordId, ...] = ()
    feelings: tuple[WordId, ...] = ()
    beliefs: tuple[WordId, ...] = ()
    urges: tuple[WordId, ...] = ()
    does: str = ""
    people: tuple[RecordId, ...] = ()
    drawn_from: tuple[RecordId, ...] = ()
