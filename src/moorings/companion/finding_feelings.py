"""Finding pages by a feeling: which feelings stand in the notebook, and how they show.

A feeling shows in the name it was given in a hard moment, in the mood or label another
diary had, and in words that say it. What one felt is never guessed at from anything
else.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Final

from moorings.companion.deriving import derived
from moorings.companion.opened import Opened
from moorings.companion.searching import Feeling, folded
from moorings.companion.wording import own_words, word_names
from moorings.journey.records import Entry, RecordId, WordId
from moorings.library.vocabulary import vocabulary, word

#: A mood of another diary that is no word here is named so.
MOOD: Final = "mood:"
#: What makes a hint more than plain words: it asks for what stands around them.
_RULES: Final = frozenset("@[]()|.$&<>{}0123456789")


@dataclass(frozen=True, slots=True)
class _Standing:
    """Feelings that were named, each with its hard moments; and what another diary had.

    Of a mood its folded form leads to how it was written first; labels are folded.
    """

    named: Mapping[WordId, frozenset[RecordId]]
    moods: Mapping[str, str]
    labels: frozenset[str]


def feelings(opened: Opened) -> dict[str, str]:
    """Give the feelings that stand in the notebook, each with its name, from A on."""
    standing, own = _standing(opened), _own(opened)
    words = {folded(each.word): each.id for each in vocabulary()["feeling"].words()}
    words |= {folded(each.text): each.id for each in own_words(opened)["feeling"]}
    moods = standing.moods.keys()
    ids = {own.get(name, name) for name in standing.named}
    ids |= {words[each] for each in {*moods, *standing.labels} if each in words}
    told = {name: " ".join(word_names(opened, "feeling", (name,))) for name in ids}
    told |= {MOOD + each: standing.moods[each] for each in moods if each not in words}
    found = ((name, called) for name, called in told.items() if called)
    return dict(sorted(found, key=lambda each: folded(each[1])))


def feeling_of(opened: Opened, name: str) -> Feeling | None:
    """Give how a feeling shows; None where it does not stand in the notebook."""
    if name not in feelings(opened):
        return None
    if name.startswith(MOOD):
        return Feeling(moods=frozenset({name.removeprefix(MOOD)}))
    named, own = _standing(opened).named, _own(opened)
    moments = (m for each, m in named.items() if own.get(each, each) == name)
    called = frozenset(map(folded, word_names(opened, "feeling", (name,))))
    said = dict.fromkeys((*sorted(called), *_plain_hints(name)))
    return Feeling(frozenset[RecordId]().union(*moments), called, tuple(said))


def _own(opened: Opened) -> dict[WordId, WordId]:
    """Lead each record of a word of one's own to the one that it is known by."""
    known = own_words(opened)["feeling"]
    return {record: each.id for each in known for record in each.records}


def _plain_hints(name: WordId) -> tuple[str, ...]:
    """Give what people write who mean a word, where that is words alone."""
    term = word("feeling", name)
    hints = term.also if term else ()
    return tuple(folded(each) for each in hints if not _RULES & {*each})


def _standing(opened: Opened) -> _Standing:
    return derived(opened, "feelings", partial(_looked_up, opened))


def _looked_up(opened: Opened) -> _Standing:
    named: dict[WordId, set[RecordId]] = {}
    for activation in opened.journey.activations():
        for feeling in activation.named.feelings if activation.named else ():
            named.setdefault(feeling, set()).add(activation.id)
    moods: dict[str, str] = {}
    labels: set[str] = set()
    for page in opened.journey.pages():
        if isinstance(page.newest, Entry):
            if page.newest.mood:
                moods.setdefault(folded(page.newest.mood), page.newest.mood)
            labels.update(map(folded, page.newest.labels))
    return _Standing(
        {feeling: frozenset(moments) for feeling, moments in named.items()},
        moods,
        frozenset(labels),
    )
