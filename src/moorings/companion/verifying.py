"""Checking a whole vault, down to the last draft and picture."""

from dataclasses import dataclass

from moorings.companion.laying import lying
from moorings.companion.opened import Condition, Opened
from moorings.companion.over_looking import ITEM
from moorings.vault.errors import CannotOpenError
from moorings.vault.pairing import require_from


@dataclass(frozen=True, slots=True)
class Verdict:
    """How much there is, and what is wrong with it."""

    records: int
    pages: int
    drafts: int
    pictures: int
    erased: int
    condition: Condition
    unreadable: tuple[str, ...] = ()


def verify(opened: Opened) -> Verdict:
    """Open everything once; the records were opened and checked already."""
    keyring = opened.unlocked.keyring
    shelves = {
        name: opened.log.shelf(opened.owner, name)
        for name in ("drafts", "blobs", "inbox")
    }
    parcels, unreadable = lying(opened), []
    for name, items in shelves.items():
        for item, body in items:
            try:
                if name == "inbox":
                    keyring.open_boxed(item, body)
                elif item in parcels:
                    require_from(parcels[item], body)
                else:
                    keyring.open_item(name.encode(), item, body)
            except CannotOpenError:
                unreadable.append(f"{name} {item.hex()}")
    # What was given and lies nowhere is damage, too.
    missing = parcels.keys() - {item for item, _ in shelves["blobs"]}
    unreadable += [f"blobs {item.hex()}" for item in sorted(missing)]
    journey = opened.journey
    return Verdict(
        records=sum(1 for _ in journey.records()),
        pages=journey.count(),
        drafts=sum(item != ITEM for item, _ in shelves["drafts"]),
        pictures=sum(item not in parcels for item, _ in shelves["blobs"]),
        erased=len(journey.erased),
        condition=opened.condition,
        unreadable=tuple(unreadable),
    )
