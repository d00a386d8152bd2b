"""Why a questionnaire could not be read, and what was left behind, for its owner."""

from collections.abc import Iterable

from moorings.errors import MooringsError
from moorings.exchange.decoding import clean

LONGEST_NAME_SHOWN = 64
MOST_NAMES_SHOWN = 12


def shown(name: str) -> str:
    """Give a name from a file, cut to what a sentence can hold."""
    return clean(name)[:LONGEST_NAME_SHOWN]


def listed(names: Iterable[str]) -> str:
    """Give names from a file as a list, cut to what a sentence can hold."""
    every = tuple(map(shown, names))
    more = ("…",) if len(every) > MOST_NAMES_SHOWN else ()
    return ", ".join(every[:MOST_NAMES_SHOWN] + more)


class NotAQuestionnaireError(MooringsError):
    """None of the readers knows this."""

    sentence = (
        "{name} is not a questionnaire Moorings knows how to read. It takes a FHIR"
        " Questionnaire (JSON), a REDCap data dictionary (CSV) and a JSON file with a"
        " list of questions."
    )


class OversizeError(MooringsError):
    """More than any questionnaire needs."""

    sentence = "{name} is larger than 2 MiB. No questionnaire is as long as that."


class OtherResourceError(MooringsError):
    """FHIR, but not a Questionnaire."""

    sentence = (
        "This FHIR file holds something else ({resource}). Please choose the one that"
        " holds the Questionnaire itself."
    )


class MisshapenError(MooringsError):
    """A value of the wrong kind."""

    sentence = (
        "At “{place}” there is something else than belongs there, or something is"
        " missing."
    )


class NoQuestionsError(MooringsError):
    """Nothing that could be asked."""

    sentence = "“{title}” has no question with a list of answers."


class FewQuestionsError(MooringsError):
    """Too little is left once all that cannot be asked is gone."""

    sentence = (
        "“{title}” has too few questions with a list of answers ({count}); the others"
        " cannot be asked here: {items}."
    )


class ManyQuestionsError(MooringsError):
    """More questions than anybody answers."""

    sentence = "“{title}” has {count} questions. Moorings takes up to {most}."


class SameNameError(MooringsError):
    """Two questions, or two scales, under one name."""

    sentence = "The name “{item}” is given twice, so it is not clear which is meant."


class NoTextError(MooringsError):
    """A question without words."""

    sentence = "The question “{item}” has no words."


class LongTextError(MooringsError):
    """Words that are no question any more."""

    sentence = "The words at “{item}” are longer than {most} characters."


class NoAnswersError(MooringsError):
    """Nothing to choose from."""

    sentence = "The question “{item}” has fewer than two answers to choose from."


class UncountableAnswerError(MooringsError):
    """An answer that stands for no whole number."""

    sentence = (
        "At the question “{item}” the answer “{answer}” does not stand for a whole"
        " number, so nothing could be worked out from it."
    )


class UnevenAnswersError(MooringsError):
    """Answers with a gap or a double among their numbers."""

    sentence = (
        "The answers to the question “{item}” are numbered {values}. Each needs a"
        " number of its own, and none may be left out in between."
    )


class AnswersElsewhereError(MooringsError):
    """A list of answers that is not in the file."""

    sentence = (
        "The answers to the question “{item}” are not listed in this file. Please"
        " choose a form of it that holds them."
    )


class BranchingError(MooringsError):
    """Questions that are asked only after certain answers."""

    sentence = (
        "Some questions are asked only after certain answers, which cannot be done"
        " here: {items}."
    )


class RepeatedGroupError(MooringsError):
    """Questions that are asked over and over."""

    sentence = (
        "The group “{item}” is asked several times over, which cannot be done here."
    )


class UnknownQuestionError(MooringsError):
    """Scoring that speaks of a question there is not."""

    sentence = "The scoring speaks of a question “{item}”, which is not asked."


class UnfitParametersError(MooringsError):
    """Item parameters that cannot be worked with."""

    sentence = (
        "The parameters of the question “{item}” do not fit: the discrimination is"
        " above zero, and there is a rising threshold between each two answers."
    )


class LeftOutError(MooringsError):
    """Said beside a questionnaire: what has no list of answers is not asked."""

    sentence = (
        "Left out, because there is no list of answers to choose one from: {items}."
    )


class CalculatedError(MooringsError):
    """Said beside a questionnaire: what is worked out is not asked."""

    sentence = "Left out, because it is worked out and not asked: {items}."


class SeveralRangesError(MooringsError):
    """Said beside a questionnaire: not all questions are answered alike."""

    sentence = "Not all questions have the same range of answers: {ranges}."


class UnusedScoringError(MooringsError):
    """Said beside a questionnaire: its own scoring is of a kind we do not have."""

    sentence = (
        "The file brings a way of scoring that Moorings does not have ({kind}), so it"
        " was left behind."
    )


class OtherCountError(MooringsError):
    """A name we know with another number of questions."""

    sentence = "It has {found} questions; {title} has {known}."


class OtherRangeError(MooringsError):
    """Answers that the key does not have."""

    sentence = (
        "Its question {item} is answered from {lowest} to {highest}, which is not how"
        " {title} is answered."
    )


class OtherTitleError(MooringsError):
    """A title that names another questionnaire of the same length."""

    sentence = "By its title it is another questionnaire than {title}: {other}."


class OtherReversalError(MooringsError):
    """The file turns other answers round than the key."""

    sentence = (
        "It turns the answers to {found} round, and {title} those to {known}. It is"
        " another questionnaire or in another order, and would be scored wrongly."
    )


class OtherScalesError(MooringsError):
    """The file puts other questions together than the key."""

    sentence = (
        "It puts other questions together in its scales than {title}, and would be"
        " scored wrongly."
    )


class TurnedAlreadyError(MooringsError):
    """The same words stand for other numbers in different questions."""

    sentence = (
        "The same answer counts differently at the questions {items}: some seem to be"
        " turned round already, and {title} would turn them round again."
    )
