"""Optional: vectors that say what a text is about, by a model that lies on this machine.

Off unless ``SYNDICHECK_EMBEDDER`` names the folder of a model. Then more candidates of other languages are compared,
those whose vectors are nearest, and the nearness of two texts is told with the other evidence. It decides nothing:
whether one text is a translation of the other is judged by facts (:mod:`matching.translation`).
"""
