"""Words that end in a full stop without ending the sentence."""

from __future__ import annotations

_BY_LANGUAGE = {
    "en": """mr mrs ms dr prof sen rep gov gen lt col sgt capt cmdr maj adm hon rev fr st mt ft jr sr messrs inc corp
        co ltd llc bros dept univ assn est vs etc approx fig no nos vol pp ed eds al jan feb mar apr jun jul aug
        sep sept oct nov dec mon tue tues wed thu thurs fri ave blvd rd supt pres atty pvt calif conn ariz ala ark
        colo del fla ga ill ind kan ky la mass md mich minn miss mo mont neb nev okla ore pa tenn tex va vt wash
        wis wyo""",
    "de": """dr prof hr fr nr bzw ca vgl evtl ggf usw inkl exkl max min mio mrd tsd str abs art bd ff hrsg jh jhd
        lt med phil rer nat dipl ing mag st tel tgl u.a vs zzgl allg bspw bes geb gest jan feb mär apr jun jul aug
        sept okt nov dez mo di do fr sa so""",
    "fr": "m mm mme mlle dr pr st ste av bd art chap p pp vol éd env ex no janv févr avr juil sept oct nov déc cf",
    "es": """sr sra srta sres dr dra prof ud uds vd vds d dª av avda art cap pág págs núm vol etc ej ee uu aprox gral
        cía ene feb abr ago sept oct nov dic""",
    "it": "sig sigg dott dr prof ing avv on sen art cap pag ecc es gen feb mar apr giu lug ago set ott nov dic",
    "pt": """sr sra srs dr dra prof profa exmo exma av art cap pág págs núm vol etc ex jan fev abr jun jul ago set out
        nov dez""",
    "nl": "dhr mevr dr drs prof ir mr ing bijv bv ca enz nr blz jl jr jhr ds mln mld t.a.v m.b.t",
    "sv": "dr prof ca bl.a t.ex m.fl dvs osv s.k kl nr tel mkr st",
    "da": "dr prof ca bl.a f.eks m.fl dvs osv kl nr tlf mio mia hr fr",
    "pl": "dr prof mgr inż ul al pl tzw tzn np itd itp m.in por ok św zob nr godz tys mln mld r w wg gen płk im",
    "cs": "dr prof ing mgr doc ul nám tzv tzn např atd apod mj kl č čp str sv tis mil mld hod r",
    "ru": """г гг в вв т тт д дд ул пр просп пер стр корп кв обл р руб коп тыс млн млрд трлн проф акад им др пр см ср
        напр гр ст п пп рис табл тел мин сек ч н э""",
    "uk": "р рр ст вул просп буд кв обл грн тис млн млрд проф ім ін див напр гр п тел хв",
    "tr": "dr prof doç av sn no cad sok mah apt vb vs bkz yy tel",
    "el": "κ κα δρ καθ π.χ δηλ βλ σελ αρ τηλ λεωφ οδ εκ δισ",
    "ro": "dl dna dr prof nr str bd sf ex etc pag art",
    "hu": "dr prof ifj id kb pl stb ill u.n sz évf",
}

ABBREVIATIONS: dict[str, frozenset[str]] = {
    language: frozenset(words.split()) for language, words in _BY_LANGUAGE.items()
}
"""By primary language subtag; case-folded, without the final stop."""

ALL_ABBREVIATIONS: frozenset[str] = frozenset().union(*ABBREVIATIONS.values())
"""For text of unknown language; words of two letters and more only, since "в." and "p." collide."""

ORDINAL_LANGUAGES = frozenset(
    ("de", "cs", "sk", "sl", "hr", "sr", "bs", "da", "nb", "nn", "no", "fi", "et", "lv", "is", "hu", "pl", "tr")
)
"""Languages that write "3." for "third"."""
