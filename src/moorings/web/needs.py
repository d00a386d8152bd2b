"""One need in four parts, as a form brings it beside the words of a text."""

from moorings.library.airlock import Need, composed
from moorings.web.forms import Form


def need_from(form: Form) -> Need:
    """Read the four parts of a need."""
    parts = map(form.line, ("feel", "when", "because", "need"))
    return Need(*parts)


def text_with_need(form: Form) -> str:
    """Give the words, and under them the need that was said in parts.

    Where a script put it among the words already, it stands there once.
    """
    text, said = form.text("text").rstrip(), composed(need_from(form))
    return text if said in text else "\n\n".join(filter(None, (text, said)))
