"""The pages of the rehearsal room: what stands on each, laid out."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta

from moorings.companion.opened import Opened, new_id
from moorings.companion.practising import reasons, rests_now
from moorings.companion.rehearsing import (
    UnderWay,
    rehearsals,
    scene_is_suggested,
    scene_rests,
)
from moorings.insight.rehearsals import readiness
from moorings.journey.records import RecordId, Rehearsal
from moorings.library.practices import practices
from moorings.library.scenes import Node, Scene, Turn, scenes
from moorings.web.forms import Form
from moorings.web.lengths import span_of
from moorings.web.listing import beginning
from moorings.web.options import Option
from moorings.web.rated import Rated
from moorings.web.rendering import short_day
from moorings.web.room_links import Pages, Written, in_pages
from moorings.web.rows import Row, practice_row
from moorings.web.visitor import Heard
from moorings.web.wording.rehearsal import (
    middle_words,
    passed_words,
    practised_words,
    ready_words,
)

HERE = "/practise/rehearse"


@dataclass(frozen=True, slots=True)
class RoomPage:
    """Every scene: what fits the hour, what is there besides, and what rests."""

    now: tuple[Row, ...]
    also: tuple[Row, ...]
    rests: bool
    kept: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class ScenePage:
    """One scene before it begins, and the times it was rehearsed."""

    path: str
    scene: Scene
    resting: bool
    before: tuple[Option, ...]
    times: Pages
    middle: str
    heard: Heard | None = None
    problem: str = ""


@dataclass(frozen=True, slots=True)
class PlacePage:
    """One place of a scene: what happens, and what can be chosen.

    While a clock runs, only what is `early` can be; `span` is from when until when.
    """

    path: str
    title: str
    node: Node
    practised: str
    at: int
    turns: tuple[Turn, ...]
    later: tuple[Turn, ...] = ()
    span: str = ""
    passed: str = ""


@dataclass(frozen=True, slots=True)
class EndPage:
    """One end of a scene, and the form around it."""

    path: str
    title: str
    node: Node
    practised: str
    turns: tuple[str, ...]
    fork: int
    following: Row | None
    record: RecordId
    before: str
    after: tuple[Option, ...]
    text: str = ""
    problems: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ToldPage:
    """One time of it: the way that was taken, and what was said of it."""

    path: str
    back: str
    title: str
    day: str
    ready: str
    said: str
    taken: tuple[tuple[str, str], ...]
    end: str
    resting: bool
    id: RecordId
    record: RecordId
    before: tuple[Option, ...]
    after: tuple[Option, ...]
    text: str
    problems: Mapping[str, str] = field(default_factory=dict)
    heard: Heard | None = None


def room_page(opened: Opened) -> RoomPage:
    """Lay out every scene, the shortest first, and say when each was rehearsed last."""
    days = {each.scene: each.when.date for each in reversed(rehearsals(opened))}
    rows = {
        name: Row(
            path_of(name),
            scene.title,
            scene.short,
            short_day(days[name]) if name in days else "",
        )
        for name, scene in sorted(scenes().items(), key=lambda each: each[1].minutes)
    }
    resting = {name for name in rows if scene_rests(opened, name)}
    awake = {name: row for name, row in rows.items() if name not in resting}
    now = {name for name in awake if scene_is_suggested(opened, name)}
    return RoomPage(
        tuple(row for name, row in awake.items() if name in now),
        tuple(row for name, row in awake.items() if name not in now),
        bool(resting),
        tuple(row for name, row in rows.items() if name in resting & days.keys()),
    )


def scene_page(opened: Opened, name: str) -> ScenePage:
    """Lay a scene out before it begins."""
    times = rehearsals(opened, name)
    return ScenePage(
        path_of(name),
        scenes()[name],
        scene_rests(opened, name),
        Rated().scales[0],
        in_pages(tuple(map(_line, times))),
        middle_words(readiness(times)),
    )


def place_page(opened: Opened, told: UnderWay) -> PlacePage:
    """Lay out where somebody is in a scene, with the clock of the place if it runs."""
    way, left = told.way, told.left(opened.now())
    node = way.node
    shown = PlacePage(
        path_of(told.scene),
        scenes()[told.scene].title,
        node,
        practised_words(node.kind),
        len(way.turns),
        node.turns,
    )
    if not (left and node.wait and told.since):
        return shown
    whole = timedelta(seconds=node.wait)
    return PlacePage(
        shown.path,
        shown.title,
        node,
        shown.practised,
        shown.at,
        tuple(turn for turn in node.turns if turn.early),
        tuple(turn for turn in node.turns if not turn.early),
        span_of(told.since, told.since + whole),
        passed_words(whole, left),
    )


def end_page(opened: Opened, told: UnderWay) -> EndPage:
    """Lay out the end to which somebody came."""
    before = "" if told.before is None else str(told.before)
    rated = Rated(before)
    shown = _end(opened, told.scene, told.turns, rated)
    return replace(shown, text=told.text)


def end_again(
    opened: Opened, name: str, form: Form, problems: Mapping[str, str]
) -> EndPage:
    """Lay an end out once more, with all that its form said."""
    return replace(
        _end(opened, name, form.lines("turn"), Rated.of(form)),
        record=form.record(),
        text=form.text("text"),
        problems=problems,
    )


def told_page(opened: Opened, kept: Rehearsal) -> ToldPage:
    """Lay out one time, to be read or changed."""
    ratings = (str(n) if n is not None else "" for n in (kept.before, kept.after))
    return _told(opened, kept, Rated(*ratings))


def told_again(
    opened: Opened, kept: Rehearsal, form: Form, problems: Mapping[str, str]
) -> ToldPage:
    """Lay one time out with what was typed instead."""
    return replace(
        _told(opened, kept, Rated.of(form)),
        record=form.record(),
        text=form.text("text"),
        problems=problems,
    )


def path_of(name: str) -> str:
    """Give the address of a scene."""
    return f"{HERE}/{name}"


def told_path(record: RecordId) -> str:
    """Give the address of one time."""
    return f"{HERE}/told/{record}"


def _end(opened: Opened, name: str, turns: tuple[str, ...], rated: Rated) -> EndPage:
    way = scenes()[name].way(turns)
    return EndPage(
        path_of(name),
        scenes()[name].title,
        way.node,
        practised_words(way.node.kind),
        way.turns,
        way.at_fork,
        _following(opened, way.node.practice),
        new_id(),
        rated.before,
        rated.scales[1],
    )


def _following(opened: Opened, practice: str) -> Row | None:
    """Lead on to a practice, where there is one and it does not rest."""
    if practice not in practices() or rests_now(opened, practice, reasons(opened)):
        return None
    return practice_row(practice)


def _told(opened: Opened, kept: Rehearsal, rated: Rated) -> ToldPage:
    scene = scenes().get(kept.scene)
    way = scene.way(kept.turns) if scene else None
    before, after = rated.scales
    return ToldPage(
        told_path(kept.id),
        path_of(kept.scene) if scene else HERE,
        scene.title if scene else "",
        short_day(kept.when.date),
        ready_words(kept),
        kept.text,
        tuple((node.text, turn.text) for node, turn in way.taken) if way else (),
        way.node.text if way and way.ended else "",
        scene is not None and scene_rests(opened, kept.scene),
        kept.id,
        new_id(),
        before,
        after,
        kept.text,
    )


def _line(kept: Rehearsal) -> Written:
    told = ready_words(kept)
    words = beginning(kept.text) or told
    quiet = told if words != told else ""
    return Written(told_path(kept.id), words, short_day(kept.when.date), quiet)
