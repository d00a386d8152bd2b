"""Words of one's own: added, changed, taken back, and written back in a sentence."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from moorings.companion.errors import EmptyPageError, NothingThereError
from moorings.companion.opened import Opened
from moorings.companion.taking_back import bring_back
from moorings.insight.precision import Month as Precision
from moorings.insight.precision import by_month
from moorings.journey.records import Naming, Part, RecordId, Retraction, Word, WordId
from moorings.library.sentence import written_back
from moorings.library.vocabulary import PARTS, vocabulary, word
from moorings.rules.saying import Said

#: A month with fewer named moments tells nothing, and so does a single month (own).
FEWEST_MOMENTS, FEWEST_MONTHS = 3, 2


#: Under which name a naming keeps the words of a part; of triggers it has one.
GIVEN: Mapping[Part, str] = {
    "body": "body",
    "feeling": "feelings",
    "belief": "beliefs",
    "fear": "fears",
    "urge": "urges",
}


@dataclass(frozen=True, slots=True)
class OwnWord:
    """One word of a person's own; `records` are all that say it, by their first id."""

    part: Part
    text: str
    family: str
    records: tuple[RecordId, ...]

    @property
    def id(self) -> RecordId:
        """Name it as a naming does: by what said it first."""
        return self.records[0]


@dataclass(frozen=True, slots=True)
class Month:
    """How many different words were used in the hard moments of one month."""

    first: date
    words: int
    moments: int


def add_word(opened: Opened, part: Part, text: str, family: str = "") -> RecordId:
    """Keep a word for good, and give its id; one that is there already is not added."""
    plain = _plain(text)
    for known in own_words(opened)[part]:
        if known.text.casefold() == plain.casefold():
            return known.id
    new = Word(
        id=opened.new_id(),
        written_at=opened.now(),
        part=part,
        text=plain,
        family=family,
    )
    opened.keep(new)
    return new.id


def rename_word(opened: Opened, record: RecordId, text: str) -> None:
    """Say a word in another way; every sentence it stands in says it so, too."""
    plain = _plain(text)
    opened.keep(
        *(
            opened.later(newest, opened.new_id(), text=plain)
            for newest in _newest(opened, own_word(opened, record).records)
        )
    )


def take_word_back(opened: Opened, record: RecordId) -> None:
    """Take a word off the list; sentences that were said with it stay as they are."""
    opened.keep(
        *(
            Retraction(id=opened.new_id(), written_at=opened.now(), of=each)
            for each in own_word(opened, record).records
        )
    )


def bring_word_back(opened: Opened, record: RecordId) -> None:
    """Undo the taking back, for all that say the same."""
    taken = _merged(opened, opened.journey.standing(Word, taken=True))
    for known in taken:
        if record in known.records:
            for each in known.records:
                bring_back(opened, each)
            return
    raise NothingThereError


def own_word(opened: Opened, record: RecordId) -> OwnWord:
    """Give the word that a record says."""
    for known in _merged(opened, opened.journey.standing(Word)):
        if record in known.records:
            return known
    raise NothingThereError


def own_words(opened: Opened) -> Mapping[Part, tuple[OwnWord, ...]]:
    """Give the words of each part, the first added first; said twice, they are one."""
    found = _merged(opened, opened.journey.standing(Word))
    return {part: tuple(each for each in found if each.part == part) for part in PARTS}


def sentence_of(opened: Opened, naming: Naming) -> str:
    """Write back what was named, in the words as they are called now."""
    given = {part: getattr(naming, name) for part, name in GIVEN.items()}
    given["trigger"] = (naming.trigger,)
    return written_back(
        {part: [_said(opened, part, each) for each in given[part]] for part in PARTS}
    )


def word_names(opened: Opened, part: Part, names: Iterable[WordId]) -> tuple[str, ...]:
    """Call words as they are called now; one that is gone for good has no name."""
    told = ((word(part, name), name) for name in names)
    called = (
        known.word if known else _said(opened, part, name).text for known, name in told
    )
    return tuple(filter(None, called))


def naming_by_month(opened: Opened) -> tuple[Month, ...]:
    """Count the different words of each month, the latest last.

    Counts: 0 upward. Months with fewer than three named moments are left out, and where
    fewer than two are left, so are all.
    """
    words: dict[date, set[tuple[str, WordId]]] = {}
    moments: dict[date, int] = {}
    for activation in opened.journey.activations():
        if activation.named is not None:
            month = activation.began.date.replace(day=1)
            words.setdefault(month, set()).update(_used(activation.named))
            moments[month] = moments.get(month, 0) + 1
    enough = [
        Month(month, len(words[month]), moments[month])
        for month in sorted(words)
        if moments[month] >= FEWEST_MOMENTS
    ]
    return tuple(enough) if len(enough) >= FEWEST_MONTHS else ()


def precision_by_month(opened: Opened) -> tuple[Precision, ...]:
    """Tell how many words for feelings were broad ones: those a family is called by.

    A word of one's own counts as a finer one.
    """
    broad = {family.id for family in vocabulary()["feeling"].families}
    return by_month(opened.journey.activations(), broad)


def _used(naming: Naming) -> Iterator[tuple[Part, WordId]]:
    for part, name in GIVEN.items():
        yield from ((part, each) for each in getattr(naming, name))


def _said(opened: Opened, part: Part, name: WordId) -> Said:
    if known := word(part, name):
        return Said(known.phrase)
    versions = opened.journey.versions(RecordId(name))
    own = versions[-1] if versions else None
    return Said(own.text if isinstance(own, Word) else "", own=True)


def _merged(opened: Opened, found: Iterable[Word]) -> tuple[OwnWord, ...]:
    """Put together what says the same; it may have come from two devices."""
    same: dict[tuple[Part, str], OwnWord] = {}
    for each in found:
        first = opened.journey.versions(each.id)[0].id
        key = each.part, each.text.casefold()
        known = same.get(key, OwnWord(each.part, each.text, each.family, ()))
        same[key] = OwnWord(
            known.part, known.text, known.family, (*known.records, first)
        )
    return tuple(same.values())


def _newest(opened: Opened, records: Iterable[RecordId]) -> Iterator[Word]:
    for record in records:
        newest = opened.journey.versions(record)[-1]
        if isinstance(newest, Word):
            yield newest


def _plain(text: str) -> str:
    plain = " ".join(text.split())
    if not plain:
        raise EmptyPageError
    return plain
