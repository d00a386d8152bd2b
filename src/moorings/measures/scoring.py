"""Scoring: from raw responses to one number for each scale, or to none."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from statistics import fmean

from moorings.errors import MooringsError
from moorings.measures.instrument import Key, Scale


class ImpossibleResponseError(MooringsError):
    """A response to an item that does not exist, or outside of the range."""

    sentence = "“{item}” was answered with {response}, which is not one of its answers."


@dataclass(frozen=True, slots=True)
class ScaleScore:
    """What the responses to one scale come to.

    `straight` and `turned` are the keyed responses, in points of the response range:
    those to items that count as they stand, and those to reverse-keyed items, already
    turned round. `mean` is that of all of them together, from lowest to highest, or
    None where the missing rule refuses.
    """

    mean: float | None
    straight: tuple[int, ...]
    turned: tuple[int, ...]

    @property
    def answered(self) -> int:
        """Count the items that were answered."""
        return len(self.straight) + len(self.turned)


def score(key: Key, responses: Mapping[str, int]) -> dict[str, ScaleScore]:
    r"""Score an answer sheet; gives one score for each scale, by its id.

    .. math:: \bar{x} = \frac{1}{n} \sum_i k(x_i), \quad
              k(x) = x \text{ or } lowest + highest - x

    The mean of the n items that were answered stands for the scale if they are as many
    as its missing rule wants; a skipped item is not filled in with anything. Raises
    `ImpossibleResponseError`. Source: the way published attachment questionnaires are
    scored; how many may be missing is each key's own choice.
    """
    require_possible(key, responses)
    return {scale.id: _scale_score(key, scale, responses) for scale in key.scales}


def require_possible(key: Key, responses: Mapping[str, int]) -> None:
    """Refuse a sheet that the instrument cannot have given."""
    for item, response in responses.items():
        if item not in key.order or not key.lowest <= response <= key.highest:
            raise ImpossibleResponseError(item=item, response=response)


def _scale_score(key: Key, scale: Scale, responses: Mapping[str, int]) -> ScaleScore:
    def given(items: Iterable[str]) -> list[int]:
        return [responses[item] for item in items if item in responses]

    straight = tuple(given(scale.straight))
    turned = tuple(key.lowest + key.highest - x for x in given(scale.reverse_keyed))
    answers = straight + turned
    enough = len(answers) >= scale.fewest_answers
    return ScaleScore(fmean(answers) if enough else None, straight, turned)
