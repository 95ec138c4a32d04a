"""BLAKE2, and none of the libraries that :mod:`hashlib` loads for other digests: loading them is dear."""

from __future__ import annotations

try:
    from _blake2 import blake2b
except ImportError:  # where Python was built without it
    from hashlib import blake2b

__all__ = ["blake2b"]
