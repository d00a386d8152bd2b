from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any, get_args

import msgspec
import pytest

from moorings.journey.codec import RECORDS_VERSION, decode, encode
from moorings.journey.records import (
    ActivationEnd,
    Administration,
    AnyRecord,
    Arousal,
    Belief,
    BeliefRating,
    BlobId,
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
    Option,
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
    SealedPage,
    SharedItem,
    Statement,
    UnsentPage,
    WeeklyAct,
    WeekPlan,
    When,
    Word,
    Worksheet,
)

RECORDS = Path(__file__).parent / "records"
AT = datetime(2026, 3, 1, 12, 30, 15, 250000, tzinfo=UTC)


def name(letter: str) -> RecordId:
    return RecordId(32 * letter)


FORM_1: dict[str, AnyRecord] = {
    "choice": Choice(
        id=name("1"),
        written_at=AT,
        written_where="demo",
        replaces=name("0"),
        origin="o1",
        setting="lock-after-minutes",
        value="15",
    ),
    "consent": Consent(
        id=name("2"), written_at=AT, to="keep a diary", wording="9f86d081"
    ),
    "entry": Entry(
        id=name("3"),
        written_at=AT,
        written_where="import",
        replaces=name("0"),
        origin="o3",
        when=When(date(2026, 2, 28), time(23, 5), 3600, "Europe/Berlin"),
        text="We talked. 🙂\nIt was “enough”.",
        people=(name("5"),),
        labels=("talk", "home"),
        mood="calm",
        pictures=(Picture(BlobId(32 * "b"), "image/jpeg", "the lake"),),
    ),
    "erasure": Erasure(
        id=name("4"), written_at=AT, of=(name("a"), name("c")), origins=("o9",)
    ),
    "person": Person(
        id=name("5"),
        written_at=AT,
        written_where="offline",
        replaces=name("0"),
        origin="o5",
        name="Zoë",
    ),
    "raw-note": RawNote(
        id=name("6"),
        written_at=AT,
        written_where="locked",
        when=When(date(1660, 1, 1)),
        raw=b"\x00\xff raw",
    ),
    "recovery-check": RecoveryCheck(id=name("7"), written_at=AT),
    "retraction": Retraction(id=name("8"), written_at=AT, of=name("3")),
    "unsent-page": UnsentPage(
        id=name("9"),
        written_at=AT,
        when=When(date(1999, 12, 31), time(7)),
        text="What I never said.",
        to="Dad",
    ),
}

FORM_2: dict[str, AnyRecord] = FORM_1 | {
    "activation-end": ActivationEnd(
        id=name("a"),
        written_at=AT,
        written_where="offline",
        replaces=name("0"),
        origin="oa",
        activation=name("f"),
        when=When(date(2026, 3, 1), time(1, 40), 3600, "Europe/Berlin"),
        how="left-open",
    ),
    "administration": Administration(
        id=name("b"),
        written_at=AT,
        written_where="import",
        replaces=name("0"),
        origin="ob",
        instrument="first-sketch",
        version=1,
        wording="5d41402a",
        language="en",
        shown=("b2", "a1", "c3"),
        responses={"b2": 6, "a1": 1},
        started=AT - timedelta(minutes=4, seconds=30),
        ended=AT,
        target=name("5"),
    ),
    "entry": msgspec.structs.replace(FORM_1["entry"], activation=name("f")),
    "rating": Rating(
        id=name("c"),
        written_at=AT,
        written_where="locked",
        replaces=name("0"),
        origin="oc",
        activation=name("f"),
        when=When(date(2026, 2, 28), time(23, 5), 3600, "Europe/Berlin"),
        intensity=10,
        practice="belly-breath",
    ),
}

FORM_3: dict[str, AnyRecord] = FORM_2 | {
    "administration": msgspec.structs.replace(
        FORM_2["administration"], questionnaire=name("d")
    ),
    "questionnaire": Questionnaire(
        id=name("d"),
        written_at=AT,
        written_where="import",
        replaces=name("0"),
        origin="od",
        title="Evenings",
        instruction="How was the last week?",
        language="en-GB",
        questions=(
            Question("2", "The evenings were long.", (Option(0, "no"), Option(1, "é"))),
        ),
        instrument="evenings",
        version=2,
        own_key="",
        help_item="2",
    ),
}

WALL = When(date(2026, 3, 1), time(23, 5), 3600, "Europe/Berlin")
VERSION_OF: dict[str, Any] = {
    "written_at": AT,
    "written_where": "offline",
    "replaces": name("0"),
}

