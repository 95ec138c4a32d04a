"""Two texts from one template: the same skeleton, with other facts in its slots.

A law firm's notice for one company and for the next, a grant to one town and to the other, this month's figures and
last month's: what is copied is the form, and neither text comes from the other. An editor alters facts as well, and so
does who brings a text up to date, but few of them, and its subject stays what it was. So what is asked is in how many
places facts differ, how many different ones do, and whether the subject is another, or nearly all of the figures are
(:mod:`~syndicheck.matching.fillings` counts them). Where half of the figures are the same, as in the forecasts of one
day for two towns, the name that the texts open with is looked at (:mod:`~syndicheck.matching.openings`).
"""

from __future__ import annotations

from syndicheck.matching.edits import ALONG_COPIED, says_the_same
from syndicheck.matching.evidence import Evidence

TEMPLATE_SHARE = 0.3
"""Least share, on the side that shares more, for two texts to be of one template."""

TEMPLATE_SUBSTITUTIONS = 3
"""Places filled with different facts; or one, if the filling comes back elsewhere (475 of 476 law-firm notices)."""

TEMPLATE_RESEMBLANCE = 0.72
"""Above this, joint releases too differ in a name here and a number there (abbreviations, errors), and a text from its
update. Then only another subject or other figures throughout make a form; no labelled pair of forms is so alike,
grants to one town after the other are."""

TEMPLATE_REPEATED = 3
"""One own fact of each text stands in so many places where the other has its own: one town for another."""

SUBJECT_TWICE = 2
SUBJECT_PLACES = 4
"""So often one name stands for one other, a figure is exchanged as well, and names and figures are in so many places:
the next town, and its grant. A name that was corrected, and a figure with it, stand in fewer as a rule."""

SUBJECT_THROUGHOUT = 3
ONE_NAME_RESEMBLANCE = 0.9
"""Or in so many places, or in fewer of :data:`SUBJECT_PLACES` with names, up to this resemblance, without a figure: a
town stands wherever a page for it can name it. In a longer text the one name that differs is more likely an error."""

PERIOD_PLACES = 2
PERIOD_FIGURES = 3
"""Or in so many places another month stands alone, or so many different months are others, and so many different
figures, one more in the second case: a monthly notice. When something is put off, it is one day that is another, and
the month has it beside it."""

TEMPLATE_FIGURES = 5
TEMPLATE_FIGURES_PART = 0.5
"""Facts differ in so many places, and this part of all numbers is exchanged: a monthly notice. A copy with altered
numbers keeps most of them."""

FILLED_PLACES = 4
FILLED_NUMBERS = 2
RENUMBERED = 0.75
"""So many small places are filled with each text's own words, figures in so many of them, and this part of all figures
is exchanged: a form in any script. Of 539 joint releases and 3,000 copies with a third of their facts altered none has
this; of forms with all figures exchanged nine in ten."""

RENUMBERED_FIGURES = 4
RENUMBERED_ROW = 0.8
RENUMBERED_NAMES = 3
"""Above :data:`TEMPLATE_RESEMBLANCE` so many different figures are, and :data:`TEMPLATE_FIGURES` facts in all; or this
part of a row of figures, whatever stands in the boilerplate around it; or fewer, where names are others in so many
places. Where two figures of a report are brought up to date each may stand in many places."""

UPDATED_FIGURES = 2
"""So many different figures, without a name, are a text brought up to date, however often they stand: the day to which
something is put off, and the hour."""

UPDATED_AMONG = 4
"""So many are where each stands once, amid many more facts that stay (:data:`ALTERED_FACTS`), and no day is another:
the dead and the hurt of the second report. The next release of a series names its number again and again."""

FILLED_SHARE = 0.5
"""Least part of either text that is the same, word by word, for this to be asked."""

SUSPECTED = 0.4
"""Part of the figures of both texts that the other has nowhere: fewer, and the places are not looked at."""

ALTERED_FACTS = 0.25
ALTERED_NUMBERS = 0.5
"""Parts of the facts, and of the figures, up to which those in :data:`TEMPLATE_SUBSTITUTIONS` places are edits, where
the two texts say the same otherwise (:data:`~syndicheck.matching.edits.IN_STEP_APART`)."""


def of_one_template(e: Evidence) -> bool:
    """Whether two texts are the same skeleton with other facts in its slots."""
    if e.layout is None or e.most < ALONG_COPIED:
        return False
    if e.resemblance >= TEMPLATE_RESEMBLANCE:
        places = _otherwise(e) and sum(gap.exchanged for gap in e.gaps.each)
        return places >= SUBJECT_TWICE and (_of_another(e) or _renumbered(e) or _opens_with_another(e))
    return ((_filled_anew(e) or _other_facts(e)) and not _brought_up_to_date(e)) or _opens_with_another(e)


