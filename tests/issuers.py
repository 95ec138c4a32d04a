"""Invented releases of one issuer in two languages: the same names, addresses and notice everywhere, other news."""

from __future__ import annotations

from typing import NamedTuple


class News(NamedTuple):
    """What one release tells: figures, a person, a place, a partner, and the month."""

    units: str
    share: str
    person: str
    place: str
    partner: str
    month: int
    day: int


NEWS = (
    News("1,240", "17.5", "Aino Perälä", "Tampere", "Kestrel Motors", 3, 4),
    News("385", "6.2", "Tomas Eklund", "Gdansk", "Brightwater Rail", 5, 19),
    News("27,900", "41.8", "Ilse Vandamme", "Porto", "Falkenried", 6, 23),
    News("612", "9.4", "Ruben Castellane", "Cardiff", "Solvane Grid", 8, 11),
    News("4,075", "23.1", "Hanne Brodersen", "Zagreb", "Mirandola Shipping", 10, 30),
    News("158", "3.7", "Oskar Wieland", "Lyon", "Arkadia Tools", 12, 2),
)

_MONTHS = {
    "en": "January February March April May June July August September October November December".split(),
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split(),
}

_TEXTS = {
    "en": (
        "HELSINKI, {month} {day} - Nordwind Battery, the Helsinki maker of the Boreas and Zephyr storage systems, said"
        " on {month} {day} that it will deliver {units} Boreas units to {partner} in {place}.\n"
        "“With {partner} we have found a partner for our Zephyr Cloud platform,” said Marta Lindqvist, chief executive"
        " of Nordwind Battery.\n"
        "{person}, who leads the site in {place} for {partner}, expects the costs to fall by {share} percent.\n"
        "Nordwind Battery was founded in 2009 by Marta Lindqvist and Pekka Aaltonen. It employs 3,200 people in"
        " Helsinki, Espoo and Oulu and is listed on Nasdaq Helsinki as NWB. Contact: Jukka Salminen,"
        " press@nordwind.example, +358 9 555 0142, www.nordwind.example."
    ),
    "de": (
        "HELSINKI, {day}. {month} - Nordwind Battery, Hersteller der Speicher Boreas und Zephyr aus Helsinki, liefert"
        " nach eigenen Angaben vom {day}. {month} {units} Boreas-Einheiten an {partner} in {place}.\n"
        "„Mit {partner} haben wir einen Partner für unsere Plattform Zephyr Cloud gefunden“, sagte Marta Lindqvist,"
        " Vorstandschefin von Nordwind Battery.\n"
        "{person}, zuständig für den Standort von {partner} in {place}, rechnet mit um {share} Prozent geringeren"
        " Kosten.\n"
        "Nordwind Battery wurde 2009 von Marta Lindqvist und Pekka Aaltonen gegründet. Das Unternehmen beschäftigt"
        " 3.200 Menschen in Helsinki, Espoo und Oulu und ist an der Nasdaq Helsinki unter NWB notiert. Kontakt: Jukka"
        " Salminen, press@nordwind.example, +358 9 555 0142, www.nordwind.example."
    ),
}


def release(news: News, language: str) -> str:
    """The text of a release, with figures as the language writes them."""
    units, share = news.units, news.share
    if language == "de":
        units, share = units.replace(",", "."), share.replace(".", ",")
    facts = news._asdict() | {"units": units, "share": share, "month": _MONTHS[language][news.month - 1]}
    return _TEXTS[language].format(**facts)
