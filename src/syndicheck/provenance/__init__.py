"""From matches to stories: clusters, public ids, timelines, who was first. Only :mod:`.grouping` and
:mod:`.held` talk to the store; the rest is pure.
"""
