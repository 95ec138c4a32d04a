"""Notes that a text came out elsewhere first, or was made for all: ``This story originally appeared in …``.

Whoever republishes says so in a sentence of its own at an edge of the text: *this* text, or no subject at all, *was
first published*, *is republished*, *was produced and distributed* – by, on or in a place with a name. News tells the
same of books, poems and studies, which are not this text, and tells when, where a note tells who.
"""

from __future__ import annotations

from collections.abc import Iterator

from syndicheck.expressions import expression, ignoring_case
from syndicheck.marks.disclaimers import tells
from syndicheck.marks.lines import Line, Page

TOP, BOTTOM = 4, 10
"""Lines at the beginning and at the end among which such a note stands."""

LONGEST = 420
"""Characters of it."""

LONGEST_FIRST = 260
"""Characters in which its first sentence says so."""

LEAST_PARAGRAPH = 110
"""Characters of a paragraph; one may follow at the end."""

BEHIND = 1

WORDS_TO_NAME = 5
"""Words among which the name begins of the house where it came out."""

_QUOTES_OR_BRACKETS = "\"'“„«»‘[(「"

_BEFORE = r"[\s*•(\[_※■▲-]{0,4}"
_SUBJECTS = {
    "en": r"(?:this|the (?:above|following)) (?:[\w'-]{2,14} ){0,2}?(?:article|story|post|piece|column|op-ed|essay"
    r"|commentary)",
    "en of reports": r"this (?:[\w'-]{2,14} ){0,2}?(?:report|content|text|interview|analysis|feature|dispatch"
    r"|project|series)",
    "de": r"(?:dieser|der vorstehende) (?:[\w-]{3,16} )?(?:artikel|text|beitrag|gastbeitrag|bericht|kommentar)"
    r"|der (?:[\w-]{3,16} )?(?:artikel|text|beitrag|gastbeitrag|bericht|kommentar)"
    r"(?! \w{3,8} (?:[^.!?\n]{0,40} )?auch\b)"
    r"|(?:dieses interview|diese (?:recherche|reportage|analyse|geschichte|meldung))",
    "fr": r"(?:cet (?:article|entretien)|ce (?:texte|contenu|reportage)|cette (?:enquête|analyse|tribune|publication))",
    "es": r"(?:est[ea] (?:artículo|texto|nota|noticia|reportaje|historia|publicación|contenido|investigación|entrada"
    r"|columna))",
    "pt": r"(?:est[ea] (?:artigo|texto|matéria|reportagem|notícia|conteúdo|publicação|investigação)|artigo|texto"
    r"|matéria)",
    "it": r"(?:quest[oa] (?:articolo|testo|inchiesta|intervista|contenuto|reportage)|(?:quest'|l')(?:articolo|inchiesta"
    r"|intervista))",
    "nl": r"(?:dit|deze) (?:artikel|verhaal|bericht|stuk|tekst|interview|column|reportage)",
    "sv": r"(?:den här |denna )?(?:artikeln|texten|artikel|text|krönikan|intervjun)",
    "no": r"(?:denne |dette )?(?:artikkelen|saken|teksten|artiklen|historien|kronikken|intervjuet|innlegget)",
    "fi": r"(?:tämä |)(?:artikkeli|juttu|teksti|kirjoitus)(?: on)?",
    "pl": r"(?:(?:ten |niniejszy |powyższy )?(?:artykuł|tekst|materiał|wywiad))",
    "cs": r"(?:(?:tento )?(?:článek|text|článok|rozhovor|komentář|komentár))",
    "hu": r"(?:(?:ez )?a(?:z)? (?:cikk|írás|interjú|szöveg))",
    "ro": r"(?:acest (?:articol|text|material)|articolul|textul|materialul)",
    "ru": r"(?:(?:эта |данная |этот |данный )?(?:статья|материал|текст|публикация|колонка))",
    "uk": r"(?:(?:ця |цей )?(?:стаття|матеріал|текст|публікація|колонка))",
    "bg": r"(?:(?:тази |този )?(?:статия|статията|текст|текстът|материалът))",
    "hr": r"(?:(?:ovaj |ta )?(?:članak|tekst|prispevek))",
    "el": r"(?:το (?:παρόν )?(?:άρθρο|κείμενο)(?: αυτό)?)",
    "tr": r"(?:bu (?:yazı|haber|makale|içerik))",
    "id": r"(?:artikel|berita|tulisan|rencana)(?: ini)",
    "vi": r"(?:bài (?:viết|báo)(?: này)?)",
}
_SAID = {
    "en": r"(?:(?:was|is|has been) )?(?:(?:also |originally |first |previously |initially |co-|re-?){1,2}"
    r"(?:(?:appear(?:ed|s)|published|printed|posted)\b[^.!?\n]{0,60}?\b(?:on|in|by|at|from|with|for|via|through"
    r"|under)\b"
    r"|(?:written|produced|reported)\b[^.!?\n]{0,60}?\b(?:by|for|with)\b)|(?:republished|reprinted|cross-?posted"
    r"|produced|published (?:here )?(?:in (?:partnership|collaboration|association)|with (?:the )?permission"
    r"|under))\b[^.!?\n]{0,60}?\b(?:on|in|by|at|from|with|for|via|through|under)\b)",
    "en of reports": r"(?:(?:was|is|has been) )?(?:(?:originally |first |previously |initially ){1,2}(?:appear(?:ed|s)"
    r"|published|posted)|republished|reprinted|cross-?posted|(?:published|produced) in (?:partnership|collaboration))\b"
    r"[^.!?\n]{0,60}?\b(?:on|in|by|at|from|with|for|via|through|under)\b",
    "de": r"(?=[^.!?\n]{0,160}(?:erschien|veröffentlicht|publiziert|stammt|gedruckt))(?:ist|erschien|wurde|stammt"
    r"|erscheint) (?:[^.!?\n]{0,40}?)\b(?:zuerst|zunächst|ursprünglich|original|erstmals|auch)\b(?:[^.!?\n]{0,40}?)"
    r"\b(?:bei|in|im|auf|von|beim|durch|aus)\b",
    "fr": r"(?:a (?:d'abord |initialement |originellement )?été (?:(?:initialement |d'abord |originellement )publiée?"
    r"|republiée?|publiée? (?:initialement|à l'origine|originellement|pour la première fois|d'abord|en partenariat))"
    r"|est (?:(?:initialement |d'abord )parue?|parue? (?:initialement|d'abord)|republiée?|reproduite?))"
    r"(?: (?:initialement|d'abord))? (?:sur|dans|par|à partir|de|chez|avec|en partenariat)\b",
    "es": r"(?:(?:fue|ha sido) (?:(?:originalmente |primero )publicad[oa]|publicad[oa] (?:originalmente|primero"
    r"|por primera vez|con (?:permiso|autorización)|bajo licencia|en colaboración)|republicad[oa]|reproducid[oa])"
    r"|apareció (?:originalmente|primero|por primera vez)|se (?:publicó (?:originalmente|primero|por primera vez)"
    r"|reproduce|republica))\b[^.!?\n]{0,40}?\b(?:en|por|de|con|bajo)\b",
    "pt": r"(?:(?:foi |é )?(?:(?:originalmente|primeiro) publicad[oa]|publicad[oa] (?:originalmente|primeiro"
    r"|com autorização|em parceria|sob licença)|republicad[oa]))\b[^.!?\n]{0,24}?"
    r"\b(?:no|na|em|pel[oa]|por|de|do|da|sob|com)\b",
    "it": r"(?:è (?:stat[oa] )?|viene )?(?:(?:originariamente |originalmente |già |prima )(?:pubblicat[oa]|apparso"
    r"|uscito)"
    r"|ripubblicat[oa]|(?:pubblicat[oa]|apparso|apparsa|uscito|uscita) (?:originariamente|in origine|per la prima volta"
    r"|originalmente|per gentile concessione)) (?:su|sul|sulla|sull'|da|dal|dalla|in|nel|nella|con|di)",
    "nl": r"(?:is |werd )?(?:(?:eerder|oorspronkelijk|eerst|ook) )?(?:verscheen|gepubliceerd|verschenen|geplaatst)"
    r"(?: (?:eerder|oorspronkelijk|eerst|ook))? (?:op|in|bij|door)\b"
    r"|(?:is|werd) (?:eerder|oorspronkelijk|eerst|ook) [^.!?\n]{2,60}(?:verschenen|gepubliceerd|geplaatst)\b",
    "sv": r"(?:publicerades (?:tidigare |ursprungligen |först )+|(?:har |är |var )(?:tidigare |ursprungligen |först )"
    r"{1,2}(?:publicerats|publicerad|varit publicerad) )(?:i|på|av|hos)\b",
    "no": r"(?:ble |er |blev |har )(?:først |opprinnelig |oprindeligt |oprindelig |tidligere |været "
    r"|vært ){0,3}(?:publisert"
    r"|publiceret|bragt|trykt|udgivet)(?: (?:første gang|først))? (?:i|på|av|af|hos)\b",
    "fi": r"(?:on )?(?:julkaistu|ilmestyi|ilmestynyt|julkaistiin) (?:alun perin|ensimmäisen kerran|ensin|aiemmin)\b",
    "pl": r"(?:ukazał się|opublikowano|został(?:a|o)? opublikowany) (?:pierwotnie|po raz pierwszy|wcześniej"
    r"|oryginalnie)"
    r" (?:w|na|przez)\b|(?:został(?:a|o)? )?(?:pierwotnie|po raz pierwszy|wcześniej) (?:opublikowany|ukazał się)"
    r" (?:w|na|przez)\b|pochodzi (?:z|ze) (?:serwisu|portalu|strony|tygodnika|miesięcznika|gazety|numeru|magazynu)\b",
    "cs": r"(?:byl |bol )?(?:původně |pôvodne |poprvé |prvýkrát )(?:vyšel|vyšiel|publikován|publikovaný|zveřejněn"
    r"|zverejnený) (?:na|v|ve|vo)\b|(?:vyšel (?:původně|poprvé)|vyšiel (?:pôvodne|prvýkrát)) (?:na|v|ve|vo)\b",
    "hu": r"(?:eredetileg|először) (?:az? )?[^.!?\n]{2,50}?(?:jelent meg|megjelent|közölte)",
    "ro": r"(?:a (?:apărut|fost publicat) (?:inițial|iniţial|prima dată|original)) (?:pe|în|de)\b",
    "ru": r"(?:(?:был[аио]? )?(?:впервые|первоначально|изначально) (?:был[аио]? )?опубликован\w{0,2}"
    r"|(?:был[аио]? )?опубликован\w{0,2}"
    r" впервые) (?:на|в|изданием|журналом|газетой)\b",
    "uk": r"(?:(?:був |була |було )?(?:вперше|спочатку|початково) (?:був |була |було )?опублікован\w{0,2}) (?:на|у|в"
    r"|виданням)\b",
    "bg": r"(?:е |беше )?(?:първоначално |за първи път )(?:е )?публикуван\w?(?: (?:в|на|от))\b"
    r"|(?:е )?публикуван\w? (?:първоначално"
    r"|за първи път) (?:в|на)\b",
    "hr": r"(?:je )?(?:(?:izvorno|prvobitno|prvotno|originalno) (?:je )?(?:objavljen|bil objavljen)"
    r"|(?:objavljen) (?:je )?"
    r"(?:izvorno|prvobitno|originalno)) (?:na|u|v|portalu)\b",
    "el": r"(?:δημοσιεύ(?:θηκε|τηκε)) (?:αρχικά|για πρώτη φορά|πρώτα) (?:στο|στην|στον|στη|από)\b",
    "tr": r"(?:ilk (?:olarak|kez|defa)) [^.!?\n]{2,60}?(?:yayımlan|yayınlan)(?:mıştır|dı|mış)",
    "id": r"(?:pertama kali |telah )(?:terbit|tayang|diterbitkan|dimuat|disiarkan) (?:di|oleh|pada)\b",
    "vi": r"(?:được )?(?:đăng|xuất bản) (?:lần đầu|đầu tiên|lại) (?:trên|tại|từ)\b",
}
_OPENINGS = ignoring_case(
    _BEFORE
    + "(?:"
    + "|".join(rf"(?:{_SUBJECTS[language]}),? (?:{_SAID[language]})" for language in _SUBJECTS)
    + r"|(?:originally|first|previously) (?:published|appeared) (?:on|in|by|at)\b|(?:re)?published (?:in partnership"
    r"|with permission)"
    r" (?:with|of|from|by)\b|republished (?:from|with|under)\b|reprinted (?:from|with permission|by permission)\b"
    r"|(?:produced|distributed) (?:in (?:partnership|association) with|on behalf of .{3,60}? by)\b"
    r"|(?:zuerst|ursprünglich) (?:erschienen|veröffentlicht) (?:bei|in|im|auf)\b|(?:publié|paru) (?:initialement"
    r"|d'abord) (?:sur|dans)\b"
    r"|(?:publicado|aparecido) (?:originalmente|primero) en\b|publicado originalmente (?:no|na|em|por)\b"
    r"|pubblicato (?:originariamente|in origine) (?:su|da)\b|(?:oorspronkelijk|eerder) (?:verschenen"
    r"|gepubliceerd) (?:op|in|bij)\b"
    r"|(?:ursprungligen|först) publicerad (?:i|på|av)\b|(?:først|opprinnelig) publisert (?:i|på|av|hos)\b"
    r"|(?:впервые|первоначально) опубликован\w{0,2} (?:на|в)\b|вперше опубліковано (?:на|в|у)\b"
    r")"
)
_DISTRIBUTED = ignoring_case(
    _BEFORE + r"(?:(?:this|the (?:above|following)) (?:press |news |media )?(?:release|announcement|statement)|(?:diese"
    r"|die) (?:presse)?(?:mitteilung"
    r"|meldung)|ce communiqué(?: de presse)?|est[ea] (?:comunicado|nota)(?: de prensa| de imprensa)?|(?:questo"
    r"|il presente) comunicato(?: stampa)?"
    r"|dit persbericht|(?:detta |det här )?pressmeddelande\w*|(?:denne )?presseme(?:ldingen|ddelelsen?)|tämä tiedote"
    r"|(?:ta |niniejsza )?informacja prasowa)"
    r" (?:[^.!?\n]{0,24}?)(?:distributed|issued|published|disseminated|verbreitet|veröffentlicht|diffusé"
    r"|difundid[oa]|distribuid[oa]|distribuíd[oa]"
    r"|diffuso|distribuito|verspreid|distribuera(?:des|ts|s)|distribuert|sendt ut|udsendt|distribueret|jaettu"
    r"|rozpowszechnion\w)"
    r" (?:by|via|through|on|über|durch|par|por|a través de|através d[ao]|da|tramite|door|av|genom|gjennom|af|przez"
    r"|za pośrednictwem) (?=\w)"
)
"""A release says who distributed it."""
_BY_NAME = expression(
    r"(?:Distributed|Issued|Released|Syndicated|Delivered) (?:by|via"
    r"|through) [^\W\d_a-zß-ÿ][\w.&®™'-]{1,24}(?: [^\W\d_a-zß-ÿ(][\w.&®™'-]{0,24}){0,4}\.?"
)
_EAST = expression(
    r"[※＊*■▲・\s(（【\[-]{0,3}(?:(?:この|本)(?:記事|稿|コンテンツ|文章)は.{2,60}?(?:から(?:の)?転載"
    r"|を転載|に(?:最初に|初めて)?掲載された"
    r"|より転載|の提供|が配信)|(?:本文|本稿|此文|该文)(?:最初|最早|首先|原)?"
    r"(?:发表|發表|刊登|刊载|刊載|首发|首發|发布|轉載|转载)(?:于|於|在|自)"
    r"|(?:이|본) (?:기사|글)[은는] .{2,40}?에 (?:처음|먼저|최초로) (?:게재|실린|실렸|발행)"
    r"|(?:نُ?شر هذا|هذا (?:المقال|التقرير) (?:نُ?شر"
    r"|منشور))"
    r"(?: (?:أولا|لأول مرة|في الأصل))?|(?:הכתבה|המאמר) (?:פורסמה?|התפרסמה?) (?:לראשונה|במקור)"
    r"|این (?:مطلب|مقاله|گزارش) (?:نخستین بار|ابتدا|اولین بار))"
)
_OF_A_WORK = ignoring_case(
    r", (?:(?:the|his|her|their|its) (?:[\w'-]{1,14} ){0,2}?(?:book|novel|novella|essay|poem|play|study|memoir|guide"
    r"|film|movie|documentary|series|show|album|song|game|comic|manga|magazine|work|collection|title|volume|report"
    r"|paper|podcast)|it|he|she|they)\b"
)
"""A subject behind the first words of a sentence: of what it tells they are, not of this text."""

