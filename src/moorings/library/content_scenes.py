"""What a scene promises: each way through it ends, and each end is kind."""

from collections.abc import Iterator, Mapping
from typing import Final

from moorings.library.catalogue import VOICES
from moorings.library.content_rules import evidence_named, limits_named, repeated
from moorings.library.content_shape import Found
from moorings.library.content_texts import too_hard
from moorings.library.reading import words
from moorings.library.scenes import Node, Scene

MOST_TURNS: Final = 4
MOST_WORDS_OF_A_NODE, MOST_WORDS_OF_A_TURN = 70, 16
MOST_WORDS_OF_A_CLOSING: Final = 60
FEWEST_PRACTISED, FEWEST_ENDS = 2, 3
_FRIGHTENS: Final = "safety page"


def of_scene(told: Scene) -> Iterator[Found]:
    """Say what a scene lacks: ways that end, ends that are kind, and its limits."""
    yield from evidence_named(told.evidence, told.sources)
    yield from limits_named(told.stop_if, told.not_for, (*told.asks, "talk"))
    if _FRIGHTENS not in told.not_for:
        yield ("not_for",), f"does not name the {_FRIGHTENS}"
    for number in repeated(each.id for each in told.nodes):
        yield ("node", number, "id"), "is there a second time"
    for number, node in enumerate(told.nodes):
        for place, reason in _node(told, node):
            yield ("node", number, *place), reason
    if told.nodes:
        yield from _reached(told)
    yield from _whole(told)
    yield from _spoken(told)


def ways(told: Scene) -> Iterator[tuple[str, ...]]:
    """Give every way through a scene that ends, as the ids of its turns.

    A way that comes to a place a second time is given up there.
    """
    waiting: list[tuple[Node, tuple[str, ...], frozenset[str]]] = [
        (told.nodes[0], (), frozenset())
    ]
    while waiting:
        node, turns, seen = waiting.pop()
        if not node.turns:
            yield turns
        for turn in node.turns:
            there = told.node(turn.to)
            if there is not None and turn.to not in seen | {node.id}:
                waiting.append((there, (*turns, turn.id), seen | {node.id}))


def _node(told: Scene, node: Node) -> Iterator[Found]:
    if len(words(node.text)) > MOST_WORDS_OF_A_NODE:
        yield ("text",), f"has more than {MOST_WORDS_OF_A_NODE} words"
    if len(node.turns) > MOST_TURNS:
        yield (), f"asks to choose among more than {MOST_TURNS}"
    if bool(node.turns) == bool(node.closing):
        yield (), "neither goes on nor ends, or does both"
    if node.turns and (node.fork or node.practice):
        yield (), "leads on from a place that is no end"
    if any(turn.early for turn in node.turns) and not node.wait:
        yield (), "has something early, where there is no wait"
    yield from _turns(told, node)


def _turns(told: Scene, node: Node) -> Iterator[Found]:
    for number in repeated(each.id for each in node.turns):
        yield ("turn", number, "id"), "is there a second time"
    for number, turn in enumerate(node.turns):
        if told.node(turn.to) is None:
            yield ("turn", number, "to"), f"“{turn.to}” is no place of this scene"
        if len(words(turn.text)) > MOST_WORDS_OF_A_TURN:
            yield (
                ("turn", number, "text"),
                f"has more than {MOST_WORDS_OF_A_TURN} words",
            )


def _reached(told: Scene) -> Iterator[Found]:
    """Look at every way: each place is on one, and the fork of an end on each to it."""
    on = set[str]()
    forks: dict[str, set[str]] = {}
    for turns in ways(told):
        way = told.way(turns)
        passed = [node.id for node, _ in way.taken if len(node.turns) > 1]
        on |= {node.id for node, _ in way.taken} | {way.node.id}
        forks.setdefault(way.node.id, {*passed}).intersection_update(passed)
    for number, node in enumerate(told.nodes):
        if node.id not in on:
            yield ("node", number), "is on no way that ends"
        elif node.closing and node.fork not in forks.get(node.id, ()):
            yield ("node", number), "names no fork that is on every way to it"
    if len(forks) < FEWEST_ENDS:
        yield ("node",), f"has fewer than {FEWEST_ENDS} ends"


def _whole(told: Scene) -> Iterator[Found]:
    if (place := _round(told)) is not None:
        yield ("node", place), "goes round in a circle"
    if len({node.kind for node in told.nodes if node.kind}) < FEWEST_PRACTISED:
        yield ("node",), f"practises fewer than {FEWEST_PRACTISED} things"
    if not any(turn.old for node in told.nodes for turn in node.turns):
        yield ("node",), "has nothing that goes along with the old way"


def _round(told: Scene) -> int | None:
    """Give the number of a place from which one can come back to it."""
    following: Mapping[str, frozenset[str]] = {
        node.id: frozenset(turn.to for turn in node.turns) for node in told.nodes
    }
    for number, node in enumerate(told.nodes):
        reached, waiting = set[str](), [*following[node.id]]
        while waiting:
            name = waiting.pop()
            if name not in reached:
                reached.add(name)
                waiting += following.get(name, ())
        if node.id in reached:
            return number
    return None


def _spoken(told: Scene) -> Iterator[Found]:
    yield from too_hard(("node",), " ".join(node.text for node in told.nodes))
    for number, node in enumerate(told.nodes):
        for voice in VOICES if node.closing else ():
            said = str(getattr(node.closing, voice))
            place = ("node", number, "closing", voice)
            yield from too_hard(place, said)
            if len(words(said)) > MOST_WORDS_OF_A_CLOSING:
                yield place, f"has more than {MOST_WORDS_OF_A_CLOSING} words"
