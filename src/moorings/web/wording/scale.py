"""What scales and styles are called on a page."""

from moorings.library.catalogue import gettext
from moorings.measures.instrument import AVOIDANCE, Key, Scale
from moorings.measures.place import Style


def scale_name(key: Key, scale: Scale) -> str:
    """Name a scale; one that only a file knows keeps the name it has there."""
    attachment = key.two_dimensional or scale.id == AVOIDANCE
    names = {
        "anxiety": gettext("Attachment anxiety") if attachment else gettext("Anxiety"),
        "avoidance": gettext("Attachment avoidance"),
        "security": gettext("Felt security"),
        "self-compassion": gettext("Self-compassion"),
        "self-kindness": gettext("Self-kindness"),
        "self-judgement": gettext("Self-judgement"),
        "common-humanity": gettext("Common humanity"),
        "isolation": gettext("Isolation"),
        "mindfulness": gettext("Mindfulness"),
        "over-identification": gettext("Over-identification"),
        "depression": gettext("Low mood"),
        "clarity": gettext("Unclear feelings"),
        "goals": gettext("Hard to get things done"),
        "impulse": gettext("Hard to hold back"),
        "strategies": gettext("Few ways to feel better"),
        "non-acceptance": gettext("Not accepting feelings"),
        "total": gettext("All together"),
        "mean": gettext("Mean of all answers"),
    }
    return names.get(scale.id, scale.id)


def ends_of(key: Key, scale: Scale) -> tuple[str, str]:
    """Name the low and the high end of a scale."""
    if key.two_dimensional and scale.id == "anxiety":
        return gettext("calm"), gettext("worry")
    if key.two_dimensional and scale.id == AVOIDANCE:
        return gettext("near"), gettext("distant")
    if scale.better == "unknown":
        return gettext("less"), gettext("more")
    if scale.better == "higher":
        return gettext("less"), gettext("more, and easier")
    return gettext("less, and easier"), gettext("more")


def style_name(style: Style) -> str:
    """Name a quarter of the map: a legend, never a person."""
    return {
        Style.SECURE: gettext("secure"),
        Style.ANXIOUS: gettext("anxious"),
        Style.AVOIDANT: gettext("avoidant"),
        Style.FEARFUL: gettext("fearful"),
    }[style]
