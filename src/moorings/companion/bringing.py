"""Bringing a questionnaire along: looked through before anything of it is kept."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import count

import msgspec

from moorings.companion.drafting import SHELF, draft_of, drafts, drop_draft, save_draft
from moorings.companion.errors import NothingThereError
from moorings.companion.opened import Opened
from moorings.errors import MooringsError
from moorings.exchange.questionnaires.found import FoundQuestionnaire
from moorings.insight.sittings import key_of
from moorings.journey.draft import Draft
from moorings.journey.records import Option, Question, Questionnaire, RecordId
from moorings.library.instruments import keys
from moorings.measures.instrument import Key, Scale

FORM = "questionnaire"
#: How it may be scored besides by a key we know: as its file says, or as one mean.
OWN_KEY, ONE_MEAN = "own-key", "one-mean"
#: At least this share of the answers makes a mean (own; as published short forms do).
ENOUGH = 0.8


class DoesNotFitError(MooringsError):
    """A key was chosen that cannot score these questions."""

    sentence = (
        "These sentences cannot be scored that way: their number, their answers or "
        "their places do not fit. Nothing was kept. Choose another way, or look at the "
        "places once more."
    )


@dataclass(frozen=True, slots=True)
class Aside:
    """A questionnaire that was read and not confirmed yet, with what was left out."""

    id: RecordId
    found: FoundQuestionnaire
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """What the person says of the questions of a file, by their ids there.

    For a key we know, `places` lead to the item each is; one without a place is left
    out. `turned` are those that count the other way round in one mean, and `help_item`
    the one that asks about wishing to die or hurting oneself, if one does.
    """

    places: Mapping[str, str] = field(default_factory=dict)
    turned: frozenset[str] = frozenset()
    help_item: str = ""


def lay_aside(
    opened: Opened, found: FoundQuestionnaire, notes: tuple[str, ...]
) -> RecordId:
    """Keep what was read, sealed, until the person has looked it through."""
    record = opened.new_id()
    read = msgspec.json.encode(replace(found, notes=())).decode()
    save_draft(opened, record, FORM, {"found": read, "notes": "\n".join(notes)})
    return record


def laid_aside(opened: Opened) -> tuple[Aside, ...]:
    """Give everything that waits to be looked through, the latest first."""
    waiting = (draft for draft in drafts(opened) if draft.form == FORM)
    return tuple(filter(None, map(_read, waiting)))


def aside(opened: Opened, record: RecordId) -> Aside:
    """Give one of them."""
    draft = draft_of(opened, record)
    found = _read(draft) if draft and draft.form == FORM else None
    if found is None:
        raise NothingThereError
    return found


def forget(opened: Opened, record: RecordId) -> None:
    """Let it go; nothing of it is kept."""
    aside(opened, record)
    drop_draft(opened, record)


def confirm(
    opened: Opened,
    record: RecordId,
    scored: str,
    told: Told,
) -> None:
    """Keep a questionnaire for good, scored as the person confirmed.

    `scored` is the id of a key we know, `OWN_KEY` or `ONE_MEAN`.
    """
    found = aside(opened, record).found
    own = {OWN_KEY: found.key, ONE_MEAN: _one_mean(found, told.turned)}
    itself = {item.id: item.id for item in found.items}
    places = told.places if scored not in own else itself
    key = own.get(scored)
    if scored in own and key is None:
        raise DoesNotFitError
    kept = Questionnaire(
        id=record,
        written_at=opened.now(),
        written_where="import",
        title=found.title,
        instruction=found.instruction,
        language=found.language,
        questions=tuple(_questions(found, places)),
        instrument="" if key else scored,
        version=1 if key else _version(scored),
        own_key=msgspec.json.encode(key).decode() if key else "",
        help_item=places.get(told.help_item, ""),
    )
    if key_of(kept) is None:
        raise DoesNotFitError
    item = bytes.fromhex(record)
    opened.keep(kept, also=lambda writing: writing.drop(SHELF, item))


def _questions(
    found: FoundQuestionnaire, places: Mapping[str, str]
) -> Iterator[Question]:
    if len(set(places.values())) < len(places):
        raise DoesNotFitError
    for item in found.items:
        if item.id in places:
            options = sorted(item.options, key=lambda option: option.value)
            labelled = tuple(Option(option.value, option.label) for option in options)
            yield Question(places[item.id], item.text, labelled)


def _version(scored: str) -> int:
    known = keys().get(scored)
    if known is None:
        raise DoesNotFitError
    return known.version


def _one_mean(found: FoundQuestionnaire, turned: frozenset[str]) -> Key:
    """Score everything as one mean, where neither we nor the file know better."""
    order = tuple(item.id for item in found.items)
    lows, highs = zip(*(item.range for item in found.items), strict=True)
    lowest, highest = min(lows), max(highs)
    scale = Scale(
        "mean",
        order,
        next(n for n in count(1) if n >= ENOUGH * len(order)),
        tuple(item for item in order if item in turned),
        better="unknown",
    )
    ranges = {
        item.id: item.range for item in found.items if item.range != (lowest, highest)
    }
    return Key("own", 1, lowest, highest, order, (scale,), "", ranges=ranges)


def _read(draft: Draft) -> Aside | None:
    try:
        found = msgspec.json.decode(draft.fields["found"], type=FoundQuestionnaire)
    except (msgspec.DecodeError, KeyError):
        return None
    return Aside(draft.id, found, tuple(draft.fields.get("notes", "").splitlines()))
