"""Mapping: what happens again and again: described, counted, proposed from answers."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from moorings.companion.choosing import choose
from moorings.companion.errors import NothingThereError
from moorings.companion.opened import Opened
from moorings.companion.suggesting import ByRules, Suggester
from moorings.companion.taking_back import erase
from moorings.companion.wording import add_word, own_words
from moorings.companion.worksheets import worksheet
from moorings.companion.writing import name_person
from moorings.errors import MooringsError
from moorings.insight.patterns import Counted, TooFew, count
from moorings.journey.records import Part, Pattern, RecordId, WordId, Worksheet
from moorings.library.catalogue import gettext
from moorings.library.worksheets import sheets

#: The choice that holds which answers the person wants no pattern proposed from.
PASSED_BY = "patterns-passed-by"
#: So many letters of an answer are proposed as what somebody does.
LONGEST = 300


class UnnamedPatternError(MooringsError):
    """A pattern that nobody could know again in a list."""

    sentence = (
        "It has no name yet. A few words for what happens are enough, such as "
        "“no answer, and I write again”."
    )


@dataclass(frozen=True, slots=True)
class Mapped:
    """One line of the map, as a person describes it or as it is proposed to them."""

    title: str = ""
    trigger: WordId = ""
    body: tuple[WordId, ...] = ()
    feelings: tuple[WordId, ...] = ()
    beliefs: tuple[WordId, ...] = ()
    urges: tuple[WordId, ...] = ()
    does: str = ""
    people: tuple[RecordId, ...] = ()
    drawn_from: tuple[RecordId, ...] = ()

    @property
    def words(self) -> int:
        """Count the words in it."""
        parts = (self.body, self.feelings, self.beliefs, self.urges)
        return sum(map(len, parts)) + bool(self.trigger)


@dataclass(frozen=True, slots=True)
class Added:
    """What was typed with a pattern and has no id yet: words by their part, a name."""

    words: Mapping[Part, str] = field(default_factory=dict)
    person: str = ""


class Proposal(NamedTuple):
    """What a person's own answers may describe; nothing is kept of it by itself."""

    source: str
    answers: Worksheet
    mapped: Mapped


class _Source(NamedTuple):
    """Of which answers a pattern may be made, and which of them says what one does."""

    id: str
    sheet: str
    lines: tuple[str, ...]
    does: str = ""


_HONEST = ("feel", "do", "body")
#: From what was learned as a child, and from what helps, no pattern is made.
_SOURCES = (
    *(
        _Source(f"honest-{each}", f"honest-{each}", _HONEST, "do")
        for each in ("distance", "closeness", "conflict", "known", "well")
    ),
    _Source("looking-distance", "looking-distance", ("did", "hoped"), "did"),
    _Source("looking-repeats", "looking-repeats", ("again",), "again"),
    _Source("closing-up", "looking-shut-down", ("shut",)),
    _Source("flaring-up", "looking-shut-down", ("flare",)),
)


def keep_pattern(
    opened: Opened,
    record: RecordId,
    told: Mapped,
    added: Added | None = None,
    replaces: RecordId | None = None,
) -> None:
    """Keep a pattern as the person describes it, or a later version of it.

    Raises `UnnamedPatternError` where it bears no name; then nothing is added either.
    """
    if not told.title.strip():
        raise UnnamedPatternError
    if replaces is not None:
        one_pattern(opened, replaces)
    whole = _with(opened, told, added or Added())
    opened.keep(
        Pattern(
            id=record,
            written_at=opened.now(),
            replaces=replaces,
            title=whole.title.strip(),
            trigger=whole.trigger,
            body=whole.body,
            feelings=whole.feelings,
            beliefs=whole.beliefs,
            urges=whole.urges,
            does=whole.does.strip(),
            people=whole.people,
            drawn_from=whole.drawn_from,
        )
    )


def patterns(opened: Opened) -> tuple[Pattern, ...]:
    """Give every pattern in its newest version, the latest described first."""
    return tuple(reversed([*opened.journey.standing(Pattern)]))


def one_pattern(opened: Opened, record: RecordId) -> Pattern:
    """Give one pattern in its newest version."""
    versions = {each.id for each in opened.journey.versions(record)}
    for each in patterns(opened):
        if each.id in versions:
            return each
    raise NothingThereError


