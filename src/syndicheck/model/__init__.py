"""Frozen records that travel between the rooms.

Conventions, valid everywhere in the program:

* Offsets are half-open character ranges ``[start, end)`` into the *stored original* text, never into a
  normalised form. ``TextKind.BODY`` counts in ``RawArticle.text``, ``TextKind.PAGE`` in
  ``RawArticle.page_text``.
* Shares are fractions in ``0.0 … 1.0``; only reports turn them into per cent.
* Times are aware ``datetime`` objects in UTC; an interval ``[start, end]`` says "somewhere in here".
* Nothing here touches disk, network or clock.
* One file holds what belongs together; this one names nothing, so that a start loads what it needs.
"""
