"""What a form of Help now says, as records; `static/moment.js` reads the same forms."""

from datetime import date, datetime, timedelta
from typing import Any, get_args

from starlette.datastructures import FormData
from starlette.requests import Request

from moorings.companion.clock import moment
from moorings.companion.opened import new_id
from moorings.journey.records import (
    ActivationEnd,
    AnyRecord,
    Chosen,
    Entry,
    Forecast,
    HeldText,
    Naming,
    NowOrFamiliar,
    Part,
    PauseAnswer,
    Rating,
    RecordId,
    Response,
    SafetyFlag,
    Scale,
    Word,
)
from moorings.web.forms import Form
from moorings.web.needs import text_with_need

#: What a form can say about how strong it is, and about how likely something seems.
INTENSITIES = {str(number): number for number in range(11)}
LIKELIHOODS = {str(number): number for number in range(101)}
#: A time-out, and a held text, last no longer than this; in minutes.
LONGEST = 24 * 60
MINUTES = {str(number): number for number in range(1, LONGEST + 1)}
#: Under which name a form gives the words of a part.
PARTS: dict[Part, str] = {
    "trigger": "trigger",
    "body": "body",
    "feeling": "feelings",
    "belief": "beliefs",
    "fear": "fears",
    "urge": "urges",
}


def steps_of(form: Form, now: datetime) -> tuple[AnyRecord, ...]:
    """Read what a form says of a hard moment; empty where it says nothing."""
    shared: dict[str, Any] = {
        "written_at": now,
        "when": moment(now, form.line("zone")),
    }
    wave = form.record("activation")
    match form.text("step"):
        case "naming":
            return _naming(form, {**shared, "activation": wave})
        case "flag":
            return (SafetyFlag(id=new_id(), raised=True, **shared),)
        case "hold" | "forecast" as kind:
            told = _held(form, now) if kind == "hold" else _forecast(form)
        case kind:
            told = _small(form, kind, now)
    if told is None:
        return ()
    made, fields = told
    return (made(id=new_id(), activation=wave, **shared, **fields),)


_Told = tuple[type[Any], dict[str, Any]]


def _small(form: Form, kind: str, now: datetime) -> _Told | None:
    """Read a step that is one answer."""
    intensity, text = form.text("intensity"), form.text("text").strip()
    match kind:
        case "rating" if intensity in INTENSITIES:
            scale = form.text("scale")
            told = {"scale": scale} if scale in get_args(Scale) else {}
            strong = {"intensity": INTENSITIES[intensity]}
            return Rating, {**strong, "practice": form.line("practice"), **told}
        case "note" if text:
            return Entry, {"text": text}
        case "pause" if (answer := form.text("answer")) in get_args(NowOrFamiliar):
            return PauseAnswer, {"answer": answer}
        case "response" if (chosen := form.text("chosen")) in get_args(Chosen):
            return Response, {"chosen": chosen, "until": _until(form, now)}
        case "back":
            return ActivationEnd, {"how": "calm"}
        case _:
            return None


def _held(form: Form, now: datetime) -> _Told | None:
    text = text_with_need(form)
    if not text.strip():
        return None
    return HeldText, {
        "text": text,
        "until": _until(form, now) or now,
        "to": form.line("to"),
        "unwanted": bool(form.text("unwanted")),
    }


def _forecast(form: Form) -> _Told | None:
    text, likelihood = form.text("text").strip(), form.text("likelihood")
    if not text or likelihood not in LIKELIHOODS:
        return None
    return Forecast, {
        "text": text,
        "likelihood": LIKELIHOODS[likelihood],
        "due": _day(form.line("due")),
    }


def _naming(form: Form, shared: dict[str, Any]) -> tuple[AnyRecord, ...]:
    """Read the parts of a sentence; a word that was typed becomes one's own."""
    given: dict[str, tuple[str, ...]] = {}
    own: list[Word] = []
    for part, name in PARTS.items():
        words = [word for word in form.lines(name) if word]
        if typed := form.line(f"own-{part}"):
            new = new_id()
            own.append(
                Word(id=new, written_at=shared["written_at"], part=part, text=typed)
            )
            words.append(new)
        given[name] = tuple(dict.fromkeys(words))
    trigger = given.pop("trigger")
    people = form.records("people")
    if not (trigger or people or any(given.values())):
        return ()
    named = Naming(
        id=new_id(),
        **shared,
        **given,  # type: ignore[arg-type]
        trigger=trigger[-1] if trigger else "",
        people=people,
    )
    return (*own, named)


def _until(form: Form, now: datetime) -> datetime | None:
    minutes = MINUTES.get(form.text("minutes"))
    return now + timedelta(minutes=minutes) if minutes else None


def _day(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None


def activation_asked(request: Request) -> RecordId | None:
    """Say which hard moment an address names, where no script remembers it."""
    told = Form(FormData(request.query_params))
    return told.record("activation") if told.text("activation") else None


def activation_in(records: tuple[AnyRecord, ...]) -> RecordId | None:
    """Say of which hard moment these are steps."""
    named = (getattr(record, "activation", None) for record in records)
    return next(filter(None, named), None)
