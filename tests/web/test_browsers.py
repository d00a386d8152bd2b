import pytest

from moorings.web.browsers import browser_words

WEBKIT = "AppleWebKit/605.1.15 (KHTML, like Gecko)"
CHROME = "AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36"


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (f"Mozilla/5.0 (Windows NT 10.0) {CHROME}", "Chrome on Windows"),
        (f"Mozilla/5.0 (Windows NT 10.0) {CHROME} Edg/140.0", "Edge on Windows"),
        (f"Mozilla/5.0 (X11; Linux x86_64) {CHROME} OPR/120", "Opera on Linux"),
        (f"Mozilla/5.0 (Linux; Android 15) {CHROME}", "Chrome on Android"),
        (
            f"Mozilla/5.0 (Linux; Android 14) SamsungBrowser/28.0 {CHROME}",
            "Samsung Internet on Android",
        ),
        ("Mozilla/5.0 (X11; Linux; rv:140.0) Firefox/140.0", "Firefox on Linux"),
        (
            f"Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) {WEBKIT} Safari",
            "Safari on iPhone",
        ),
        (
            f"Mozilla/5.0 (iPad; CPU OS 19_0 like Mac OS X) {WEBKIT} CriOS/140 Safari",
            "Chrome on iPad",
        ),
        (f"Mozilla/5.0 (Macintosh; Intel Mac OS X) {WEBKIT} Safari", "Safari on Mac"),
        (f"Mozilla/5.0 (X11; CrOS x86_64) {CHROME}", "Chrome on ChromeOS"),
        ("curl/8.0", "A browser that does not say its name"),
        ("Linux", "Linux"),
        ("", "A browser that does not say its name"),
        ("<script>alert(1)</script>", "A browser that does not say its name"),
    ],
)
def test_a_browser_is_named_as_far_as_it_says(said: str, words: str) -> None:
    assert browser_words(said) == words
