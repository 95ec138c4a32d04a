"""Notes that a text is not finished: ``Mehr in Kürze.``, ``Новость дополняется.``, ``This story will be updated.``

Every newsroom has its own, of a few verbs in each language. A note is a line of its own, or the last sentence of the
text; a story about an article that is updated goes on behind it.
"""

from __future__ import annotations

from collections.abc import Iterator

from syndicheck.expressions import ignoring_case
from syndicheck.marks.lines import Line, Page

TOP, BOTTOM = 4, 6
"""Lines at the beginning and at the end among which such a note stands."""

LONGEST = 110
"""Characters of a note."""

_ENDS = frozenset(".!?…»”\"')")
_NOTE = ignoring_case(
    r"(?:(?:this is a )?(?:breaking|developing)(?: news)? story\b.{0,60}"
    r"|(?:this|the|our) (?:breaking |developing )?(?:story|article|report|page|post) (?:is being|is|will be|has been) "
    r"(?:continually |constantly |regularly )?updated\b.{0,50}"
    r"|(?:more|updates?|further details|details)(?: details| information| updates?)? (?:to follow|will follow"
    r"|soon|to come)"
    r"|(?:please )?(?:check|come) back (?:soon )?for (?:more |further )?(?:updates|details|information)"
    r"|(?:dieser|der|diese|die) (?:artikel|text|beitrag|meldung) wird (?:laufend |ständig |fortlaufend "
    r"|derzeit |in kürze )?"
    r"(?:aktualisiert|ergänzt|erweitert)|(?:eil)?meldung (?:wird (?:ergänzt|aktualisiert)|folgt)"
    r"|mehr (?:dazu )?in kürze"
    r"|(?:weitere |mehr )(?:informationen|details|infos) (?:folgen|in kürze)(?: in kürze)?"
    r"|plus (?:d'informations|de détails|d'infos) (?:à venir|à suivre|bientôt)"
    r"|cet article (?:est|sera) (?:régulièrement )?(?:mis à jour|actualisé|complété)\b.{0,40}|mise à jour à suivre"
    r"|(?:noticia|información|nota) en (?:desarrollo|elaboración|ampliación|proceso)|(?:habrá"
    r"|en breve,?) (?:más )?(?:ampliación"
    r"|ampliaremos(?: la información)?)|más información en breve|en breve,? más información"
    r"|(?:notícia|matéria|reportagem|texto|informação) em (?:atualização|desenvolvimento|actualização)"
    r"|mais informações em (?:instantes|breve)|(?:notizia|articolo) in aggiornamento|segu(?:ono|iranno) aggiornamenti"
    r"|in aggiornamento|(?:dit|het) (?:artikel|bericht) wordt (?:nog )?(?:aangevuld|bijgewerkt|geüpdatet)"
    r"|meer (?:informatie |nieuws |details )?volgt(?: later)?|later meer"
    r"|(?:texten|artikeln|nyheten|artikkelen|saken|artiklen|historien|nyheden) (?:kommer att )?(?:uppdateras|oppdateres"
    r"|opdateres)(?: løbende| fortløpende| löpande)?|(?:mer|mere)(?: information| informasjon)? (?:kommer"
    r"|följer|følger)"
    r"|(?:juttua|artikkelia|uutista) (?:päivitetään|täydennetään)"
    r"|(?:artykuł|informacja|wiadomość|tekst|materiał) (?:jest |będzie )?(?:na bieżąco )?aktualizowan\w{1,2}"
    r"|(?:wkrótce )?więcej informacji(?: wkrótce)?|(?:zprávu|článek|text|správu|článok) (?:průběžně |priebežne )?"
    r"(?:aktualizujeme|doplňujeme|dopĺňame)|podrobnosti (?:připravujeme|pripravujeme)"
    r"|(?:cikkünk|hírünk|a cikk) (?:folyamatosan )?frissül|știre în curs de actualizare"
    r"|(?:новость|материал|статья|текст) (?:дополняется|обновляется|будет дополнен\w?)|подробности (?:следуют"
    r"|позже|позднее)"
    r"|(?:новина|матеріал|стаття|текст) (?:доповнюється|оновлюється)|(?:новината|текстът) се (?:допълва|обновява)"
    r"|(?:haber|gelişme) güncelleni(?:yor|r)|haber güncellenecek\w{0,5}|ayrıntılar (?:geliyor|birazdan)"
    r"|(?:الخبر|المادة) قيد (?:التحديث|التحرير)|خبر عاجل يتبع|این خبر (?:در حال تکمیل|تکمیل می.?شود"
    r"|به.?روز می.?شود).{0,10}"
    r"|berita ini (?:akan|masih) (?:terus )?(?:diperbarui|dikembangkan|diupdate)"
    r"|(?:tin|bài) (?:đang )?(?:tiếp tục )?cập nhật|tiếp tục cập nhật"
    r"|(?:更多消息|详情|詳情)[,， ]?(?:请稍候|稍后|稍後|持续更新|持續更新).{0,8}|(?:持续|持續)更新中|(?:詳細"
    r"|続報)(?:は|が)?(?:追って|入り次第).{0,12}"
    r"|속보(?:가|는)? 이어집니다)[.!…。।]{0,3}",
)


def developing_notes(page: Page) -> Iterator[tuple[int, int]]:
    """The normalised range of each such line, and of the last sentence if it is one."""
    last = len(page.lines) - 1
    for number, line in enumerate(page.lines):
        if not number or TOP <= number <= last - BOTTOM:
            continue
        if len(line.text) <= LONGEST and _is_note(line.text):
            yield line.start, line.end
        elif number > last - BOTTOM and (start := _closing(line)):
            yield line.start + start, line.end


def _is_note(text: str) -> bool:
    return _NOTE.fullmatch(text.strip(" ()[]*-+>")) is not None


def _closing(line: Line) -> int:
    """Where the last sentence of a paragraph begins, if it is such a note; else 0."""
    text = line.text
    first = max(0, len(text) - LONGEST - 2) + 2
    blank = text.rfind(" ", first, len(text) - 1)
    while blank >= first:
        if text[blank - 1] in _ENDS:
            return blank + 1 if _is_note(text[blank + 1 :]) else 0
        blank = text.rfind(" ", first, blank)
    return 0
