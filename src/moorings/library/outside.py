"""One thing outside: small things that have nothing to do with looking at oneself."""

import msgspec

from moorings.library.shelf import room


class Outside(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A few of them, each in one short line; some can be done from a bed."""

    things: tuple[str, ...]


def outside() -> tuple[str, ...]:
    """Give all of them, in the language spoken just now."""
    return room("outside", Outside).things
