"""What stands of a notebook: of each record its newest version, unless taken back."""

from collections.abc import Iterator

from moorings.journey.journey import Journey
from moorings.journey.listed import LISTED
from moorings.journey.records import Entry, HeldText, Record


def standing_in(journey: Journey) -> Iterator[Record]:
    """Give it kind by kind; a page of which two versions stand gives both."""
    for page in journey.pages():
        yield from (page.newest, *page.others)
    for kind in LISTED:
        if kind is not HeldText:  # it is a page of the diary as well
            yield from journey.standing(kind)
    for moment in journey.activations():
        yield from (s for s in moment.steps if not isinstance(s, (Entry, *LISTED)))
