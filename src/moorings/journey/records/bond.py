"""Sharing with one person: how it began, and the keys of it."""

from typing import Literal, TypeAlias

from moorings.journey.records.base import Record, RecordId, When

#: What can be given: a text of one's own, a statement, a promise, the plan of a repair,
#: the agreement about time-outs.
SharedSort: TypeAlias = Literal["text", "statement", "promise", "plan", "agreement"]
#: Whether this side invited, or accepted.
BondSide: TypeAlias = Literal["invited", "accepted"]
#: Whether the six words were the same on both sides; empty until they were compared.
Compared: TypeAlias = Literal["", "same", "different"]


class Bond(Record, frozen=True, kw_only=True, tag="bond"):
    """Two vaults that share, item by item. It holds nothing that opens anything.

    `pair` is the id that both sides know; `sent` is the invitation or the answer as it
    was given out. What is `theirs` is what they sent, and never changes again.
    """

    when: When
    side: BondSide
    pair: RecordId
    own: bytes
    sent: bytes
    what: SharedSort = "text"
    as_name: str = ""
    person: RecordId | None = None
    theirs: bytes = b""
    their_name: str = ""
    words: Compared = ""


class BondKey(Record, frozen=True, kw_only=True, tag="bond-key"):
    """One's own private keys in a bond. Leaving destroys them; no export holds them."""

    pair: RecordId
    signing: bytes
    sealing: bytes

    def __repr__(self) -> str:
        return f"BondKey(pair={self.pair!r})"
