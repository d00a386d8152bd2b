import os
import sys
import tomllib
from collections.abc import Callable, Generator, Iterator
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import is_hypothesis_test
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from moorings.companion.harbour import Harbour
from moorings.companion.opened import Opened
from moorings.companion.writing import Written
from moorings.journey.records import (
    ActivationEnd,
    Administration,
    AnyRecord,
    Arousal,
    Aspect,
    Belief,
    BeliefRating,
    Belongs,
    Bond,
    BondKey,
    BondSide,
    Borne,
    CheckAnswer,
    Choice,
    Chosen,
    Compared,
    Consent,
    Direction,
    Done,
    Draw,
    Ending,
    Entry,
    Erasure,
    Forecast,
    ForecastOutcome,
    Given,
    Happened,
    HeldText,
    HeldTextEnd,
    HelpAnswer,
    HelpRequest,
    HowItEnded,
    HurtBy,
    Keeping,
    KitItem,
    Ladder,
    LedgerEntry,
    Mending,
    MendingAnswer,
    MendingEnd,
    MendingEnding,
    MendingPart,
    MendingSort,
    MendingStep,
    Naming,
    NightPlan,
    NowOrFamiliar,
    Often,
    Option,
    Part,
    Pattern,
    PauseAnswer,
    Person,
    PersonalValue,
    PersonNote,
    Picture,
    PracticeTime,
    PrivateCheck,
    Promise,
    PromiseOutcome,
    Question,
    Questionnaire,
    Rating,
    RawNote,
    RecordId,
    RecoveryCheck,
    Rehearsal,
    Response,
    Retraction,
    Rung,
    RungOutcome,
    RungTry,
    SafetyFlag,
    Said,
    Scale,
    SealedPage,
    Sense,
    SharedItem,
    SharedSort,
    Side,
    Sort,
    Statement,
    TrustWay,
    UnsentPage,
    WeeklyAct,
    WeekPlan,
    When,
    Where,
    Word,
    Worksheet,
)
from moorings.vault import sealed_room, wraps
from moorings.vault.derivation import Stretching, cheapest_stretching, normal

CLAIMS = Path("docs", "coverage.toml")
_unproven = pytest.StashKey[list[str]]()
_outcomes: dict[str, set[str]] = {}
_proofs: dict[str, set[str]] = {}


