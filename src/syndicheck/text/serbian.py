"""Serbian in either of its alphabets: one text, letter for letter.

Serbian papers print Cyrillic or Latin, many of them both, and the press of Montenegro, Bosnia and Croatia reads the
Latin half. So words in Serbian Cyrillic are compared as their Latin spelling, which leaves nothing open. What is
Serbian say the letters of the text itself: those of it that no other Slavic language but Macedonian writes. That is
rewritten, too, which changes nothing there, since every copy is.
"""

from __future__ import annotations

_LATIN = {
    **dict(zip("абвгдежзијклмнопрстуфхцчшђћѐѝ", "abvgdežzijklmnoprstufhcčšđćèì", strict=True)),
    "љ": "lj",
    "њ": "nj",
    "џ": "dž",
    "ѓ": "gj",
    "ќ": "kj",
    "ѕ": "dz",
}
_TO_LATIN = str.maketrans(_LATIN)
_OWN = "ј"
"""The commonest of them: one letter in twenty. Who asks has looked whether the text has it at all."""

_FOREIGN = "йыэюящьъіїєґўәөүһқғңҳҷ"
"""Letters of the other languages that write Cyrillic: each has some of these much more often."""


TOGETHER = 40
"""Words that are asked together: a page may have the same text in Russian below."""


def in_latin(keys: list[str]) -> list[str]:
    """The words of a text, folded as tokens are; in Latin letters where they are in Serbian Cyrillic."""
    found: list[str] = []
    for start in range(0, len(keys), TOGETHER):
        part = keys[start : start + TOGETHER]
        joined = "\n".join(part)
        serbian = joined.count(_OWN) > sum(map(joined.count, _FOREIGN))
        found += joined.translate(_TO_LATIN).split("\n") if serbian else part
    return found
