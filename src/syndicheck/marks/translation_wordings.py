"""How translations say that they are some, by what they say in some form (:mod:`syndicheck.marks.disclaimers`).

News speaks of translations, originals and versions too: of books, treaties, films. A notice says which text *counts*;
what a machine translated says so in other words (:mod:`syndicheck.marks.machine_wordings`).
"""

from __future__ import annotations

from syndicheck.expressions import ignoring_case
from syndicheck.marks.disclaimer_wordings import Parts, parts

TRANSLATION = (
    r"\b(?:translat\w+|übersetz\w+|traduc\w+|traduit\w*|traduç\w+|traduzi\w+|traduzion\w+|tradott\w+"
    r"|vertaald\w*|vertaling\w*|översätt\w*|översatt\w*|oversættelse\w*|oversat|oversett\w*"
    r"|oversatt|käänn\w*|kään\w+|tłumacz\w*|przetłumacz\w*|přelož\w*|překlad\w*|preklad\w*|fordít\w*"
    r"|traducer\w*|tradus\w*|перевод\w*|переведен\w*|перевед[её]н\w*|переклад\w*|перекладен\w*|превод\w*"
    r"|μετάφρασ\w+|μεταφράσ\w+|çeviri\w*|çevril\w*|tercüme\w*|terjemah\w*|diterjemahkan)\b"
    r"|ترجم|תרגום|翻訳|翻译|翻譯|译文|譯文|번역|bản dịch|dịch thuật|แปล|अनुवाद"
)
"""Words for translating, in every language."""

TRANSLATED: Parts = parts(
    TRANSLATION,
    r"\b(?:prevail\w*|authoritative|legally (?:binding|valid)|legal effect|binding (?:version|text|language|original)"
    r"|(?:version|text|original|language)\b.{0,30}\bbinding|original (?:language )?version only"
    r"|maßgeblich\w*|rechtsverbindlich\w*|verbindlich\w*|rechtsgültig\w*|autorisierte (?:fassung|version)"
    r"|fai[ts]\w* foi|fasse\w* foi|prévau\w+|prévaloir|prevalec\w+|prevalece|efecto legal|efeito legal"
    r"|vers(?:ión|ão) (?:\w+ ){0,2}autorizada|jurídicamente válid[ao]"
    r"|f(?:a|anno|accia) fede|prevale|prevarr\w+|giuridicamente valid[ao]|vincolante|rechtsgeldig|bindend|bindande"
    r"|gældende|gjeldende"
    r"|gäller den|sitova|pätevä|wiążąc\w*|celom pomocniczym|rozstrzygając\w*|závazn\w*|rozhodujíc\w*|irányadó|kötelező"
    r"|prevaleaz\w+|преимущественн\w+|аутентичн\w+|юридическ\w+ сил\w+|имеет силу|переважн\w+|меродав\w+"
    r"|υπερισχύ\w+|geçerli\w*|esas alın\w+|bağlayıcı|rasmi|yang berlaku|mengikat)\b"
    r"|المعتمد|ذات التأثير القانوني|ذو الأثر القانوني|מחייב|הקובע|法的効力|优先|優先|为准|為準|法律效力|우선|법적 효력"
    r"|có giá trị pháp lý|มีผลทางกฎหมาย|मान्य होगा|प्रामाणिक",
    r"\b(?:this|the|diese\w*|die|der|das|esta|este|el|la|le|ce|cette|les?|questa|il|deze|de|denna|den|denne"
    r"|dette|detta|tämä|niniejsz\w*|tento|tato|ez|acest\w*|эт\w+|данн\w+|цей|ця|η|το|bu|işbu|ini)\b.{0,60}"
    r"\b(?:translation|version|text|article|announcement|release|übersetzung|fassung|text|artikel|mitteilung"
    r"|traducción|versión|texto|artículo|comunicado|anuncio|traduction|communiqué"
    r"|article|version|versão|tradução|artigo|traduzione|testo|articolo|comunicato|vertaling|tekst"
    r"|översättning\w*|versionen|oversættelse\w*|oversettelse\w*|käännös|tłumaczenie|komunikatu|překlad|fordítás"
    r"|traducere\w*|текст|перевод|статья|материал|сообщения|переклад|стаття|çeviri|metin|haber|duyuru\w*|terjemahan"
    r"|artikel)\b"
    r"|هذه|هذا|翻訳|译文|譯文|中文|本文|原文|번역|bản dịch|คำแปล|אנגלית|המקור|अनुवाद",
)
"""A translation, what counts, and that it is this text."""

OF_WORKS = ignoring_case(
    r"\b(?:treat(?:y|ies)|charter|constitution|covenant|scriptures?|bible|quran|koran|psalms?|novels?|poems?|verses?"
    r"|lyrics|decrees?|court|judges?"
    r"|(?:staats|friedens|grund)?vertrag(?:e?s|e)?|verträge\w?|charta|verfassung\w*|bibel\w*|romans?|gedicht\w*|gericht(?:e|en|es|s)?"
    r"|traités?|charte|constitutions?|poèmes?|tribunal|juges?|tratados?|constitución|constituição|biblia|bíblia|poemas?"
    r"|novelas?|romances?|jue[zc]\w*|juiz\w*|trattat[oi]|costituzione|bibbia|poesi[ae]|romanz[oi]|giudic[ei]|tribunale"
    r"|verdrag\w*|grondwet|bijbel|rechter\w*|fördrag\w*|grundlag\w*|traktat\w*|grundlov\w*|grunnlov\w*|domstol\w*"
    r"|perustuslak\w*|perustuslai\w*|raamattu\w*|konstytucj\w*|biblii|sąd\w*|powieś\w*"
    r"|smlouv\w*|zmluv\w*|ústav[aoyu]\w*|soud\w*|román\w*|szerződés\w*|alkotmán\w*|bírósá\w*|regén\w*|tratat\w*|constituți\w*"
    r"|договор\w*|конституци\w*|харти\w*|роман\w*|суд(?:а|е|у|ом|ья|ьи)?|договір\w*|конституці\w*|харті\w*"
    r"|συνθήκη\w*|σύνταγμα\w*|δικαστήρι\w*|μυθιστόρημα\w*|antlaşma\w*|anayasa\w*|mahkeme\w*|romanı\w*|perjanjian"
    r"|konstitusi|pengadilan|mahkamah|hiệp ước|hiến pháp|tòa án)\b"
    r"|معاهدة|المعاهدة|دستور|الدستور|محكمة|المحكمة|האמנה|אמנת|החוקה|בית המשפט|条約|憲章|憲法|判決|聖書"
    r"|小説|条约|條約|宪章|宪法|法院|小说|小說|조약|헌장|헌법|법원|소설|สนธิสัญญา|รัฐธรรมนูญ|ศาล|संधि|संविधान|अदालत",
)
"""Works whose translations are news: treaties, laws, books. No notice of an article names one."""

TRANSLATION_WORDS = tuple(
    word.strip()
    for word in """
    translat|übersetz|tradu|tradot|vertaal|vertal|översätt|översatt|oversæt|oversat|oversett|kään|tłumacz|přelož|
    překlad|preklad|fordít|перевод|перевед|переклад|превод|μετάφρασ|μεταφράσ|çevir|çevril|tercüme|
    terjemah|ترجم|תרגום|翻訳|翻译|翻譯|译文|譯文|번역|bản dịch|dịch thuật|แปล|अनुवाद
    """.split("|")
)
"""Of which one stands in every such notice, folded: looked for first."""
