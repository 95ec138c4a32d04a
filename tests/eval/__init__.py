"""Measures against the development corpora, and the gate that holds them to pinned floors.

``python -m tests.eval`` (or ``make eval``) runs every module of this folder that has a function
``measure(corpora: Path) -> dict[str, float]`` and compares its figures with ``floors.json``. A module may also
declare

* ``INPUTS``: the corpus files it reads, relative to the corpora, whose contents are pinned too;
* ``FIGURES``: a :class:`tests.eval.gate.Figure` for each figure that ``--update`` may begin to pin.
"""