def erase_pattern(opened: Opened, record: RecordId) -> None:
    """Destroy a pattern with all its versions."""
    erase(opened, one_pattern(opened, record).id)


def counted(opened: Opened, *found: Pattern) -> tuple[Counted | TooFew, ...]:
    """Say in how many of the named moments each of some patterns came again."""
    return tuple(count(found, opened.journey.activations(), _same(opened)))


def proposals(
    opened: Opened, suggester: Suggester | None = None
) -> tuple[Proposal, ...]:
    """Give what the answers of both rooms may describe, by the words found in them.

    What was taken up once, or passed by, is not proposed again.
    """
    reads = suggester or ByRules()
    passed = set(opened.journey.choices.get(PASSED_BY, "").split())
    found = (_proposal(opened, reads, each) for each in _SOURCES)
    return tuple(each for each in found if each and _mark(each) not in passed)


def proposal(opened: Opened, source: str) -> Proposal | None:
    """Give what one source may describe just now, if anything."""
    return next((e for e in proposals(opened) if e.source == source), None)


def pass_by(opened: Opened, source: str) -> None:
    """Propose nothing from these answers any more, taken up or not."""
    found = proposal(opened, source)
    if found is None:
        return
    passed = opened.journey.choices.get(PASSED_BY, "").split()
    choose(opened, {PASSED_BY: " ".join([*passed, _mark(found)])})


def _with(opened: Opened, told: Mapped, added: Added) -> Mapped:
    """Add the words and the name for good, and put them into the pattern."""
    new = {
        part: add_word(opened, part, text)
        for part, text in added.words.items()
        if text.strip()
    }

    def both(part: Part, chosen: tuple[WordId, ...]) -> tuple[WordId, ...]:
        return tuple(dict.fromkeys((*chosen, *([new[part]] if part in new else ()))))

    named = added.person.strip()
    person = (name_person(opened, named),) if named else ()
    return replace(
        told,
        trigger=new.get("trigger", told.trigger),
        body=both("body", told.body),
        feelings=both("feeling", told.feelings),
        beliefs=both("belief", told.beliefs),
        urges=both("urge", told.urges),
        people=tuple(dict.fromkeys((*told.people, *person))),
    )


def _proposal(opened: Opened, reads: Suggester, source: _Source) -> Proposal | None:
    kept = worksheet(opened, source.sheet)
    if kept is None:
        return None
    lines = (kept.answers.get(name, "") for name in source.lines)
    text = "\n".join(filter(None, lines))
    found: dict[Part, list[WordId]] = {}
    for each in reads.suggest(text) if text else ():
        found.setdefault(each.part, []).append(each.id)
    mapped = Mapped(
        title=_title(source),
        trigger=next(iter(found.get("trigger", ())), ""),
        body=tuple(found.get("body", ())),
        feelings=tuple(found.get("feeling", ())),
        beliefs=tuple(found.get("belief", ())),
        urges=tuple(found.get("urge", ())),
        does=_begun(kept.answers.get(source.does, "")),
        people=kept.people,
        drawn_from=(opened.journey.versions(kept.id)[0].id,),
    )
    return Proposal(source.id, kept, mapped) if mapped.words or mapped.does else None


def _begun(text: str) -> str:
    """Give the beginning of a long answer: a pattern is read at a glance."""
    flat = " ".join(text.split())
    cut = flat[:LONGEST].rpartition(" ")[0] or flat[:LONGEST]
    return flat if len(flat) <= LONGEST else f"{cut}…"


def _title(source: _Source) -> str:
    own = {"closing-up": gettext("Closing up"), "flaring-up": gettext("Flaring up")}
    return own.get(source.id) or sheets()[source.sheet].title


def _mark(found: Proposal) -> str:
    """Name a proposal by its source and the answers, whatever version they are in."""
    return f"{found.source}/{found.mapped.drawn_from[0]}"


def _same(opened: Opened) -> Mapping[WordId, WordId]:
    """Lead every word of one's own to the one it is known by."""
    return dict(_merged(opened))


def _merged(opened: Opened) -> Iterator[tuple[WordId, WordId]]:
    for known in own_words(opened).values():
        for word in known:
            yield from ((record, word.id) for record in word.records)
