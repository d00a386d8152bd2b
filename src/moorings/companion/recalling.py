"""Recalling: one's own moments that speak against a belief, while it is loud."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from moorings.companion.believing import belief_words, beliefs, own_text
from moorings.companion.depositing import moments
from moorings.companion.guarding import standing
from moorings.companion.hearing import heard_in
from moorings.companion.opened import Opened
from moorings.companion.practising import reasons
from moorings.companion.settling import open_activation
from moorings.insight.evidence import (
    Known,
    may_speak,
    speaking_for,
    strength_of,
    to_be_shown,
)
from moorings.journey.activation import Activation
from moorings.journey.records import (
    Entry,
    Forecast,
    HeldText,
    LedgerEntry,
    PauseAnswer,
    Rating,
    WordId,
)
from moorings.safety.gate import Pause, Unreal

#: For so long after its last step a hard moment is still the one that is meant (own).
AT_HAND: Final = timedelta(hours=12)
#: From here on something is too unreal to look inward (own).
FAR: Final = 7


@dataclass(frozen=True, slots=True)
class Recalled:
    """Which belief was named, moments against it, and how many stand on the other side.

    The moments come in the order in which they may be shown, one after another. A
    belief that is looked at has a page, where both sides stand.
    """

    belief: WordId
    words: str
    moments: tuple[LedgerEntry, ...]
    other_side: int
    looked_at: bool


def recalled(opened: Opened) -> Recalled | None:
    """Give what may be shown of one's own in the hard moment that is open just now."""
    activation = open_activation(opened)
    if activation is None or not _is_at_hand(opened, activation):
        return None
    if not may_speak(_known(opened, activation)):
        return None
    named = activation.named.beliefs if activation.named else ()
    found = (_recalled(opened, belief) for belief in named)
    return next(filter(None, found), None)


def _recalled(opened: Opened, belief: WordId) -> Recalled | None:
    noted = moments(opened)
    left_out = {person for person in standing(opened).flagged if person}
    found = [
        each
        for each in to_be_shown(noted, {belief}, left_out)
        if heard_in(each.text) == "nothing"
    ]
    if not found:
        return None
    other_side = len(speaking_for(noted, {belief}))
    words = belief_words(opened, belief)
    looked_at = any(each.belief == belief for each in beliefs(opened))
    return Recalled(belief, words, tuple(found), other_side, looked_at)


def _is_at_hand(opened: Opened, activation: Activation) -> bool:
    noted = max(step.written_at for step in activation.steps)
    return opened.now() - noted < AT_HAND


def _known(opened: Opened, activation: Activation) -> Known:
    return Known(
        guard=standing(opened).guard(),
        pause=_pause(activation),
        strength=strength_of(_latest(activation.ratings)),
        unreal=_unreal(activation),
        words=heard_in(_said(opened, activation)),
        reasons=reasons(opened),
    )


def _pause(activation: Activation) -> Pause:
    """Give the latest answer to whether it is now, or familiar."""
    answers = [step for step in activation.steps if isinstance(step, PauseAnswer)]
    return answers[-1].answer if answers else "not asked"


def _latest(ratings: tuple[Rating, ...]) -> int | None:
    return ratings[-1].intensity if ratings else None


def _unreal(activation: Activation) -> Unreal:
    far = _latest(activation.unreal)
    return "7 or more" if far is not None and far >= FAR else "below 7"


def _said(opened: Opened, activation: Activation) -> str:
    """Give everything that was written in a hard moment, words of one's own as well."""
    typed = [
        step.text
        for step in activation.steps
        if isinstance(step, Entry | Forecast | HeldText)
    ]
    if named := activation.named:
        words = (*named.feelings, *named.beliefs, *named.fears, *named.urges)
        typed += [own_text(opened, name) for name in (named.trigger, *words)]
    return "\n".join(typed)
