"""Words that end in a full stop without ending the sentence.

Single letters need no entry: a letter and a stop is an initial, or part of "z. B.".
"""

from __future__ import annotations

# In small letters for any case; with a capital where the small word also stands at the end of sentences.
_BY_LANGUAGE = {
    "en": """mr mrs ms dr prof sens rep reps gov gen lt col sgt capt cmdr maj adm rev jr sr messrs inc corp co ltd llc
        bros dept univ assn est vs etc approx nos vol pp ed eds jan feb apr jun jul aug sep sept oct nov dec tue tues
        thu thurs fri ave blvd supt atty pvt calif conn ariz colo fla okla tenn vt wyo Al Ala Ark Del Fig Fr Ft Ga Hon
        Ill Ind Kan Ky La Mar Mass Md Me Mich Minn Miss Mo Mon Mont Mt Neb Nev No Ore Pa Pres Rd Sen St Tex Va Wash
        Wed Wis""",
    "de": """dr prof hr fr nr bzw ca vgl evtl ggf usw inkl exkl mio mrd tsd str abs bd ff hrsg jh jhd lt med phil rer
        nat dipl ing tel tgl vs zzgl allg bspw geb gest jan feb mär apr jun jul aug sept okt nov dez Art Max Min Mo St
        Di Do So""",
    "fr": "mm mme mlle dr pr st ste av bd chap pp vol éd env janv févr avr juil sept oct nov déc cf Art No",
    "es": """sr sra srta sres dr dra prof ud uds vd vds dª av avda cap pág págs núm vol etc ej ee uu aprox gral cía ene
        feb abr ago sept oct nov dic Art""",
    "it": "sig sigg dott dr prof ing avv sen cap pag ecc gen feb mar apr giu lug ago ott nov dic Art On Set",
    "pt": """sr sra srs dr dra prof profa exmo exma av cap pág págs núm vol etc jan fev abr jun jul ago out nov dez Art
        Ex Set""",
    "nl": "dhr mevr dr drs prof ir mr ing bijv bv ca enz nr blz jhr mln mld",
    "sv": "dr prof ca dvs osv kl nr tel mkr St",
    "da": "dr prof ca dvs osv kl nr tlf mio mia hr fr",
    "pl": "dr prof mgr inż ul al pl tzw tzn np itd itp por ok św zob nr godz tys mln mld wg gen płk dn im",
    "cs": "dr prof ing mgr doc ul nám tzv tzn např atd apod mj kl čp str sv tis mil mld hod",
    "ru": """гг вв тт дд ул пр просп пер стр корп кв обл руб коп тыс млн млрд трлн проф акад им др см ср напр гр ст пп
        рис табл тел мин сек""",
    "uk": "рр ст вул просп буд кв обл грн тис млн млрд проф ім ін див напр гр тел хв",
    "tr": "dr prof doç av sn cad sok mah apt vb vs bkz yy tel No",
    "el": "κα δρ καθ δηλ βλ σελ αρ τηλ λεωφ οδ εκ δισ",
    "ro": "dl dna dr prof nr str bd sf etc pag Art",
    "hu": "dr prof ifj id kb pl stb ill sz évf",
}

ABBREVIATIONS: dict[str, frozenset[str]] = {
    language: frozenset(words.split()) for language, words in _BY_LANGUAGE.items()
}
"""By primary language subtag, without the final stop."""

_WORDS_ELSEWHERE = frozenset(("ago", "al", "gen", "id", "ill", "im", "ir", "mar", "med", "mil", "out", "pp", "sen"))
ALL_ABBREVIATIONS = frozenset().union(*ABBREVIATIONS.values()) - _WORDS_ELSEWHERE
"""For text of unknown language: without those that are ordinary words of another language."""

ORDINAL_LANGUAGES = frozenset(
    ("de", "cs", "sk", "sl", "hr", "sr", "bs", "da", "nb", "nn", "no", "fi", "et", "lv", "is", "hu", "pl", "tr")
)
"""Languages that write "3." for "third"."""
