"""One thing that was given to somebody, or that they gave."""

from typing import Literal, TypeAlias

from moorings.journey.records.base import Record, RecordId, When
from moorings.journey.records.bond import SharedSort

Given: TypeAlias = Literal["given", "received"]


class SharedItem(Record, frozen=True, kw_only=True, tag="shared-item"):
    """A copy, made at one moment, that one side let the other have.

    `source` is what the copy was made from; only the giving side knows it.
    """

    when: When
    pair: RecordId
    direction: Given
    sort: SharedSort
    text: str
    title: str = ""
    source: RecordId | None = None
