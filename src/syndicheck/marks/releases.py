"""Which release a text is: numbers in addresses, links and footers that name one release wherever it is printed.

Distributors number what they send out, and the number travels with the text: in the address of their own page, in the
link under a copy ("View source version on …"), in a footer. Two texts with one number are one release, in whatever
languages they are. A text may also *mention* other releases; so an address inside the story counts only when it is the
only one of its kind and stands late in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from weakref import WeakKeyDictionary

from msgspec import Struct

from syndicheck.automata import Automaton
from syndicheck.expressions import compiled, expression
from syndicheck.marks.catalogue import Catalogue
from syndicheck.marks.entries import ALPHABETS, ReleaseForm
from syndicheck.model.marks import Mark, ReleaseId
from syndicheck.model.spans import Span

LATE = 0.5
"""An address in the body names the text's own release only behind this part of it."""

_CLASS = expression(r"\{(ID|SLUG|N)\}")


class _Form(Struct, frozen=True):
    """A form with one expression for each of its templates, and what must stand in a text that has it."""

    form: ReleaseForm
    expressions: tuple[tuple[str, re.Pattern[str]], ...]

    @property
    def needles(self) -> set[str]:
        """What stands, folded, in a text that has such an id: one of them at least; "" stands in every text."""
        return {needle for needle, _ in self.expressions}


_compiled: WeakKeyDictionary[Catalogue, tuple[_Form, ...]] = WeakKeyDictionary()
_finders: WeakKeyDictionary[Catalogue, tuple[Automaton, tuple[int, ...], frozenset[int]]] = WeakKeyDictionary()
"""What is looked for in a text, all of it in one pass, the number of the form that each belongs to, and those of forms
that may be in any text: where a template is an id and nothing else there is nothing to look for.
"""


def find_release_ids(
    text: str,
    marks: Sequence[Mark],
    *,
    urls: Iterable[str] = (),
    links: Iterable[str] = (),
    catalogue: Catalogue,
) -> tuple[ReleaseId, ...]:
    """The releases that a text is, each scheme and value once, sorted.

    ``urls`` are the article's own addresses, ``links`` those it links to, ``marks`` those of ``text``.
    """
    urls, links = tuple(urls), tuple(links)
    found: dict[tuple[str, str], ReleaseId] = {}
    anywhere = "\n".join((text, *urls, *links)).lower()
    for form in _holding(anywhere, catalogue):
        own = [ReleaseId(form.form.id, value, "url") for url in urls for value, _ in _values(form, url, "url")]
        printed = _printed(form, text, marks)
        linked = {value for link in links for value, _ in _values(form, link, "link")}
        # several links of one kind are a list of other releases
        single = [ReleaseId(form.form.id, value, "link") for value in linked] if len(linked) == 1 and not own else []
        for release in (*own, *printed, *single):
            found.setdefault((release.scheme, release.value), release)
    return tuple(found[key] for key in sorted(found))


def values_in(form: ReleaseForm, text: str) -> list[str]:
    """The ids that a form finds in a piece of text, wherever it may stand: for its examples."""
    return [value for value, _ in _all_values(_compile(form), text)]


def _printed(form: _Form, text: str, marks: Sequence[Mark]) -> Iterator[ReleaseId]:
    hits = list(_values(form, text, "text"))
    if not hits:
        return
    in_marks = [(value, span) for value, span in hits if any(m.start <= span.start < m.end for m in marks)]
    if in_marks:
        hits = in_marks
    elif len({value for value, _ in hits}) > 1 or hits[0][1].start < LATE * len(text):
        return
    for value, span in hits:
        yield ReleaseId(form.form.id, value, "text", span)


def _values(form: _Form, text: str, where: str) -> Iterator[tuple[str, Span]]:
    if where in form.form.where:
        yield from _all_values(form, text)


def _all_values(form: _Form, text: str) -> Iterator[tuple[str, Span]]:
    folded = _lower(text)
    for needle, pattern in form.expressions:
        if needle in folded:
            for match in pattern.finditer(text):
                yield match["id"].casefold(), Span(match.start(), match.end())


@lru_cache(maxsize=8)
def _lower(text: str) -> str:
    """The same few texts are asked about by every form."""
    return text.lower()


def _holding(folded: str, catalogue: Catalogue) -> list[_Form]:
    """The forms of which a text may hold an id, in their order; of most texts none."""
    forms = _forms(catalogue)
    if catalogue not in _finders:
        needles = [(needle, number) for number, form in enumerate(forms) for needle in sorted(form.needles - {""})]
        _finders[catalogue] = (
            Automaton([needle for needle, _ in needles]),
            tuple(number for _, number in needles),
            frozenset(number for number, form in enumerate(forms) if "" in form.needles),
        )
    automaton, owners, anywhere = _finders[catalogue]
    found = anywhere.union(owners[needle] for needle, _, _ in automaton.matches(folded))
    return [forms[number] for number in sorted(found)]


def _forms(catalogue: Catalogue) -> tuple[_Form, ...]:
    known = _compiled.get(catalogue)
    if known is None:
        known = tuple(
            _compile(form)
            for ident in sorted(catalogue.organisations)
            for form in catalogue.organisations[ident].releases
        )
        _compiled[catalogue] = known
    return known


@lru_cache(maxsize=512)
def _compile(form: ReleaseForm) -> _Form:
    letters = ALPHABETS[form.alphabet]
    least, most = form.length
    identifier = f"(?P<id>[{letters}]{{{least},{most}}}+)(?![{letters.replace('.', '')}])"
    classes = {"ID": identifier, "SLUG": r"[^\s/?#]{1,300}?", "N": "[0-9]{1,12}"}
    expressions = []
    for template in form.text:
        parts = _CLASS.split(template)
        pattern = "".join(classes[part] if number % 2 else _literal(part) for number, part in enumerate(parts))
        # the address stands alone, or behind a subdomain: www.example.com, not notexample.com
        boundary = r"(?<![\w-])" if template[:1].isalnum() else ""
        needle = max(parts[::2], key=len).casefold().strip().split(" ")[0]
        expressions.append((needle, compiled(boundary + pattern, re.IGNORECASE)))
    return _Form(form, tuple(expressions))


def _literal(text: str) -> str:
    return re.sub(r"(?:\\ )+", r"[ \\t]*", re.escape(text))
