"""From matches to stories: clusters, public ids, timelines, who was first. Only :mod:`.grouping`, :mod:`.forming`,
:mod:`.neighbourhoods`, :mod:`.objections` and :mod:`.held` talk to the store; the rest is pure.
"""
