"""The ledger in words and in a picture: what was noted, and no verdict on anybody."""

from collections.abc import Mapping

from markupsafe import Markup

from moorings.insight.ledger import FEWEST_MOMENTS, FEWEST_MONTHS, Months, Row
from moorings.journey.records import LedgerEntry, Person, RecordId, Side, Sort
from moorings.library.catalogue import gettext, ngettext
from moorings.pictures.drawing import Told
from moorings.pictures.ledger import Legend, draw_ledger
from moorings.pictures.ledger import Row as Drawn
from moorings.web.rendering import month_words, short_day

#: So many people are named beside a moment; of more it is said how many.
NAMED = 4


def side_words(side: Side) -> str:
    """Say on which side a moment stands."""
    return gettext("gave") if side == "deposit" else gettext("took")


def sort_words(sort: Sort) -> str:
    """Say what kind of moment it was, as the person says it."""
    return {
        "heard": gettext("I was heard"),
        "repaired": gettext("It was mended"),
        "need-met": gettext("A need was met"),
        "unheard": gettext("I was not heard"),
        "unrepaired": gettext("It was not mended"),
        "let-down": gettext("I was let down"),
        "other": gettext("Something else"),
    }[sort]


def much_words() -> Mapping[str, str]:
    """Name how much a moment gave or took, by how a form names it; open comes last."""
    return {
        "1": gettext("a little"),
        "2": gettext("some"),
        "3": gettext("a lot"),
        "": gettext("I leave it open"),
    }


def about_words(
    entry: LedgerEntry, people: Mapping[RecordId, Person], but: RecordId | None = None
) -> str:
    """Say of which day a moment is, with whom but for one, and of which kind."""
    names = whom_words(entry, people, but)
    told = (short_day(entry.when.date), names, sort_words(entry.sort))
    return " · ".join(filter(None, told))


def whom_words(
    entry: LedgerEntry, people: Mapping[RecordId, Person], but: RecordId | None = None
) -> str:
    """Name those with whom a moment was, but for one; of many, how many more."""
    with_whom = [p for p in entry.people if p in people and p != but]
    names = [people[each].name for each in with_whom[:NAMED]]
    if others := len(with_whom[NAMED:]):
        more = ngettext("%(count)s other", "%(count)s others", others)
        names.append(more % {"count": others})
    return ", ".join(names)


def counts_words(given: int, taken: int) -> str:
    """Say how many moments stand on either side."""
    return " · ".join(
        (
            ngettext("%(count)s gave", "%(count)s gave", given) % {"count": given},
            ngettext("%(count)s took", "%(count)s took", taken) % {"count": taken},
        )
    )


def too_few_words() -> str:
    """Say from when on there is a picture."""
    return gettext(
        "Too early for a picture: it takes %(moments)s moments with somebody, in "
        "%(months)s different months."
    ) % {"moments": FEWEST_MOMENTS, "months": FEWEST_MONTHS}


def ledger_sentence(found: Months, people: Mapping[RecordId, Person]) -> str:
    """Say what the picture shows, with every count it rests on."""
    told = [
        gettext("%(name)s: %(given)s that gave and %(taken)s that took.")
        % {
            "name": people[row.person].name,
            "given": sum(row.given),
            "taken": sum(row.taken),
        }
        for row in found.rows
    ]
    since = gettext("Noted by you since %(month)s.")
    return " ".join((since % {"month": month_words(found.firsts[0])}, *told))


def ledger_picture(found: Months, people: Mapping[RecordId, Person]) -> Markup:
    """Draw the months of everybody who has enough of them."""
    rows = [Drawn(people[r.person].name, r.given, r.taken) for r in found.rows]
    legend = Legend(
        month_words(found.firsts[0]),
        month_words(found.firsts[-1]),
        gettext("moments that gave something"),
        gettext("moments that took something"),
    )
    told = Told(
        gettext("What was given, what was taken"), ledger_sentence(found, people)
    )
    drawn = draw_ledger("ledger", rows, legend, told)
    return Markup(drawn)  # noqa: S704 - every word in it was escaped


def ledger_rows(
    found: Months, people: Mapping[RecordId, Person]
) -> tuple[tuple[str, ...], ...]:
    """Give the same as a table: a line for each month of each person with any."""
    return tuple(
        line for row in found.rows for line in _lines(found, row, people[row.person])
    )


def _lines(found: Months, row: Row, person: Person) -> list[tuple[str, ...]]:
    counted = zip(found.firsts, row.given, row.taken, strict=True)
    return [
        (person.name, month_words(first), str(given), str(taken))
        for first, given, taken in counted
        if given or taken
    ]
