"""Beliefs: one at a time, how true it feels, and what stands on both sides of it."""

from dataclasses import dataclass, replace

from starlette.requests import Request
from starlette.responses import Response

from moorings.companion.believing import (
    NAMED,
    Felt,
    begin_belief,
    begin_own,
    belief_of,
    belief_words,
    beliefs,
    erase_belief,
    erase_rating,
    rate_belief,
    rating_of,
    ratings,
    say_instead,
)
from moorings.companion.clock import moment
from moorings.companion.errors import EmptyPageError, NothingThereError
from moorings.companion.opened import Opened, new_id
from moorings.companion.practising import reasons
from moorings.companion.wording import own_words
from moorings.insight.beliefs import course_of
from moorings.journey.records import RecordId
from moorings.library.catalogue import gettext
from moorings.library.vocabulary import word
from moorings.safety.resting import rests
from moorings.web.beliefs import HERE, PERCENTS, BeliefPage, Typed, belief_page
from moorings.web.danger import answer_later, take_heard
from moorings.web.forms import Form, form_of, record_in_path
from moorings.web.letters import LETTERS
from moorings.web.options import Option
from moorings.web.problems import STATUS
from moorings.web.rendering import go_to, render
from moorings.web.routing import page
from moorings.web.unfinished import unfinished, until_kept
from moorings.web.visitor import Heard, tell, unlocked
from moorings.web.wording.belief import begun, course_sentence, rated_words


@dataclass(frozen=True, slots=True)
class LookedAt:
    """A belief that is looked at, in a list."""

    path: str
    words: str
    told: str


@dataclass(frozen=True, slots=True)
class BeliefsPage:
    """Everything the page of all beliefs shows."""

    looked_at: tuple[LookedAt, ...]
    named: tuple[Option, ...]
    record: RecordId
    typed: str = ""
    problem: str = ""
    too_long: str = ""
    heard: Heard | None = None


@dataclass(frozen=True, slots=True)
class ErasePage:
    """What is about to be destroyed."""

    action: str
    back: str
    words: str
    quiet: str


async def show_all(request: Request) -> Response:
    """Show the beliefs that are looked at, and those one could look at."""
    opened = unlocked(request)
    if _rests(opened):
        return render(request, "beliefs_resting.html", None)
    shown = _all(opened, heard=take_heard(request))
    if form := unfinished(request, opened):
        shown = replace(shown, record=form.record(), typed=form.line("own"))
    return render(request, "beliefs.html", shown)


async def begin(request: Request) -> Response:
    """Look at one of them from now on, or at one in one's own words."""
    opened, form = unlocked(request), await form_of(request)
    record, typed, picked = form.record(), form.line("own"), form.text("belief")
    if too_long := form.too_long(own=LETTERS.own):
        shown = _all(opened, record=record, typed=typed, too_long=too_long["own"])
        return render(request, "beliefs.html", shown, 422)
    try:
        if typed or not picked:
            held = begin_own(opened, record, typed)
        else:
            held = begin_belief(opened, record, picked)
    except EmptyPageError as error:
        words = gettext("Choose one of these, or write one down.")
        shown = _all(opened, record=record, typed=typed, problem=words)
        return render(request, "beliefs.html", shown, STATUS[error.kind])
    answer_later(request, opened, typed, moment(opened.now(), form.line("zone")))
    return go_to(f"{HERE}/{held}")


async def show_one(request: Request) -> Response:
    """Show one belief."""
    opened = unlocked(request)
    held = belief_of(opened, record_in_path(request))
    if _rests(opened):
        return render(request, "beliefs_resting.html", None)
    shown = belief_page(opened, held, heard=take_heard(request))
    if form := unfinished(request, opened):
        shown = _with(shown, form)
    return render(request, "belief.html", shown)


async def rate(request: Request) -> Response:
    """Keep how true it feels, or ask once more; what was picked stays."""
    opened, form = unlocked(request), await form_of(request)
    held = belief_of(opened, record_in_path(request))
    strength = PERCENTS.get(form.text("strength"))
    if strength is None:
        shown = belief_page(opened, held, _typed(form))
        return render(request, "belief.html", shown, 422)
    body = tuple(each for each in form.lines("body") if word("body", each))
    felt = Felt(strength, PERCENTS.get(form.text("alternative")), body)
    when = moment(opened.now(), form.line("zone"))
    rate_belief(opened, form.record(), held.id, felt, when)
    tell(request, gettext("Kept."))
    return go_to(f"{HERE}/{held.id}")


