"""Pivot words: what a word of any language means in English, told by dictionaries that the user has installed.

Optional. ``build`` compiles the dictionaries (:mod:`lexicon.formats`) into one local file (:mod:`lexicon.compiled`);
``words_of`` (:mod:`lexicon.words`) looks the words of a text up in it. Nothing of a dictionary is in the package:
FreeDict, Ding, EDICT and CC-CEDICT are share-alike or GPL, and stay where the user put them.
"""
