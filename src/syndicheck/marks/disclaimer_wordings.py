"""How notices are worded, by language: what each kind of them says in some form (:mod:`syndicheck.marks.disclaimers`).

A kind is a tuple of expressions that must all be found in a paragraph (:data:`Parts`). Beside it stand the words of
which one must be in the text before any expression is tried: they are looked for all at once.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from syndicheck.expressions import ignoring_case

LINKED = ignoring_case(
    r"\b(?:extern\w*|linked|links?|enlaces?|verlinkt\w*|liens?|collegament\w*|odnośnik\w*|zewnętrzn\w*"
    r"|ссыл\w+|внешни\w+"
    r"|зовнішн\w+|odkaz\w*|externí\w*|linkki\w*|länkar|lenker|bağlantı\w*|tautan|pautan)\b"
    r"|外部|リンク|链接|連結|링크|외부|روابط|קישור|ลิงก์|liên kết|लिंक",
)
"""Other sites that a page links to: its terms of use speak of them, no notice of an article does."""

Parts = tuple[re.Pattern[str], ...]


def parts(*patterns: str) -> Parts:
    """Expressions of which a paragraph must hold all, whatever its case."""
    return tuple(ignoring_case(pattern) for pattern in patterns)


RESPONSIBLE: Mapping[str, Parts] = {
    "en": parts(
        r"\b(?:not|no|nor|neither|never|disclaims?|without|does ?n't|solely|sole)\b.{0,70}?"
        r"\b(?:responsib\w+|liab\w+|endorse\w*|warrant\w+|guarantee\w*|vouch\w*|accountab\w+)",
        r"\b(?:content\w*|article\w*|stor(?:y|ies)|information|material|press releases?|statements?|accuracy"
        r"|advert\w*)\b",
        r"\b(?:editor\w*|newsroom|newspaper|publisher|publication|portal|website|this site|third[ -]part\w+"
        r"|provider\w*"
        r"|advertiser\w*|partner\w*|agenc\w+|issuer|author\w*|sponsor\w*|journalis\w+|our (?:staff|team))\b",
    ),
    "de": parts(
        r"\b(?:nicht|kein\w*|ohne|weder|allein\w*|ausschließlich)\b.{0,70}?(?:verantwort\w*|haft(?:et|bar|ung)\w*"
        r"|gewähr\w*)"
        r"|(?:verantwort\w*|haft(?:et|bar|ung)\w*|gewähr)\b.{0,60}?\b(?:nicht|kein\w*|allein\w*|ausschließlich)\b",
        r"\b(?:inhalt\w*|artikel\w*|beitrag\w*|beiträge\w*|angaben|meldung\w*|\w*mitteilung\w*|text\w*"
        r"|richtigkeit)\b",
        r"\b(?:\w*redaktion\w*|verlag\w*|herausgeber\w*|portal\w*|betreiber\w*|dritt\w*|anbieter\w*|einsender\w*"
        r"|verfasser\w*|autor\w*|unternehmen\w*|partner\w*|anzeige\w*|werbe\w*|emittent\w*)\b",
    ),
    "fr": parts(
        r"(?:\bne\b|\bn'|\baucune?\b|\bpas\b|\bdécline\w*|\bseule?s?\b|\bl'entière\b).{0,70}?\b(?:responsab\w+"
        r"|engage\w*|garanti\w*)"
        r"|\bresponsab\w+\b.{0,60}?\b(?:seule?s?|exclusive?|unique)\b",
        r"\b(?:contenus?|articles?|informations?|textes?|communiqués?|propos|exactitude|publi\w+)\b",
        r"\b(?:rédaction\w*|éditeurs?|journal|journalistes?|site|portail|tiers|fournisseurs?|annonceurs?|partenaires?"
        r"|auteurs?|émetteurs?|sociétés?|entreprises?)\b",
    ),
    "es": parts(
        r"\b(?:no|ni|ninguna?|sin|exclusiva|única|únicos?)\b.{0,70}?\b(?:responsab\w+|hacen? cargo|garantiza\w*)"
        r"|\bresponsab\w+\b.{0,60}?\b(?:exclusiva|única|ajen\w+)\b",
        r"\b(?:contenidos?|artículos?|informaci\w+|textos?|comunicados?|notas?|publicaci\w+|veracidad)\b",
        r"\b(?:redacci\w+|editor\w*|diario|periódico|medio|sitio|portal|terceros?|proveedor\w*|anunciante\w*|autor\w*"
        r"|empresas?|emisor\w*|agencias?|periodistas?)\b",
    ),
    "pt": parts(
        r"\b(?:não|nem|nenhuma?|sem|inteira|exclusiva|única|total)\b.{0,70}?\b(?:responsab\w+|responsáve\w+"
        r"|garant\w+)"
        r"|\bresponsab\w+\b.{0,60}?\b(?:exclusiva|única|inteira)\b",
        r"\b(?:conteúdos?|artigos?|matérias?|informaç\w+|textos?|comunicados?|releases?|notas?|publicaç\w+"
        r"|reportagem)\b",
        r"\b(?:redaç\w+|editor\w*|jornal|veículo|site|portal|terceiros?|fornecedor\w*|anunciante\w*|autor\w*"
        r"|empresas?"
        r"|agências?|parceir\w+|assessorias?|jornalistas?)\b",
    ),
    "it": parts(
        r"\b(?:non|nessuna|senza|declina\w*|esclusiva|sola|solo|unic[oa])\b.{0,70}?\b(?:responsab\w+|rispond\w+"
        r"|garant\w+)"
        r"|\bresponsab\w+\b.{0,60}?\b(?:esclusiva|esclusivamente|unic[oa])\b"
        r"|\bresponsabilità editorial\w+\b.{0,60}?\b(?:è|sono|di|dell[ao']?)",
        r"\b(?:contenut\w+|articol\w+|informazion\w+|test[oi]|comunicat\w+|notizi\w+|veridicità|pubblic\w+)\b",
        r"\b(?:redazion\w+|editor\w+|giornal\w+|testata|sito|portale|terz[ei]|fornitor\w+|inserzionist\w+|autor\w+"
        r"|aziend\w+|agenzi\w+|emittent\w+|ente)\b",
    ),
    "nl": parts(
        r"\b(?:niet|geen|noch|uitsluitend)\b.{0,70}?(?:verantwoordelijk\w*|aansprakelijk\w*)"
        r"|(?:verantwoordelijk\w*|aansprakelijk\w*)\b.{0,60}?\b(?:niet|geen)\b",
        r"\b(?:inhoud|artikel\w*|berichten?|persbericht\w*|tekst\w*|informatie|juistheid)\b",
        r"\b(?:redactie|uitgever\w*|krant|site|website|derden|aanbieder\w*|adverteerder\w*|auteur\w*|partner\w*"
        r"|bedrijf)\b",
    ),
    "sv": parts(
        r"\b(?:inte|ej|inget|ingen|endast|själv)\b.{0,60}?\b\w{0,14}ansvar\w*|\b\w{0,14}ansvar\w*.{0,50}?\b(?:inte"
        r"|ej|inget"
        r"|själv)\b",
        r"\b(?:innehåll\w*|artikel\w*|text\w*|information\w*|pressmeddelande\w*|uppgifter\w*|material\w*)\b",
        r"\b(?:redaktion\w*|tidning\w*|utgivar\w*|tredje part\w*|annonsör\w*|leverantör\w*|avsändar\w*|författar\w*"
        r"|sajt\w*|webbplats\w*|företag\w*)\b",
    ),
    "da": parts(
        r"\b(?:ikke|intet|ingen|alene)\b.{0,60}?\b\w{0,14}ansvar\w*|\b\w{0,14}ansvar\w*.{0,50}?\b(?:ikke|intet|ingen"
        r"|alene)\b",
        r"\b(?:indhold\w*|innhold\w*|artikel\w*|artikl\w+|tekst\w*|oplysning\w*|informasjon\w*|pressemeddelelse\w*"
        r"|pressemelding\w*)\b",
        r"\b(?:redaktion\w*|redaksjon\w*|avis\w*|udgiver\w*|utgiver\w*|tredjepart\w*|annoncør\w*|annonsør\w*"
        r"|leverandør\w*"
        r"|afsender\w*|avsender\w*|forfatter\w*|virksomhed\w*)\b",
    ),
    "fi": parts(
        r"\b(?:ei|eivät|emme|yksin)\b.{0,60}?\bvastu\w*|\b(?:ei|eivät|emme)\b.{0,20}\bvastaa\w*"
        r"|\bvastaa\b.{0,50}\byksin\b",
        r"\b(?:sisäl\w+|artikkel\w+|teksti\w*|tiedo\w+|kirjoituks\w+)\b",
        r"\b(?:toimitu\w+|lehti|lehden|julkaisija\w*|kolman\w+|mainostaj\w+|kirjoittaj\w+|lähettäj\w+|yrity\w+"
        r"|palvelu\w*)\b",
    ),
    "pl": parts(
        r"\b(?:nie|bez|żadnej|wyłączn\w+|jedynie)\b.{0,70}?\b(?:odpowiedzialno\w*|odpowiada\w*|ręczy)"
        r"|\bodpowiada\w*\b.{0,60}\b(?:nadawca|autor|wyłącznie|jedynie)\b",
        r"\b(?:treś\w+|artykuł\w*|materiał\w*|informacj\w+|tekst\w*|komunikat\w*)\b",
        r"\b(?:redakcj\w+|wydawc\w+|nadawc\w+|portal\w*|serwis\w*|stron\w+ trzeci\w+|reklamodawc\w+|autor\w*"
        r"|firm\w*)\b",
    ),
    "cs": parts(
        r"\b(?:ne(?:nese|odpovíd\w+|ručí|přebír\w+|zodpovíd\w+|zodpoved\w+|nesie|sie)|výhradně|výlučně)\b",
        r"\b(?:obsah\w*|článk\w+|člán\w+|text\w*|správ\w+|zpráv\w+|informac\w+|informáci\w+|materiál\w*|sdělení)\b",
        r"\b(?:redakc\w+|redakci\w+|redakčn\w+|čtk|tasr|vydavatel\w*|agentur\w*|zadavatel\w*|inzerent\w*|autor\w*"
        r"|portál\w*|server\w*"
        r"|stran\w*|společnost\w*|spoločnos\w+|strán\w*)\b",
    ),
    "hu": parts(
        r"\b(?:nem|sem)\b.{0,60}?\b(?:felel\w+|vállal\w*)|\bfelelős\w*\b.{0,60}?\b(?:nem|kizárólag|terheli)\b"
        r"|\btartalm\w+ (?:a|az) (?:\w+ )?(?:kiadója|közzétevője|beküldője) (?:a )?felel\w+",
        r"\b(?:tartalm\w+|cikk\w*|közlemény\w*|szöveg\w*|információ\w*|anyag\w*)\b",
        r"\b(?:szerkesztőség\w*|kiadó\w*|lap|portál\w*|oldal\w*|harmadik|hirdető\w*|szerző\w*|közzétevő\w*"
        r"|beküldő\w*|mti)\b",
    ),
    "ro": parts(
        r"\b(?:nu|nicio|exclusiv\w*|integral)\b.{0,70}?\b(?:răspun\w+|responsab\w+|asum\w+)|\b(?:responsab\w+"
        r"|răspunde\w*)\b.{0,60}?\bexclusiv\w*",
        r"\b(?:conținut\w*|conţinut\w*|articol\w*|informați\w+|informaţi\w+|text\w*|comunicat\w*|material\w*)\b",
        r"\b(?:redacți\w+|redacţi\w+|editor\w*|publicați\w+|publicaţi\w+|site\w*|terț\w*|terţ\w*|furnizor\w*"
        r"|autor\w*|compani\w+|agenți\w+|agenţi\w+)\b",
    ),
    "ru": parts(
        r"\b(?:не|ответственност\w+|отговорност\w*)\b.{0,70}?\b(?:нес[её]т|несут|отвеча\w+|ответственност\w*"
        r"|гарантиру\w+"
        r"|отговор\w+|носи|поема)",
        r"\b(?:содержани\w+|стат\w+|материал\w*|информаци\w+|текст\w*|сообщени\w+|реклам\w+|пресс-релиз\w*"
        r"|съдържани\w+|точност\w*|достоверност\w*)\b",
        r"\b(?:редакци\w+|издани\w+|портал\w*|сайт\w*|агентств\w+|рекламодател\w+|автор\w*|третьи\w* лиц\w*"
        r"|компани\w+|редакция\w*|трети\w* страни)\b",
    ),
    "uk": parts(
        r"\b(?:не|відповідальн\w+)\b.{0,70}?\b(?:несе|несуть|відповіда\w+|відповідальн\w*|гаранту\w+|покладає\w*)",
        r"\b(?:зміст\w*|статт\w+|матеріал\w*|інформаці\w+|текст\w*|повідомлен\w+|реклам\w+|прес-реліз\w*"
        r"|достовірн\w+)\b",
        r"\b(?:редакці\w+|видан\w+|портал\w*|сайт\w*|агентств\w+|агенці\w+|рекламодав\w+|автор\w*|треті\w*"
        r"|компані\w+)\b",
    ),
    "el": parts(
        r"\b(?:δεν|ουδεμία|καμία|αποκλειστικ\w+)\b.{0,70}?(?:ευθύν\w*|ευθυν\w*|φέρ\w+)",
        r"(?:περιεχομέν\w+|περιεχόμεν\w+|άρθρ\w*|κείμεν\w*|κειμέν\w*|πληροφορ\w+|δελτί\w*|απόψ\w+)",
        r"(?:σύνταξ\w+|συντακτ\w+|εφημερίδ\w*|ιστοσελίδ\w*|ιστότοπ\w*|τρίτ\w+|συγγραφ\w+|συντάκτ\w+|εκδότ\w+"
        r"|εταιρ\w+)",
    ),
    "tr": parts(
        r"\bsorumlu\w*\b.{0,50}?\b(?:değil\w*|kabul et\w+|tutulam\w+|taşım\w+|üstlenm\w+|ait\w*)|\bgaranti et?m\w+",
        r"\b(?:içerik\w*|içeriğ\w*|haber\w*|yazı\w*|metin\w*|bilgi\w*|bülten\w*|ilan\w*)\b",
        r"\b(?:editör\w*|yayın\w*|gazete\w*|site\w*|ajans\w*|üçüncü|yazar\w*|reklam\w*|firma\w*|şirket\w*)\b",
    ),
    "ar": parts(
        r"(?:لا|غير|ليس\w*|دون|وحد\w+)\s.{0,70}?(?:مسؤول\w*|مسئول\w*|تتحمل|يتحمل|المسؤولي\w+)|(?:المسؤولي\w+"
        r"|مسؤولي\w+).{0,50}?(?:على|وحد)",
        r"(?:محتو\w+|المحتوى|المقال\w*|مقال\w*|المعلوم\w+|البيان\w*|الخبر|النص|المادة|المواد)",
        r"(?:تحرير|التحرير|الموقع|موقع\w*|الصحيفة|الناشر|طرف ثالث|أطراف|المعلن\w*|الكاتب|كاتب\w*|المصدر|الشركة"
        r"|وكال\w+|الجهة)",
    ),
    "he": parts(
        r"(?:אינ\w*|לא|אין|באחריות|על אחריות).{0,60}?(?:אחרא\w*|אחריות|המפרסם|המודיע)",
        r"(?:תוכ\w+|התוכן|הכתבה|המאמר|המידע|ההודעה|הידיעה)",
        r"(?:מערכת|המערכת|העיתון|האתר|צד שלישי|המפרסם|הכותב|המחבר|הגוף)",
    ),
    "fa": parts(
        r"(?:مسئولیت\w*|مسؤولیت\w*|مسئول).{0,70}?(?:ندارد|نیست|نمی\W?\w+|عهده|است)",
        r"(?:محتوا\w*|مطلب|مطالب|متن|خبر|اطلاعات|آگهی|صحت)",
        r"(?:رسانه|خبرگزاری|سایت|پایگاه|تحریریه|شخص ثالث|سفارش|نویسنده|آگهی\w*|شرکت|منبع)",
    ),
    "hi": parts(
        r"(?:जिम्मेदार\S*|ज़िम्मेदार\S*|उत्तरदायी|जवाबदेह\S*).{0,50}?(?:नहीं|न हो|होंगे|होगी|है)|(?:पुष्टि|संपादित"
        r"|एडिट).{0,20}नहीं",
        r"(?:सामग्री|लेख|खबर|ख़बर|जानकारी|कंटेंट|विज्ञप्ति|समाचार|सूचना)",
        r"(?:संपादक\S*|सम्पादक\S*|प्रकाशक|वेबसाइट|पोर्टल|तीसरे पक्ष|थर्ड पार्टी|लेखक|विज्ञापन\S*|एजेंसी|कंपनी|टीम|फीड)",
    ),
    "ja": parts(
        r"責任.{0,25}?(?:負い(?:ません|かね)|負わ|ありません|ござい)|保証(?:する|いたし|し).{0,12}?(?:ません"
        r"|ない|では)|関与して(?:いません|おりません)",
        r"(?:記事|内容|情報|コンテンツ|リリース|掲載)",
        r"(?:編集部|当社|弊社|当サイト|本サイト|第三者|提供元|発表元|企業|広告主|運営者|当編集部)",
    ),
    "ko": parts(
        r"책임.{0,25}?(?:지지 ?않|없(?:습니다|음|다)|있(?:습니다|음|다))|보증하지 ?않|관련이? ?없|무관(?:합"
        r"|하|한|함)",
        r"(?:기사|내용|콘텐츠|정보|보도자료|광고)",
        r"(?:편집|본지|당사|언론사|제3자|제공|광고주|배포|작성|기업|기관|본 ?사이트)",
    ),
    "zh": parts(
        r"(?:不(?:承担|承擔|负|負|对|對|代表|保证|保證|作|构成|構成)|概不|与本|與本|并非).{0,40}?"
        r"(?:责任|責任|负责|負責|观点|觀點|立场|立場|保证|保證|陈述|陳述|无关|無關|意见|意見)",
        r"(?:文章|内容|內容|信息|資訊|资讯|稿件|新聞稿|新闻稿|本文|文字|廣告|广告)",
        r"(?:本网|本網|本站|本报|本報|本平台|本媒体|本媒體|编辑|編輯|第三方|提供方|提供商|作者|广告主|廣告主"
        r"|企业|企業|发布者|發布者|转载|轉載|用户|用戶|供稿)",
    ),
    "vi": parts(
        r"\b(?:không|miễn)\b.{0,60}?(?:chịu trách nhiệm|trách nhiệm|đảm bảo|bảo đảm)|chịu (?:hoàn toàn )?trách nhiệm",
        r"(?:nội dung|bài viết|thông tin|bài báo|tin bài|thông cáo)",
        r"(?:tòa soạn|toà soạn|ban biên tập|báo|trang web|website|bên thứ ba|nhà cung cấp|tác giả|quảng cáo"
        r"|doanh nghiệp|công ty)",
    ),
    "th": parts(
        r"(?:ไม่|มิ|มิได้|ไม่ได้|ไม่ขอ|ไม่มีส่วน).{0,40}?(?:รับผิดชอบ|รับประกัน|รับรอง|เกี่ยวข้อง)",
        r"(?:เนื้อหา|บทความ|ข้อมูล|ข่าว|ข้อความ)",
        r"(?:กองบรรณาธิการ|บรรณาธิการ|เว็บไซต์|บุคคลที่สาม|ผู้ให้บริการ|ผู้เขียน|โฆษณา|บริษัท|สำนักข่าว)",
    ),
    "hr": parts(
        r"\b(?:ne|nije|nisu|isključivo)\b.{0,50}?\b(?:odgovara(?:ju)? za|odgovorn\w+|snosi|preuzima)\b"
        r"|\bza (?:\w+ ){0,2}(?:sadržaj|tekst|član|informacij|priopćenj|saopštenj|oglas)\w*\b.{0,50}?\bne odgovara",
        r"\b(?:sadržaj\w*|članka?|članku|tekst\w*|priopćenj\w+|saopštenj\w+|informacij\w+|oglas\w*)\b",
        r"\b(?:redakcij\w+|uredništv\w+|portal\w*|nakladnik\w*|izdavač\w*|oglašivač\w*|naručitelj\w*|autor\w*)\b",
    ),
    "id": parts(
        r"\b(?:tidak|bukan|tiada|sepenuhnya)\b.{0,70}?\b(?:ber)?tanggung ?jawab\w*"
        r"|\b(?:ber)?tanggung ?jawab\w*\b.{0,60}?\b(?:tidak|bukan|sepenuhnya|penuh|pihak)\b",
        r"\b(?:isi|konten|kandungan|artikel|berita|informasi|maklumat|rilis|siaran|iklan|tulisan)\b",
        r"\b(?:redaksi|editor\w*|penerbit|media|situs|laman|pihak ketiga|pengiklan|penulis|perusahaan|syarikat"
        r"|penyedia|kami)\b",
    ),
}
"""A denial of responsibility, what for, and whose; in every language."""

RESPONSIBLE_WORDS: Mapping[str, tuple[str, ...]] = {
    "en": ("responsib", "liab", "endors", "warrant", "guarant", "vouch", "accountab"),
    "de": ("verantwort", "haft", "gewähr"),
    "fr": ("respons", "engage", "garanti"),
    "es": ("respons", "hace", "hacen", "garantiza"),
    "pt": ("respons", "garant"),
    "it": ("respon", "rispond", "garant"),
    "nl": ("verantwoordelijk", "aansprakelijk"),
    "sv": ("ansvar",),
    "da": ("ansvar",),
    "fi": ("vastuu", "vastaa"),
    "pl": ("odpowied", "odpowiada", "ręczy"),
    "cs": ("nenese", "neodpov", "neruč", "nepřeb", "nezod", "nesie", "výhrad", "výluč"),
    "hu": ("felel", "vállal"),
    "ro": ("răspun", "respons", "asum"),
    "ru": ("ответствен", "отвеча", "несет", "несут", "гарантиру", "отговор"),
    "uk": ("відповіда", "гаранту"),
    "el": ("ευθύν", "ευθυν"),
    "tr": ("sorumlu", "garanti"),
    "ar": ("مسؤول", "مسئول", "تحمل"),
    "he": ("אחרא", "אחריות"),
    "fa": ("مسئول", "مسؤول"),
    "hi": ("जिम्मेदार", "ज़िम्मेदार", "उत्तरदायी", "जवाबदेह", "पुष्टि", "संपादित"),
    "ja": ("責任", "保証", "関与"),
    "ko": ("책임", "보증", "무관", "관련"),
    "zh": (
        *("责任", "責任", "负责", "負責", "观点", "觀點", "立场", "立場"),
        *("保证", "保證", "陈述", "陳述", "无关", "無關", "意见", "意見"),
    ),
    "vi": ("trách nhiệm", "đảm bảo"),
    "th": ("รับผิดชอบ", "รับประกัน", "รับรอง", "เกี่ยวข้อง"),
    "id": ("tanggung",),
    "hr": ("odgov", "snosi", "preuzima"),
}
"""Of each language, folded, what stands in every such denial: looked for first, since most lines have none."""

SUPPLIED = (
    ignoring_case(
        r"\b(?:provided|supplied|produced|written|created|published|generated|syndicated|distributed|sourced"
        r"|received|issued"
        r"|submitted|prepared|auto-?generated|bereitgestellt|zur verfügung gestellt|übernommen|verfasst|erstellt"
        r"|eingesandt"
        r"|veröffentlicht|fourni\w*|rédigé\w*|diffusé\w*|publié\w*|transmis\w*|proporcionad\w+|facilitad\w+"
        r"|elaborad\w+"
        r"|publicad\w+|difundid\w+|remitid\w+|fornecid\w+|produzid\w+|enviad\w+|divulgad\w+|fornit\w+|realizzat\w+"
        r"|redatt\w+|pubblicat\w+|prodott\w+|aangeleverd\w*|geleverd|geschreven|tillhandahåll\w+|leverera\w+|leveret"
        r"|levert|udarbejdet|dostarczon\w*|przygotowan\w*|opublikowan\w*|poskytnut\w*|dodan\w*|převzat\w*"
        r"|предоставлен\w*"
        r"|подготовлен\w*|размещ[её]н\w*|опубликован\w*|надан\w*|підготовлен\w*|опублікован\w*|sağlan\w+|hazırlan\w+"
        r"|yayımlan\w+|yayınlan\w+|disediakan|dikirim\w*|diterbitkan|dihasilkan)\b"
        r"|提供|供稿|入力した|转载|轉載|転載|配信|제공|작성|배포|cung cấp|đăng tải|प्रकाशित|सिंडिकेट|फीड",
    ),
    ignoring_case(
        r"\b(?:"
        r"(?:not|without|n't|no)\b.{0,50}\b(?:edited|editing|modif\w+|changes|altered|reviewed|verified"
        r"|written by|involve\w*|involvement|checked|staff|editorial)"
        r"|unedited\b"
        r"|as[ -]is\b"
        r"|verbatim\b"
        r"|(?:nicht|ohne|un)\s?\b.{0,50}(?:bearbeitet|geprüft|redigiert|redaktionell|änderung\w*|verändert"
        r"|mitwirkung)"
        r"|unverändert\w*"
        r"|ungekürzt\w*"
        r"|(?:sans|pas|aucune)\b.{0,50}\b(?:modifi\w+|relu\w*|participation|retouch\w+|vérifi\w+|intervention)"
        r"|(?:sin|no)\b.{0,50}\b(?:editad\w+|edición|modific\w+|revisad\w+|verificad\w+|participa\w+"
        r"|intervenci\w+)"
        r"|íntegr\w+"
        r"|(?:sem|não)\b.{0,50}\b(?:ediç\w+|editad\w+|alteraç\w+|modific\w+|revisad\w+|participaç\w+)"
        r"|na íntegra\b"
        r"|(?:senza|non)\b.{0,50}\b(?:modific\w+|verificat\w+|intervent\w+|rielabor\w+|coinvolt\w+)"
        r"|integralmente\b"
        r"|(?:niet|zonder)\b.{0,50}\b(?:bewerkt|gecontroleerd|redactie\w*|wijziging\w*)"
        r"|(?:inte|utan|ikke|uden|uten)\b.{0,50}\b(?:redigera\w*|granska\w*|redigeret|redigert|ændring\w*"
        r"|endring\w*|redaktion\w*|redaksjon\w*)"
        r"|(?:nie|bez)\b.{0,50}\b(?:redagowan\w*|zmian|edytowan\w*|weryfikowan\w*|udziału)"
        r"|(?:bez|ne\w+)\b.{0,50}\b(?:úprav\w*|upraven\w*|redakčn\w+)"
        r"|(?:без|не)\b.{0,50}\b(?:изменени\w+|правок|редактир\w+|участия|проверял\w*|змін|редагува\w+|участі)"
        r"|(?:edilmeden|müdahale\w*|değiştirilmeden|düzenlenme\w+|geldiği şekliyle|müdahalesi olmadan)\b"
        r"|(?:tidak|tanpa)\b.{0,50}\b(?:disunting|diedit|perubahan|penyuntingan|keterlibatan)"
        r")"
        r"|未经.{0,12}(?:编辑|審核|审核|核实)"
        r"|未經.{0,12}(?:編輯|審核|核實)"
        r"|原文(?:转载|轉載)"
        r"|そのまま"
        r"|원문 그대로"
        r"|편집(?:하지|되지|에)"
        r"|संपादित नहीं"
        r"|एडिट नहीं",
    ),
    ignoring_case(
        r"\b(?:this|the above|above|following)\b.{0,40}\b(?:stor(?:y|ies)|article|content|report|text|release|post"
        r"|information)"
        r"|\bexcept for the headline\b|\b(?:dies\w*|obige\w*|vorstehend\w*|der|die)\b.{0,40}(?:artikel|beitrag"
        r"|text|meldung|inhalt\w*|\w*mitteilung)"
        r"|\b(?:cet|ce|cette|le présent)\b.{0,40}\b(?:article|contenu|texte|communiqué|dépêche)"
        r"|\b(?:est[ae]|el presente)\b.{0,40}\b(?:artículo|contenido|texto|comunicado|nota|noticia|información"
        r"|artigo|conteúdo|matéria|notícia)"
        r"|\b(?:quest[oa]|il presente)\b.{0,40}\b(?:articolo|contenuto|testo|comunicato)|\b(?:dit"
        r"|deze)\b.{0,40}\b(?:artikel|bericht|tekst|inhoud|content)"
        r"|\b(?:den här|denna|detta|denne|dette)\b.{0,40}\b(?:artikel\w*|text\w*|innehåll\w*|indhold\w*|innhold\w*"
        r"|tekst\w*)"
        r"|\b(?:ten|niniejszy|powyższy|tento|tato)\b.{0,40}\b(?:artykuł|materiał|tekst|článek|text|zpráva)"
        r"|\b(?:эт\w+|данн\w+|ц\w+|дан\w+)\b.{0,40}\b(?:стать\w+|материал|текст|публикаци\w+|новост\w+|статт\w+"
        r"|матеріал|публікаці\w+)"
        r"|\bbu\b.{0,30}\b(?:içerik|haber|yazı|metin)|\b(?:artikel|berita|konten|rilis|kandungan)\b.{0,20}\b(?:ini)"
        r"|本文|本稿|此文|以上内容|以上內容|この記事|本記事|本リリース|(?:この"
        r"|当|本)プレスリリース|이 기사|본 기사|본 콘텐츠"
        r"|bài viết này|यह (?:खबर|लेख|समाचार)|इस (?:खबर|लेख)",
    ),
)
"""That a text came from elsewhere, that nobody edited it, and that it is this text."""

REUSE = (
    ignoring_case(
        r"\b(?:reproduc\w+|republish\w*|redistribut\w+|reprint\w*|copying|copied|rewritten|reuse|reused|broadcast"
        r"|vervielfältig\w*|nachdruck\w*|verwertung|weiterverbreit\w*|übernahme"
        r"|reprodu\w+|rediffus\w+|republi\w+|repris\w*|reutiliza\w+|difusión|redistribu\w+|retransmi\w+|riprodu\w+"
        r"|ripubblica\w*|overgenomen|verveelvoudig\w*|hergebruik\w*|kopier\w*|återge\w*"
        r"|gengiv\w*|gjengi\w*|kopiera\w*|kopiointi|lainaa\w*|jäljentä\w*|kopiowan\w*|powielan\w*"
        r"|rozpowszechnian\w*|przedruk\w*|kopírov\w*|šíře\w*|šíri\w*|publikov\w+|přetisk\w*|másol\w*|terjeszt\w*"
        r"|felhasznál\w*"
        r"|reproduce\w*|preluar\w*|preluat\w*|copier\w*|перепечат\w*|использовани\w+|копировани\w+|воспроизвед\w+"
        r"|цитировани\w+|передрук\w*|використанн\w+|копіюван\w*|препечат\w*|използван\w+|prenošen\w*|preuziman\w*"
        r"|objavljivan\w*"
        r"|αναδημοσίευσ\w*|αναπαραγωγ\w*|αντιγραφ\w*|kopyala\w*|alıntı\w*|çoğaltıl\w*|yayınlana\w*|kullanıla\w*"
        r"|mengutip|menyalin|penggandaan|dikutip|menyiarkan|penerbitan semula|sao chép|trích dẫn|đăng lại"
        r"|phát hành lại)"
        r"|\b(?:pārpublic\w+|kopijuoti|platinti|perspausdint\w+|atgaminti|kopeeri\w+|taasavalda\w+|reprodueri\w+"
        r"|reproduir|reproducció)"
        r"|نشر|نسخ|اقتباس|نقل|העתק|שכפול|פרסום|بازنشر|کپی|استفاده|प्रकाशित|कॉपी|पुनः|転載|複製|무단 ?전재"
        r"|무단전재|재배포|복제|转载"
        r"|轉載|复制|複製|摘编|轉載|ทำซ้ำ|คัดลอก|เผยแพร่",
    ),
    ignoring_case(
        r"\b(?:prohibited|forbidden|not (?:be|permitted|allowed)|without (?:\w+ ){0,4}(?:permission|consent"
        r"|authori[sz]ation)|nicht gestattet|untersagt|verboten|nur mit|genehmigung|zustimmung|interdite?s?"
        r"|sans (?:\w+ ){0,4}(?:autorisation|accord)"
        r"|prohibid\w+|sin (?:\w+ ){0,4}(?:autorización|permiso|consentimiento)|proibid\w+"
        r"|sem (?:\w+ ){0,4}(?:autorização|permissão)|vietat\w+|senza (?:\w+ ){0,4}(?:autorizzazione|permesso"
        r"|consenso)|zonder (?:\w+ ){0,4}toestemming|verboden"
        r"|förbjud\w*|utan (?:\w+ ){0,4}(?:tillstånd|medgivande)|forbudt|uden (?:\w+ ){0,4}(?:tilladelse|samtykke)"
        r"|uten (?:\w+ ){0,4}(?:tillatelse|samtykke)|kielletty|ilman (?:\w+ ){0,4}lupaa|zabronion\w+"
        r"|bez (?:\w+ ){0,4}(?:zgody|zezwolenia|souhlasu|súhlasu|dozvole|dovoljenja)"
        r"|zakázán\w*|zakázan\w*|je možné pouze|tilos|csak|engedély\w*|interzis\w*|fără (?:\w+ ){0,4}(?:acord\w*"
        r"|permisiun\w*)|запрещен\w*|запрещ[её]н\w*|только|обязательн\w*|разрешени\w+|разрешается|допускается"
        r"|заборонен\w*|лише|обов'?язков\w+|дозвол\w*"
        r"|забранен\w*|позоваване|без (?:\w+ ){0,4}(?:разрешение|съгласие)|zabranjen\w*|isključivo|απαγορεύεται"
        r"|aizliegt\w*|bez (?:\w+ ){0,4}(?:atļaujas|piekrišanas)|draudžiama|be (?:\w+ ){0,4}(?:sutikimo|leidimo)"
        r"|keelatud|loata|ilma (?:\w+ ){0,4}(?:loata|nõusolekuta)"
        r"|prohibida|sense (?:\w+ ){0,4}(?:autorització|permís)"
        r"|χωρίς|yasak\w*|izinsiz|izin al\w+|kaynak göster\w+|dilarang|tanpa (?:\w+ ){0,3}(?:izin|kebenaran)"
        r"|nghiêm cấm|khi chưa|ghi rõ nguồn|phải)\b"
        r"|يمنع|يحظر|محظور|دون إذن|دون موافقة|אסור|ללא אישור|ללא רשות|ممنوع|بدون مجوز|با ذکر منبع|वर्जित|अनुमति|禁じ"
        r"|禁止|許可なく|無断|금지|未经|未經|不得|严禁|嚴禁|请注明|請註明|ห้าม|ก่อนได้รับอนุญาต",
    ),
    ignoring_case(
        r"©|\(c\)|ⓒ|\b(?:copyright|rights?|material\w*|content\w*|article\w*|site|website|publisher|rechte"
        r"|urheberrecht\w*|inhalt\w*|artikel\w*|droits?|contenus?|articles?|derechos|contenidos?|direitos"
        r"|conteúdos?|matérias?|diritti|contenut\w+|articol\w+"
        r"|rechten|rättighet\w*|innehåll\w*|rettighed\w*|rettighet\w*|indhold\w*|innhold\w*|oikeu\w+|aineisto\w*"
        r"|sisäl\w+|praw\w+|treś\w+|materiał\w*|práv\w+|obsah\w*|zpráv\w*|jog\w*|tartalm\w*|cikk\w*|drepturi\w*"
        r"|conținut\w*|conţinut\w*"
        r"|прав\w*|материал\w*|матеріал\w*|сайт\w*|sadržaj\w*|prava|περιεχομέν\w+|δικαι\w+|δικαί\w+|άρθρ\w+"
        r"|satur\w*|rakst\w*|publikācij\w*|ties[īi]b\w*|turin\w*|teis\w*|tekst\w*|informacij\w*|sisu\w*|artikl\w*"
        r"|õigus\w*|drets|contingut\w*"
        r"|haber\w*|içeri\w*|hak\w*|konten|berita|artikel|hak|kandungan|nội dung|bài viết|bản quyền|website)\b"
        r"|حقوق|المحتوى|المواد|מערכת|תוכן|זכויות|مطالب|محتوا|सामग्री|अधिकार|記事|掲載|著作権|저작권|기사"
        r"|콘텐츠|文字|图片|圖片|内容|內容|版权"
        r"|版權|เนื้อหา|ลิขสิทธิ์|บทความ",
    ),
)
"""Using a text again, that it is not allowed or only so, and what it is about."""

FORWARD = (
    ignoring_case(
        r"forward[ -]looking|zukunftsgerichtet\w*|zukunftsbezogen\w*|in die zukunft gerichtet\w*"
        r"|vorausschauend\w+ aussagen"
        r"|énoncés prospectifs|déclarations prospectives|informations? prospectives?"
        r"|déclarations à caractère prospectif"
        r"|declaraciones (?:prospectivas|a futuro|con proyecciones|de cara al futuro)|manifestaciones (?:de futuro"
        r"|prospectivas)|proyecciones a futuro"
        r"|declarações prospe(?:c)?tivas|declarações (?:sobre|de) (?:o )?futuro|projeções futuras"
        r"|afirmações prospetivas"
        r"|dichiarazioni (?:previsionali|prospettiche|di carattere previsionale|a carattere previsionale)"
        r"|toekomstgerichte|toekomstverwachting\w*|framåtblickande|framtidsinriktade|framåtriktade|fremadrettede"
        r"|fremadskuende|fremtidsrettede|framoverskuende|fremoverskuende"
        r"|tulevaisuu(?:tta|teen|den).{0,20}lausum\w*|ennakoiv\w+ lausum\w*|stwierdze\w+ (?:dotycząc\w+"
        r"|odnosząc\w+) .{0,12}przyszło\w+|prognozuj\w+ stwierdze\w+"
        r"|výhledov\w+ (?:prohlášení|tvrzení|vyhlásen\w+|výrok\w*)|výhľadov\w+|előretekintő"
        r"|jövőre vonatkozó (?:kijelentés|állítás|nyilatkozat)\w*|declarații (?:anticipative|previzionale"
        r"|prospective)|declaraţii anticipative"
        r"|прогнозн\w+ (?:заявлени\w+|характер\w*|заяв\w*|изявления)|заявлени\w+ прогнозного"
        r"|перспективн\w+ заяв\w*|прогнозн\w+ твердженн\w*"
        r"|δηλώσεις (?:που αφορούν το|για το|σχετικά με το) μέλλον|προβλεπτικές δηλώσεις|ileriye dönük (?:beyan"
        r"|ifade|açıklama)\w*|geleceğe yönelik (?:beyan|ifade|açıklama)\w*"
        r"|بيانات (?:تطلعية|استشرافية)|بيانات مستقبلية|التطلعية|צופ\w+ פני עתיד|آینده\W?نگر"
        r"|将来(?:の見通し|予測)|将来に関する(?:記述|見通し)|見通しに関する|미래\s?예측|전망(?:성)? 진술"
        r"|前瞻性|tuyên bố (?:hướng tới tương lai"
        r"|mang tính dự báo)|คาดการณ์(?:ล่วงหน้า|ในอนาคต|อนาคต)"
        r"|pernyataan (?:berwawasan|ke depan|prospektif)|pernyataan berpandangan (?:ke )?(?:depan|hadapan)"
        r"|kenyataan (?:berpandangan|berwawasan)",
    ),
    ignoring_case(
        r"\b(?:risks?|uncertain\w+|differ|materially|safe harbou?r|undertake\w*|obligat\w+|risik\w+"
        r"|unsicherheit\w*|ungewissheit\w*|abweich\w+|incertitud\w+|différer|risques?"
        r"|riesgos?|incertidumbre\w*|diferir|riscos?|incerteza\w*|rischi\w*|incertezz\w+|differire|risico\w*"
        r"|onzeker\w*|afwijken|risker|osäkerhet\w*|avvika|risici|usikkerhed\w*"
        r"|afvige|risiko\w*|usikkerhet\w*|avvike|riske\w*|epävarmuu\w+|poiketa|ryzyk\w*|niepewno\w+|różnić"
        r"|rizik\w*|nejistot\w*|lišit|kockázat\w*|bizonytalan\w*|eltér\w*|riscuri\w*"
        r"|incertitudin\w*|риск\w*|неопредел[её]нн\w+|отлича\w+|ризик\w*|невизначен\w+|відрізня\w+|κινδύν\w+"
        r"|αβεβαι\w+|risk\w*|belirsizlik\w*|farklı|ketidakpastian|berbeda|berbeza|rủi ro|khác biệt)\b"
        r"|مخاطر|شكوك|تختلف|סיכונ|אי ודאות|ریسک|リスク|不確実|異なる|위험|불확실|다를 수|风险|風險|不确定"
        r"|不確定|差异|差異|ความเสี่ยง"
        r"|ความไม่แน่นอน|แตกต่าง",
    ),
)
"""What looks forward, and why it may come otherwise."""

UNEDITED_WORDS = tuple(
    word.strip()
    for word in """
    edit|modif|chang|alter|review|verif|written by|involve|check|staff|as is|as-is|verbatim|bearbeitet|
    geprüft|redigier|redaktion|redaksjon|änderung|verändert|mitwirkung|ungekürzt|relu|particip|retouch|
    vérif|interv|integral|íntegr|bewerkt|gecontroleerd|wijziging|redigera|granska|ændring|endring|zmian|
    redagowan|weryfikowan|udziału|úprav|uprav|redakč|изменени|правок|редактир|участия|проверял|змін|
    редагува|участі|edilmeden|müdahale|değiştiril|düzenlenme|geldiği|disunting|perubahan|penyunting|
    keterlibatan|未经|未經|原文|そのまま|편집|원문|संपादित|एडिट
    """.split("|")
)
REUSE_WORDS = tuple(
    word.strip()
    for word in """
    pārpublic|kopijuoti|platinti|perspausd|atgaminti|kopeeri|taasavald|
    reprod|republish|redistrib|reprint|copying|copied|rewritten|reuse|broadcast|vervielf|nachdruck|
    verwertung|weiterverbreit|übernahme|rediffus|republi|repris|reutiliza|difusi|retransmi|riprodu|
    ripubblic|overgenomen|verveelv|hergebruik|kopier|återge|gengiv|gjengi|kopiera|kopioin|lainaa|jäljent|
    kopiowan|powielan|rozpowszech|przedruk|kopírov|šíře|šíri|publikov|přetisk|másol|terjeszt|felhaszn|
    preluar|preluat|copier|перепечат|использовани|копировани|воспроизвед|цитировани|передрук|використан|
    копіюван|препечат|използван|prenošen|preuziman|objavljivan|αναδημοσ|αναπαραγ|αντιγραφ|kopyala|alıntı|
    çoğalt|yayınlan|kullanıl|mengutip|menyalin|pengganda|dikutip|menyiar|penerbitan semula|sao chép|
    trích dẫn|đăng lại|phát hành lại|نشر|نسخ|اقتباس|نقل|העתק|שכפול|פרסום|بازنشر|کپی|استفاده|कॉपी|पुनः|
    प्रकाशित|転載|複製|무단|재배포|복제|转载|轉載|复制|摘编|ทำซ้ำ|คัดลอก|เผยแพร่
    """.split("|")
)
FORWARD_WORDS = tuple(
    word.strip()
    for word in """
    forward|zukunft|vorausschauend|prospe|futuro|proyecc|proje|previsional|toekomst|framåt|framtid|
    fremad|fremtid|framover|fremover|tulevai|ennakoiv|przyszło|prognoz|výhled|výhľad|előretekint|jövőre|
    anticipativ|previzional|прогноз|перспектив|μέλλον|προβλεπτ|ileriye|geleceğe|تطلعي|مستقبلي|استشراف|
    צופ|آینده|将来|見通し|미래|전망|前瞻|tương lai|dự báo|คาดการณ์|berwawasan|ke depan|berpandangan
    """.split("|")
)
"""The same for the others."""


LICENCE_WORDS = ("creative commons", "cc by", "cc-by")

LICENSED: Parts = parts(
    r"\bcreative commons\b|\bcc[ -]by\b",
    r"\b(?:licen[cs]e\w*|licenç\w+|licencia\w*|licenza\w*|licenz\w*|lizenz\w*|licentie\w*|lisens\w*|licens\w*"
    r"|licencj\w+"
    r"|licencí?\w*|lisan\w*|лиценз\w*|ліценз\w*|άδει\w*|lisensi\w*)|ライセンス|许可|許可|授權|授权|라이선스|رخصة|رخص",
    r"\b(?:content\w*|articles?|texts?|site|page|work|conteúdos?|textos?|contenidos?|artículos?|contenus?|textes?"
    r"|contenut\w+"
    r"|inhalt\w*|texte?|beitrag|beiträge|inhoud|innehåll\w*|innhold\w*|indhold\w*|treś\w+|obsah\w*|tartal\w+"
    r"|conținut\w*"
    r"|материал\w*|содержани\w*|матеріал\w*|içeri\w+|konten|περιεχόμεν\w*)|記事|本文|文章|內容|内容|콘텐츠|محتوى",
)
"""Whoever publishes under a free licence says for what and which."""
