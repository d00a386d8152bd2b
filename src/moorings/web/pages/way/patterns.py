"""The pattern map: what happens again and again, described and counted."""

from dataclasses import dataclass, replace

from starlette.requests import Request
from starlette.responses import Response

from moorings.companion.clock import moment
from moorings.companion.mapping import (
    Mapped,
    Proposal,
    UnnamedPatternError,
    counted,
    erase_pattern,
    keep_pattern,
    one_pattern,
    pass_by,
    patterns,
    proposal,
    proposals,
)
from moorings.companion.opened import Opened, new_id
from moorings.companion.practising import reasons
from moorings.companion.wording import sentence_of
from moorings.insight.patterns import Counted, TooFew, can_be_counted
from moorings.journey.activation import Activation
from moorings.journey.records import Pattern, RecordId, Worksheet
from moorings.library.catalogue import gettext, ngettext
from moorings.library.life_sentence import Mark, marks
from moorings.library.shelf import Asks
from moorings.library.worksheets import sheets
from moorings.safety.resting import may_be_suggested, rests
from moorings.web.danger import answer_later, take_heard
from moorings.web.forms import Form, form_of, record_in_path
from moorings.web.listing import beginning
from moorings.web.patterns import (
    PatternForm,
    mapped_in,
    mapped_of,
    pattern_form,
    said_of,
    too_long_in,
)
from moorings.web.rendering import go_to, render, sentence, short_day
from moorings.web.room_links import FOLDED
from moorings.web.routing import page
from moorings.web.unfinished import unfinished, until_kept
from moorings.web.visitor import Heard, tell, unlocked
from moorings.web.wording.worksheet import Said

HERE = "/way/patterns"
NEW = f"{HERE}/new"
#: So many patterns, and so many moments of one, stand on the page; the others are
#: folded away.
LISTED = 20
#: What the map asks of a person, and what it asks to propose a line of it.
ASKS: tuple[Asks, ...] = ("writing", "inward")
PROPOSING: tuple[Asks, ...] = (*ASKS, "belief")


@dataclass(frozen=True, slots=True)
class Proposed:
    """What some answers may describe, with the words that were found in them."""

    source: str
    title: str
    answers: str
    path: str
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class MapPage:
    """Everything the map shows; where it rests, what is there stays to be read."""

    resting: bool
    patterns: tuple[tuple[str, str, str], ...]
    folded: tuple[tuple[str, str, str], ...]
    proposed: tuple[Proposed, ...]
    heard: Heard | None


@dataclass(frozen=True, slots=True)
class PatternPage:
    """One pattern, and the moments in which it came again."""

    id: RecordId
    title: str
    said: tuple[Said, ...]
    count: str
    moments: tuple[tuple[str, str, str], ...]
    folded: tuple[tuple[str, str, str], ...]
    further: int
    drawn_from: tuple[tuple[str, str], ...]
    marks: tuple[Mark, ...]
    resting: bool
    heard: Heard | None


async def show(request: Request) -> Response:
    """Show the patterns, and what the answers may describe besides."""
    opened = unlocked(request)
    known, why = patterns(opened), reasons(opened)
    found = proposals(opened) if may_be_suggested(PROPOSING, why) else ()
    rows = tuple(map(_row, known, counted(opened, *known)))
    shown = MapPage(
        rests(ASKS, why),
        rows[:LISTED],
        rows[LISTED:],
        tuple(_proposed(opened, each) for each in found),
        take_heard(request),
    )
    return render(request, "way_patterns.html", shown)


async def begin(request: Request) -> Response:
    """Show the form, empty or with what some answers may describe."""
    opened = unlocked(request)
    if rests(ASKS, reasons(opened)):
        return go_to(HERE)
    source = request.query_params.get("from", "")
    if form := unfinished(request, opened, source=source):
        shown = _typed(opened, form)
        shown = replace(shown, path=NEW, back=HERE, source=form.line("source"))
        return render(request, "way_pattern.html", shown)
    found = proposal(opened, source)
    told = found.mapped if found else Mapped()
    shown = pattern_form(opened, told, path=NEW, back=HERE, record=new_id())
    shown = replace(shown, source=source if found else "")
    return render(request, "way_pattern.html", shown)


async def keep(request: Request) -> Response:
    """Keep a new pattern, as the person describes it."""
    opened, form = unlocked(request), await form_of(request)
    source = form.line("source")
    if wrong := _kept(request, opened, form):
        shown = replace(wrong, path=NEW, back=HERE, source=source)
        return render(request, "way_pattern.html", shown, 422)
    pass_by(opened, source)
    return go_to(f"{HERE}/{form.record()}")


async def show_one(request: Request) -> Response:
    """Show one pattern, and when it came again."""
    opened = unlocked(request)
    found = one_pattern(opened, record_in_path(request))
    [told] = counted(opened, found)
    matched = told.matched if isinstance(told, Counted) else ()
    moments = tuple(_moment(opened, each) for each in matched[: LISTED + FOLDED])
    shown = PatternPage(
        found.id,
        found.title,
        said_of(opened, mapped_of(found)),
        _count(found, told),
        moments[:LISTED],
        moments[LISTED:],
        len(matched) - len(moments),
        tuple(filter(all, (_source(opened, each) for each in found.drawn_from))),
        marks(f"{found.title}.\n\n{found.does}"),
        rests(ASKS, reasons(opened)),
        take_heard(request),
    )
    return render(request, "way_pattern_kept.html", shown)


