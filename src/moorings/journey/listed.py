"""The kinds of record that are asked for as a whole."""

from moorings.journey.records import (
    Administration,
    Forecast,
    ForecastOutcome,
    HeldText,
    HeldTextEnd,
    NightPlan,
    Person,
    Questionnaire,
    SafetyFlag,
    Word,
)

LISTED = (
    Administration,
    Forecast,
    ForecastOutcome,
    HeldText,
    HeldTextEnd,
    NightPlan,
    Person,
    Questionnaire,
    SafetyFlag,
    Word,
)