FORM_4: dict[str, AnyRecord] = FORM_3 | {
    "forecast": Forecast(
        id=name("e"),
        **VERSION_OF,
        origin="oe",
        activation=name("f"),
        when=WALL,
        text="She will not come back.",
        likelihood=80,
        due=date(2026, 3, 8),
        person=name("5"),
    ),
    "forecast-outcome": ForecastOutcome(
        id=RecordId(30 * "e" + "01"),
        **VERSION_OF,
        origin="of",
        of=name("e"),
        when=WALL,
        happened="partly",
    ),
    "held-text": HeldText(
        id=RecordId(30 * "e" + "02"),
        **VERSION_OF,
        origin="og",
        activation=name("f"),
        when=WALL,
        text="Where are you?\nSay something.",
        until=AT + timedelta(hours=1),
        to="Zoë",
        unwanted=True,
    ),
    "held-text-end": HeldTextEnd(
        id=RecordId(30 * "e" + "03"),
        **VERSION_OF,
        origin="oh",
        of=RecordId(30 * "e" + "02"),
        when=WALL,
        how="not-sent",
    ),
    "naming": Naming(
        id=RecordId(30 * "e" + "04"),
        **VERSION_OF,
        origin="oi",
        activation=name("f"),
        when=WALL,
        trigger="no-answer",
        body=("tight-chest", name("6")),
        feelings=("hurt",),
        beliefs=("too-much",),
        fears=("being-left",),
        urges=("write-again",),
        people=(name("5"),),
    ),
    "night-plan": NightPlan(
        id=RecordId(30 * "e" + "05"),
        **VERSION_OF,
        origin="oj",
        signs="I stop answering.",
        alone="Cold water.",
        places="The bakery that opens at five.",
        people="Ida",
        safer="The keys go to Ida.",
        worth="The dog.",
    ),
    "pause-answer": PauseAnswer(
        id=RecordId(30 * "e" + "06"),
        **VERSION_OF,
        origin="ok",
        activation=name("f"),
        when=WALL,
        answer="both",
    ),
    "rating": msgspec.structs.replace(FORM_2["rating"], scale="unreal"),
    "response": Response(
        id=RecordId(30 * "e" + "07"),
        **VERSION_OF,
        origin="ol",
        activation=name("f"),
        when=WALL,
        chosen="time-out",
        until=AT + timedelta(minutes=20),
        followed="I came back and we ate.",
    ),
    "safety-flag": SafetyFlag(
        id=RecordId(30 * "e" + "08"),
        **VERSION_OF,
        origin="om",
        when=WALL,
        raised=True,
        person=name("5"),
    ),
    "word": Word(
        id=RecordId(30 * "e" + "09"),
        **VERSION_OF,
        origin="on",
        part="feeling",
        text="hollowed out",
        family="quiet",
    ),
}


def numbered(number: int) -> dict[str, Any]:
    """Give what every example of the fifth form says of itself."""
    own = {"id": RecordId(f"{30 * 'd'}{number:02}"), "origin": f"p{number}"}
    return own | VERSION_OF


FORM_5: dict[str, AnyRecord] = FORM_4 | {
    "entry": msgspec.structs.replace(FORM_4["entry"], practice="three-lines"),
    "practice-time": PracticeTime(
        **numbered(1),
        when=WALL,
        practice="body-scan",
        minutes=10,
        before=7,
        after=5,
        skipped=(3, 4),
        about=name("6"),
        stopped=True,
    ),
    "worksheet": Worksheet(
        **numbered(2),
        when=WALL,
        sheet="origin",
        answers={"learned": "Ask nobody.\nÉver.", "day": "2026-06-01"},
        numbers={"heard": 6},
        chosen={"poles": ("welcome", "threat")},
        people=(name("5"),),
        about=name("6"),
    ),
    "pattern": Pattern(
        **numbered(3),
        title="The third message",
        trigger="no-answer",
        body=("tight-chest",),
        feelings=("hurt",),
        beliefs=("too-much",),
        urges=("write-again",),
        does="I write again, and again.",
        people=(name("5"),),
        drawn_from=(RecordId(30 * "d" + "02"),),
    ),
    "ladder": Ladder(
        **numbered(4), direction="closeness", wants="An evening.", person=name("5")
    ),
    "rung": Rung(
        **numbered(5),
        ladder=RecordId(30 * "d" + "04"),
        text="Ten minutes longer.",
        hard=40,
    ),
    "rung-try": RungTry(
        **numbered(6),
        when=WALL,
        rung=RecordId(30 * "d" + "05"),
        forecast=name("e"),
        know="She looks at the clock.",
        bad=6,
        without="No phone in my hand.",
        minutes=10,
    ),
    "rung-outcome": RungOutcome(
        **numbered(7),
        when=WALL,
        of=RecordId(30 * "d" + "06"),
        happened="She put the kettle on.",
        surprise=7,
        likelihood=30,
        learned="It took four minutes.",
        vary="With Ida.",
        bore="partly",
    ),
    "belief": Belief(
        **numbered(8), belief="too-much", alternative="Some people stay for more."
    ),
    "belief-rating": BeliefRating(
        **numbered(9),
        when=WALL,
        of=RecordId(30 * "d" + "08"),
        strength=80,
        alternative=35,
        body=("tight-chest",),
    ),
    "ledger-entry": LedgerEntry(
        **numbered(10),
        when=WALL,
        side="deposit",
        sort="repaired",
        text="She rang, and said sorry for the morning.",
        people=(name("5"),),
        against=("people-leave",),
        supports=("too-much",),
        activation=name("f"),
    ),
    "kit-item": KitItem(
        **numbered(11),
        sense="sound",
        text="The song from the ferry",
        blob=BlobId(32 * "b"),
        media_type="audio/mpeg",
    ),
    "week-plan": WeekPlan(
        **numbered(12),
        first=date(2026, 3, 2),
        days=(("long-exhale",), (), (), (), (), (), ("three-lines", "box")),
        off=True,
    ),
    "arousal": Arousal(
        **numbered(13), when=WALL, level=-3, bearable=False, activation=name("f")
    ),
}


