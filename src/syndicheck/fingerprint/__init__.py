"""Text in, sketch out: shingle hashes, MinHash signature, winnowed fingerprints. Pure; no disk, network or clock."""

from __future__ import annotations

ANCHORS_VERSION = 7
"""Raised whenever the anchors of some text change. It stands here so that a check reads it without loading them."""
