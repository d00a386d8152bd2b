"""What no text says: no reassurance, promise, verdict, command, cheer, no such claim.

It is about English; another language has nobody yet who wrote its table.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final

_YOU_ARE = r"\byou(?:'re| are)(?: quite| perfectly| completely| so| very| just)?"
_WILL = r"(?:'ll| will| is going to| are going to|'s going to)"
_OTHER = r"\b(?:he|she|they|this person|your (?:partner|friend|mother|father|parents?))"
_VERY = r"(?: just| really| clearly| simply| so| very| too| being| an?)*"
_LABEL = (
    r"(?:anxious(?:ly attached)?|avoidant|disorgani[sz]ed|fearful|insecure|"
    r"codependent|narcissis\w+|toxic|manipulat\w+|gaslight\w+|abus(?:ive|er)|needy|"
    r"clingy|selfish|immature|crazy|broken|damaged|unstable|sensitive|dramatic|"
    r"overreacting|to blame)\b"
)
#: What must not be said, by what it would do.
FORBIDDEN: Final[Mapping[str, tuple[str, ...]]] = {
    "reassures": (
        _YOU_ARE + r" (?:safe|fine|okay|ok|all right|not alone|enough|loved|strong)\b",
        r"\bsafe (?:now|here)\b",
        r"\b(?:it|this|that|all|things|everything)"
        + _WILL
        + r" (?:be|get|turn out|work out|go) (?:okay|ok|fine|good|well|easier|better|"
        r"all right|alright)\b",
        r"(?<!if )\beverything (?:is|'s) (?:fine|okay|ok|good|all right)\b",
        r"\bhappens for a reason\b",
        r"\b(?:will|always|must|shall) pass(?:es)?\b",
        r"\bnothing (?:bad |terrible )?(?:can|will|is going to) happen\b",
        r"\b(?:nothing|no reason|no need) to (?:fear|worry|be afraid|be scared)\b",
        r"\b(?:do not|don't) (?:worry|panic|be (?:afraid|scared|sad|silly)|cry)\b",
        r"\byou(?:'ve| have) got this\b",
        r"\byou can do (?:it|this)\b",
        r"\byou" + _WILL + r" (?:be|feel) (?:fine|okay|ok|better|safe|calm\w*)\b",
        r"\b(?:it|that) gets better\b|\byou deserve\b",
    ),
    "promises": (
        _OTHER
        + _WILL
        + r" (?:not |never )?(?:come|call|write|answer|reply|stay|leave|love|"
        r"understand|forgive|be there|want|return)\b",
        _OTHER + r"(?: still| really)? loves? you\b",
        r"\b(?:i|we) promise\b(?! no)|\bguarantee|\balways (?:works|helps)\b",
        r"\btrust me\b",
    ),
    "judges": (
        _OTHER + r"(?:'s|'re| is| are| was| were)" + _VERY + " " + _LABEL,
        _YOU_ARE + _VERY + " " + _LABEL,
        r"\byou(?:'re| are) (?:overreacting|imagining)\b|\bred flags?\b|\bdetected\b",
        r"\ball in your (?:head|mind)\b",
    ),
    "commands": (
        r"\b(?:calm down|cheer up|get over it|be strong|stay positive|snap out of)\b",
        r"\bpull yourself together\b|\b(?:just|simply|try to) relax\b|\brelax\b",
        r"\bstop (?:crying|worrying|overthinking|thinking|being)\b",
        r"(?<!nothing )\byou (?:must|should|shouldn't|ought to|have to|need to)\b",
        r"\b(?:confront|forgive|break up with) (?:him|her|them)\b",
        r"\bleave (?:him|her|them)\b(?! (?:off|out|shut|be)\b)",
    ),
    "cheers": (
        r"\b(?:well done|good job|great job|congratulations|proud of you|amazing)\b",
        "!",
    ),
}
#: What somebody says or fears stands in quotation marks, and is theirs to say.
_AS_QUOTED: Final = frozenset({"promises", "judges", "commands"})
_QUOTED: Final = re.compile("“[^“”]*”")

#: More than any source of ours says, or words that ask to be believed.
CLAIMS: Final[tuple[str, ...]] = (
    r"\bproven\b|\bproves?\b|\bproof\b|\bscientific",
    r"\bheals?\b|\bhealed\b|\bhealing\b|\bcures?\b|\bcured\b|\bcuring\b",
    r"\brewir\w+|\bneuroplastic\w*|\bchanges? (?:your|the) brain\b",
    r"\bnervous system\b|\bvagus\b|\bvagal\b|\bautonomic\b",
    r"\btrauma release\b|\bnot optional\b",
    r"\b(?:25|twenty-five) ?(?:%|per ?cent)",
    r"\b1 to 3 years\b|\bone to three years\b|\bhundreds of moments\b",
    r"\blove languages?\b",
    r"\bjourney\b|\btoxic\b|\bnarciss\w*|\binner child\b|\bsafe space\b",
    r"\battachment style\b",
)


def reproaches(text: str) -> list[str]:
    """Say what a text does that none must: “reassures: it will pass”."""
    said = _plain(text)
    own = _QUOTED.sub("", said)
    return [
        f"{what}: {found[0]}"
        for what, patterns in _compiled().items()
        for pattern in patterns
        if (found := pattern.search(own if what in _AS_QUOTED else said))
    ]


def claims(text: str) -> Iterator[str]:
    """Give every word of it that claims more than the sources hold."""
    for pattern in CLAIMS:
        if found := re.search(pattern, _plain(text)):
            yield found[0]


def _plain(text: str) -> str:
    return " ".join(text.casefold().replace("\u2019", "'").split())


@cache
def _compiled() -> Mapping[str, tuple[re.Pattern[str], ...]]:
    return {what: tuple(map(re.compile, some)) for what, some in FORBIDDEN.items()}
