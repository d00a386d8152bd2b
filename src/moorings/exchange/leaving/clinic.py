"""What can be measured, as a FHIR R4 bundle for a clinic's system.

It holds questionnaires, the answers to them, and ratings; no page, no person, and no
word of one's own but the sentences of a questionnaire. Each resource carries the exact
record in an extension, so that what it holds comes back equal. What was corrected or
taken back is there for that alone, and says of itself that it does not count.
"""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from typing import Any, Final
from urllib.parse import quote

import msgspec

from moorings.exchange.leaving.standing import standing_in
from moorings.exchange.portable import (
    NotAnExportError,
    Portable,
    decoded,
    require_whole,
)
from moorings.journey.codec import encode
from moorings.journey.fold import fold
from moorings.journey.records import (
    Administration,
    AnyRecord,
    Arousal,
    PracticeTime,
    Questionnaire,
    Rating,
    Retraction,
    When,
)

#: Names that no registry keeps: nothing of what they say is any standard's.
SYSTEM: Final = "urn:moorings:observation"
RECORD: Final = "urn:moorings:record"
FORMAT: Final = "urn:moorings:bundle"
VERSION: Final = "1"
PERSON: Final = "urn:moorings:person"
#: What a file that was cut short, or written by something else, may come to.
_BROKEN: Final = (
    msgspec.DecodeError,
    KeyError,
    TypeError,
    ValueError,
    AttributeError,
    RecursionError,
)
#: How the standard writes a language: a few letters, never a space.
_CODE: Final = re.compile("[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*")


def write_bundle(portable: Portable) -> bytes:
    """Write the bundle, indented, for eyes as well."""
    at, told = portable.exported_at.isoformat(), _Told(portable.records)
    bundle = {
        "resourceType": "Bundle",
        "identifier": {"system": FORMAT, "value": VERSION},
        "type": "collection",
        "timestamp": at,
        "entry": [
            {"fullUrl": f"urn:uuid:{_uuid(record.id)}", "resource": resource}
            for record in portable.records
            if (resource := told.resource(record)) is not None
        ],
    }
    if not bundle["entry"]:
        del bundle["entry"]
    return msgspec.json.format(msgspec.json.encode(bundle), indent=1)


def is_bundle(content: bytes) -> bool:
    """Say whether a file is such a bundle of ours."""
    head = content[:400]
    return b'"Bundle"' in head and FORMAT.encode() in head


def read_bundle(content: bytes) -> Portable:
    """Read back the records it carries."""
    try:
        bundle = msgspec.json.decode(content)
        at = dt.datetime.fromisoformat(bundle["timestamp"])
        version = int(bundle["identifier"]["value"])
        written = [
            extension["valueString"].encode()
            for entry in bundle.get("entry", ())
            for extension in entry["resource"].get("extension", ())
            if extension["url"] == RECORD
        ]
    except _BROKEN as e:
        raise NotAnExportError from e
    return require_whole(Portable(at, decoded(written)), version)


def _is_measured(record: AnyRecord) -> bool:
    if isinstance(record, PracticeTime):
        return record.after is not None
    return isinstance(record, Questionnaire | Administration | Rating | Arousal)


class _Told:
    """The records of one notebook, each as the resource it has in the bundle, if any.

    With what was measured goes whatever else its standing hangs by: a version without a
    measure, and the word that it was taken back, or not after all.
    """

    def __init__(self, records: Sequence[AnyRecord]) -> None:
        self._journey = fold(records)
        self._standing = {each.id for each in standing_in(self._journey)}
        first = self._journey.first_of
        self._carried = {first(each.id) for each in records if _is_measured(each)}
        taking = [each for each in records if isinstance(each, Retraction)]
        more = self._carried
        while more:
            more = {r.id for r in taking if first(r.of) in more} - self._carried
            self._carried |= more

    def resource(self, record: AnyRecord) -> dict[str, Any] | None:
        """Give the resource of one record, or nothing."""
        match record:
            case Questionnaire():
                made = {**_begun("Questionnaire", record), **_questionnaire(record)}
                return made | {"status": self._status(record, "active", "active")}
            case Administration():
                made = {**_begun("QuestionnaireResponse", record), **_answers(record)}
                return made | {"status": self._status(record, "completed", "amended")}
            case _:
                pass
        if seen := _observation(record):
            return seen | {"status": self._status(record, "final", "amended")}
        if record.id in self._carried and isinstance(record, Retraction):
            said = "Taken back, or brought back again"
        elif isinstance(record, PracticeTime) and self._goes_along(record):
            said = "A version in which nothing was measured"
        else:
            return None
        return {**_begun("Basic", record), "code": {"text": said}}

    def _goes_along(self, record: PracticeTime) -> bool:
        return self._journey.first_of(record.id) in self._carried

    def _status(self, record: AnyRecord, first: str, later: str) -> str:
        """Say how it stands: as it was, as it was corrected, or not at all."""
        if record.id in self._standing:
            return later if record.replaces else first
        return "retired" if first == "active" else "entered-in-error"


