"""Shingle hashes: the documented arithmetic, and two paths that give the same bits."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass, field

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from syndicheck.fingerprint import shingles
from syndicheck.fingerprint.shingles import shingle_hashes, token_hash

M64 = 1 << 64


@dataclass
class Tokens:
    """What the fingerprint room reads of a tokenised text."""

    keys: list[str]
    unspaced: bool = False
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)


def documented(keys: list[str], k: int) -> list[int]:
    """The definition of the module's docstring, letter by letter."""

    def polynomial(values: list[int], base: int) -> int:
        n = len(values)
        return sum(value * base ** (n - 1 - i) for i, value in enumerate(values)) % M64

    k = min(k, len(keys))
    if not k:
        return []
    tokens = [polynomial([ord(c) for c in key], shingles.TOKEN_BASE) for key in keys]
    result = []
    for start in range(len(keys) - k + 1):
        h = polynomial(tokens[start : start + k], shingles.SHINGLE_BASE)
        h = (h ^ h >> 33) * 0xFF51AFD7ED558CCD % M64
        h = (h ^ h >> 33) * 0xC4CEB9FE1A85EC53 % M64
        h ^= h >> 33
        result.append(h >> 32)
    return result


words = st.lists(st.text(min_size=1, max_size=6), max_size=90)


@given(words, st.booleans())
def test_hashes_are_the_documented_polynomials(keys: list[str], unspaced: bool) -> None:
    assert list(shingle_hashes(Tokens(keys, unspaced))) == documented(keys, 8 if unspaced else 5)


@settings(deadline=None)  # the first call loads numpy
@given(st.lists(st.integers(0, M64 - 1), min_size=1, max_size=200), st.integers(1, 9))
def test_vector_and_plain_mixing_give_the_same_bits(hashed: list[int], size: int) -> None:
    size = min(size, len(hashed))
    assert shingles._mix_plain(hashed, size) == shingles._mix_vector(hashed, size)


def test_hashes_are_fixed_for_ever() -> None:
    # Stored signatures depend on these very numbers: whoever changes them must raise SHINGLE_VERSION.
    assert shingles.SHINGLE_VERSION == 1
    keys = ["the", "quick", "brown", "fox", "jumps", "over", "the", "lazy", "dog"]
    assert list(shingle_hashes(Tokens(keys))) == [3164173315, 31283294, 3842709309, 3636699628, 3303331028]


def test_short_and_empty_texts() -> None:
    assert list(shingle_hashes(Tokens([]))) == []
    assert len(shingle_hashes(Tokens(["one"]))) == 1
    assert len(shingle_hashes(Tokens(list("abcde")))) == 1
    assert len(shingle_hashes(Tokens(list("abcdef")))) == 2
    assert len(shingle_hashes(Tokens(list("abcdefg"), unspaced=True))) == 1


def test_order_and_boundaries_of_words_count() -> None:
    assert shingle_hashes(Tokens(["ab", "c", "d"])) != shingle_hashes(Tokens(["a", "bc", "d"]))
    assert shingle_hashes(Tokens(["a", "b", "c", "d", "e"])) != shingle_hashes(Tokens(["b", "a", "c", "d", "e"]))


def test_the_token_cache_is_bounded(monkeypatch) -> None:
    monkeypatch.setattr(shingles, "_CACHE_LIMIT", 10)
    shingles._token_hashes.clear()
    values = {str(n): token_hash(str(n)) for n in range(100)}
    assert len(shingles._token_hashes) <= 10
    assert all(token_hash(key) == value for key, value in values.items())


def test_importing_the_room_and_signing_loads_no_numpy() -> None:
    program = (
        "import sys; from types import SimpleNamespace as N; from syndicheck.fingerprint.sketch import sketch;"
        "s = sketch(N(keys=[str(i) for i in range(500)], unspaced=False));"
        "assert s.shingles == 496; print([m for m in sys.modules if m in ('numpy', 'datasketch', 'scipy')])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("count", [0, 1, 4, 5, 63, 64, 300])
def test_the_different_ones_ascending(count: int) -> None:
    hashes = shingle_hashes(Tokens([f"word{n * n % 29}" for n in range(count)]))
    assert list(shingles.distinct(hashes)) == sorted(set(hashes))
