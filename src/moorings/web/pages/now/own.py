"""What is one's own, told to the pages of Help now while a notebook is open.

Those pages are the same for everybody on this device, so nothing of a notebook may
stand in them; they ask for it here, and keep it nowhere.
"""

from itertools import chain
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from moorings.companion.guarding import standing
from moorings.companion.opened import Opened
from moorings.companion.recalling import recalled
from moorings.companion.wording import own_words
from moorings.journey.records import Person
from moorings.safety.gate import Situation, may_be_offered
from moorings.safety.resting import resting_practices
from moorings.web.pages.now import evidence
from moorings.web.routing import page
from moorings.web.visitor import open_vault_of

NEVER = {"Cache-Control": "no-store"}


async def show(request: Request) -> Response:
    """Tell own words, people, and what rests; of a locked notebook nothing at all."""
    opened = open_vault_of(request)
    told = {"open": False} if opened is None else _told(opened)
    return JSONResponse(told, headers=NEVER)


def _told(opened: Opened) -> dict[str, Any]:
    guard = standing(opened)
    offered = may_be_offered(Situation(gate="no", guard=guard.guard()))
    return {
        "open": True,
        "steady": guard.rests,
        "stay": "stay longer" in offered,
        "evidence": recalled(opened) is not None,
        "words": {
            part: [{"id": each.id, "text": each.text} for each in words]
            for part, words in own_words(opened).items()
        },
        "people": [{"id": each.id, "name": each.name} for each in _people(opened)],
        "rest": sorted(resting_practices(opened.journey.activations())),
    }


def _people(opened: Opened) -> tuple[Person, ...]:
    """Give everybody, those first whom the latest hard moments were about."""
    known = opened.journey.people()
    lately = chain.from_iterable(each.people for each in opened.journey.activations())
    return tuple(
        known[name] for name in dict.fromkeys((*lately, *known)) if name in known
    )


ROUTES = [
    *page("/now/own", show),
    *page("/now/evidence", evidence.show),
    *page("/now/evidence/more", evidence.show_more),
]
