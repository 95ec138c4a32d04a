"""Codes of languages in the names of dictionary files."""

from __future__ import annotations

from syndicheck.expressions import expression

_THREE_TO_TWO = dict(
    pair.split(":")
    for pair in (
        "afr:af ara:ar bel:be ben:bn bos:bs bre:br bul:bg cat:ca ces:cs cze:cs chi:zh zho:zh cmn:zh cym:cy dan:da"
        " deu:de ger:de ell:el gre:el eng:en epo:eo est:et eus:eu fas:fa per:fa pes:fa fin:fi fra:fr fre:fr gla:gd"
        " gle:ga glg:gl heb:he hin:hi hrv:hr hun:hu hye:hy ind:id isl:is ice:is ita:it jpn:ja kat:ka kor:ko kur:ku"
        " lat:la lit:lt lav:lv mkd:mk mon:mn mar:mr msa:ms may:ms mya:my nld:nl dut:nl nor:no nob:no nno:no oci:oc"
        " pol:pl por:pt ron:ro rum:ro rus:ru san:sa slk:sk slo:sk slv:sl spa:es sqi:sq srp:sr swe:sv swa:sw swh:sw"
        " tam:ta tha:th tur:tr ukr:uk urd:ur vie:vi"
    ).split()
)
_PAIR = expression(r"(?:^|[-_.])([a-z]{2,3})-([a-z]{2,3})(?=$|[-_.])")


def code(tag: str) -> str:
    """The code under which a language stands in a lexicon: two letters where there are two; no region, no script."""
    bare = tag.lower().replace("_", "-").split("-")[0]
    return {"nb": "no", "nn": "no", "iw": "he", "in": "id"}.get(bare, _THREE_TO_TWO.get(bare, bare))


def pair_in(name: str) -> tuple[str, str] | None:
    """From and to, told by a file's name: ``freedict-eng-deu.index``, ``de-en.txt``."""
    found = [(code(one), code(other)) for one, other in _PAIR.findall(name.lower())]
    return found[-1] if found else None
