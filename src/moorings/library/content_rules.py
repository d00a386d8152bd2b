"""What each kind of content promises, beyond having the right keys."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Final

import msgspec

from moorings.library.catalogue import VOICES, Voiced
from moorings.library.content_shape import Found
from moorings.library.content_texts import too_hard
from moorings.library.help_triggers import HelpTriggers
from moorings.library.lessons import Lesson
from moorings.library.practices import Practice, Step
from moorings.library.programme import Programme
from moorings.library.reading import words
from moorings.library.roadmap import Stage
from moorings.library.shelf import Asks, Evidence
from moorings.library.wins import Wins
from moorings.library.worksheets import Question, Sheet

_COUNTED: Final = re.compile(r"\d[\d,]* people")
_MODEST: Final = re.compile(r"a little|in some|some studies")
_NO_TRIALS: Final = "no trials"
#: Where another person is near, or where it goes inward.
WITH_PEOPLE: Final[frozenset[Asks]] = frozenset(
    {"closeness", "asking", "waiting", "talk"}
)
INWARD: Final[frozenset[Asks]] = frozenset({"inward", "imagery", "breath"})
#: A page of questions about what was may bring it back.
_PAST: Final[frozenset[Asks]] = frozenset({"past"})
MOST_WORDS_OF_A_STEP: Final = 14
MOST_WORDS_OF_A_QUESTION: Final = 16
MOST_WORDS_OF_A_WIN: Final = 12
WEEKS, TRIGGERS = 24, 6
STEPS: Final = range(3, 8)
PARTS: Final = range(3, 7)
WORDS_OF_A_LESSON: Final = range(170, 361)
WORDS_OF_A_STAGE: Final = range(40, 73)
WATCHED: Final = range(2, 4)


def of_practice(told: Practice) -> Iterator[Found]:
    """Say what a practice lacks: its reason, its limits, steps one can follow."""
    yield from evidence_named(told.evidence, told.sources)
    if told.evidence == "trial" and not _MODEST.search(told.why):
        yield ("why",), "says too much: what trials found is “a little”, or “in some”"
    yield from limits_named(told.stop_if, told.not_for, told.asks)
    if not told.adapt:
        yield ("adapt",), "says nothing of how to make it fit"
    if told.pattern is None and len(told.steps) not in STEPS:
        yield (
            ("steps",),
            f"has {len(told.steps)} steps, where {_from(STEPS)} can be kept in mind",
        )
    for key, steps in (("steps", told.steps), ("longer", told.longer)):
        yield from _steps(key, steps)
    about = (told.why, told.dose, told.stop_if, told.not_for, *told.adapt)
    yield from too_hard(("why",), _joined(about))
    yield from too_hard(("steps",), _joined(f"{s.text} {s.more}" for s in told.steps))
    for key, voiced in (("invitation", told.invitation), ("say", told.say)):
        if voiced is not None:
            yield from too_hard((key, "warm"), voiced.warm)
            yield from too_hard((key, "plain"), voiced.plain)


def of_lesson(told: Lesson) -> Iterator[Found]:
    """Say what a lesson lacks: what is not known, and two minutes of easy reading."""
    yield from evidence_named(told.evidence, told.sources)
    if len(told.parts) not in PARTS:
        yield ("parts",), f"has {len(told.parts)} parts, where {_from(PARTS)} read well"
    body = " ".join(part.text for part in told.parts)
    length = len(body.split())
    if length not in WORDS_OF_A_LESSON:
        yield (
            ("parts",),
            f"has {length} words, where {_from(WORDS_OF_A_LESSON)} are two minutes",
        )
    yield from too_hard(("parts",), body)
    yield from too_hard(("unsure",), told.unsure)
    for key, voiced in (("opening", told.opening), ("closing", told.closing)):
        yield from too_hard((key, "warm"), voiced.warm)
        yield from too_hard((key, "plain"), voiced.plain)


def of_worksheet(told: Sheet) -> Iterator[Found]:
    """Say what a worksheet lacks: its limits, and questions that can be answered."""
    yield from evidence_named(told.evidence, told.sources)
    yield from limits_named(told.stop_if, told.not_for, (*told.asks, "talk"), _PAST)
    for number in repeated(each.id for each in told.fields):
        yield ("fields", number, "id"), "asks this a second time"
    for number, question in enumerate(told.fields):
        for reason in _question(question):
            yield ("fields", number), reason
        for option in repeated(each.id for each in question.options):
            yield ("fields", number, "options", option), "is there a second time"


def of_stage(told: Stage) -> Iterator[Found]:
    """Say what a step or skill lacks: what it is for, what to watch, where to begin."""
    length = len(told.what.split())
    if length not in WORDS_OF_A_STAGE:
        yield ("what",), f"has {length} words, where {_from(WORDS_OF_A_STAGE)} fit"
    if len(told.watch) not in WATCHED:
        yield ("watch",), f"names {len(told.watch)} things, where {_from(WATCHED)} fit"
    if not told.start or not told.read:
        yield ("start",), "names no practice or no lesson to begin with"


def of_wins(told: Wins) -> Iterator[Found]:
    """Say what a small win says too long, or that it counts what nobody counted."""
    for field in msgspec.structs.fields(told):
        voiced: Voiced = getattr(told, field.name)
        for voice in VOICES:
            place, text = (field.encode_name, voice), str(getattr(voiced, voice))
            if len(words(text)) > MOST_WORDS_OF_A_WIN:
                yield place, f"has more than {MOST_WORDS_OF_A_WIN} words"
            if ("%(minutes)s" in text) != (field.name == "waited"):
                yield place, "says minutes where none are known, or not where they are"


def of_programme(
    told: Programme, asks: Mapping[str, Collection[Asks]]
) -> Iterator[Found]:
    """Say which week asks for other people without a quieter one beside it."""
    if len(told.weeks) != WEEKS:
        yield ("weeks",), f"has {len(told.weeks)} weeks, not {WEEKS}"
    for number, week in enumerate(told.weeks):
        asked = {each for name in week.practices for each in asks.get(name, ())}
        if WITH_PEOPLE & asked and not (week.safe_only and week.instead):
            yield ("weeks", number), "needs other people, and has nothing “instead”"
        for name in week.instead:
            if WITH_PEOPLE & {*asks.get(name, ())}:
                yield ("weeks", number, "instead"), f"“{name}” needs other people too"
        for _ in repeated(week.practices):
            yield ("weeks", number, "practices"), "names the same practice twice"


def of_triggers(told: HelpTriggers) -> Iterator[Found]:
    """Say which reason to look for help cannot be told, or is there twice."""
    if len(told.triggers) != TRIGGERS:
        yield ("triggers",), f"has {len(told.triggers)} reasons, not {TRIGGERS}"
    for number in repeated(each.id for each in told.triggers):
        yield ("triggers", number, "id"), "is there a second time"


def evidence_named(evidence: Evidence, sources: Sequence[str]) -> Iterator[Found]:
    """Say where content does not say what it was written from, and how good that is."""
    if not sources:
        yield ("sources",), "names nothing that it was written from"
    elif evidence == "trial":
        for number, source in enumerate(sources):
            if not _COUNTED.search(source):
                yield ("sources", number), "names a trial without its number of people"
    elif not any(_NO_TRIALS in source for source in sources):
        yield ("sources",), f"says nowhere that there are “{_NO_TRIALS}”"


def limits_named(
    stop_if: str,
    not_for: str,
    asks: Collection[Asks],
    also: frozenset[Asks] = frozenset(),
) -> Iterator[Found]:
    """Say which limit is not named of something that asks this of a person."""
    if ". Then " not in stop_if:
        yield ("stop_if",), "does not say after “Then” what to do instead"
    if WITH_PEOPLE & {*asks} and not re.search("afraid|fear", not_for):
        yield ("not_for",), "does not name being afraid of somebody"
    if (INWARD | also) & {*asks} and "unreal" not in not_for:
        yield ("not_for",), "does not name that things feel unreal"


def _steps(key: str, steps: Iterable[Step]) -> Iterator[Found]:
    for number, step in enumerate(steps):
        length = len(words(step.text))
        if length > MOST_WORDS_OF_A_STEP:
            yield (
                (key, number, "text"),
                f"has {length} words, more than {MOST_WORDS_OF_A_STEP}",
            )


def _question(asked: Question) -> Iterator[str]:
    if len(words(asked.ask)) > MOST_WORDS_OF_A_QUESTION:
        yield f"asks in more than {MOST_WORDS_OF_A_QUESTION} words"
    if (asked.kind in {"choice", "choices"}) != bool(asked.options):
        yield "has options where none are chosen, or none where they are"
    if (asked.kind == "number") != bool(asked.low and asked.high):
        yield "names both ends of a number where there is one, and nowhere else"


def repeated(names: Iterable[str]) -> Iterator[int]:
    """Give the place of each name that was there before."""
    seen = set[str]()
    for number, name in enumerate(names):
        if name in seen:
            yield number
        seen.add(name)


def _joined(told: Iterable[str]) -> str:
    return ". ".join(each.strip() for each in told).replace("..", ".")


def _from(fitting: range) -> str:
    return f"{fitting.start} to {fitting.stop - 1}"
