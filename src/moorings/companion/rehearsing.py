"""Rehearsing: a scene is gone through turn by turn, and kept only once it has ended."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from moorings.companion.drafting import IN_PLACE, drafts, drop_draft, save_draft
from moorings.companion.errors import NothingThereError
from moorings.companion.opened import Opened
from moorings.companion.practising import reasons
from moorings.companion.resending import new_in
from moorings.companion.taking_back import erase
from moorings.companion.together import RestsError, force_was_named
from moorings.journey.draft import Draft
from moorings.journey.records import RecordId, Rehearsal, When
from moorings.journey.records.rating import STRONGEST
from moorings.library.scenes import Scene, Way, scenes
from moorings.library.shelf import Asks
from moorings.safety.resting import may_be_suggested, rests

#: As such a draft a scene lies while somebody is in it, sealed like any other.
FORM = "rehearsal"
#: After force of one's own there is help for it, and no sentence to try on somebody.
_WITH_PEOPLE: frozenset[Asks] = frozenset({"closeness", "asking", "waiting", "talk"})


@dataclass(frozen=True, slots=True)
class UnderWay:
    """How far somebody is in a scene; `since` is when they came to this place.

    Where the wait of this place was passed over, there is no `since`.
    """

    scene: str
    turns: tuple[str, ...] = ()
    before: int | None = None
    since: datetime | None = None
    text: str = ""

    @property
    def way(self) -> Way:
        """Give the way that was taken."""
        return scenes()[self.scene].way(self.turns)

    def left(self, now: datetime) -> timedelta:
        """Say how much is left of the wait at this place; nothing where there is none.

        A clock that was set back makes no wait longer.
        """
        wait = self.way.node.wait
        if wait is None or self.since is None:
            return timedelta()
        whole = timedelta(seconds=wait)
        return min(whole, max(timedelta(), self.since + whole - now))


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """What is kept of a scene: its turns, how ready one felt, and a line."""

    scene: str
    turns: tuple[str, ...]
    before: int | None = None
    after: int | None = None
    text: str = ""


def scene_of(name: str) -> Scene:
    """Give a scene by its id. Raises `NothingThereError`."""
    if name not in scenes():
        raise NothingThereError
    return scenes()[name]


def scene_rests(opened: Opened, name: str) -> bool:
    """Say whether a scene rests just now, for what it asks of a person."""
    asks = scene_of(name).asks
    if rests(asks, reasons(opened)):
        return True
    return bool(_WITH_PEOPLE & {*asks}) and force_was_named(opened)


def scene_is_suggested(opened: Opened, name: str) -> bool:
    """Say whether a scene fits the hour, where it does not rest."""
    return may_be_suggested(scene_of(name).asks, reasons(opened))


# --- on the way through a scene -------------------------------------------------------


def under_way(opened: Opened, name: str) -> UnderWay | None:
    """Say how far somebody is in a scene, if they are in it."""
    draft = _draft_of(opened, name)
    return _read(name, draft) if draft else None


def begin_scene(opened: Opened, name: str, before: int | None = None) -> UnderWay:
    """Begin a scene; one that was begun is gone on with. Raises `RestsError`."""
    _require_awake(opened, name)
    found = under_way(opened, name)
    return found or _save(opened, UnderWay(name, (), before, opened.now()))


def take_turns(
    opened: Opened, name: str, turns: Sequence[str], text: str = ""
) -> UnderWay:
    """Be at the place to which these turns lead; sent twice, it is the same place.

    Raises `RestsError`, and `NothingThereError` where nobody is in the scene.
    """
    _require_awake(opened, name)
    found = under_way(opened, name)
    if found is None:
        raise NothingThereError
    way = scene_of(name).way(turns)
    same = way.turns == found.way.turns
    since = found.since if same else opened.now()
    text = text or found.text
    return _save(opened, UnderWay(name, way.turns, found.before, since, text))


def pass_over(opened: Opened, name: str) -> None:
    """Go on without the rest of the wait."""
    if found := under_way(opened, name):
        _save(opened, UnderWay(name, found.turns, found.before, None, found.text))


def leave_scene(opened: Opened, name: str, place: str) -> None:
    """Leave a scene; nothing of it is kept, nor what was typed at its place."""
    drop_typed(opened, place)
    while draft := _draft_of(opened, name):
        drop_draft(opened, draft.id)


def drop_typed(opened: Opened, place: str) -> None:
    """Let go what was typed at a place and not kept."""
    for draft in drafts(opened):
        if draft.form == IN_PLACE and draft.fields.get("place") == place:
            drop_draft(opened, draft.id)


# --- what was rehearsed ---------------------------------------------------------------


def keep_rehearsal(
    opened: Opened, record: RecordId, told: Rehearsed, when: When
) -> None:
    """Keep that a scene was rehearsed to one of its ends.

    Raises `RestsError` where it rests, `NothingThereError` where it did not end.
    """
    _require_awake(opened, told.scene)
    way = scene_of(told.scene).way(told.turns)
    if not way.ended or way.turns != told.turns:
        raise NothingThereError
    kept = Rehearsal(
        id=record,
        written_at=opened.now(),
        when=when,
        scene=told.scene,
        turns=told.turns,
        before=told.before,
        after=told.after,
        text=told.text.strip(),
    )
    opened.keep(*new_in(opened, kept))


def change_rehearsal(
    opened: Opened,
    record: RecordId,
    replaces: RecordId,
    ready: tuple[int | None, int | None],
    text: str,
) -> None:
    """Keep other numbers or another line; the way that was taken stays as it was.

    Raises `RestsError` where its scene rests.
    """
    known = rehearsal_of(opened, replaces)
    if known.scene in scenes():
        _require_awake(opened, known.scene)
    before, after = ready
    kept = Rehearsal(
        id=record,
        written_at=opened.now(),
        replaces=known.id,
        when=known.when,
        scene=known.scene,
        turns=known.turns,
        before=before,
        after=after,
        text=text.strip(),
    )
    opened.keep(*new_in(opened, kept))


def rehearsals(opened: Opened, name: str = "") -> tuple[Rehearsal, ...]:
    """Give the times a scene was rehearsed, or any, the latest first."""
    found = opened.journey.standing(Rehearsal)
    wanted = [each for each in found if name in {"", each.scene}]
    return tuple(sorted(wanted, key=lambda each: each.when.order)[::-1])


def rehearsal_of(opened: Opened, record: RecordId) -> Rehearsal:
    """Give one time in its newest version. Raises `NothingThereError`."""
    versions = {each.id for each in opened.journey.versions(record)}
    for each in rehearsals(opened):
        if each.id in versions:
            return each
    raise NothingThereError


def erase_rehearsal(opened: Opened, record: RecordId) -> None:
    """Destroy one time with all its versions."""
    rehearsal_of(opened, record)
    erase(opened, record)


def _require_awake(opened: Opened, name: str) -> None:
    if scene_rests(opened, name):
        raise RestsError


def _draft_of(opened: Opened, name: str) -> Draft | None:
    found = (d for d in drafts(opened) if d.form == FORM)
    return next((d for d in found if d.fields.get("scene") == name), None)


def _save(opened: Opened, told: UnderWay) -> UnderWay:
    draft = _draft_of(opened, told.scene)
    fields = {
        "scene": told.scene,
        "turns": " ".join(told.turns),
        "before": "" if told.before is None else str(told.before),
        "since": told.since.isoformat() if told.since else "",
        "text": told.text,
    }
    save_draft(opened, draft.id if draft else opened.new_id(), FORM, fields)
    return told


def _read(name: str, draft: Draft) -> UnderWay:
    """Read how far it is; what came from elsewhere and cannot be so is passed by."""
    told = draft.fields
    before = told.get("before", "")
    try:
        since = datetime.fromisoformat(told.get("since", ""))
    except ValueError:
        since = None
    turns = scene_of(name).way(told.get("turns", "").split()).turns
    ready = int(before) if before in {str(n) for n in range(STRONGEST + 1)} else None
    aware = since if since and since.tzinfo else None
    return UnderWay(name, turns, ready, aware, told.get("text", ""))