def _otherwise(e: Evidence) -> bool:
    """Whether both texts have words that the other has nowhere; most that are so alike have none."""
    a, b = e.a.facts.vocabulary, e.b.facts.vocabulary
    return not (a <= b or b <= a)


def _opens_with_another(e: Evidence) -> bool:
    """Whether the subject that a text opens with is another one, and half of its figures are."""
    if e.least < FILLED_SHARE or not _otherwise(e):
        return False
    from syndicheck.matching.openings import another_subject  # most copies are told before that

    return another_subject(e)


def _of_another(e: Evidence) -> bool:
    """Whether the subject of a text is another one throughout, or its month."""
    found = e.fillings
    least = PERIOD_FIGURES if found.dated >= PERIOD_PLACES else PERIOD_FIGURES + 1
    if max(found.dated, found.days) >= PERIOD_PLACES and found.figures >= least:
        return True
    if e.contrast.repeated >= TEMPLATE_REPEATED and not says_the_same(e):
        return True  # whole sentences are others, and the subject is in them
    if found.subject < SUBJECT_TWICE:
        return False
    if found.figures > 0:
        return found.named + found.numbered >= SUBJECT_PLACES
    often = found.subject >= SUBJECT_THROUGHOUT or found.named >= SUBJECT_PLACES
    return often and e.resemblance < ONE_NAME_RESEMBLANCE


def _renumbered(e: Evidence) -> bool:
    """Whether the figures of a text are others wherever they stand, or all of a row are."""
    found = e.fillings
    if found.exchanges < TEMPLATE_FIGURES:
        return False
    if found.figures < RENUMBERED_FIGURES:
        return found.figures >= FILLED_NUMBERS and found.named >= RENUMBERED_NAMES and found.renumbered >= RENUMBERED
    return (
        found.renumbered >= RENUMBERED
        or found.row >= RENUMBERED_ROW
        or (len(e.contrast.substitutions) >= TEMPLATE_FIGURES and e.contrast.figures >= TEMPLATE_FIGURES_PART)
    )


def _other_facts(e: Evidence) -> bool:
    """Whether facts differ between the copied runs, more of them than an editor alters."""
    if e.most < TEMPLATE_SHARE:
        return False
    found = e.contrast
    places = len(found.substitutions)
    if found.repeated >= TEMPLATE_REPEATED:
        return True
    # where hardly a run of words is copied between them, many figures are one place
    if found.figures >= TEMPLATE_FIGURES_PART and max(places, e.fillings.figures) >= TEMPLATE_FIGURES:
        return True
    if places >= 1 and found.recurring >= 1:
        return True
    return places >= TEMPLATE_SUBSTITUTIONS and not _altered(e)


def _brought_up_to_date(e: Evidence) -> bool:
    """Whether a text says the same as the other but for another day, and a few figures, however often they stand."""
    found = e.fillings
    if found.named or found.days >= PERIOD_PLACES:
        return False
    if found.figures > UPDATED_FIGURES:
        once = not e.contrast.recurring and e.contrast.repeated <= 1
        if not once or found.dated or found.figures > UPDATED_AMONG or found.facts > ALTERED_FACTS:
            return False
    return says_the_same(e)


def _altered(e: Evidence) -> bool:
    """Whether single facts of a text were altered, and it was not filled in anew."""
    if not says_the_same(e):
        return False
    return e.fillings.facts <= ALTERED_FACTS and e.fillings.renumbered < ALTERED_NUMBERS


def _filled_anew(e: Evidence) -> bool:
    """Whether nearly all figures of a text are others, in places where the other has its own, or its subject is."""
    suspected = True
    for mine, other in ((e.a.facts, e.b.facts), (e.b.facts, e.a.facts)):
        figures = [fact for fact in mine.facts if any(map(str.isdigit, fact))]
        fresh = sum(fact not in other.vocabulary for fact in figures)
        if not fresh:
            return False
        suspected = suspected and fresh >= max(FILLED_NUMBERS, SUSPECTED * len(figures))
    if suspected:
        found = e.fillings
        if (
            len(found.places) >= FILLED_PLACES
            and found.numbers >= FILLED_NUMBERS
            and found.renumbered >= RENUMBERED
            and e.gaps.alike >= FILLED_SHARE
        ):
            return True
    return e.least >= FILLED_SHARE and _of_another(e)
