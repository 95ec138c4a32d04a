"""Feeds asked again and again: what is new in them becomes articles, and when each was asked is kept.

:mod:`~syndicheck.watching.settings` reads the user's file, :mod:`~syndicheck.watching.schedule` says when to ask again,
:mod:`~syndicheck.watching.intake` makes entries of an answer, :mod:`~syndicheck.watching.loop` does the work.
"""
