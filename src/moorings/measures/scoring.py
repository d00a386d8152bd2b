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
    turned round. `value` is what they come to together, in points of the score, or None
    where the missing rule refuses.
    """

    value: float | None
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
    as its missing rule wants; a skipped item is not filled in with anything else. Where
    a key counts a sum, it is that mean times the number of its items (prorating), and
    times the key's multiplier. Raises `ImpossibleResponseError`. Source: the way
    published questionnaires are scored; how many may be missing is each key's choice.
    """
    require_possible(key, responses)
    return {scale.id: _scale_score(key, scale, responses) for scale in key.scales}


def bounds(key: Key, scale: Scale, responses: Mapping[str, int]) -> tuple[float, float]:
    """Give the lowest and highest score a scale could have if all were answered."""
    given = {
        i: keyed(key, scale, i, responses[i]) for i in scale.items if i in responses
    }
    ends = [(given[i],) * 2 if i in given else key.range_of(i) for i in scale.items]
    share = key.multiplier / (len(ends) if key.counted == "mean" else 1)
    return sum(low for low, _ in ends) * share, sum(high for _, high in ends) * share


def keyed(key: Key, scale: Scale, item: str, response: int) -> int:
    """Turn a response round where its item is reverse-keyed."""
    lowest, highest = key.range_of(item)
    return lowest + highest - response if item in scale.reverse_keyed else response


def require_possible(key: Key, responses: Mapping[str, int]) -> None:
    """Refuse a sheet that the instrument cannot have given."""
    for item, response in responses.items():
        lowest, highest = key.range_of(item)
        if item not in key.order or not lowest <= response <= highest:
            raise ImpossibleResponseError(item=item, response=response)


def _scale_score(key: Key, scale: Scale, responses: Mapping[str, int]) -> ScaleScore:
    def given(items: Iterable[str]) -> tuple[int, ...]:
        here = (item for item in items if item in responses)
        return tuple(keyed(key, scale, item, responses[item]) for item in here)

    straight, turned = given(scale.straight), given(scale.reverse_keyed)
    answers = straight + turned
    if len(answers) < scale.fewest_answers:
        return ScaleScore(None, straight, turned)
    counted = 1 if key.counted == "mean" else len(scale.items)
    return ScaleScore(fmean(answers) * counted * key.multiplier, straight, turned)
