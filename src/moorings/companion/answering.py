"""Answering one question at a time: every answer is kept as soon as it is given."""

import secrets
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from moorings.companion.assessing import Sitting, administration
from moorings.companion.drafting import SHELF, draft_of, drafts, drop_draft, save_draft
from moorings.companion.errors import NothingThereError
from moorings.companion.opened import Opened
from moorings.companion.questionnaires import Brought, questionnaire
from moorings.journey.draft import Draft
from moorings.journey.records import RecordId
from moorings.measures.adaptive import next_item
from moorings.measures.instrument import Key

FORM = "sitting"


@dataclass(frozen=True, slots=True)
class Begun:
    """A sitting that goes on: what was asked so far, and what is asked next.

    A question that was left out stands among those `asked` without a response; after
    going back, one that is asked again still has the response it had. `next` is empty
    where nothing is left to ask.
    """

    record: RecordId
    brought: Brought
    target: RecordId | None
    adaptive: bool
    started: datetime
    asked: tuple[str, ...]
    responses: dict[str, int]
    next: str


def begin(
    opened: Opened,
    record: RecordId,
    target: RecordId | None = None,
    *,
    adaptive: bool = False,
) -> RecordId:
    """Begin a sitting with a questionnaire; one that goes on is gone on with."""
    brought = questionnaire(opened, record)
    if target is None and brought.key.of_one_person:
        raise NothingThereError
    if target is not None and not (
        target in opened.journey.people() and asks_about_one(brought.key)
    ):
        raise NothingThereError
    adaptive = adaptive and brought.key.calibrated is not None
    for begun in unfinished(opened):
        same = (begun.brought.id, begun.target, begun.adaptive)
        if same == (record, target, adaptive):
            return begun.record
    begun = Begun(opened.new_id(), brought, target, adaptive, opened.now(), (), {}, "")
    _save(opened, begun)
    return begun.record


def unfinished(opened: Opened) -> Iterable[Begun]:
    """Give every sitting that was begun and can be gone on with."""
    for draft in drafts(opened):
        if draft.form == FORM and (begun := _read(opened, draft)):
            yield begun


def begun(opened: Opened, record: RecordId) -> Begun:
    """Give one of them."""
    draft = draft_of(opened, record)
    found = _read(opened, draft) if draft and draft.form == FORM else None
    if found is None:
        raise NothingThereError
    return found


def reply(opened: Opened, record: RecordId, item: str, response: int | None) -> Begun:
    """Keep one answer, or that it was left out; one to another question is passed by.

    So a form that is sent twice counts once.
    """
    now = begun(opened, record)
    answers = now.brought.instrument.answers
    if item != now.next or item not in answers:
        return now
    responses = {i: given for i, given in now.responses.items() if i != item}
    if response is not None and response in {a.value for a in answers[item]}:
        responses[item] = response
    return _save(opened, _with(now, (*now.asked, item), responses))


def go_back(opened: Opened, record: RecordId, item: str) -> Begun:
    """Ask the question before `item` once more; its answer stays until then.

    Sent twice it counts once: it goes back only from the question that is asked.
    """
    now = begun(opened, record)
    if not now.asked or item != now.next:
        return now
    *before, last = now.asked
    return _save(opened, _with(now, tuple(before), now.responses), asks=last)


def let_go(opened: Opened, record: RecordId) -> None:
    """Let a sitting go, for good; nothing of it is kept."""
    begun(opened, record)
    drop_draft(opened, record)


def finish(opened: Opened, record: RecordId) -> Begun:
    """Keep the sitting for good with what was answered of it."""
    now = begun(opened, record)
    shown = (*now.asked, *(i for i in now.responses if i not in now.asked))
    sitting = Sitting(
        now.brought.instrument,
        now.responses,
        now.started,
        shown,
        now.target,
        now.brought.id,
    )
    item = bytes.fromhex(record)
    kept = administration(record, sitting, opened.now())
    opened.keep(kept, also=lambda writing: writing.drop(SHELF, item))
    return now


def asks_about_one(key: Key) -> bool:
    """Say whether it can be asked about one person: it is about closeness."""
    return key.of_one_person or (key.two_dimensional and not key.state)


def _with(now: Begun, asked: tuple[str, ...], responses: dict[str, int]) -> Begun:
    return Begun(
        now.record,
        now.brought,
        now.target,
        now.adaptive,
        now.started,
        asked,
        responses,
        "",
    )


def _save(opened: Opened, begun: Begun, asks: str = "") -> Begun:
    """Keep how far it is; what comes next is chosen once, so that it stands still."""
    asks = asks or _chosen(begun)
    fields = {
        "questionnaire": begun.brought.id,
        "target": begun.target or "",
        "adaptive": "yes" if begun.adaptive else "",
        "wording": begun.brought.instrument.fingerprint,
        "started": begun.started.isoformat(),
        "asked": " ".join(begun.asked),
        "next": asks,
        **{f"answer-{item}": str(value) for item, value in begun.responses.items()},
    }
    save_draft(opened, begun.record, FORM, fields)
    found = draft_of(opened, begun.record)
    again = _read(opened, found) if found else None
    if again is None:
        raise NothingThereError
    return again


def _chosen(begun: Begun) -> str:
    if begun.adaptive:
        key = begun.brought.key
        given = {i: r for i, r in begun.responses.items() if i in begun.asked}
        return next_item(key, begun.asked, given, secrets.choice) or ""
    left = (item for item in begun.brought.key.order if item not in begun.asked)
    return next(left, "")


def _read(opened: Opened, draft: Draft) -> Begun | None:
    """Read a sitting that goes on; not one whose questions are gone or changed.

    What an export from elsewhere says that cannot be so is passed over.
    """
    fields = draft.fields
    target = RecordId(fields["target"]) if fields.get("target") else None
    try:
        brought = questionnaire(opened, RecordId(fields.get("questionnaire", "")))
        started = datetime.fromisoformat(fields.get("started", ""))
    except (NothingThereError, ValueError):
        return None
    known = fields.get("wording") == brought.instrument.fingerprint
    if not (known and started.tzinfo and target in {None, *opened.journey.people()}):
        return None
    asked = fields.get("asked", "").split()
    return Begun(
        draft.id,
        brought,
        target,
        bool(fields.get("adaptive")),
        started,
        tuple(item for item in asked if item in brought.key.order),
        dict(_answers(brought, fields)),
        fields.get("next", "") if fields.get("next") in brought.key.order else "",
    )


def _answers(brought: Brought, fields: Mapping[str, str]) -> Iterator[tuple[str, int]]:
    for item, possible in brought.instrument.answers.items():
        values = {str(answer.value): answer.value for answer in possible}
        given = fields.get(f"answer-{item}", "")
        if given in values:
            yield item, values[given]
