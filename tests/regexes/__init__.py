"""Is any regular expression of the package slow on a text that is made for it? Counted in steps, not in seconds.

``collect.py`` finds them all, ``attack.py`` makes for each repetition in each of them the texts on which it could go
back most often, ``steps.py`` matches as Python's engine does and counts.
"""