def in_form_6(number: int) -> dict[str, Any]:
    """Give what every example of the sixth form says of itself."""
    own = {"id": RecordId(f"{30 * 'e'}{number:02}"), "origin": f"t{number}"}
    return own | VERSION_OF


FORM_6: dict[str, AnyRecord] = FORM_5 | {
    "ledger-entry": msgspec.structs.replace(FORM_5["ledger-entry"], much=2),
    "private-check": PrivateCheck(
        **in_form_6(1), when=WALL, answer="clear", person=name("b")
    ),
    "person-note": PersonNote(
        **in_form_6(2),
        when=WALL,
        person=name("b"),
        aspect="respected-no",
        often="sometimes",
        text="I said not tonight, and we watched the football.",
    ),
    "statement": Statement(
        **in_form_6(3),
        when=WALL,
        theirs="You had a long shift.",
        feeling="uneasy",
        situation="the phone stayed silent until eleven",
        because="I take silence for the end",
        request="one line when it gets late",
        person=name("b"),
        said="said",
        answer="Fine, I can do that.",
    ),
    "promise": Promise(
        **in_form_6(4),
        when=WALL,
        text="Ring on Thursday at six",
        due=date(2026, 3, 5),
        know="the list of calls",
        way="follow-through",
        person=name("b"),
        mending=name("c"),
        ask=date(2026, 3, 26),
    ),
    "promise-outcome": PromiseOutcome(
        **in_form_6(5),
        of=name("d"),
        when=WALL,
        how="mended",
        text="Rang on Friday and said so",
        ways=("admitting",),
    ),
    "mending": Mending(
        **in_form_6(6),
        when=WALL,
        sort="rebuild",
        by="both",
        text="What was said on the ferry",
        person=name("b"),
    ),
    "mending-step": MendingStep(
        **in_form_6(7),
        of=name("c"),
        when=WALL,
        part="plan",
        text="I leave the room before I shout",
        answer="partly",
        promise=name("d"),
    ),
    "mending-end": MendingEnd(
        **in_form_6(8), of=name("c"), when=WALL, how="parted", text="Kindly, both"
    ),
    "personal-value": PersonalValue(
        **in_form_6(9), when=WALL, text="Time by the water", importance=9, lived=4
    ),
    "weekly-act": WeeklyAct(
        **in_form_6(10),
        when=WALL,
        belongs="ours",
        text="Cook on Sunday",
        done="partly",
        people=(name("b"),),
        value=name("f"),
    ),
    "help-request": HelpRequest(
        **in_form_6(11),
        when=WALL,
        text="Carry the shelf up",
        size=2,
        person=name("b"),
        answer="not-yet",
        after="On Saturday",
    ),
    "rehearsal": Rehearsal(
        **in_form_6(12),
        when=WALL,
        scene="unanswered",
        turns=("wait", "walk"),
        before=3,
        after=5,
        text="Shoes first",
    ),
    "bond": Bond(
        **in_form_6(13),
        when=WALL,
        side="accepted",
        pair=name("7"),
        own=b"\x01" * 64,
        sent=b"\x01\x02 sent",
        what="agreement",
        as_name="Bo",
        person=name("b"),
        theirs=b"\x02" * 64,
        their_name="Ida",
        words="same",
    ),
    "bond-key": BondKey(
        **in_form_6(14), pair=name("7"), signing=b"\x03" * 32, sealing=b"\x04" * 32
    ),
    "shared-item": SharedItem(
        **in_form_6(15),
        when=WALL,
        pair=name("7"),
        direction="given",
        sort="agreement",
        text="Twenty minutes, then I knock.",
        title="Time-outs",
        source=name("d"),
    ),
}

