"""A plan for a dangerous night."""

from moorings.journey.records.base import Record


class NightPlan(Record, frozen=True, kw_only=True, tag="night-plan"):
    """What to do when it is dangerous, in the person's own words, written in calm."""

    signs: str = ""
    alone: str = ""
    places: str = ""
    people: str = ""
    safer: str = ""
    worth: str = ""
