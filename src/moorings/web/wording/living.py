"""Time on what hurts and on living, in words: both numbers, and what they are of."""

from moorings.insight.living import FEWEST, Hurt, Lived, Living
from moorings.library.catalogue import gettext, ngettext
from moorings.web.wording.ahead import listed


def living_sentence(found: Living, when: str = "") -> str:
    """Say both numbers in one sentence; or that there is too little to say them.

    `when` says of which days they are, as the first words of the sentence.
    """
    told = when or gettext("In the last thirty days")
    if not found.enough:
        count = found.on_hurt + found.on_living
        return ngettext(
            "%(when)s there is %(count)s thing noted that could be counted here. "
            "Under %(fewest)s it is too early to tell.",
            "%(when)s there are %(count)s things noted that could be counted here. "
            "Under %(fewest)s it is too early to tell.",
            count,
        ) % {"when": told, "count": count, "fewest": FEWEST}
    return gettext("%(when)s you noted what hurts %(hurt)s and living %(living)s.") % {
        "when": told,
        "hurt": _counted(found.on_hurt, _hurt_words(found)),
        "living": _counted(found.on_living, _lived_words(found)),
    }


def minutes_sentence(found: Living) -> str:
    """Say the minutes of what has any; nothing where too little has."""
    if found.hurt_minutes is None or found.lived_minutes is None:
        return ""
    return gettext(
        "%(count)s of these have minutes beside them: %(hurt)s on what hurts, "
        "%(living)s on living."
    ) % {
        "count": found.timed,
        "hurt": _minutes(found.hurt_minutes),
        "living": _minutes(found.lived_minutes),
    }


def _counted(count: int, words: list[str]) -> str:
    times = ngettext("%(count)s time", "%(count)s times", count) % {"count": count}
    return f"{times} ({listed(words)})" if words else times


def _minutes(count: int) -> str:
    return ngettext("%(count)s minute", "%(count)s minutes", count) % {"count": count}


def _hurt_words(found: Living) -> list[str]:
    def words(kind: Hurt, count: int) -> str:
        told: dict[Hurt, str] = {
            "moments": ngettext(
                "%(count)s hard moment", "%(count)s hard moments", count
            ),
            "pages": ngettext(
                "%(count)s page of questions", "%(count)s pages of questions", count
            ),
            "beliefs": ngettext(
                "%(count)s look at a belief", "%(count)s looks at a belief", count
            ),
            "strains": ngettext(
                "%(count)s moment with people that took something",
                "%(count)s moments with people that took something",
                count,
            ),
            "inward": ngettext(
                "%(count)s practice on beliefs or the past",
                "%(count)s practices on beliefs or the past",
                count,
            ),
        }
        return told[kind] % {"count": count}

    return [words(kind, count) for kind, count in found.hurt.items()]


def _lived_words(found: Living) -> list[str]:
    def words(kind: Lived, count: int) -> str:
        told: dict[Lived, str] = {
            "acts": ngettext(
                "%(count)s thing you did for a life of your own or a shared one",
                "%(count)s things you did for a life of your own or a shared one",
                count,
            ),
            "given": ngettext(
                "%(count)s moment with people that gave something",
                "%(count)s moments with people that gave something",
                count,
            ),
            "moving": ngettext(
                "%(count)s walk, dance or song",
                "%(count)s walks, dances or songs",
                count,
            ),
        }
        return told[kind] % {"count": count}

    return [words(kind, count) for kind, count in found.lived.items()]
