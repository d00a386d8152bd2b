"""A pattern as a form, and as what can be read."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from moorings.companion.mapping import Added, Mapped
from moorings.companion.opened import Opened
from moorings.companion.wording import own_words, word_names
from moorings.journey.records import Part, Pattern, RecordId, Word, WordId, Worksheet
from moorings.library.catalogue import gettext
from moorings.library.vocabulary import Family, vocabulary, word
from moorings.web.forms import Form
from moorings.web.letters import LETTERS
from moorings.web.options import Option
from moorings.web.steps import PARTS
from moorings.web.wording.worksheet import Said

#: The parts of a pattern, in the order in which one leads to the next.
SHOWN: tuple[Part, ...] = ("trigger", "body", "feeling", "belief", "urge")


@dataclass(frozen=True, slots=True)
class PartField:
    """One part of the form: words to choose, those at hand first, and room for one."""

    id: Part
    name: str
    legend: str
    options: tuple[Option, ...]
    families: tuple[Family, ...]
    own: str

    @property
    def kind(self) -> str:
        """Say whether one is chosen, or several."""
        return "radio" if self.id == "trigger" else "checkbox"


@dataclass(frozen=True, slots=True, kw_only=True)
class PatternForm:
    """Everything the form shows."""

    path: str
    back: str
    record: RecordId
    told: Mapped
    parts: tuple[PartField, ...]
    people: tuple[Option, ...]
    person: str = ""
    replaces: str = ""
    source: str = ""
    problems: Mapping[str, str] = field(default_factory=dict)


def pattern_form(
    opened: Opened,
    told: Mapped,
    *,
    path: str,
    back: str,
    record: RecordId,
    added: Added | None = None,
) -> PatternForm:
    """Give the form of a pattern, with what stands in it so far."""
    typed = added or Added()
    own = own_words(opened)
    parts = (
        PartField(
            part,
            PARTS[part],
            part_names()[part],
            tuple(_options(opened, part, told, [each.id for each in own[part]])),
            vocabulary()[part].families,
            typed.words.get(part, ""),
        )
        for part in SHOWN
    )
    known = opened.journey.people().items()
    people = (Option(p, each.name, p in told.people) for p, each in known)
    return PatternForm(
        path=path,
        back=back,
        record=record,
        told=told,
        parts=tuple(parts),
        people=tuple(people),
        person=typed.person,
    )


def mapped_in(opened: Opened, form: Form) -> tuple[Mapped, Added]:
    """Read a pattern from its form: what has an id, and what was typed beside it."""
    known, journey = opened.journey.people(), opened.journey
    given = {part: _known(opened, part, form.lines(PARTS[part])) for part in SHOWN}
    told = Mapped(
        title=form.line("title"),
        trigger=next(iter(given["trigger"]), ""),
        body=given["body"],
        feelings=given["feeling"],
        beliefs=given["belief"],
        urges=given["urge"],
        does=form.text("does").strip(),
        people=tuple(p for p in form.records("people") if p in known),
        drawn_from=tuple(
            each
            for each in form.records("drawn_from")
            if isinstance(journey.record(each), Worksheet)
        ),
    )
    words = {part: form.line(f"own-{part}") for part in SHOWN}
    typed = {part: text for part, text in words.items() if text}
    return told, Added(typed, form.line("new_person"))


def too_long_in(form: Form) -> dict[str, str]:
    """Say at each field of the form that holds too much that it does."""
    own = {f"own-{part}": LETTERS.own for part in SHOWN}
    title, does, person = LETTERS.title, LETTERS.does, LETTERS.name
    return form.too_long(title=title, does=does, new_person=person, **own)


def mapped_of(pattern: Pattern) -> Mapped:
    """Give a kept pattern as its form shows it."""
    return Mapped(
        pattern.title,
        pattern.trigger,
        pattern.body,
        pattern.feelings,
        pattern.beliefs,
        pattern.urges,
        pattern.does,
        pattern.people,
        pattern.drawn_from,
    )


def said_of(opened: Opened, told: Mapped) -> tuple[Said, ...]:
    """Say a pattern from what sets it off to what one does, without what is open."""
    names = part_names()
    words = (
        Said(names[part], " · ".join(word_names(opened, part, ids)))
        for part, ids in given_in(told).items()
    )
    known = opened.journey.people()
    people = " · ".join(known[p].name for p in told.people if p in known)
    also = (Said(gettext("What I do"), told.does), Said(gettext("With"), people))
    return tuple(each for each in (*words, *also) if each.words)


def given_in(told: Mapped) -> Mapping[Part, tuple[WordId, ...]]:
    """Give the words of each part."""
    return {
        "trigger": (told.trigger,) if told.trigger else (),
        "body": told.body,
        "feeling": told.feelings,
        "belief": told.beliefs,
        "urge": told.urges,
    }


def part_names() -> Mapping[Part, str]:
    """Say what each part is called."""
    return {
        "trigger": gettext("It begins with"),
        "body": gettext("In the body"),
        "feeling": gettext("I feel"),
        "belief": gettext("A part of me believes that"),
        "urge": gettext("The pull is to"),
    }


def _options(
    opened: Opened, part: Part, told: Mapped, own: list[RecordId]
) -> Iterator[Option]:
    """Give the words that are chosen, and then those of one's own."""
    chosen = given_in(told).get(part, ())
    for each in dict.fromkeys((*chosen, *own)):
        for name in word_names(opened, part, (each,)):
            yield Option(each, name, each in chosen)
    if part == "trigger" and (chosen or own):
        yield Option("", gettext("nothing named"), not chosen)


def _known(opened: Opened, part: Part, names: tuple[str, ...]) -> tuple[WordId, ...]:
    """Keep what is a word of that part, ours or the person's own."""
    found = (each for each in dict.fromkeys(names) if each)
    return tuple(e for e in found if word(part, e) or _is_own(opened, part, e))


def _is_own(opened: Opened, part: Part, name: str) -> bool:
    own = opened.journey.record(RecordId(name))
    return isinstance(own, Word) and own.part == part
