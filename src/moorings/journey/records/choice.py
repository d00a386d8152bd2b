"""How a person wants their vault to behave."""

from moorings.journey.records.base import Record


class Choice(Record, frozen=True, kw_only=True, tag="choice"):
    """One setting of this vault; the latest word on a setting counts."""

    setting: str
    value: str
