"""The way in for questionnaires: says which format a file is, and reads it."""

from pathlib import PurePosixPath

from moorings.errors import MooringsError
from moorings.exchange.arrival import Fault
from moorings.exchange.decoding import UndecodableError, clean, decode
from moorings.exchange.questionnaires.fhir import read_fhir
from moorings.exchange.questionnaires.found import Findings
from moorings.exchange.questionnaires.plain import read_plain
from moorings.exchange.questionnaires.reasons import (
    NotAQuestionnaireError,
    OversizeError,
    shown,
)
from moorings.exchange.questionnaires.redcap import is_redcap, read_redcap
from moorings.exchange.questionnaires.shaping import Source, parsed
from moorings.exchange.reasons import BrokenJsonError, UndecodableTextError

MOST_BYTES = 2 * 1024**2


def read_questionnaires(name: str, content: bytes) -> Findings:
    """Read all questionnaires in a file; whatever stands against one is a fault.

    Nothing in the file is followed, fetched or carried out.
    """
    name = shown(clean(PurePosixPath(name.replace("\\", "/")).name)) or "?"
    try:
        return _read(name, content)
    except UndecodableError as broken:
        fault = Fault(name, broken.line, UndecodableTextError())
    except BrokenJsonError as reason:
        fault = Fault(name, reason.line, reason)
    except MooringsError as reason:
        fault = Fault(name, 1, reason)
    return Findings(faults=(fault,))


def _read(name: str, content: bytes) -> Findings:
    if len(content) > MOST_BYTES:
        raise OversizeError(name=name)
    text = decode(content)
    if text.lstrip().startswith("{"):
        return _read_json(name, text)
    if is_redcap(text):
        return read_redcap(name, text)
    raise NotAQuestionnaireError(name=name)


def _read_json(name: str, text: str) -> Findings:
    content = parsed(text)
    if isinstance(content, dict):
        source = Source(name, text, content)
        if "resourceType" in content:
            return read_fhir(source)
        if "questions" in content:
            return read_plain(source)
    raise NotAQuestionnaireError(name=name)