_WHEN = ignoring_case(
    r"\b(?:in|im|en|em|nel|i|w|roku|v|în|в|у|през|το|yılında) (?:the year |jahr )?(?:1[5-9]|20[01])\d\d\b"
    r"|\b(?:1[5-9]\d\d|200\d)\b"
)
"""A year long past: of a book, not of an article."""


def republications(page: Page) -> Iterator[tuple[int, int]]:
    """The normalised range of each such note: its line."""
    last = len(page.lines) - 1
    if last < 1:
        return
    long = 0
    edge: set[int] = set(range(min(TOP, last + 1)))
    for number in range(last, max(0, last - BOTTOM), -1):
        if long > BEHIND:
            break
        edge.add(number)
        long += len(page.lines[number].text) >= LEAST_PARAGRAPH and not _is_note(page.lines[number])
    for number in sorted(edge - {0}):
        if _is_note(page.lines[number]):
            yield page.lines[number].start, page.lines[number].end


def _is_note(line: Line) -> bool:
    """Whether a line begins by saying where the text came from, and tells nothing else."""
    text = line.text
    if len(text) > LONGEST or text[0] in '"“„«「':
        return False
    if _BY_NAME.fullmatch(text) is not None:
        return True
    if not text.isascii() and _EAST.match(text) is not None:
        return not tells(text)
    return (
        (_is_republished(text) or _is_distributed(text))
        and _WHEN.search(text, 0, LONGEST_FIRST) is None
        and not tells(text)
    )


def _is_distributed(text: str) -> bool:
    """Whether a line says who distributed this release: somebody with a name, and not ``by volunteers``."""
    found = _DISTRIBUTED.match(text, 0, LONGEST_FIRST)
    return found is not None and text[found.end()].isupper()


def _is_republished(text: str) -> bool:
    """Whether a line says that this text came out in a house with a name, and not ``on the wall of the town hall``."""
    found = _OPENINGS.match(text, 0, LONGEST_FIRST)
    if found is None:
        return False
    if _OF_A_WORK.search(text, found.end(), LONGEST_FIRST) is not None and not _has_subject(text):
        return False  # "First published by Kiel & Son, the novel sold well."
    behind = text[found.end() :].strip(". )]").split()[:WORDS_TO_NAME]
    if not behind:  # the verb ends the sentence, and the name stands before it
        behind = text[: found.end()].split()[1:]
    return any(word[0].isupper() or word[0] in _QUOTES_OR_BRACKETS or "." in word[1:-1] for word in behind)


def _has_subject(text: str) -> bool:
    """Whether a sentence is one of this text, and does not begin with its verb."""
    return text.lstrip("*•([_※■▲- ")[:4].casefold() in ("this", "the ")
