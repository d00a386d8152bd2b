"""The first evening: three sentences, a gift, and whether to keep what one writes."""

from dataclasses import dataclass
from hashlib import sha256

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from moorings.companion.carrying import move
from moorings.companion.clock import moment
from moorings.companion.harbour import Harbour, Made
from moorings.companion.opened import Opened, new_id
from moorings.companion.securing import offer_passphrase
from moorings.companion.writing import Written, write_entry
from moorings.errors import MooringsError
from moorings.journey.records import Consent
from moorings.library.catalogue import gettext
from moorings.library.practices import practices
from moorings.library.words import passphrase_words
from moorings.web.forms import form_of
from moorings.web.problems import STATUS
from moorings.web.rendering import go_to, render, sentence
from moorings.web.routing import page
from moorings.web.visitor import (
    begin_session,
    give_proof,
    has_proof,
    house,
    open_vault_of,
    tell,
    unlocked,
)

GIFTS = {
    "breath": "/welcome/breath",
    "look": "/welcome/look",
    "word": "/welcome/word",
    "in": "/welcome/keep",
}


class OpeningLinkNeededError(MooringsError):
    """Nothing shows that this browser belongs to whoever started the program."""

    kind = "refused"
    sentence = (
        "This needs the opening link, which was printed in the window where Moorings "
        "was started. Starting Moorings again prints a new one. Nothing was changed."
    )


@dataclass(frozen=True, slots=True)
class KeepPage:
    """What is asked before anything is kept."""

    offered: tuple[str, ...]
    doors: bool
    door: str = ""
    problem: str = ""


@dataclass(frozen=True, slots=True)
class CodePage:
    """The recovery code, shown while it is not yet confirmed."""

    groups: tuple[str, ...]


async def open_link(request: Request) -> Response:
    """Take the opening link: this browser belongs to whoever started the program."""
    proof = house(request).use_link(request.path_params["link"])
    response = go_to("/")
    if house(request).demo:
        return await _enter_demo(request, response, fresh=proof is not None)
    if proof is not None:
        give_proof(request, response, proof)
    elif not has_proof(request):
        return render(request, "link_used.html", None, 401, calm=True)
    return response


async def _enter_demo(request: Request, response: Response, *, fresh: bool) -> Response:
    """Go right into the demo. No proof is given: nobody's own vault is made there."""
    at_home = house(request)
    if fresh:
        [vault] = at_home.harbour.vaults()
        session = await run_in_threadpool(at_home.harbour.unlock, vault, at_home.enters)
        begin_session(request, response, session)
    elif open_vault_of(request) is None:
        return render(request, "link_used.html", None, 401, calm=True)
    return response


async def gift(request: Request) -> Response:
    """Offer one small good thing before anything is asked."""
    require_proof(request)
    return render(request, "welcome_gift.html", None, calm=True)


async def take_gift(request: Request) -> Response:
    """Open a vault in memory, and go to the gift that was chosen."""
    require_proof(request)
    chosen = GIFTS.get((await form_of(request)).text("gift"), GIFTS["in"])
    response = go_to(chosen)
    if open_vault_of(request) is None:
        made = await run_in_threadpool(house(request).harbour.try_out)
        begin_session(request, response, made.token)
    return response


async def breath(request: Request) -> Response:
    """Breathe slowly once or a few times."""
    pattern = practices()["long-exhale"].pattern
    return render(request, "welcome_breath.html", pattern, calm=True)


async def look(request: Request) -> Response:
    """Look round, and name one thing."""
    return render(request, "welcome_look.html", None, calm=True)


async def word(request: Request) -> Response:
    """Ask for one word."""
    unlocked(request)
    return render(request, "welcome_word.html", None, calm=True)


async def take_word(request: Request) -> Response:
    """Take the word; it goes along if anything is kept."""
    opened = unlocked(request)
    form = await form_of(request)
    if form.line("word"):
        now = moment(opened.now(), form.line("zone"))
        write_entry(opened, form.record(), Written(form.line("word"), now))
    return go_to("/welcome/keep")


