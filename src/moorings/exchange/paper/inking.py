"""Ink for pictures: a page gives them their colours, and paper has to say which."""

from typing import Final

#: By the classes that pictures bear; ink, quiet ink, water, tender and moss on paper.
_INK: Final = """
svg{color:#22303A}
text{fill:#22303A;font-family:'Libertinus Serif','DejaVu Sans'}
.wave-ground,.recovery-ground{fill:#FFFFFF;stroke:#DDD5C8}
.wave-quiet,.recovery-quiet,.rope-quiet{fill:#566470}
.wave-water,.coil-water,.recovery-ticks{stroke:#B9B1A4}
.wave-under{fill:#A44E58}
.wave-line{stroke:#A44E58}
.wave-unknown{stroke:#566470}
.wave-felt{fill:#22303A}
.wave-calm{fill:#FFFFFF;stroke:#3E6B4F}
.wave-breath,.wave-wait{stroke:#1F6F78}
.recovery-band{fill:#1F6F78}
.recovery-middle{stroke:#1F6F78}
.rope-edge,.rope-strands{stroke:#B9B1A4}
.rope-inside{stroke:#EFE7DA}
.rope-full{fill:#1F6F78;fill-opacity:1;stroke:#1F6F78}
.rope-open,.rope-free{fill:#FFFFFF;fill-opacity:1;stroke:#566470}
.rope-turn{stroke:#1F6F78}
.rope-on{fill:#FFFFFF}
"""


def inked(svg: str) -> str:
    """Give a picture the colours of paper."""
    end = svg.index(">") + 1
    return f"{svg[:end]}<style>{_INK}</style>{svg[end:]}"
