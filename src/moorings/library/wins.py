"""Small wins: what each fact is called, stated and never cheered."""

from typing import Literal, TypeAlias

import msgspec

from moorings.library.catalogue import Voiced
from moorings.library.shelf import room

#: What can be noticed: something a person did, never what came of it.
Win: TypeAlias = Literal[
    "named",
    "waited",
    "asked",
    "returned",
    "stayed",
    "let-in",
    "chose-again",
    "soothed",
]


class Wins(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """One sentence for each; `%(minutes)s` is filled in."""

    named: Voiced
    waited: Voiced
    asked: Voiced
    returned: Voiced
    stayed: Voiced
    let_in: Voiced
    chose_again: Voiced
    soothed: Voiced

    def sentence(self, win: Win, minutes: int = 0) -> str:
        """State one in the voice of this moment."""
        told: Voiced = getattr(self, win.replace("-", "_"))
        return str(told) % {"minutes": minutes}


def wins() -> Wins:
    """Give the sentences, in the language spoken just now."""
    return room("wins", Wins)
