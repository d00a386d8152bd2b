"""Every kind of record. A new kind is listed here, and mypy names what is missing."""

from typing import TypeAlias

from moorings.journey.records.activation_end import ActivationEnd, Ending
from moorings.journey.records.administration import Administration
from moorings.journey.records.base import (
    BlobId,
    InvalidRecordError,
    Record,
    RecordId,
    When,
    Where,
)
from moorings.journey.records.choice import Choice
from moorings.journey.records.consent import Consent
from moorings.journey.records.entry import Entry, Picture
from moorings.journey.records.erasure import Erasure
from moorings.journey.records.person import Person
from moorings.journey.records.questionnaire import Option, Question, Questionnaire
from moorings.journey.records.rating import Rating
from moorings.journey.records.raw_note import RawNote
from moorings.journey.records.recovery_check import RecoveryCheck
from moorings.journey.records.retraction import Retraction
from moorings.journey.records.unsent_page import UnsentPage

AnyRecord: TypeAlias = (
    ActivationEnd
    | Administration
    | Choice
    | Consent
    | Entry
    | Erasure
    | Person
    | Questionnaire
    | Rating
    | RawNote
    | RecoveryCheck
    | Retraction
    | UnsentPage
)

__all__ = [
    "ActivationEnd",
    "Administration",
    "AnyRecord",
    "BlobId",
    "Choice",
    "Consent",
    "Ending",
    "Entry",
    "Erasure",
    "InvalidRecordError",
    "Option",
    "Person",
    "Picture",
    "Question",
    "Questionnaire",
    "Rating",
    "RawNote",
    "Record",
    "RecordId",
    "RecoveryCheck",
    "Retraction",
    "UnsentPage",
    "When",
    "Where",
]
