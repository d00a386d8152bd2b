"""When help may be good: common reasons, open rules, and a page to check oneself."""

from collections.abc import Mapping
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from moorings.companion.guarding import standing
from moorings.companion.opened import Opened
from moorings.companion.seeking_help import (
    BETWEEN_TWO,
    Finding,
    findings,
    help_to_tell,
    put_by,
)
from moorings.companion.worksheets import worksheet
from moorings.insight.help_triggers import (
    OVER,
    RULES,
    STRONG,
    TRIGGERS,
    UNREAL,
    Rule,
    Trigger,
)
from moorings.library.catalogue import Voiced, gettext, ngettext
from moorings.library.help_triggers import HelpTrigger, help_triggers
from moorings.web.forms import form_of
from moorings.web.rendering import go_to, render
from moorings.web.routing import page
from moorings.web.visitor import unlocked
from moorings.web.wording.worksheet import Said, said_in

HERE = "/way/help"
CHECK = "help-check"


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason to look for help; its rule in words, and what that counts today.

    While something rests, what is for two people together is not held out: `how` is
    empty then.
    """

    id: str
    title: str
    when: str
    with_fear: str
    how: str
    rule: str
    counted: str


@dataclass(frozen=True, slots=True)
class HelpPage:
    """Everything the page shows."""

    reasons: tuple[Reason, ...]
    checked: tuple[Said, ...]
    checked_path: str
    over_weeks: int


@dataclass(frozen=True, slots=True)
class HelpCard:
    """What Way tells once in each spell, until it is put by."""

    id: str
    told: Voiced
    path: str


async def show(request: Request) -> Response:
    """Show every reason, whether its rule holds or not."""
    opened = unlocked(request)
    found, resting = findings(opened), standing(opened).rests
    check = worksheet(opened, CHECK)
    shown = HelpPage(
        tuple(_reason(each, found, resting=resting) for each in help_triggers()),
        said_in(opened, check) if check else (),
        f"/practise/pages/{CHECK}/{check.id}" if check else f"/practise/pages/{CHECK}",
        OVER.days // 7,
    )
    return render(request, "seeking_help.html", shown)


async def take_put_by(request: Request) -> Response:
    """Keep that the card on Way was read."""
    opened, form = unlocked(request), await form_of(request)
    for trigger in TRIGGERS:
        if trigger == form.text("reason"):
            put_by(opened, trigger)
    return go_to("/way")


def help_card(opened: Opened) -> HelpCard | None:
    """Give the one card of this kind for Way, if there is one today."""
    trigger = help_to_tell(opened)
    for each in help_triggers():
        if each.id == trigger and each.told:
            return HelpCard(each.id, each.told, f"{HERE}#{each.id}")
    return None


def _reason(
    told: HelpTrigger, found: Mapping[Trigger, Finding], *, resting: bool
) -> Reason:
    rule = counted = ""
    for trigger, finding in found.items():
        if trigger == told.id:
            rule = _rule(trigger, RULES[trigger])
            counted = _counted(finding, RULES[trigger])
    how = told.how
    if resting and told.id in BETWEEN_TWO:
        how = counted = ""
    return Reason(told.id, told.title, told.when, told.with_fear, how, rule, counted)


def _rule(trigger: Trigger, rule: Rule) -> str:
    sentences: dict[Trigger, str] = {
        "too-much": gettext(
            "Way says so once when you rated a moment %(strong)s or more on %(days)s "
            "different days within %(weeks)s weeks."
        ),
        "past": gettext(
            "Way says so once when on %(days)s different days within %(weeks)s weeks a "
            "moment began with a memory, or felt unreal, far away or numb at "
            "%(unreal)s or more."
        ),
        "trust": gettext(
            "Way says so once when on %(days)s different days within %(weeks)s weeks, "
            "the first and last at least %(apart)s weeks apart, you noted with the "
            "same person that you were let down, that a word was not kept, or the fear "
            "of being deceived."
        ),
        "talking": gettext(
            "Way says so once when on %(days)s different days within %(weeks)s weeks "
            "you noted not being heard, something left unrepaired, silence at home, or "
            "a quarrel with the pull to go or fall silent."
        ),
        "cycles": gettext(
            "Way says so once when the same thing was noted on %(days)s different days "
            "within %(weeks)s weeks: the same beginning or the same strain with the "
            "same person, something on your own pattern map, or a slip."
        ),
    }
    return sentences[trigger] % {
        "days": rule.days,
        "weeks": rule.within.days // 7,
        "apart": rule.apart.days // 7,
        "strong": STRONG,
        "unreal": UNREAL,
    }


def _counted(finding: Finding, rule: Rule) -> str:
    return ngettext(
        "In the last %(weeks)s weeks: %(count)s such day.",
        "In the last %(weeks)s weeks: %(count)s such days.",
        finding.days,
    ) % {"count": finding.days, "weeks": rule.within.days // 7}


ROUTES = [*page(HERE, show), *page(f"{HERE}/put-by", submit=take_put_by)]
