"""Puts a questionnaire together, question by question, and checks it on the way."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from moorings.errors import MooringsError
from moorings.exchange.arrival import Fault
from moorings.exchange.decoding import clean
from moorings.exchange.questionnaires.found import (
    Findings,
    Format,
    FoundItem,
    FoundOption,
    FoundQuestionnaire,
)
from moorings.exchange.questionnaires.reasons import (
    BranchingError,
    CalculatedError,
    FewQuestionsError,
    LeftOutError,
    ManyQuestionsError,
    NoAnswersError,
    NoQuestionsError,
    NoTextError,
    SameNameError,
    SeveralRangesError,
    UncountableAnswerError,
    UnevenAnswersError,
    listed,
    shown,
)
from moorings.exchange.questionnaires.wording import paragraph, phrase, whole_number
from moorings.measures.instrument import Key

MOST_QUESTIONS = 200
#: What is left once others were left out is still a questionnaire from here on.
FEWEST_LEFT = 3
FEWEST_ANSWERS = 2


@dataclass(slots=True)
class Draft:
    """One questionnaire while a reader goes through its file.

    The reader asks, explains and leaves out in the order of the file; `finish` says
    what came of it.
    """

    file: str
    source: Format
    title: str
    language: str = ""
    line: int = 1
    items: list[FoundItem] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    _explained: dict[str, None] = field(default_factory=dict)
    _left_out: dict[type[MooringsError], list[str]] = field(
        default_factory=lambda: defaultdict(list)
    )
    _branching: list[str] = field(default_factory=list)
    _seen: set[str] = field(default_factory=set)

    def refuse(self, line: int, reason: MooringsError) -> None:
        """Note why this cannot be taken as it is."""
        self.faults.append(Fault(self.file, line, reason))

    def explain(self, line: int, text: str) -> None:
        """Add words that introduce the questions."""
        try:
            words = paragraph(text, self.title)
        except MooringsError as reason:
            self.refuse(line, reason)
            return
        if words:
            self._explained[words] = None

    def leave_out(self, own_id: str, *, calculated: bool = False) -> None:
        """Pass over what cannot be asked, but say so."""
        self._left_out[CalculatedError if calculated else LeftOutError].append(own_id)

    def ask(
        self, own_id: str, line: int, text: str, answers: Iterable[tuple[object, str]]
    ) -> None:
        """Add a question with its answers: what each stands for, and its words."""
        try:
            if own_id in self._seen:
                raise SameNameError(item=shown(own_id))
            self._seen.add(own_id)
            words = phrase(text, own_id)
            if not words:
                raise NoTextError(item=shown(own_id))
            options = _options(own_id, answers)
        except MooringsError as reason:
            self.refuse(line, reason)
            return
        number = str(len(self.items) + 1)
        self.items.append(FoundItem(number, clean(own_id), words, options))

    def branch(self, own_id: str) -> None:
        """Note that a question is asked only after certain answers."""
        self._branching.append(own_id)

    def finish(
        self,
        key: Key | None = None,
        reverse_keyed: frozenset[str] | None = None,
        notes: Iterable[MooringsError] = (),
    ) -> Findings:
        """Give the questionnaire if nothing speaks against it, or all that does."""
        if not self.faults:
            for reason in self._against():
                self.refuse(self.line, reason)
        if self.faults:
            return Findings(faults=tuple(self.faults))
        found = FoundQuestionnaire(
            title=self.title,
            instruction="\n".join(self._explained),
            language=self.language,
            items=tuple(self.items),
            source=self.source,
            key=key,
            reverse_keyed=reverse_keyed,
            notes=(*self._notes(), *notes),
        )
        return Findings((found,))

    def _against(self) -> Iterator[MooringsError]:
        count = len(self.items)
        left_out = [name for names in self._left_out.values() for name in names]
        title = shown(self.title)
        if not count:
            yield NoQuestionsError(title=title)
        elif left_out and count < FEWEST_LEFT:
            yield FewQuestionsError(title=title, count=count, items=listed(left_out))
        if count > MOST_QUESTIONS:
            yield ManyQuestionsError(title=title, count=count, most=MOST_QUESTIONS)
        if self._branching:
            yield BranchingError(items=listed(self._branching))

    def _notes(self) -> Iterator[MooringsError]:
        for kind, names in self._left_out.items():
            yield kind(items=listed(names))
        ranges = dict.fromkeys(item.range for item in self.items)
        if len(ranges) > 1:
            told = (f"{lowest}–{highest}" for lowest, highest in ranges)  # noqa: RUF001
            yield SeveralRangesError(ranges=listed(told))


def _options(
    own_id: str, answers: Iterable[tuple[object, str]]
) -> tuple[FoundOption, ...]:
    options = tuple(_option(own_id, *answer) for answer in answers)
    if len(options) < FEWEST_ANSWERS:
        raise NoAnswersError(item=shown(own_id))
    values = sorted(option.value for option in options)
    if values != list(range(values[0], values[0] + len(values))):
        told = listed(str(option.value) for option in options)
        raise UnevenAnswersError(item=shown(own_id), values=told)
    return options


def _option(own_id: str, stands_for: object, label: str) -> FoundOption:
    words = phrase(label, own_id)
    value = whole_number(stands_for)
    if value is None:
        answer = shown(words or str(stands_for))
        raise UncountableAnswerError(item=shown(own_id), answer=answer)
    return FoundOption(value, words or str(value))