async def ask_to_keep(request: Request) -> Response:
    """Ask whether what is written should be kept."""
    if unlocked(request).kept:
        return go_to("/")
    return render(request, "welcome_keep.html", None, calm=True)


async def not_now(request: Request) -> Response:
    """Go on without keeping anything."""
    unlocked(request)
    return go_to("/")


async def passphrase(request: Request) -> Response:
    """Offer a passphrase, or take one's own."""
    if unlocked(request).kept:
        return go_to("/")
    require_proof(request)
    return render(request, "welcome_passphrase.html", _keep_page(request), calm=True)


async def keep(request: Request) -> Response:
    """Make the vault, and carry along what was written so far."""
    trial = unlocked(request)
    require_proof(request)
    form = await form_of(request)
    chosen = form.text("passphrase")
    offered = tuple(form.text("offered").split())
    problem, status = "", 422
    if trial.kept:
        return go_to("/")
    if house(request).harbour.vaults() and not form.line("door"):
        problem = gettext(
            "There is another notebook here, so this one needs a door name. Nothing "
            "was made yet."
        )
    elif chosen.split() != form.text("again").split():
        problem = gettext(
            "The two are not the same. Nothing was made yet; type it once more."
        )
    else:
        try:
            made = await run_in_threadpool(
                _make, house(request).harbour, chosen, form.line("door"), trial
            )
        except MooringsError as error:
            problem, status = sentence(error), STATUS[error.kind]
        else:
            return _kept(request, trial, made)
    again = KeepPage(
        offered or tuple(offer_passphrase(passphrase_words()).split()),
        doors=bool(house(request).harbour.vaults()),
        door=form.line("door"),
        problem=problem,
    )
    return render(request, "welcome_passphrase.html", again, status, calm=True)


async def code(request: Request) -> Response:
    """Show the recovery code until the person says they have it."""
    shown = unlocked(request).code_to_show
    if not shown:
        return go_to("/")
    return render(
        request, "welcome_code.html", CodePage(tuple(shown.split("-"))), calm=True
    )


async def have_code(request: Request) -> Response:
    """Put the recovery code out of sight, for good."""
    unlocked(request).code_to_show = ""
    tell(request, gettext("The code is out of sight now. What you write is kept."))
    return go_to("/")


def consent_wording() -> str:
    """Give the fingerprint of the sentences that the yes is said to."""
    told = (
        gettext("Keep what you write?"),
        gettext(
            "It is sealed in one file on this machine, and opens only with your "
            "passphrase. Nobody else can open it, not even whoever made this. If the "
            "passphrase and the recovery code are both lost, so is what you wrote."
        ),
    )
    return sha256("\n".join(told).encode()).hexdigest()


def _make(harbour: Harbour, chosen: str, door: str, trial: Opened) -> Made:
    yes = Consent(
        id=new_id(), written_at=trial.now(), to="keep", wording=consent_wording()
    )
    made = harbour.make(chosen, door=door, first=(yes,))
    move(trial, made.opened)
    return made


def _kept(request: Request, trial: Opened, made: Made) -> Response:
    at_home = house(request)
    at_home.harbour.lock(trial)
    made.opened.code_to_show = made.code
    response = go_to("/welcome/code")
    begin_session(request, response, made.token)
    return response


def _keep_page(request: Request) -> KeepPage:
    words = tuple(offer_passphrase(passphrase_words()).split())
    return KeepPage(words, doors=bool(house(request).harbour.vaults()))


def require_proof(request: Request) -> None:
    """Refuse a browser that did not come through the opening link."""
    if not has_proof(request):
        raise OpeningLinkNeededError


ROUTES = [
    *page("/open/{link}", open_link),
    *page("/welcome/gift", gift, take_gift),
    *page("/welcome/breath", breath),
    *page("/welcome/look", look),
    *page("/welcome/word", word, take_word),
    *page("/welcome/keep", ask_to_keep, not_now),
    *page("/welcome/passphrase", passphrase, keep),
    *page("/welcome/code", code, have_code),
]