async def show_changing(request: Request) -> Response:
    """Show the form of a pattern with what stands in it."""
    opened = unlocked(request)
    found = one_pattern(opened, record_in_path(request))
    path, back = f"{HERE}/{found.id}/change", f"{HERE}/{found.id}"
    told = mapped_of(found)
    shown = pattern_form(opened, told, path=path, back=back, record=new_id())
    shown = replace(shown, replaces=found.id)
    if form := unfinished(request, opened):
        replaces = next(iter(form.records("replaces")), found.id)
        typed = _typed(opened, form)
        shown = replace(typed, path=path, back=back, replaces=replaces)
    return render(request, "way_pattern.html", shown)


async def change(request: Request) -> Response:
    """Keep a later version of a pattern."""
    opened, form = unlocked(request), await form_of(request)
    found = one_pattern(opened, record_in_path(request))
    replaces = (form.records("replaces") or (found.id,))[0]
    if wrong := _kept(request, opened, form, replaces):
        path, back = f"{HERE}/{found.id}/change", f"{HERE}/{found.id}"
        shown = replace(wrong, path=path, back=back, replaces=replaces)
        return render(request, "way_pattern.html", shown, 422)
    return go_to(f"{HERE}/{form.record()}")


async def erase(request: Request) -> Response:
    """Destroy a pattern for good."""
    erase_pattern(unlocked(request), record_in_path(request))
    tell(request, gettext("Erased. It cannot be brought back."))
    return go_to(HERE)


async def leave(request: Request) -> Response:
    """Propose nothing from some answers any more."""
    opened, form = unlocked(request), await form_of(request)
    pass_by(opened, form.line("source"))
    tell(request, gettext("Left out. What you wrote stays as it is."))
    return go_to(HERE)


def _kept(
    request: Request, opened: Opened, form: Form, replaces: RecordId | None = None
) -> PatternForm | None:
    """Keep a pattern from its form; without a name, give the form again."""
    told, added = mapped_in(opened, form)
    if problems := too_long_in(form):
        return replace(_typed(opened, form), problems=problems)
    try:
        keep_pattern(opened, form.record(), told, added, replaces)
    except UnnamedPatternError as error:
        problems = {"title": sentence(error)}
        return replace(_typed(opened, form), problems=problems)
    tell(request, gettext("Kept."))
    typed = "\n".join((told.title, told.does, *added.words.values()))
    answer_later(request, opened, typed, moment(opened.now(), form.line("zone")))
    return None


def _typed(opened: Opened, form: Form) -> PatternForm:
    """Give the form again, with what was typed and chosen."""
    record, (told, added) = form.record(), mapped_in(opened, form)
    return pattern_form(opened, told, path="", back="", record=record, added=added)


def _row(each: Pattern, told: Counted | TooFew) -> tuple[str, str, str]:
    """Give a line of the map: where it is, what it is called, how often it came."""
    return f"{HERE}/{each.id}", each.title, _count(each, told)


def _count(pattern: Pattern, told: Counted | TooFew) -> str:
    if isinstance(told, TooFew):
        return ngettext(
            "Too early to tell: %(count)s named moment so far.",
            "Too early to tell: %(count)s named moments so far.",
            told.of,
        ) % {"count": told.of}
    if not can_be_counted(pattern):
        return gettext("Nothing to count by yet.")
    return ngettext(
        "%(found)s of %(count)s named moment since %(day)s",
        "%(found)s of %(count)s named moments since %(day)s",
        told.of,
    ) % {
        "found": len(told.matched),
        "count": told.of,
        "day": short_day(told.since),
    }


def _moment(opened: Opened, each: Activation) -> tuple[str, str, str]:
    """Give a moment: where it is, its day, and the sentence it was named in."""
    words = beginning(sentence_of(opened, each.named)) if each.named else ""
    return f"/way/moments/{each.id}", short_day(each.began.date), words


def _source(opened: Opened, answers: RecordId) -> tuple[str, str]:
    """Give where answers are that a pattern was made of, and what was asked there."""
    for each in reversed(opened.journey.versions(answers)):
        if isinstance(each, Worksheet) and each.sheet in sheets():
            path = f"/practise/pages/{each.sheet}/{each.id}"
            return path, sheets()[each.sheet].title
    return "", ""


def _proposed(opened: Opened, each: Proposal) -> Proposed:
    sheet = each.answers.sheet
    return Proposed(
        each.source,
        each.mapped.title,
        sheets()[sheet].title,
        f"/practise/pages/{sheet}/{each.answers.id}",
        said_of(opened, each.mapped),
    )


_ONE = HERE + "/{record}"
ROUTES = [
    *page(HERE, show),
    *page(NEW, begin, until_kept(keep)),
    *page(f"{HERE}/leave", submit=leave),
    *page(_ONE, show_one),
    *page(_ONE + "/change", show_changing, until_kept(change)),
    *page(_ONE + "/erase", submit=erase),
]
