"""Static embeddings by model2vec: a table of vectors, one a token; a text is the mean of its tokens. No network."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from math import isfinite
from pathlib import Path

from syndicheck.embedding.interface import VARIABLE, Vector
from syndicheck.errors import InputError, MissingExtra

CHARACTERS = 8_000
"""Of a text so much is looked at: model2vec reads 512 tokens unless told otherwise."""

FILES = ("config.json", "model.safetensors", "tokenizer.json")
"""What the folder of a model holds, as ``StaticModel.save_pretrained`` writes it."""


class StaticEmbedder:
    """A model in a local folder.

    :raises MissingExtra: model2vec is not installed.
    :raises InputError: the folder holds no model, or a broken one.
    """

    def __init__(self, folder: str) -> None:
        path = Path(folder).expanduser()
        # a name that is no folder would be asked for on the network
        if missing := [name for name in FILES if not (path / name).is_file()]:
            raise InputError(
                f"{path}: no model of model2vec: {', '.join(missing)} missing.",
                f"Put the folder of a model there, or set {VARIABLE}=none.",
            )
        try:
            from model2vec import StaticModel
        except ImportError:
            raise MissingExtra("embed", f"use the model in {path}") from None
        try:
            self._model = StaticModel.from_pretrained(path, force_download=False)
        except Exception as error:  # of whatever kind: the file is not ours
            raise InputError(f"{path}: the model cannot be loaded: {error}.", f"Or set {VARIABLE}=none.") from None
        self._one = lru_cache(maxsize=4_000)(self._vector)

    def encode(self, texts: Sequence[str], language: str | None) -> list[Vector]:
        """See :class:`Embedder`. The language makes no difference to this model."""
        return [self._one(text[:CHARACTERS]) for text in texts]

    def _vector(self, text: str) -> Vector:
        found = self._model.encode([text], use_multiprocessing=False)[0]
        return tuple(float(value) if isfinite(value) else 0.0 for value in found)
