"""A hard moment, from the alarm to calm, in the steps that were noted of it."""

from typing import NamedTuple, TypeAlias

from moorings.journey.records import (
    ActivationEnd,
    AnyRecord,
    Entry,
    Rating,
    RecordId,
    When,
)

#: What can be noted of an activation; each step is whole by itself.
Step: TypeAlias = Entry | Rating | ActivationEnd


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
        ratings = (step for step in self.steps if isinstance(step, Rating))
        return tuple(sorted(ratings, key=lambda rating: rating.when.order))

    @property
    def notes(self) -> tuple[Entry, ...]:
        """Give the lines that were noted."""
        return tuple(step for step in self.steps if isinstance(step, Entry))

    @property
    def end(self) -> ActivationEnd | None:
        """Give the last word on how it ended; without one it is open."""
        ends = [step for step in self.steps if isinstance(step, ActivationEnd)]
        return ends[-1] if ends else None


def activation_of(record: AnyRecord) -> RecordId | None:
    """Say of which hard moment a record is a step, if of any."""
    return record.activation if isinstance(record, Step) else None
