"""Q08: on every page, whatever it says, Leave is there before anything else."""

from tests.checklist.showing import Show

#: Where leaving leads; there is nothing to leave.
AWAY = {"open /away", "locked /away"}
STATUSES = {200, 401, 403, 404, 405, 413, 421, 422}

Tag = tuple[str, dict[str, str | None]]


def is_reached(each: Tag) -> bool:
    """Say whether the key Tab comes to it."""
    tag, told = each
    if tag in {"button", "textarea", "select", "summary"}:
        return True
    return (
        (tag == "a" and "href" in told)
        or (tag == "input" and told.get("type") != "hidden")
        or (told.get("tabindex") or "-1") != "-1"
    )


def test_q08_leave_is_second_for_the_keyboard_on_every_page(shown: Show) -> None:
    statuses, seen = set(), 0
    for where, answer in shown():
        if where in AWAY:
            continue
        tags = answer.page.tags
        first, second = [each for each in tags if is_reached(each)][:2]
        assert first == ("a", {"class": "skip", "href": "#main"}), where
        assert second[0] == "button", where
        before = tags[: tags.index(second)]
        form = next(each for each in reversed(before) if each[0] == "form")
        assert form[1]["action"] == "/leave", where
        assert form[1]["method"] == "post", where
        assert "data-leave" in form[1], where
        scripts = [told["src"] or "" for tag, told in tags if tag == "script"]
        assert scripts[0].endswith("/shell.js"), where
        order = [told.get("tabindex") for _, told in tags]
        assert set(order) <= {None, "-1", "0"}, where
        assert not any("inert" in told or tag == "dialog" for tag, told in tags), where
        statuses.add(answer.status)
        seen += 1
    assert statuses >= STATUSES
    assert seen > 350
