"""A hard moment, from the alarm to calm, in the steps that were noted of it."""

from typing import Literal, NamedTuple, TypeAlias

import msgspec

from moorings.journey.records import (
    ActivationEnd,
    AnyRecord,
    Entry,
    Forecast,
    HeldText,
    Naming,
    PauseAnswer,
    Rating,
    RecordId,
    Response,
    Scale,
    When,
    WordId,
)

#: What can be noted of an activation; each step is whole by itself.
Step: TypeAlias = (
    Entry
    | Rating
    | Naming
    | PauseAnswer
    | Forecast
    | Response
    | HeldText
    | ActivationEnd
)
#: How far it came. Settled, or left unfinished, whatever was named or chosen before.
State: TypeAlias = Literal["started", "named", "chosen", "settled", "unfinished"]


class Activation(NamedTuple):
    """One activation: the attachment alarm rang, and something of it was noted."""

    id: RecordId
    steps: tuple[Step, ...]

    @property
    def began(self) -> When:
        """Say when it was first noted, by the clock on the wall."""
        felt = [step for step in self.steps if not isinstance(step, ActivationEnd)]
        return min(
            (step.when for step in felt or self.steps), key=lambda when: when.order
        )

    @property
    def ratings(self) -> tuple[Rating, ...]:
        """Give how strong it was, in the order in which it was felt."""
        return self._rated("intensity")

    @property
    def unreal(self) -> tuple[Rating, ...]:
        """Give how unreal or far away it was, in the order in which it was felt."""
        return self._rated("unreal")

    @property
    def notes(self) -> tuple[Entry, ...]:
        """Give the lines that were noted."""
        return tuple(step for step in self.steps if isinstance(step, Entry))

    @property
    def end(self) -> ActivationEnd | None:
        """Give the last word on how it ended; without one it is open."""
        ends = [step for step in self.steps if isinstance(step, ActivationEnd)]
        return ends[-1] if ends else None

    @property
    def named(self) -> Naming | None:
        """Give the parts of the sentence together: of each, what was given last."""
        told: Naming | None = None
        for step in self.steps:
            if isinstance(step, Naming):
                told = _joined(told, step) if told else step
        return told

    @property
    def trigger(self) -> WordId:
        """Say what it began with, where that was named."""
        return self.named.trigger if self.named else ""

    @property
    def people(self) -> tuple[RecordId, ...]:
        """Say whom it was about, where that was named."""
        return self.named.people if self.named else ()

    @property
    def everybody(self) -> frozenset[RecordId]:
        """Say whom it was ever said to be about, also where that was changed."""
        named = (step for step in self.steps if isinstance(step, Naming))
        return frozenset(person for step in named for person in step.people)

    @property
    def responses(self) -> tuple[Response, ...]:
        """Give what was chosen, in the order of choosing."""
        return tuple(step for step in self.steps if isinstance(step, Response))

    @property
    def state(self) -> State:
        """Say how far it came."""
        if self.end is not None:
            return "settled" if self.end.how == "calm" else "unfinished"
        if self.responses:
            return "chosen"
        return "named" if self.named else "started"

    def _rated(self, scale: Scale) -> tuple[Rating, ...]:
        ratings = (step for step in self.steps if isinstance(step, Rating))
        told = (rating for rating in ratings if rating.scale == scale)
        return tuple(sorted(told, key=lambda rating: rating.when.order))


def _joined(before: Naming, later: Naming) -> Naming:
    given = {
        part: told
        for part in (
            "trigger",
            "body",
            "feelings",
            "beliefs",
            "fears",
            "urges",
            "people",
        )
        if (told := getattr(later, part))
    }
    return msgspec.structs.replace(before, **given)


def activation_of(record: AnyRecord) -> RecordId | None:
    """Say of which hard moment a record is a step, if of any."""
    return record.activation if isinstance(record, Step) else None
