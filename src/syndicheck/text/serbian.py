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


def in_latin(keys: list[str]) -> list[str]:
    """The words of a text, folded as tokens are; in Latin letters where it is in Serbian Cyrillic."""
    joined = "\n".join(keys)
    own = joined.count(_OWN)
    if not own or sum(map(joined.count, _FOREIGN)) >= own:
        return keys
    return joined.translate(_TO_LATIN).split("\n")
