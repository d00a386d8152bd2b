"""A person to whom everything feels unreal or far away just now."""

from moorings.companion.clock import moment
from moorings.companion.opened import Opened, new_id
from moorings.journey.records import Rating


def feels_unreal(opened: Opened, intensity: int) -> None:
    """Note how unreal it feels, from 0 to 10, at this moment."""
    opened.keep(
        Rating(
            id=new_id(),
            written_at=opened.now(),
            activation=new_id(),
            when=moment(opened.now()),
            intensity=intensity,
            scale="unreal",
        )
    )