def pytest_configure(config: pytest.Config) -> None:
    """Say what the mark means."""
    told = "uncounted: tries very much; to count its lines would take twice as long"
    config.addinivalue_line("markers", told)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Run tests that try very much at full speed: others have to reach every line."""
    counting, told = sys.gettrace(), dict[str, str]()
    if is_uncounted(item):
        sys.settrace(None)
        names = [name for name in os.environ if name.startswith("COVERAGE_")]
        told = {name: os.environ.pop(name) for name in names}
    try:
        return (yield)
    finally:
        os.environ.update(told)
        sys.settrace(counting)


def is_uncounted(item: pytest.Item) -> bool:
    marked = any(map(item.get_closest_marker, ("browser", "uncounted")))
    return marked or is_hypothesis_test(getattr(item, "obj", None))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let a browser test's report say what it proves, in whichever process it runs."""
    for item in items:
        if item.get_closest_marker("browser"):
            for mark in item.iter_markers("feature"):
                item.user_properties.append(("feature", mark.args[0]))


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Note how every case of a test ended, and what it proves."""
    if report.when != "call" and report.passed:
        return
    test = report.nodeid.partition("[")[0]
    _outcomes.setdefault(test, set()).add(report.outcome)
    for name, feature in report.user_properties:
        if name == "feature":
            _proofs.setdefault(str(feature), set()).add(test)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail a whole run in which something that is said to work was not shown to."""
    file = session.config.rootpath / CLAIMS
    of_several = hasattr(session.config, "workerinput")
    if session.shouldstop or session.shouldfail or of_several or not file.is_file():
        return
    rows = tomllib.loads(file.read_text("utf-8"))
    claims = {f: row["tests"] for f, row in rows.items() if row["state"] == "works"}
    working = {feature: tests for feature, tests in claims.items() if tests}
    if not _outcomes.keys() >= {test for tests in working.values() for test in tests}:
        return
    found = session.config.stash[_unproven] = [
        feature for feature in working if not _is_shown(_proofs.get(feature, set()))
    ]
    if found:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def _is_shown(tests: set[str]) -> bool:
    ended = [_outcomes.get(test, set()) for test in tests]
    # Where there is no browser its tests are skipped by name; CI must have one.
    skipped = "CI" not in os.environ and any("skipped" in each for each in ended)
    return skipped or any(each == {"passed"} for each in ended)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say which claims were not shown."""
    for feature in terminalreporter.config.stash.get(_unproven, []):
        terminalreporter.write_line(
            f"{CLAIMS.as_posix()} says that {feature} works, but no browser test "
            "marked with that id passed in this run.",
            red=True,
        )


@pytest.fixture
def reference_data() -> Path:
    folder = os.environ.get("MOORINGS_REFERENCE_DATA", "")
    if not folder or not Path(folder).is_dir():
        pytest.skip("MOORINGS_REFERENCE_DATA does not name a folder of reference data")
    return Path(folder)


class SetClock:
    """A clock that goes on when it is told to."""

    def __init__(self) -> None:
        self.moment = datetime(2026, 3, 1, 12, tzinfo=UTC)
        self.passed = 1000.0

    def now(self) -> datetime:
        return self.moment

    def elapsed(self) -> float:
        return self.passed

    def go_on(self, seconds: float) -> None:
        self.moment += timedelta(seconds=seconds)
        self.passed += seconds

    def set_to(self, moment: datetime) -> None:
        """Turn the hands; no time passes."""
        self.moment = moment


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


def hashed(passphrase: str, stretching: Stretching) -> bytes:
    """Make a key of a passphrase at once, which is all that most tests need."""
    stretching.check()
    return sha256(stretching.salt + normal(passphrase).encode()).digest()


@pytest.fixture
def harbour(tmp_path: Path, clock: SetClock) -> Iterator[Harbour]:
    """Vaults in a temporary folder, whose keys take no time.

    What stretching truly does is shown by the tests of the vault, of faults, of the
    commands and in the browser.
    """
    with pytest.MonkeyPatch.context() as stretched:
        for module in (wraps, sealed_room):
            stretched.setattr(module, "stretch", hashed)
        place = Harbour(tmp_path / "data", clock, stretching=cheapest_stretching)
        yield place
        place.lock_all()


@pytest.fixture
def opened(harbour: Harbour) -> Opened:
    """An open vault in memory."""
    return harbour.try_out().opened


@pytest.fixture
def written() -> Callable[..., Written]:
    """Fill in the form of a page."""

    def fill_in(
        text: str,
        day: date = date(2026, 3, 1),
        *,
        hour: time | None = None,
        people: tuple[str, ...] = (),
        to: str = "",
    ) -> Written:
        return Written(text, When(day, hour), people, to)

    return fill_in


IDS = st.integers(0, 2**128 - 1).map(lambda number: RecordId(f"{number:032x}"))
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
WHENS = st.builds(
    When,
    date=st.dates(),
    time=st.none() | st.times(),
    offset=st.none() | st.integers(-86_399, 86_399),
    zone=st.none() | TEXT,
)
MOMENTS = st.datetimes(timezones=st.just(UTC))
ITEMS = ("a1", "b2", "c3")
RESPONSES = st.dictionaries(st.sampled_from(ITEMS), st.integers(1, 7))
QUESTIONS = st.builds(
    Question,
    id=TEXT,
    text=TEXT,
    options=st.lists(st.builds(Option, st.integers(0, 9), TEXT), max_size=2).map(tuple),
)
PICTURES = st.builds(Picture, blob=IDS, media_type=TEXT, description=TEXT)


def _id_of(question: Question) -> str:
    return question.id


def records_with(ids: SearchStrategy[RecordId]) -> SearchStrategy[AnyRecord]:
    """Make up records of every kind that name others by these ids."""
    shared: dict[str, SearchStrategy[Any]] = {
        "id": ids,
        "written_at": MOMENTS,
        "written_where": st.sampled_from(get_args(Where)),
        "replaces": st.none() | ids,
        "origin": st.none() | TEXT,
    }
    many = st.lists(ids, max_size=3).map(tuple)
    texts = st.lists(TEXT, max_size=3).map(tuple)
    page = shared | {"when": WHENS}
    of_a_wave = page | {"activation": ids}
    kinds: dict[type[AnyRecord], dict[str, SearchStrategy[Any]]] = {
        ActivationEnd: of_a_wave | {"how": st.sampled_from(get_args(Ending))},
        Administration: shared
        | {"instrument": TEXT, "version": st.integers(1, 9), "wording": TEXT}
        | {"language": TEXT, "shown": st.just(ITEMS), "responses": RESPONSES}
        | {"started": MOMENTS, "ended": MOMENTS, "target": st.none() | ids}
        | {"questionnaire": st.none() | ids},
        Choice: shared | {"setting": TEXT, "value": TEXT},
        Consent: shared | {"to": TEXT, "wording": TEXT},
        Entry: page
        | {"text": TEXT, "people": many, "labels": texts, "mood": TEXT}
        | {"pictures": st.lists(PICTURES, max_size=2).map(tuple)}
        | {"activation": st.none() | ids, "practice": TEXT},
        Erasure: shared | {"of": many, "origins": texts},
        Person: shared | {"name": TEXT},
        Questionnaire: shared
        | {"title": TEXT, "instruction": TEXT, "language": TEXT}
        | {"questions": st.lists(QUESTIONS, max_size=3, unique_by=_id_of).map(tuple)}
        | {"instrument": st.just("evenings"), "version": st.integers(1, 9)},
        Rating: of_a_wave
        | {"intensity": st.integers(0, 10), "practice": TEXT}
        | {"scale": st.sampled_from(get_args(Scale))},
        Naming: of_a_wave
        | {"trigger": TEXT, "body": texts, "feelings": texts, "beliefs": texts}
        | {"fears": texts, "urges": texts, "people": many},
        PauseAnswer: of_a_wave | {"answer": st.sampled_from(get_args(NowOrFamiliar))},
        Response: of_a_wave
        | {"chosen": st.sampled_from(get_args(Chosen)), "followed": TEXT}
        | {"until": st.none() | MOMENTS},
        HeldText: page
        | {"text": TEXT, "to": TEXT, "until": MOMENTS, "unwanted": st.booleans()}
        | {"activation": st.none() | ids},
        HeldTextEnd: page | {"of": ids, "how": st.sampled_from(get_args(HowItEnded))},
        Forecast: page
        | {"text": TEXT, "likelihood": st.integers(0, 100), "person": st.none() | ids}
        | {"due": st.none() | st.dates(), "activation": st.none() | ids},
        ForecastOutcome: page
        | {"of": ids, "happened": st.sampled_from(get_args(Happened))},
        SafetyFlag: page | {"raised": st.booleans(), "person": st.none() | ids},
        NightPlan: shared
        | dict.fromkeys(("signs", "alone", "places", "people", "safer"), TEXT)
        | {"worth": TEXT},
        Word: shared
        | {"part": st.sampled_from(get_args(Part)), "text": TEXT, "family": TEXT},
        RawNote: page | {"raw": st.binary(max_size=20)},
        RecoveryCheck: shared,
        Retraction: shared | {"of": ids},
        UnsentPage: page | {"text": TEXT, "to": TEXT},
    }
    kinds |= _practised_with(ids, shared, page) | _together_with(ids, page)
    return st.one_of(*(st.builds(kind, **fields) for kind, fields in kinds.items()))


def _practised_with(
    ids: SearchStrategy[RecordId],
    shared: dict[str, SearchStrategy[Any]],
    page: dict[str, SearchStrategy[Any]],
) -> dict[type[AnyRecord], dict[str, SearchStrategy[Any]]]:
    """Say what records of practice and of the rooms may say."""
    one, many = st.none() | ids, st.lists(ids, max_size=3).map(tuple)
    texts = st.lists(TEXT, max_size=3).map(tuple)
    tens, percent = st.none() | st.integers(0, 10), st.integers(0, 100)
    minutes = st.none() | st.integers(0, 600)
    words = {"body": texts, "feelings": texts, "beliefs": texts, "urges": texts}
    picked = st.dictionaries(TEXT, texts, max_size=2)
    days = st.just(()) | st.lists(texts, min_size=7, max_size=7).map(tuple)
    mondays = st.integers(0, 5_000).map(lambda n: date(1996, 1, 1) + timedelta(7 * n))
    return {
        Arousal: page
        | {"level": st.integers(-5, 5), "bearable": st.none() | st.booleans()}
        | {"activation": one},
        Belief: shared | {"belief": TEXT, "alternative": TEXT},
        BeliefRating: page
        | {"of": ids, "strength": percent, "alternative": st.none() | percent}
        | {"body": texts},
        KitItem: shared
        | {"sense": st.sampled_from(get_args(Sense)), "text": TEXT, "blob": one}
        | {"media_type": TEXT},
        Ladder: shared
        | {"direction": st.sampled_from(get_args(Direction)), "wants": TEXT}
        | {"person": one},
        LedgerEntry: page
        | {"side": st.sampled_from(get_args(Side)), "text": TEXT, "people": many}
        | {"sort": st.sampled_from(get_args(Sort)), "activation": one}
        | {"against": texts, "supports": texts}
        | {"much": st.none() | st.integers(1, 3)},
        Pattern: shared
        | {"title": TEXT, "trigger": TEXT, "does": TEXT, "people": many}
        | {"drawn_from": many, **words},
        PracticeTime: page
        | {"practice": TEXT, "minutes": minutes, "before": tens, "after": tens}
        | {"skipped": st.lists(st.integers(1, 9), max_size=3).map(tuple)}
        | {"about": one, "stopped": st.booleans()},
        Rung: shared | {"ladder": ids, "text": TEXT, "hard": percent},
        RungOutcome: page
        | {"of": ids, "happened": TEXT, "surprise": tens, "learned": TEXT}
        | {"likelihood": st.none() | percent, "vary": TEXT}
        | {"bore": st.sampled_from(get_args(Borne))},
        RungTry: page
        | {"rung": ids, "forecast": one, "know": TEXT, "bad": tens}
        | {"without": TEXT, "minutes": minutes},
        WeekPlan: shared | {"first": mondays, "days": days, "off": st.booleans()},
        Draw: page
        | {"options": st.just(("box", "brisk-move")), "percent": st.integers(1, 99)}
        | {"drawn": st.sampled_from(("box", "brisk-move"))},
        SealedPage: shared | {"sealed": st.binary(max_size=400)},
        Worksheet: page
        | {"sheet": TEXT, "answers": st.dictionaries(TEXT, TEXT, max_size=2)}
        | {"numbers": st.dictionaries(TEXT, st.integers(0, 100), max_size=2)}
        | {"chosen": picked, "people": many, "about": one},
    }


def _together_with(
    ids: SearchStrategy[RecordId],
    page: dict[str, SearchStrategy[Any]],
) -> dict[type[AnyRecord], dict[str, SearchStrategy[Any]]]:
    """Say what records of what is between people may say."""
    one, many = st.none() | ids, st.lists(ids, max_size=3).map(tuple)
    ways = st.sampled_from(get_args(TrustWay))
    ready = st.none() | st.integers(0, 10)
    words = dict.fromkeys(("theirs", "feeling", "situation", "because"), TEXT)
    return {
        PrivateCheck: page
        | {"answer": st.sampled_from(get_args(CheckAnswer)), "person": one},
        PersonNote: page
        | {"person": ids, "aspect": st.sampled_from(get_args(Aspect)), "text": TEXT}
        | {"often": st.sampled_from(get_args(Often))},
        Statement: page
        | words
        | {"request": TEXT, "person": one, "answer": TEXT}
        | {"said": st.sampled_from(get_args(Said))},
        Promise: page
        | {"text": TEXT, "due": st.dates(), "know": TEXT, "way": st.none() | ways}
        | {"person": one, "mending": one, "ask": st.none() | st.dates()},
        PromiseOutcome: page
        | {"of": ids, "how": st.sampled_from(get_args(Keeping)), "text": TEXT}
        | {"ways": st.lists(ways, max_size=2).map(tuple)},
        Mending: page
        | {"sort": st.sampled_from(get_args(MendingSort)), "text": TEXT}
        | {"by": st.sampled_from(get_args(HurtBy)), "person": one},
        MendingStep: page
        | {"of": ids, "part": st.sampled_from(get_args(MendingPart)), "text": TEXT}
        | {"answer": st.sampled_from(get_args(MendingAnswer)), "promise": one},
        MendingEnd: page
        | {"of": ids, "how": st.sampled_from(get_args(MendingEnding)), "text": TEXT},
        PersonalValue: page
        | {"text": TEXT, "importance": st.integers(0, 10), "lived": st.integers(0, 10)},
        WeeklyAct: page
        | {"belongs": st.sampled_from(get_args(Belongs)), "text": TEXT, "value": one}
        | {"done": st.sampled_from(get_args(Done)), "people": many},
        HelpRequest: page
        | {"text": TEXT, "size": st.integers(1, 3), "person": one, "after": TEXT}
        | {"answer": st.sampled_from(get_args(HelpAnswer))},
        Rehearsal: page
        | {"scene": TEXT, "turns": st.lists(TEXT, max_size=3).map(tuple)}
        | {"before": ready, "after": ready, "text": TEXT},
        **_shared_with(ids, page),
    }


def _shared_with(
    ids: SearchStrategy[RecordId],
    page: dict[str, SearchStrategy[Any]],
) -> dict[type[AnyRecord], dict[str, SearchStrategy[Any]]]:
    """Say what records of sharing may say."""
    one, few = st.none() | ids, st.binary(max_size=9)
    sorts = st.sampled_from(get_args(SharedSort))
    alone = {name: said for name, said in page.items() if name != "when"}
    return {
        Bond: page
        | {"side": st.sampled_from(get_args(BondSide)), "pair": ids, "own": few}
        | {"sent": few, "what": sorts, "as_name": TEXT, "person": one, "theirs": few}
        | {"their_name": TEXT, "words": st.sampled_from(get_args(Compared))},
        BondKey: alone | {"pair": ids, "signing": few, "sealing": few},
        SharedItem: page
        | {"pair": ids, "direction": st.sampled_from(get_args(Given)), "sort": sorts}
        | {"text": TEXT, "title": TEXT, "source": one},
    }


@pytest.fixture(scope="session")
def any_record() -> SearchStrategy[AnyRecord]:
    """Records of every kind that say anything they can say."""
    return records_with(IDS)


#: How one record meets another: its kind, whom it names, and by how much it is edited.
MEETINGS = st.tuples(
    st.sampled_from("eeemmmrrruupnxxcwwkaqdhfgosPWBLtMNDS"),
    st.integers(0, 9),
    st.none() | st.integers(0, 9),
)


@pytest.fixture(scope="session")
def any_log() -> SearchStrategy[list[AnyRecord]]:
    """Logs in which records replace, retract and erase one another at random."""
    return st.lists(MEETINGS, max_size=10).map(
        lambda met: [meeting(number, *each) for number, each in enumerate(met)]
    )


EVENINGS: dict[str, Any] = {
    "title": "Evenings",
    "instruction": "",
    "language": "en",
    "questions": (),
    "instrument": "evenings",
}


def meeting(number: int, kind: str, of: int, replaces: int | None) -> AnyRecord:
    """Make a record that may have to do with those before it, and after it."""
    names = [RecordId(f"{each:032x}") for each in range(12)]
    shared: dict[str, Any] = {
        "id": names[number],
        "written_at": datetime(2026, 3, 1, tzinfo=UTC),
        "replaces": None if replaces is None else names[replaces],
        "origin": "xyz"[of] if of < len("xyz") else None,
    }
    page = shared | {"when": When(date(2026, 3, 1 + of % 3))}
    wave = page | {"activation": names[10 + of % 2]}
    made: dict[str, Callable[[], AnyRecord]] = {
        "e": lambda: Entry(**page, text="entry", people=(names[of],)),
        "m": lambda: Entry(**wave, text="in a hard moment"),
        "w": lambda: Rating(**wave, intensity=of),
        "k": lambda: ActivationEnd(**wave, how="calm" if of % 2 else "left-open"),
        "a": lambda: sitting(shared, of),
        "q": lambda: Questionnaire(**shared, **EVENINGS),
        "u": lambda: UnsentPage(**page, text="unsent"),
        "n": lambda: RawNote(**page, raw=b"raw"),
        "p": lambda: Person(**shared, name="Zoë"),
        "r": lambda: Retraction(**shared, of=names[of]),
        "x": lambda: Erasure(**shared, of=tuple(names[of : of + 1 + number % 2])),
        "d": lambda: Naming(**wave, feelings=("hurt",) if of % 2 else ()),
        "h": lambda: HeldText(**wave, text="held", until=shared["written_at"]),
        "f": lambda: Forecast(**page, text="feared", likelihood=of),
        "g": lambda: Response(**wave, chosen="wait"),
        "o": lambda: Word(**shared, part="urge", text="own"),
        "s": lambda: SafetyFlag(**page, raised=of % 2 == 0, person=names[of]),
        "c": lambda: Choice(**shared, setting="lock", value=str(number)),
        "P": lambda: PracticeTime(**page, practice="box", before=of),
        "D": lambda: Draw(
            **page, options=("box", "stop"), drawn="box", percent=10 + of
        ),
        "S": lambda: SealedPage(**shared, sealed=bytes([1, of])),
        "W": lambda: Worksheet(**page, sheet="origin", numbers={"n": of}),
        "B": lambda: BeliefRating(**page, of=names[of], strength=of),
        "L": lambda: LedgerEntry(**page, side="deposit", text="rang"),
        "t": lambda: Promise(**page, text="ring", due=date(2026, 3, 9)),
        "M": lambda: MendingStep(**page, of=names[of], part="plan"),
        "N": lambda: PersonNote(
            **page, person=names[of], aspect="glad", often="sometimes"
        ),
    }
    return made[kind]()


def sitting(shared: dict[str, Any], response: int) -> Administration:
    """Make a sitting in which only the second of two items was answered."""
    return Administration(
        **shared,
        instrument="first-sketch",
        version=1,
        wording="a1b2",
        language="en",
        shown=("one", "two"),
        responses={"two": response},
        started=shared["written_at"],
        ended=shared["written_at"],
    )
