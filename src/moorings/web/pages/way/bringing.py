"""Bringing a questionnaire along: the file, then a look through what was read."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from moorings.companion.bringing import (
    ONE_MEAN,
    OWN_KEY,
    Aside,
    Told,
    aside,
    confirm,
    forget,
    laid_aside,
    lay_aside,
)
from moorings.companion.opened import Opened
from moorings.companion.questionnaires import put_away, questionnaires, unreadable
from moorings.errors import MooringsError
from moorings.exchange.questionnaires.found import Findings, FoundItem
from moorings.exchange.questionnaires.matching import Match, candidates, title_of
from moorings.journey.records import Questionnaire, RecordId
from moorings.library.catalogue import gettext
from moorings.library.instruments import keys
from moorings.measures.instrument import Key
from moorings.web.adults import for_adults
from moorings.web.forms import Form, form_of, record_in_path
from moorings.web.pages.arrive import FaultLine
from moorings.web.problems import STATUS
from moorings.web.rendering import go_to, render, sentence
from moorings.web.routing import page
from moorings.web.visitor import tell, unlocked
from moorings.web.wording.scale import scale_name

HERE = "/way/questionnaires"
#: The licence of the house's own: no file is matched to them.
OUR_OWN = "own"


@dataclass(frozen=True, slots=True)
class Row:
    """A questionnaire in the list."""

    path: str
    title: str
    sentences: int


@dataclass(frozen=True, slots=True)
class Away:
    """A questionnaire that is not asked: put away, or not scored by this version."""

    id: RecordId
    title: str


@dataclass(frozen=True, slots=True)
class Shelf:
    """Everything the list shows."""

    brought: tuple[Row, ...]
    aside: tuple[Row, ...]
    unreadable: tuple[Away, ...]
    away: tuple[Away, ...]
    problem: str = ""
    faults: tuple[FaultLine, ...] = ()


@dataclass(frozen=True, slots=True)
class Placed:
    """One question of the file, and where it would belong."""

    id: str
    text: str
    place: str
    scales: str
    turned: bool


@dataclass(frozen=True, slots=True)
class Way:
    """One way to score what was read."""

    id: str
    title: str
    licence: str
    certain: bool
    placed: tuple[Placed, ...]


@dataclass(frozen=True, slots=True)
class Check:
    """Everything the look through shows."""

    id: RecordId
    title: str
    instruction: str
    items: tuple[FoundItem, ...]
    answers: tuple[str, ...]
    notes: tuple[str, ...]
    ways: tuple[Way, ...]
    refused: tuple[str, ...]
    chosen: str
    helping: str
    problem: str = ""


async def show_all(request: Request) -> Response:
    """Show what was brought along, and take a file."""
    return render(request, "way_questionnaires.html", _shelf(unlocked(request)))


async def take_file(request: Request) -> Response:
    """Read a file, and lay aside what is in it until it was looked through."""
    opened = unlocked(request)
    files = (await form_of(request)).files("files")
    if not files:
        shown = _shelf(opened, gettext("Choose a file first."))
        return render(request, "way_questionnaires.html", shown, 422)
    name, content = files[0].filename or "", await files[0].read()
    found = await run_in_threadpool(_read, name, content)
    faults = tuple(FaultLine(f.file, f.line, sentence(f.reason)) for f in found.faults)
    kept = [
        lay_aside(opened, each, tuple(map(sentence, each.notes)))
        for each in found.questionnaires
    ]
    if len(kept) == 1 and not faults:
        return go_to(f"{HERE}/check/{kept[0]}")
    shown = _shelf(opened, "", faults)
    return render(request, "way_questionnaires.html", shown, 422 if faults else 200)


async def show_check(request: Request) -> Response:
    """Show what was read, and the ways in which it may be scored."""
    opened = unlocked(request)
    found = aside(opened, record_in_path(request))
    return render(request, "way_questionnaire_check.html", _check(found))


async def keep(request: Request) -> Response:
    """Keep the questionnaire, scored as the person says."""
    opened, record = unlocked(request), record_in_path(request)
    if isinstance(opened.journey.record(record), Questionnaire):  # sent twice
        return go_to(f"{HERE}/{record}")
    form, found = await form_of(request), aside(opened, record)
    scored, helping = form.text("scored"), form.text("help")
    if not scored:
        shown = _check(
            found,
            "",
            helping,
            gettext("Choose how it is scored first. Nothing was kept."),
        )
        return render(request, "way_questionnaire_check.html", shown, 422)
    told = Told(_places(form, found, scored), _turned(form, found), helping)
    try:
        confirm(opened, record, scored, told)
    except MooringsError as error:
        shown = _check(found, scored, helping, sentence(error))
        status = STATUS[error.kind]
        return render(request, "way_questionnaire_check.html", shown, status)
    tell(request, gettext("Kept, sealed in the notebook."))
    return go_to(f"{HERE}/{record}")


async def let_go(request: Request) -> Response:
    """Let what was read go; nothing of it is kept."""
    opened, record = unlocked(request), record_in_path(request)
    forget(opened, record)
    tell(request, gettext("Let go. Nothing of it was kept."))
    return go_to(HERE)


def _read(name: str, content: bytes) -> Findings:
    # Whoever brings nothing along need not wait for the readers to load.
    from moorings.exchange.questionnaires.reading import (  # noqa: PLC0415
        read_questionnaires,
    )

    return read_questionnaires(name, content)


def _shelf(
    opened: Opened, problem: str = "", faults: tuple[FaultLine, ...] = ()
) -> Shelf:
    brought = tuple(
        Row(f"{HERE}/{each.id}", each.instrument.title, len(each.key.order))
        for each in questionnaires(opened)
    )
    waiting = tuple(
        Row(f"{HERE}/check/{each.id}", each.found.title, len(each.found.items))
        for each in laid_aside(opened)
    )
    return Shelf(
        brought,
        waiting,
        tuple(Away(each.id, each.title) for each in unreadable(opened)),
        tuple(Away(each.id, each.title) for each in put_away(opened)),
        problem,
        faults,
    )


def _check(
    found: Aside, chosen: str = "", helping: str = "", problem: str = ""
) -> Check:
    read = found.found
    matches = _matches(found)
    ways = tuple(_ways(found, matches))
    refused = tuple(sentence(m.refusal) for m in matches if m.refusal is not None)
    first = ways[0].id if ways[0].certain or len(ways) == 1 else ""
    answers = tuple(
        f"{option.value} {option.label}".strip() for option in read.items[0].options
    )
    return Check(
        found.id,
        read.title,
        read.instruction,
        read.items,
        answers,
        found.notes,
        ways,
        refused,
        chosen or first,
        helping or _likely_help(matches),
        problem,
    )


def _likely_help(matches: tuple[Match, ...]) -> str:
    """Give the question that a key we know would let bring people first."""
    for match in matches:
        acting = {c.item for c in match.key.concerns if c.act == "help" and c.item}
        for item, place in match.items.items():
            if match.refusal is None and place in acting:
                return item
    return ""


def _matches(found: Aside) -> tuple[Match, ...]:
    known = {name: key for name, key in keys().items() if key.licence != OUR_OWN}
    return candidates(found.found, known)


def _ways(found: Aside, matches: tuple[Match, ...]) -> Iterator[Way]:
    items = found.found.items
    for match in matches:
        if match.refusal is None:
            placed = tuple(_placed(items, match.key, match.items))
            key = match.key
            yield Way(key.id, title_of(key), key.licence, match.certain, placed)
    own = found.found.key
    itself = {item.id: item.id for item in items}
    if own is not None:
        placed = tuple(_placed(items, own, itself))
        yield Way(OWN_KEY, "", "", certain=True, placed=placed)
    else:
        placed = tuple(Placed(i.id, i.text, "", "", turned=False) for i in items)
        yield Way(ONE_MEAN, "", "", certain=False, placed=placed)


def _placed(
    items: tuple[FoundItem, ...], key: Key, places: Mapping[str, str]
) -> Iterator[Placed]:
    for item in items:
        name = places.get(item.id, "")
        scales = [scale for scale in key.scales if name in scale.items]
        yield Placed(
            item.id,
            item.text,
            name,
            ", ".join(scale_name(key, scale) for scale in scales),
            turned=any(name in scale.reverse_keyed for scale in scales),
        )


def _places(form: Form, found: Aside, scored: str) -> dict[str, str]:
    """Read which item each question is: as matched, or as the person wrote it."""
    match = next((m for m in _matches(found) if m.key.id == scored), None)
    if match is None or match.refusal is not None:
        return {}
    told = {item: form.line(f"place-{scored}-{item}") for item in match.items}
    return {item: told[item] or place for item, place in match.items.items()}


def _turned(form: Form, found: Aside) -> frozenset[str]:
    ticked = set(form.lines("turned"))
    return frozenset(item.id for item in found.found.items if item.id in ticked)


ROUTES = [
    *page(HERE, for_adults(show_all), for_adults(take_file)),
    *page(f"{HERE}/check/{{record}}", for_adults(show_check), for_adults(keep)),
    *page(f"{HERE}/check/{{record}}/let-go", submit=let_go),
]
