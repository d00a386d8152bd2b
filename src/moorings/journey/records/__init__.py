"""Every kind of record. A new kind is listed here, and mypy names what is missing."""

from typing import TypeAlias

from moorings.journey.records.activation_end import ActivationEnd, Ending
from moorings.journey.records.administration import Administration
from moorings.journey.records.arousal import Arousal
from moorings.journey.records.base import (
    BlobId,
    InvalidRecordError,
    Record,
    RecordId,
    When,
    Where,
)
from moorings.journey.records.belief import Belief, BeliefRating
from moorings.journey.records.bond import (
    Bond,
    BondKey,
    BondSide,
    Compared,
    SharedSort,
)
from moorings.journey.records.both_and import (
    Belongs,
    Done,
    HelpAnswer,
    HelpRequest,
    PersonalValue,
    WeeklyAct,
)
from moorings.journey.records.choice import Choice
from moorings.journey.records.consent import Consent
from moorings.journey.records.draw import Draw
from moorings.journey.records.entry import Entry, Picture
from moorings.journey.records.erasure import Erasure
from moorings.journey.records.forecast import Forecast, ForecastOutcome, Happened
from moorings.journey.records.held_text import HeldText, HeldTextEnd, HowItEnded
from moorings.journey.records.kit_item import KitItem, Sense
from moorings.journey.records.ladder import Direction, Ladder, Rung
from moorings.journey.records.ledger_entry import LedgerEntry, Side, Sort
from moorings.journey.records.mending import (
    HurtBy,
    Mending,
    MendingAnswer,
    MendingEnd,
    MendingEnding,
    MendingPart,
    MendingSort,
    MendingStep,
)
from moorings.journey.records.naming import Naming, WordId
from moorings.journey.records.night_plan import NightPlan
from moorings.journey.records.pattern import Pattern
from moorings.journey.records.pause_answer import NowOrFamiliar, PauseAnswer
from moorings.journey.records.person import Person
from moorings.journey.records.person_note import Aspect, Often, PersonNote
from moorings.journey.records.practice_time import PracticeTime
from moorings.journey.records.private_check import CheckAnswer, PrivateCheck
from moorings.journey.records.promise import Keeping, Promise, PromiseOutcome, TrustWay
from moorings.journey.records.questionnaire import Option, Question, Questionnaire
from moorings.journey.records.rating import Rating, Scale
from moorings.journey.records.raw_note import RawNote
from moorings.journey.records.recovery_check import RecoveryCheck
from moorings.journey.records.rehearsal import Rehearsal
from moorings.journey.records.response import Chosen, Response
from moorings.journey.records.retraction import Retraction
from moorings.journey.records.rung_try import Borne, RungOutcome, RungTry
from moorings.journey.records.safety_flag import SafetyFlag
from moorings.journey.records.sealed_page import SealedPage
from moorings.journey.records.shared_item import Given, SharedItem
from moorings.journey.records.statement import Said, Statement
from moorings.journey.records.unsent_page import UnsentPage
from moorings.journey.records.week_plan import WeekPlan
from moorings.journey.records.word import Part, Word
from moorings.journey.records.worksheet import Worksheet

AnyRecord: TypeAlias = (
    ActivationEnd
    | Administration
    | Arousal
    | Belief
    | BeliefRating
    | Choice
    | Consent
    | Entry
    | Erasure
    | Forecast
    | ForecastOutcome
    | HeldText
    | HeldTextEnd
    | KitItem
    | Ladder
    | LedgerEntry
    | Naming
    | NightPlan
    | Pattern
    | PauseAnswer
    | Person
    | PracticeTime
    | Questionnaire
    | Rating
    | RawNote
    | RecoveryCheck
    | Response
    | Retraction
    | Rung
    | RungOutcome
    | RungTry
    | SafetyFlag
    | UnsentPage
    | WeekPlan
    | Word
    | PrivateCheck
    | PersonNote
    | Statement
    | Promise
    | PromiseOutcome
    | Mending
    | MendingStep
    | MendingEnd
    | PersonalValue
    | WeeklyAct
    | HelpRequest
    | Rehearsal
    | Bond
    | BondKey
    | SharedItem
    | Worksheet
    | Draw
    | SealedPage
)

__all__ = [
    "ActivationEnd",
    "Administration",
    "AnyRecord",
    "Arousal",
    "Aspect",
    "Belief",
    "BeliefRating",
    "Belongs",
    "BlobId",
    "Bond",
    "BondKey",
    "BondSide",
    "Borne",
    "CheckAnswer",
    "Choice",
    "Chosen",
    "Compared",
    "Consent",
    "Direction",
    "Done",
    "Draw",
    "Ending",
    "Entry",
    "Erasure",
    "Forecast",
    "ForecastOutcome",
    "Given",
    "Happened",
    "HeldText",
    "HeldTextEnd",
    "HelpAnswer",
    "HelpRequest",
    "HowItEnded",
    "HurtBy",
    "InvalidRecordError",
    "Keeping",
    "KitItem",
    "Ladder",
    "LedgerEntry",
    "Mending",
    "MendingAnswer",
    "MendingEnd",
    "MendingEnding",
    "MendingPart",
    "MendingSort",
    "MendingStep",
    "Naming",
    "NightPlan",
    "NowOrFamiliar",
    "Often",
    "Option",
    "Part",
    "Pattern",
    "PauseAnswer",
    "Person",
    "PersonNote",
    "PersonalValue",
    "Picture",
    "PracticeTime",
    "PrivateCheck",
    "Promise",
    "PromiseOutcome",
    "Question",
    "Questionnaire",
    "Rating",
    "RawNote",
    "Record",
    "RecordId",
    "RecoveryCheck",
    "Rehearsal",
    "Response",
    "Retraction",
    "Rung",
    "RungOutcome",
    "RungTry",
    "SafetyFlag",
    "Said",
    "Scale",
    "SealedPage",
    "Sense",
    "SharedItem",
    "SharedSort",
    "Side",
    "Sort",
    "Statement",
    "TrustWay",
    "UnsentPage",
    "WeekPlan",
    "WeeklyAct",
    "When",
    "Where",
    "Word",
    "WordId",
    "Worksheet",
]