async def keep_sentence(request: Request) -> Response:
    """Keep the sentence beside it; left empty, there is none."""
    opened, form = unlocked(request), await form_of(request)
    held = belief_of(opened, record_in_path(request))
    replaces = next(iter(form.records("replaces")), held.version)
    if belief_of(opened, replaces).id != held.id:
        raise NothingThereError
    if too_long := form.too_long(sentence=LETTERS.sentence):
        shown = _with(belief_page(opened, held), form)
        shown = replace(shown, too_long=too_long["sentence"])
        return render(request, "belief.html", shown, 422)
    text = form.text("sentence")
    say_instead(opened, form.record(), replaces, text)
    tell(request, gettext("Kept."))
    answer_later(request, opened, text, moment(opened.now(), form.line("zone")))
    return go_to(f"{HERE}/{held.id}")


async def ask_to_erase(request: Request) -> Response:
    """Ask once more before a belief is destroyed."""
    opened = unlocked(request)
    held = belief_of(opened, record_in_path(request))
    back, quiet = f"{HERE}/{held.id}", _told(opened, held.id)
    shown = ErasePage(f"{back}/erase", back, begun(held.words), quiet)
    return render(request, "belief_erase.html", shown)


async def erase_one(request: Request) -> Response:
    """Destroy a belief with its sentence and its ratings."""
    erase_belief(unlocked(request), record_in_path(request))
    tell(request, gettext("Erased for good."))
    return go_to(HERE)


async def ask_to_erase_rating(request: Request) -> Response:
    """Ask once more before a rating is destroyed."""
    opened = unlocked(request)
    rating = rating_of(opened, record_in_path(request))
    held = belief_of(opened, rating.of)
    action = f"{HERE}/rating/{rating.id}/erase"
    told = rated_words(rating)
    shown = ErasePage(action, f"{HERE}/{held.id}", begun(held.words), told)
    return render(request, "belief_erase.html", shown)


async def erase_one_rating(request: Request) -> Response:
    """Destroy a rating."""
    opened = unlocked(request)
    rating = rating_of(opened, record_in_path(request))
    erase_rating(opened, rating.id)
    tell(request, gettext("Erased for good."))
    return go_to(f"{HERE}/{rating.of}")


def _with(shown: BeliefPage, form: Form) -> BeliefPage:
    """Let the sentence that was typed stand in it."""
    version = next(iter(form.records("replaces")), shown.version)
    text = form.text("sentence")
    return replace(shown, record=form.record(), version=version, sentence=text)


def _rests(opened: Opened) -> bool:
    return rests(("belief",), reasons(opened))


def _all(
    opened: Opened,
    *,
    record: RecordId | None = None,
    typed: str = "",
    problem: str = "",
    too_long: str = "",
    heard: Heard | None = None,
) -> BeliefsPage:
    held = beliefs(opened)
    known = {each.belief for each in held}
    own = (each.id for each in own_words(opened)["belief"])
    named = ((each, belief_words(opened, each)) for each in (*NAMED, *own))
    return BeliefsPage(
        tuple(
            LookedAt(f"{HERE}/{each.id}", begun(each.words), _told(opened, each.id))
            for each in held
        ),
        tuple(Option(b, words, False) for b, words in named if b not in known),  # noqa: FBT003
        record or new_id(),
        typed,
        problem,
        too_long,
        heard,
    )


def _told(opened: Opened, of: RecordId) -> str:
    rated = ratings(opened, of)
    return course_sentence(course_of(rated)) if rated else gettext("Not rated yet.")


def _typed(form: Form) -> Typed:
    return Typed(
        form.record(),
        gettext("Choose a number for how true it feels, from 0 to 100."),
        form.text("strength"),
        form.text("alternative"),
        form.lines("body"),
    )


_ONE = f"{HERE}/{{record}}"
ROUTES = [
    *page(HERE, show_all, until_kept(begin)),
    *page(_ONE, show_one),
    *page(f"{_ONE}/rate", submit=rate),
    *page(f"{_ONE}/sentence", submit=until_kept(keep_sentence)),
    *page(f"{_ONE}/erase", ask_to_erase, erase_one),
    *page(f"{HERE}/rating/{{record}}/erase", ask_to_erase_rating, erase_one_rating),
]
