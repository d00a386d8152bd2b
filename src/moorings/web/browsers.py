"""What a browser calls itself, in words: enough to tell one's own from another."""

from moorings.library.catalogue import gettext

#: The first that is found counts: most of them claim to be several others as well.
_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrom", "Chrome"),
    ("Safari", "Safari"),
)
_SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("CrOS", "ChromeOS"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)


def browser_words(said: str) -> str:
    """Name a browser and what it runs on, as far as it says; it may say anything."""
    browser = next((name for sign, name in _BROWSERS if sign in said), "")
    system = next((name for sign, name in _SYSTEMS if sign in said), "")
    if browser and system:
        words = gettext("%(browser)s on %(system)s")
        return words % {"browser": browser, "system": system}
    return browser or system or gettext("A browser that does not say its name")