def _observation(record: AnyRecord) -> dict[str, Any] | None:
    match record:
        case Rating():
            said = "How far away or numb" if record.scale == "unreal" else "How strong"
            return _observed(record, record.scale, f"{said}, 0 to 10", record.intensity)
        case Arousal():
            said = "From numb to racing, -5 to 5"
            return _observed(record, "arousal", said, record.level)
        case PracticeTime() if record.after is not None:
            said = "After a practice, 0 to 10"
            return _observed(record, "after-practice", said, record.after)
        case _:
            return None


def _begun(kind: str, record: AnyRecord) -> dict[str, Any]:
    exact = {"url": RECORD, "valueString": encode(record).decode()}
    return {"resourceType": kind, "id": record.id, "extension": [exact]}


def _questionnaire(asked: Questionnaire) -> dict[str, Any]:
    items = [
        {
            "linkId": _sayable(each.id),
            "text": _sayable(each.text),
            "type": "choice",
            **_options({o.value: o.label for o in each.options}),
        }
        for each in asked.questions
    ]
    told: dict[str, Any] = {
        "url": f"urn:uuid:{_uuid(asked.id)}",
        "title": _sayable(asked.title),
    }
    if _CODE.fullmatch(asked.language):
        told["language"] = asked.language
    return told | ({"item": items} if items else {})


def _options(options: Mapping[int, str]) -> dict[str, Any]:
    if not options:
        return {}
    coded = [
        {"valueCoding": {"code": str(value), "display": _sayable(text)}}
        for value, text in options.items()
    ]
    return {"answerOption": coded}


def _answers(sat: Administration) -> dict[str, Any]:
    asked = f"urn:uuid:{_uuid(sat.questionnaire)}" if sat.questionnaire else ""
    general = "" if sat.target is None else ":one-person"
    instrument = f"urn:moorings:instrument:{quote(sat.instrument)}{general}"
    items = [
        {"linkId": _sayable(item), "answer": [_answer(sat, sat.responses[item])]}
        for item in sat.shown
        if item in sat.responses
    ]
    told: dict[str, Any] = {
        "questionnaire": asked or f"{instrument}|{sat.version}",
        "authored": sat.ended.isoformat(),
    }
    if sat.target is not None:
        told["subject"] = {
            "identifier": {"system": PERSON, "value": sat.target},
            "display": "The relation to one other person, not relations in general",
        }
    return told | ({"item": items} if items else {})


def _sayable(text: str) -> str:
    """Give a text as the standard lets it be: never empty, and of signs that print."""
    return " ".join(text.split()) or "-"


def _answer(sat: Administration, value: int) -> dict[str, Any]:
    """Give an answer as it was offered: as one of the options, or as a number."""
    if sat.questionnaire:
        return {"valueCoding": {"code": str(value)}}
    return {"valueInteger": value}


def _observed(
    record: Rating | Arousal | PracticeTime, code: str, said: str, value: int
) -> dict[str, Any]:
    return {
        **_begun("Observation", record),
        "code": {"coding": [{"system": SYSTEM, "code": code}], "text": said},
        "effectiveDateTime": _moment(record.when),
        "valueInteger": value,
    }


def _moment(when: When) -> str:
    """Give day and hour; without a known distance to Greenwich the day alone."""
    if when.time is None or when.offset is None or when.offset % 60:
        return f"{when.date.year:04}-{when.date:%m-%d}"
    here = dt.timezone(dt.timedelta(seconds=when.offset))
    return dt.datetime.combine(when.date, when.time, here).isoformat()


def _uuid(record: str) -> str:
    parts = (record[:8], record[8:12], record[12:16], record[16:20], record[20:])
    return "-".join(parts)
