"""The one place where records become a journey."""

from collections.abc import Iterable
from functools import reduce
from typing import assert_never

from moorings.journey.journey import Journey
from moorings.journey.records import (
    ActivationEnd,
    Administration,
    AnyRecord,
    Arousal,
    Belief,
    BeliefRating,
    Bond,
    BondKey,
    Choice,
    Consent,
    Draw,
    Entry,
    Erasure,
    Forecast,
    ForecastOutcome,
    HeldText,
    HeldTextEnd,
    HelpRequest,
    KitItem,
    Ladder,
    LedgerEntry,
    Mending,
    MendingEnd,
    MendingStep,
    Naming,
    NightPlan,
    Pattern,
    PauseAnswer,
    Person,
    PersonalValue,
    PersonNote,
    PracticeTime,
    PrivateCheck,
    Promise,
    PromiseOutcome,
    Questionnaire,
    Rating,
    RawNote,
    RecoveryCheck,
    Rehearsal,
    Response,
    Retraction,
    Rung,
    RungOutcome,
    RungTry,
    SafetyFlag,
    SealedPage,
    SharedItem,
    Statement,
    UnsentPage,
    WeeklyAct,
    WeekPlan,
    Word,
    Worksheet,
)


def fold(records: Iterable[AnyRecord]) -> Journey:
    """Read records, oldest first, into the journey they tell."""
    return reduce(step, records, Journey())


def step(journey: Journey, record: AnyRecord) -> Journey:
    """Take one more record in. The journey given is changed, not copied.

    What was erased stays erased, and the first record of an id is the one that counts.
    """
    if record.id in journey.erased or journey.record(record.id) is not None:
        return journey
    journey.add(record)
    match record:
        case (
            Entry()
            | UnsentPage()
            | Person()
            | RawNote()
            | Rating()
            | ActivationEnd()
            | Administration()
            | Questionnaire()
            | Forecast()
            | ForecastOutcome()
            | HeldText()
            | HeldTextEnd()
            | Naming()
            | NightPlan()
            | PauseAnswer()
            | Response()
            | SafetyFlag()
            | Word()
            | Arousal()
            | Belief()
            | BeliefRating()
            | KitItem()
            | Ladder()
            | LedgerEntry()
            | Pattern()
            | PracticeTime()
            | Rung()
            | RungOutcome()
            | RungTry()
            | WeekPlan()
            | PrivateCheck()
            | PersonNote()
            | Statement()
            | Promise()
            | PromiseOutcome()
            | Mending()
            | MendingStep()
            | MendingEnd()
            | PersonalValue()
            | WeeklyAct()
            | HelpRequest()
            | Rehearsal()
            | Bond()
            | BondKey()
            | SharedItem()
            | Worksheet()
            | Draw()
            | SealedPage()
        ):
            journey.add_version(record)
        case Choice():
            journey.choices[record.setting] = record.value
        case Consent():
            journey.consents[record.to] = record.wording
        case RecoveryCheck():
            journey.recovery_checked = True
        case Retraction():
            journey.add_retraction(record)
        case Erasure():
            journey.forget(record.of)
            journey.erased_origins.update(record.origins)
        case _:
            assert_never(record)
    return journey