FORM_7: dict[str, AnyRecord] = FORM_6 | {
    "draw": Draw(
        id=RecordId(30 * "f" + "01"),
        **VERSION_OF,
        origin="c1",
        when=WALL,
        options=("long-exhale", "brisk-move"),
        drawn="brisk-move",
        percent=35,
    ),
}

FORM_8: dict[str, AnyRecord] = FORM_7 | {
    "sealed-page": SealedPage(
        id=RecordId(30 * "f" + "02"),
        **VERSION_OF,
        origin="c2",
        sealed=bytes(range(8)),
    ),
}

#: What the files of each form mean; the last is the form that is written now.
FORMS = {
    1: FORM_1,
    2: FORM_2,
    3: FORM_3,
    4: FORM_4,
    5: FORM_5,
    6: FORM_6,
    7: FORM_7,
    8: FORM_8,
}
READ = [(form, kind) for form, expected in FORMS.items() for kind in expected]


def golden(form: int, kind: str) -> bytes:
    return (RECORDS / f"v{form}" / f"{kind}.json").read_bytes().rstrip(b"\n")


@pytest.mark.parametrize(("form", "kind"), READ)
def test_a_record_of_every_form_is_read_as_it_was_meant(form: int, kind: str) -> None:
    assert decode(golden(form, kind)) == FORMS[form][kind]


@pytest.mark.parametrize("kind", FORMS[RECORDS_VERSION])
def test_a_record_is_written_byte_for_byte_as_in_its_golden_file(kind: str) -> None:
    assert encode(FORMS[RECORDS_VERSION][kind]) == golden(RECORDS_VERSION, kind)


@pytest.mark.parametrize("form", FORMS)
def test_no_golden_file_of_any_form_is_idle_or_missing(form: int) -> None:
    files = {file.name for file in (RECORDS / f"v{form}").iterdir()}
    assert files == {f"{kind}.json" for kind in FORMS[form]}


def test_every_kind_has_a_golden_file_in_the_form_that_is_written_now() -> None:
    kinds = {str(each.__struct_config__.tag) for each in get_args(AnyRecord)}
    assert kinds == set(FORMS[RECORDS_VERSION])
    assert max(FORMS) == RECORDS_VERSION


@pytest.mark.parametrize("kind", ["activation-end", "administration"])
def test_an_example_of_what_is_new_says_something_in_every_field(kind: str) -> None:
    written = set(msgspec.json.decode(golden(3, kind))) - {"kind"}
    assert written == set(FORM_3[kind].__struct_fields__)


@pytest.mark.parametrize("kind", [*sorted(FORM_4.keys() - FORM_3.keys()), "rating"])
def test_an_example_of_the_fourth_form_says_something_in_every_field(
    kind: str,
) -> None:
    written = set(msgspec.json.decode(golden(4, kind))) - {"kind"}
    assert written == set(FORM_4[kind].__struct_fields__)


@pytest.mark.parametrize("kind", [*sorted(FORM_5.keys() - FORM_4.keys()), "entry"])
def test_an_example_of_the_fifth_form_says_something_in_every_field(kind: str) -> None:
    written = set(msgspec.json.decode(golden(5, kind))) - {"kind"}
    assert written == set(FORM_5[kind].__struct_fields__) - {"much"}


@pytest.mark.parametrize(
    "kind", [*sorted(FORM_6.keys() - FORM_5.keys()), "ledger-entry"]
)
def test_an_example_of_the_sixth_form_says_something_in_every_field(kind: str) -> None:
    written = set(msgspec.json.decode(golden(6, kind))) - {"kind"}
    assert written == set(FORM_6[kind].__struct_fields__)


def test_an_example_of_the_seventh_form_says_something_in_every_field() -> None:
    assert sorted(FORM_7.keys() - FORM_6.keys()) == ["draw"]
    written = set(msgspec.json.decode(golden(7, "draw"))) - {"kind"}
    assert written == set(FORM_7["draw"].__struct_fields__)


def test_an_example_of_the_eighth_form_says_something_in_every_field() -> None:
    assert sorted(FORM_8.keys() - FORM_7.keys()) == ["sealed-page"]
    written = set(msgspec.json.decode(golden(8, "sealed-page"))) - {"kind"}
    assert written == set(FORM_8["sealed-page"].__struct_fields__)


def test_a_questionnaire_names_a_key_or_brings_its_own() -> None:
    written = set(msgspec.json.decode(golden(3, "questionnaire"))) - {"kind"}
    fields = set(FORM_3["questionnaire"].__struct_fields__)
    assert written == fields - {"own_key"}
