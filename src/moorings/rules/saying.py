"""The sentence written back from its parts, by one table; `saying.js` does the same."""

import re
from collections.abc import Mapping, Sequence
from typing import Final

import msgspec

_SPACES: Final = re.compile(
    "[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]+"
)
_FIRST_WORD: Final = re.compile("['\u2019 ]")
_RIGHT_TO_LEFT: Final = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
#: What keeps a text that runs the other way from turning its neighbours round.
_ISOLATED: Final = "\u2068{word}\u2069"


class Said(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One word for a part: a phrase of the vocabulary, or a person's own.

    `strength` is a number from 0 to 10, where one was given.
    """

    text: str
    own: bool = False
    strength: int | None = None


class Wording(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One way to say a slot, where a part it comes `after` was said."""

    text: str
    after: tuple[str, ...] = ()


class Slot(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One part of the sentence, and how its words stand in it."""

    part: str
    say: tuple[Wording, ...]
    each: str = "{word}"
    quoted: str = ""


class Sentence(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The table: how words are joined, quoted and said."""

    comma: str
    last: str
    strength: str
    quote: str
    inner: str
    double: str
    marks: str
    capitals: tuple[str, ...]
    slots: tuple[Slot, ...] = msgspec.field(name="slot")


def say(sentence: Sentence, parts: Mapping[str, Sequence[Said]]) -> str:
    """Give the sentence of these parts; nothing said gives an empty text."""
    told: list[str] = []
    before: set[str] = set()
    for slot in sentence.slots:
        words = [_word(sentence, slot, said) for said in parts.get(slot.part, ())]
        words = list(dict.fromkeys(filter(None, words)))
        wording = _wording(slot, before)
        if words and wording:
            told.append(wording.text.replace("{list}", _joined(sentence, words), 1))
            before.add(slot.part)
    return " ".join(told)


def _wording(slot: Slot, before: set[str]) -> Wording | None:
    return next((w for w in slot.say if not w.after or before & set(w.after)), None)


def _joined(sentence: Sentence, words: Sequence[str]) -> str:
    *first, last = words
    return sentence.last.join(filter(None, (sentence.comma.join(first), last)))


def _word(sentence: Sentence, slot: Slot, said: Said) -> str:
    text = _SPACES.sub(" ", said.text).strip(" ")
    if not text:
        return ""
    each = slot.each
    if said.own:
        quoting = _quoting(sentence, text)
        text = _filled(_ISOLATED, text) if _RIGHT_TO_LEFT.search(text) else text
        if quoting:
            text, each = _filled(quoting, text), slot.quoted or each
    if said.strength is not None:
        text = _filled(
            sentence.strength.replace("{strength}", str(said.strength)), text
        )
    return _filled(each, text)


def _quoting(sentence: Sentence, text: str) -> str:
    """Say how a text of the person's own is quoted; most need not be."""
    capital = text[0] != text[0].lower()
    if capital and _FIRST_WORD.split(text)[0] in sentence.capitals:
        capital = False
    if not (capital or set(text) & set(sentence.marks)):
        return ""
    return sentence.inner if set(text) & set(sentence.double) else sentence.quote


def _filled(form: str, word: str) -> str:
    return form.replace("{word}", word, 1)
