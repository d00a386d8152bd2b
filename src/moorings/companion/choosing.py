"""Choosing how one's vault behaves."""

from collections.abc import Mapping

from moorings.companion.opened import Opened
from moorings.journey.records import Choice


def choose(opened: Opened, chosen: Mapping[str, str]) -> None:
    """Keep the choices that differ from what stands."""
    opened.keep(
        *(
            Choice(
                id=opened.new_id(),
                written_at=opened.now(),
                setting=setting,
                value=value,
            )
            for setting, value in chosen.items()
            if opened.journey.choices.get(setting) != value
        )
    )
