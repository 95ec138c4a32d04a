"""Text as it was written, and text as it is compared.

Everything the program reports counts in the stored original; everything it compares is normalised. This
room holds the bridge: :func:`normalise` with its offset map, :func:`tokenise`, the division into
:func:`paragraphs` and :func:`sentences`, the dominant :func:`script`, and :func:`printable`, which makes
untrusted text safe for a terminal. Pure functions: no disk, no network, no clock.
"""

from __future__ import annotations

from syndicheck.text.display import printable
from syndicheck.text.normal import NORMALISER_VERSION, Normalised, normalise
from syndicheck.text.scripts import script
from syndicheck.text.segments import paragraphs, sentences
from syndicheck.text.tokens import Tokens, tokenise, words_of

__all__ = [
    "NORMALISER_VERSION",
    "Normalised",
    "Tokens",
    "normalise",
    "paragraphs",
    "printable",
    "script",
    "sentences",
    "tokenise",
    "words_of",
]
