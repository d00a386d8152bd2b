"""What stands between people, in a notebook in which every room is furnished."""

from datetime import timedelta
from typing import Any

import msgspec

from moorings.companion.clock import moment
from moorings.companion.inviting import Inviting, invite, take_answer
from moorings.companion.opened import Opened, new_id
from moorings.companion.pairing import confirm
from moorings.companion.sharing import Shared, give
from moorings.companion.together import keep_check, say_age
from moorings.journey.records import (
    Bond,
    HeldText,
    HelpRequest,
    LedgerEntry,
    Mending,
    MendingStep,
    PersonalValue,
    PersonNote,
    Promise,
    PromiseOutcome,
    RecordId,
    Rehearsal,
    Statement,
    WeeklyAct,
    Worksheet,
)
from moorings.vault.pairing import make_answer, new_identity


def furnished_between(opened: Opened, ida: RecordId) -> dict[str, str]:
    """Open the rooms for two, and let something stand in each of them.

    Gives what stands where an address has an id in it, by how the address begins.
    """
    keep_check(opened, new_id(), "clear")
    say_age(opened, under_18=False)
    now = opened.now()
    today = moment(now).date

    def own(days: int = 0, **said: object) -> dict[str, Any]:
        at = moment(now - timedelta(days))
        return {"id": new_id(), "written_at": now, "when": at} | said

    note = PersonNote(
        **own(person=ida, aspect="respected-no", often="often", text="Went home.")
    )
    moments = [
        LedgerEntry(
            **own(
                5 * number,
                side="strain" if number % 3 == 0 else "deposit",
                text="Rang at six.",
                people=(ida,),
                much=1 + number % 3,
            )
        )
        for number in range(10)
    ]
    statement = Statement(
        **own(
            feeling="uneasy",
            situation="the phone is quiet",
            because="I take it for the end",
            request="one line when it gets late",
            person=ida,
        )
    )
    repair = Mending(**own(30, sort="repair", by="me", text="The ferry.", person=ida))
    rebuild = Mending(**own(60, sort="rebuild", by="me", text="The money.", person=ida))
    planned = Promise(
        **own(
            28,
            text="Leave the room before I shout",
            due=today - timedelta(21),
            person=ida,
            mending=repair.id,
            ask=today,
        )
    )
    steps = [
        MendingStep(**own(29, of=repair.id, part="own-part", text="I shouted.")),
        MendingStep(**own(28, of=repair.id, part="plan", promise=planned.id)),
    ]
    promised = [
        Promise(
            **own(
                7 * week,
                text="Ring on Thursday",
                due=today - timedelta(7 * week),
                way="follow-through",
                person=ida,
                mending=rebuild.id if week % 2 else None,
            )
        )
        for week in range(10)
    ]
    told = [
        PromiseOutcome(
            **own(of=each.id, how=("kept", "mended")[number % 2], ways=("admitting",))
        )
        for number, each in enumerate(promised[1:])
    ]
    value = PersonalValue(**own(text="Time by the water", importance=9, lived=4))
    acts = [
        WeeklyAct(
            **own(
                7 * week,
                belongs=("mine", "ours")[week % 2],
                text="Swim",
                done="yes" if week else "",
                value=value.id,
            )
        )
        for week in range(8)
    ]
    asked = HelpRequest(**own(text="Carry the shelf up", size=2, person=ida))
    signs = [
        Worksheet(
            **own(
                30 * month,
                sheet="seven-signs",
                people=(ida,),
                chosen={"honest": ("often",), "repair": ("seldom",)},
            )
        )
        for month in range(4)
    ]
    held = HeldText(**own(text="You never call.", until=now + timedelta(hours=2)))
    rehearsed = Rehearsal(**own(scene="unanswered", before=3, after=5))
    kept: list[Any] = [
        *[note, *moments, statement, repair, rebuild, planned, *steps, *promised],
        *[*told, value, *acts, asked, rehearsed, held, *signs],
    ]
    opened.keep(*kept)
    bond = paired(opened, ida)
    shared = give(opened, bond, new_id(), Shared("text", "Thursday", "At six."), "Ida")
    return {
        "/people/notes": note.id,
        "/people/together/statement/new": held.id,
        "/people/together/statement": statement.id,
        "/people/together/repair": repair.id,
        "/people/together/rebuild": rebuild.id,
        "/people/together/promises/for": rebuild.id,
        "/people/together/promises": promised[0].id,
        "/people/together/both-and/values": value.id,
        "/people/together/both-and/acts": acts[0].id,
        "/people/together/both-and/asks": asked.id,
        "/people/together/with/item": shared.id,
        "/people/together/with": bond.id,
        "/practise/rehearse": rehearsed.id,
    }


def paired(opened: Opened, person: RecordId) -> Bond:
    """Pair with somebody whose notebook lies elsewhere."""
    bond = invite(opened, new_id(), Inviting("Me", "text", person))
    said = msgspec.json.encode({"name": "Ida"})
    answer = make_answer(new_identity(), bond.sent, said)
    answered = take_answer(opened, bond.id, answer)
    return confirm(opened, answered.id, same=True)
