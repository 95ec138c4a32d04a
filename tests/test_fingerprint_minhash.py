"""Signatures against datasketch itself, the oracle."""

from __future__ import annotations

import random

import numpy as np
import pytest
from datasketch import LeanMinHash, MinHash, MinHashLSH
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.examples import examples

from syndicheck.fingerprint import minhash, permutations
from syndicheck.fingerprint.minhash import (
    BANDS,
    EMPTY,
    ROWS,
    bands,
    estimate,
    signature,
    signature_pure,
    slots,
    to_datasketch,
)

hash_sets = st.lists(st.integers(0, 2**32 - 1), max_size=300)


def oracle(hashes: list[int]) -> MinHash:
    minhash = MinHash(num_perm=128, scheme="affine32", hashfunc=lambda value: value)
    minhash.update_batch(hashes)
    return minhash


def test_constants_are_those_of_the_installed_datasketch() -> None:
    multipliers, increments = MinHash(num_perm=128, scheme="affine32").permutations
    assert tuple(int(v) for v in multipliers) == permutations.MULTIPLIERS
    assert tuple(int(v) for v in increments) == permutations.INCREMENTS


@settings(max_examples=examples(60))
@given(hash_sets)
def test_bit_identical_to_datasketch_in_both_paths(hashes: list[int]) -> None:
    expected = oracle(hashes).hashvalues.astype("<u4").tobytes()
    assert signature(hashes) == expected
    assert signature_pure(hashes) == expected


@pytest.mark.parametrize("hashes", [[], [0], [2**32 - 1], [0, 2**32 - 1], [7] * 50])
def test_edges_of_the_range(hashes: list[int]) -> None:
    expected = oracle(hashes).hashvalues.astype("<u4").tobytes()
    assert signature(hashes) == signature_pure(hashes) == expected


def test_large_sets_are_signed_in_blocks() -> None:
    hashes = [random.Random(4).getrandbits(32) for _ in range(9_001)]
    assert signature(hashes) == signature_pure(hashes) == oracle(hashes).hashvalues.astype("<u4").tobytes()


@settings(max_examples=examples(40))
@given(hash_sets, hash_sets)
def test_estimate_is_datasketchs_jaccard(a: list[int], b: list[int]) -> None:
    assert estimate(signature(a), signature(b)) == pytest.approx(oracle(a).jaccard(oracle(b)))


def test_datasketch_can_use_our_signatures() -> None:
    rng = random.Random(1)
    hashes = [rng.getrandbits(32) for _ in range(400)]
    near = hashes[:380] + [rng.getrandbits(32) for _ in range(20)]
    far = [rng.getrandbits(32) for _ in range(400)]
    ours = to_datasketch(signature(hashes))
    assert ours == oracle(hashes)
    ours.update(12345)
    assert ours == oracle([*hashes, 12345])

    lean = LeanMinHash(to_datasketch(signature(hashes)))
    assert np.array_equal(lean.hashvalues, oracle(hashes).hashvalues)

    index = MinHashLSH(num_perm=128, params=(BANDS, ROWS))
    index.insert("near", to_datasketch(signature(near)))
    index.insert("far", to_datasketch(signature(far)))
    assert index.query(to_datasketch(signature(hashes))) == ["near"]


def test_bands_file_equal_bands_under_equal_keys_only() -> None:
    rng = random.Random(2)
    hashes = [rng.getrandbits(32) for _ in range(300)]
    near = hashes[:280] + [rng.getrandbits(32) for _ in range(20)]
    a, b = signature(hashes), signature(near)
    width = 4 * ROWS
    for number, (left, right) in enumerate(zip(bands(a), bands(b), strict=True)):
        rows = slice(number * width, (number + 1) * width)
        assert (left == right) == (a[rows] == b[rows])
    assert len(set(bands(a))) == len(bands(a)) == BANDS
    assert all(-(2**63) <= key < 2**63 for key in bands(a))


def test_equal_slots_in_different_bands_are_filed_apart() -> None:
    assert len(set(bands(b"\x01" * len(EMPTY)))) == BANDS


@given(st.binary(min_size=512, max_size=512))
def test_bands_are_the_same_with_numpy_and_without(sig: bytes) -> None:
    assert minhash._bands_vector(sig) == minhash._bands_plain(sig)


def test_texts_without_words_are_filed_nowhere() -> None:
    assert signature([]) == EMPTY
    assert bands(EMPTY) == ()


def test_a_signature_of_another_length_is_refused() -> None:
    with pytest.raises(ValueError, match="512 bytes"):
        slots(b"\x00" * 100)
