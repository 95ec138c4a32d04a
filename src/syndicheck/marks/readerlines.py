"""Lines in which a page speaks to its reader: share, comment, subscribe, read more, published on.

Every site words its own, in every language, from the same few words. So a short line is one if all its words are of a
page's vocabulary in one language, and one of them at least is what only pages say; figures, names of networks and
times may stand among them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from syndicheck.expressions import expression
from syndicheck.marks.lines import WORD, Page, fold
from syndicheck.marks.stamps import is_stamp

LONGEST = 90
"""Characters of such a line."""

MOST_WORDS = 13

LEAST_PARAGRAPH = 80
"""Characters of a line that belongs to the story."""

FIRST_WORDS = 3
"""Words of such a line that stands in the place of the headline."""

LONGEST_TAIL = 60
"""Characters at the end of a line that are looked at: ``… he said. Read more``."""

BULLETS = "*•●"
"""Before a line of a list: ``* Date: …`` is when something takes place."""

EDGE = 14
"""Lines at the top and at the bottom in which what says when a text was published is the page's."""

_TAIL = expression(r"[.!?…»”\"。！？)\]] ?(?P<tail>[^.!?…»”\"'。！？()\[\]]{4,40})[.…]{0,3}$")
_CASELESS = expression(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+")
NETWORKS = frozenset(
    """
    facebook twitter x whatsapp telegram instagram linkedin youtube tiktok threads pinterest reddit bluesky mastodon
    viber
    messenger google news email e-mail mail newsletter newsletters rss app apps ios android podcast sms pdf
    flipboard wechat weibo line
    kakaotalk 카카오톡 페이스북 트위터 facebooku facebookon facebookta twitteru instagramie facebooku instagramu фейсбук
    твиттер телеграм телеграмм
    вконтакте одноклассники viberi whatsappissa фейсбуці фейсбуку телеграмі телеграме телеграм-канал
    """.split()
)

_SETS: Mapping[str, tuple[str, str]] = {
    "en": (
        "printer exit skip jump previous next printer-friendly share comment comments "
        "subscribe subscription follow print "
        "bookmark login log-in register tags views "
        "advertisement"
        " newsletter newsletters related trending recommended sign-up read listen download reply shares likes",
        "mobile friendly channels channel telegram group back top index home page version send "
        "email older newer tweet please from is not edit try again "
        "free account create this the article story post page full more also our your now in to must be "
        "logged you leave a an view "
        "all see most"
        " popular latest news and or on via by us for get sign up log with no yet add be first save link copy of "
        "here stories"
        " articles ago min mins minutes read time loading daily free inbox join conversation have click continue "
        "it content",
    ),
    "de": (
        "liveticker newsticker springen überspringen abonniere folge themen kategorien stichworte regionen "
        "textgröße schriftgröße fehler lesen zurück nächster vorheriger melden drucken teilen kommentare "
        "kommentar kommentieren "
        "abonnieren anmelden registrieren drucken merken weiterlesen "
        "aufrufe schlagwörter"
        " newsletter anzeige meldungen lesezeit folgen vorlesen teaser weitersagen weitere diskutieren "
        "meistgelesen empfehlungen",
        "wird ständig zum inhalt hauptinhalt direkt kanal kanälen unserem unseren laufend "
        "fortlaufend aktualisiert live gefunden im interessante vom tage tag gibt neue sie voller länge artikel "
        "bitte erneut versuchen "
        "seite oben nach artikel beitrag seite diesen "
        "diese dieser jetzt den die das der auf per via in und oder uns sie mehr "
        "zum thema themen"
        " weitere zu von aus nachrichten lesen hier alle schreiben noch keine einen um können sich bitte "
        "kostenlos unseren für"
        " minuten min news ihnen gefallen könnte auch interessieren sie dich lesen meldung ihre meinung",
    ),
    "fr": (
        "fermer devenez passer rejoignez-nous rejoignez thèmes catégories signaler précédent suivant retour "
        "partager commentaires commentaire commenter abonner abonnez-vous "
        "s'abonner imprimer inscription "
        "connectez-vous inscrivez-vous newsletter"
        " suivez-nous partagez réagir écouter abonnés cgu lire vues connexion",
        "membre déjà ajouter aller contenu principal au directement chaîne êtes haut page "
        "accueil cet cette article sur la le les l'article de des du et ou vos nos notre votre à "
        "aussi plus pour par pas "
        "encore un une"
        " vidéo vidéos suivante autres dans secondes réactions doivent respecter tous toutes même sujet contenu "
        "gratuitement"
        " être ce vous devez actualité actualités en ici suite minutes min lecture recommandé connecté poster",
    ),
    "es": (
        "relacionados relacionadas anterior siguiente saltar únete únase temas categorías volver compartir "
        "compartirlo comentarios comentario comenta comentar "
        "suscríbete suscribirse suscríbase "
        "imprimir regístrate síguenos"
        " newsletter boletín comparte seguir escuchar leer lea etiquetas vistas inicia",
        "arriba inicio este ir contenido principal al canal canales telegram nuestros esta artículo noticia en "
        "la el los las de del y o tu su nuestro nuestra más "
        "también te puede "
        "interesar todas"
        " todos para un una por no hay aún relacionadas relacionados noticias artículos sesión ver aquí minutos "
        "tiempo lectura"
        " deja dejar debes estar conectado publicar recibe gratis qué opinas",
    ),
    "pt": (
        "relacionados relacionadas anterior próximo pular saltar junte-se categorias temas próxima voltar "
        "compartilhar compartilhe partilhar partilhe comentários "
        "comentário comente comentar assine assinar "
        "imprimir siga-nos siga newsletter"
        " inscreva-se cadastre-se ouvir leia ler visualizações tags",
        "topo início este ir conteúdo principal ao canal canais nossos esta artigo notícia matéria no na em o a "
        "os as de da do e ou seu sua nossa nosso "
        "mais também para "
        "um uma por"
        " relacionadas relacionados notícias artigos ver aqui minutos tempo leitura deixe você pode gostar entre "
        "receba grátis"
        " todos todas veja conteúdo",
    ),
    "it": (
        "precedente successivo salta vai unisciti argomenti categorie torna condividi condividere commenti "
        "commento commenta commentare abbonati "
        "iscriviti stampa seguici "
        "newsletter registrati accedi ascolta"
        " leggi visualizzazioni correlati",
        "su inizio questo contenuto principale al canale canali nostri questa articolo notizia su il la lo le "
        "gli i di del della e o tuo nostro nostra "
        "più anche ti potrebbe"
        " interessare per un una tutti tutte articoli notizie altre altri qui minuti lettura tempo lascia "
        "nessun ancora"
        " devi essere connesso inviare contenuto gratis alla",
    ),
    "nl": (
        "vorige volgende spring onderwerpen categorieën terug deel delen reacties reactie reageer reageren "
        "abonneer abonneren inloggen "
        "printen nieuwsbrief volg tags "
        "lees luister meld",
        "naar boven dit ga inhoud hoofdinhoud de kanaal deze artikel bericht op via de het een en of ons onze "
        "meer ook verder van voor alle je jouw "
        "nog geen in te"
        " om kunnen nieuws gerelateerd gerelateerde artikelen hier minuten leestijd aan schrijf plaats "
        "eerste gratis u",
    ),
    "sv": (
        "relaterade föregående nästa hoppa ämnen kategorier regioner ändrad översätta tillbaka dela kommentarer "
        "kommentar "
        "kommentera prenumerera inloggad logga skriv "
        "nyhetsbrev följ taggar läs "
        "lyssna tipsa annons tips",
        "artiklar till toppen artikeln gå direkt innehåll innehållet huvudinnehåll google translate text kan sida "
        "artikel den denna det på via och eller oss vår vårt mer också även fler av för alla du "
        "din måste vara"
        " för att kunna svara andra in i ämnen ämne ämnet nyheter till är ut ditt här minuter lästid skrivet "
        "relaterade senaste",
    ),
    "da": (
        "relaterede forrige næste spring emner kategorier tilbage del kommentarer kommentar kommenter kommentér "
        "abonner "
        "abonnér log "
        "nyhedsbrev følg læs lyt udskriv "
        "tilmeld annonce emner",
        "artikler til toppen artiklen gå direkte indhold hovedindhold artikel denne dette på via og eller os "
        "vores mere "
        "også af for alle du din "
        "skal være logget ind "
        "at kunne"
        " flere nyheder relaterede her minutter læsetid til skriv en er end dage gammel bemærk dig i seneste det",
    ),
    "no": (
        "relaterte meld forrige neste hopp kategorier tilbake del kommentarer kommentar kommenter abonner logg "
        "nyhetsbrev følg "
        "les lytt "
        "tips annonse emner skriv",
        "artikler påmelding deg vårt til toppen artikkelen gå direkte innhold hovedinnhold innholdet artikkel "
        "saken sak "
        "denne dette på via "
        "og eller oss vår våre mer også av for "
        "alle du din må "
        "være logget"
        " inn å kunne flere nyheter relaterte her minutter lesetid til en om siste det i",
    ),
    "fi": (
        "edellinen seuraava siirry hyppää kategoriat takaisin jaa kommentit kommentti kommentoi tilaa kirjaudu "
        "tulosta uutiskirje "
        "seuraa lue kuuntele mainos aiheet "
        "rekisteröidy",
        "ylös artikkeli sisältöön pääsisältöön suoraan artikkelin tämä juttu jutun uutinen lisää myös meitä "
        "kaikki sinun ja tai sisään ilmaiseksi "
        "lisää aiheesta"
        " luetuimmat uusimmat uutiset muut kirjoita facebookissa twitterissä whatsappissa",
    ),
    "pl": (
        "zapisz wideo poprzedni przejdź pomiń kategorie następny wróć powrót udostępnij komentarze komentarz skomentuj "
        "subskrybuj zaloguj "
        "zapisz drukuj polub dołącz obserwuj czytaj "
        "przeczytaj posłuchaj tagi reklama"
        " newsletter polecane polecamy podziel",
        "newslettera się newsletterów minut czytania treści głównej kanału kanał do góry strona artykuł ten tę "
        "na nas do w z i lub się nasz "
        "nasze więcej też także również dla "
        "wszystkie już jeszcze "
        "nie ma dodaj"
        " twoje wybrane ciebie powiązane wiadomości oferty newsa zdjęcie masz prześlij nam przez najnowsze dalej kup"
        " facebooku twitterze instagramie",
    ),
    "cs": (
        "odběru odber předchozí následující přejít přeskočit prejsť preskočiť kategorie kategórie zpět sdílet sdílejte "
        "sdílej diskuze diskuse komentáře komentář odebírat "
        "odebírejte přihlásit přihlaste "
        "přihlásiť tisk vytisknout sledujte čtěte"
        " přečtěte související newsletter reklama štítky zdieľať zdieľajte diskusia komentáre prihlásiť sledujte "
        "čítajte prečítajte súvisiace",
        "přihlaste newsletteru newslettera k se nahoru články obsah obsahu hlavnímu hlavný na emailem chcete "
        "tyto článek článku tento na nás do v s a "
        "nebo se náš naše více také "
        "také další všechny aktuálně děje zprávy "
        "zprávy k"
        " tématu vstoupit přidat vložit nejčtenější si článok článku aj viac ďalšie k téme pridať najčítanejšie "
        "facebooku",
    ),
    "hu": (
        "iratkozzon megosztása előző következő ugrás kategóriák csatlakozz vissza megosztás megosztom oszd "
        "hozzászólások hozzászólás "
        "hozzászólok kommentek "
        "feliratkozás iratkozz "
        "feliratkozom bejelentkezés nyomtatás kövess"
        " olvass olvassa hírlevél hirdetés címkék ajánló kövessen",
        "hírlevelünkre el ezt is kapcsolódó perc olvasás tartalomra tartalomhoz tetejére a az ezt ez cikket "
        "cikk meg minket bennünket és vagy "
        "további még több is "
        "fel hírlevelünkre hírek "
        "kapcsolódó ezek"
        " érdekelhetnek érdekelhet legolvasottabb legfrissebb el tovább facebookon",
    ),
    "ro": (
        "anterior următorul sari alătură-te categorii înapoi distribuie comentarii comentariu comentează "
        "abonează-te abonare "
        "autentificare tipărește urmărește-ne "
        "urmăriți-ne citește citiți ascultă newsletter publicitate"
        " etichete distribuiți lasă",
        "sus acest articol conținut conținutul principal canalul articolul pe la și sau ne nostru noastră mai "
        "mult multe și de din un o toate tale un "
        "pentru știri"
        " recomandate similare continuare în aici integral",
    ),
    "ru": (
        "подпишитесь подробнее предыдущая перейти пропустить присоединяйтесь присоединиться категории рубрики "
        "следующая "
        "назад наверх поделиться поделись комментарии комментарий комментировать "
        "подписаться подписывайтесь подпишитесь "
        "подписка войти распечатать читайте читать смотрите"
        " слушать просмотров просмотры теги реклама регистрация рассылка обсудить",
        "рассылку рассылки рассылке нашей мин минуты к содержанию содержимому основному нашему нашим каналу "
        "каналам каналов наших минут статью "
        "статья статьёй новость этой эту на наш нашу наши в и или с нас нам также "
        "ещё еще подробнее далее "
        "канал все"
        " материалы по теме другие новости оставить добавить ваш читаемое популярное здесь полностью к новостями "
        "страницу группу во",
    ),
    "uk": (
        "матеріали детальніше докладніше перейти пропустити приєднуйтесь приєднуйтеся долучайтесь категорії попередня "
        "наступна назад догори поділитися поділитись коментарі коментар коментувати підписатися "
        "підписуйтесь підписуйтеся підпишіться "
        "увійти роздрукувати читайте читати дивіться"
        " слухати переглядів перегляди теги реклама реєстрація розсилка обговорити",
        "за темою хв хвилин вмісту змісту основного каналів каналу наших нашого ще темою останнє статтю стаття новину "
        "новина цю на наш нашу наші у в і та або з нас нам "
        "також ще детальніше далі "
        "канал усі всі"
        " матеріали за темою інші новини залишити додати ваш популярне тут повністю до сторінку",
    ),
    "bg": (
        "сподели сподели споделете коментари коментар коментирай абонирай абонирайте вход отпечатай последвайте "
        "прочетете прочети четете чуйте реклама тагове",
        "статията статия тази на нас ни в и или още повече също за всички вашия новини свързани подобни "
        "най-четени напиши"
        " добави нашия страница ни бюлетин от",
    ),
    "hr": (
        "podijeli podijelite podeli podelite deli komentari komentar komentiraj komentariši pretplati prijavi "
        "ispis pratite pročitajte pročitaj čitajte"
        " preberite oglas tagovi delite naročite",
        "članak članku vijest vest ovaj na nas nam u i ili s također takođe više sve za vaš vijesti vesti "
        "povezane slično"
        " najčitanije ostavi ostavite dodaj naš tudi več novice facebooku",
    ),
    "el": (
        "κοινοποίηση κοινοποιήστε μοιραστείτε σχόλια σχόλιο σχολιάστε εγγραφείτε εγγραφή σύνδεση εκτύπωση "
        "ακολουθήστε διαβάστε ακούστε διαφήμιση"
        " advertisement ετικέτες",
        "το τα την τη τον στο στα στην στη άρθρο άρθρου μας και ή περισσότερα επίσης ακόμα σχετικά άρθρα όλα όλες τις"
        " τελευταίες ειδήσεις αφήστε ένα σας για εδώ δείτε google news",
    ),
    "tr": (
        "bültenimize bültene önerilen önceki geç atla katılın kategoriler sonraki paylaş paylaşın yorumlar "
        "yorum yorumla abone "
        "takip yazdır oku okuyun okumak dinle "
        "reklam etiketler "
        "giriş kayıt bülten izle tıklayın",
        "abone olun olmak dk dakika içeriğe ana kanalımıza haberin tamamını kaynağından tweet geri haberi haber "
        "bu yazıyı ile ve "
        "veya bizi daha fazla da de "
        "ol olun yap yapın için tüm ilgili "
        "haberler yaz henüz"
        " yok kapalı diğer son dakika buraya ücretsiz devamını devamı önerilen ancak açık",
    ),
    "ar": (
        "الأعلى شارك تخطي انضم انضموا الانتقال شاركها شاركه اترك مشاركة تعليقات التعليقات تعليق علق اشترك "
        "الاشتراك تابعنا تابعونا طباعة اقرأ إقرأ اقرأوا إعلان "
        "الوسوم استمع تسجيل",
        "البريدية النشرة الإخبارية الذهاب إلى المحتوى الرئيسي قناتنا زر مغلقة العودة هذا هذه المقال الخبر على "
        "عبر في و أو معنا المزيد "
        "أيضا أيضاً ايضا من كل "
        "لا يوجد ليست هناك إرسال "
        "اترك أضف تعليقا"
        " تعليقاً الدخول النشرة الأخبار أخبار ذات صلة مواضيع متعلقة لنا قد يعجبك نشرتنا الإخبارية هنا",
    ),
    "he": (
        "שתף שתפו שיתוף תגובות תגובה הגיבו הרשמה הירשמו הדפסה עקבו קראו מומלצים פרסומת התחברות האזינו",
        "את הכתבה כתבה קטע נבחר זה זו ב על או אחרינו עוד גם לכל הוסף כתבות נוספות בנושא לניוזלטר שלנו כאן אין עדיין",
    ),
    "fa": (
        "اشتراک اشتراک‌گذاری نظر نظرات دیدگاه عضویت ورود چاپ دنبال بخوانید بیشتر برچسب‌ها برچسب تبلیغات خبرنامه "
        "بنویسید",
        "این خبر مطلب در و یا ما را کنید شما تان بگذارید ارسال به با هم همچنین اولین نفر باشید که خود می نویسد "
        "اخبار مرتبط"
        " مطالب گذاری است نشده هنوز کد لینک کوتاه نظر",
    ),
    "hi": (
        "शेयर साझा टिप्पणी टिप्पणियां कमेंट सब्सक्राइब फॉलो पढ़ें पढ़िए सुनें विज्ञापन लॉगिन प्रिंट",
        "यह इस खबर लेख को पर और या हमें करें भी अधिक ये पूरी के लिए से जुड़ें सभी ताजा खबरें न्यूज़ न्यूज अपनी "
        "राय दें हमारे",
    ),
    "id": (
        "sebelumnya selanjutnya langsung lompat gabung bergabung kategori kembali bagikan berbagi komentar "
        "berlangganan langganan ikuti cetak baca "
        "simak dengarkan iklan tag tags daftar "
        "masuk newsletter kongsi ulasan langgan",
        "menit ke atas isi konten utama artikel berita ini ke di dan atau kami juga lainnya lebih lanjut untuk "
        "semua anda terkait "
        "terpopuler "
        "terbaru selengkapnya"
        " tulis beri belum ada mungkin suka kirim halaman selanjutnya seterusnya lagi saluran channel "
        "dapatkan update",
    ),
    "vi": (
        "liên trước quay chia sẻ bình luận đăng ký đăng nhập theo dõi đọc xem nghe quảng cáo",
        "quan cùng chủ đề sau in lại bài viết này trên và hoặc chúng tôi thêm tiếp cũng tin tức liên quan mới "
        "nhất của bạn ý kiến gửi "
        "tất cả nhiều"
        " được để lại từ khóa khoá kênh google news facebook zalo vui lòng",
    ),
}  # fmt: skip

_SEGMENTS: Mapping[str, tuple[str, str]] = {
    "zh": (
        "返回|回到|回上|放大|縮小|缩小|上一篇|下一篇|編輯推薦|编辑推荐|頁首|分享|收藏|评论|評論|留言|订阅|訂閱|登录"
        "|登錄|登入|注册|註冊|打印|列印|关注|關注|追蹤|阅读|閱讀"
        "|点赞|點讚|下载|下載|广告|廣告|扫码|掃碼|字号|字號|推荐|推薦|相关|相關",
        "字體|字体|文字|前頁|前页|頁首|页首|圖片|图片|頂部|顶部|首頁|首页|文章|新聞|新闻|本文|此文|到|至|我们|我們|更多"
        "|全文|原文|继续|繼續|您|你|的|了|我|发表|發表|微信"
        "|微博|朋友圈|公众号|公眾號|客户端|客戶端|最新|热门|熱門|排行|内容|內容|标签"
        "|標籤|请|請|后|後|查看|点击|點擊|人|次|数|數|量|条|條|及|與|与|和|大|中|小",
    ),
    "ja": (
        "ニュース一覧|記事一覧|一覧へ戻る|一覧に戻る|一覧へ|詳しく読む|シェア|共有|コメント|購読|登録|ログイン|印刷|フォロー|ブックマーク|ツイート|関連記事|おすすめ"
        "|続きを読む|もっと見る|全文を読む|ランキング|会員|お気に入り|いいね|無料|広告|メルマガ",
        "この|記事|を|もっと詳しく|くわしく|エントリー|はてな|に追加|追加|詳しく|には|に|の|で|する|して|ください|は|こちら|から|もっと|見る|読む"
        "|続き|最新|ニュース|一覧"
        "|が|と|も|あわせて|読みたい|人気|へ|新規|限定|ありません|まだ|さん|する|メール"
        "|マガジン|関連|件",
    ),
    "ko": (
        "더보기|공유하기|공유|댓글쓰기|댓글|의견|구독신청|구독하기|구독|로그인|인쇄|좋아요|팔로우|스크랩|뉴스레터"
        "|관련기사|광고|북마크|글자크기|후원하기|추천|많이본",
        "바로가기|본문|메뉴|콘텐츠|건너뛰기|이|기사|을|를|의|에|와|과|로|으로|당신|여러분|남겨주세요|남기기|남겨|주세요|함께하겠습니다|항상"
        "|시민과|시민|더|보기|더보기|다른|많이|본|뉴스|신청|지금|이메일|무료|전체|관련"
        "|주요|최신|네이버|카카오|채널|에서|하기|해주세요|핫뉴스|은|는|가|한겨레|클릭|앱|다운로드|하세요|수"
        "|개|첫|쓰기|등록|전",
    ),
    "th": (
        "แชร์|ความคิดเห็น|คอมเมนต์|สมัคร|ติดตาม|พิมพ์|อ่าน|โฆษณา|เข้าสู่ระบบ|แท็ก|กดไลก์|สมาชิก",
        "บทความ|ข่าว|นี้|เพิ่มเติม|ต่อ|ทั้งหมด|ที่|เรา|ได้|และ|หรือ|เกี่ยวข้อง|ล่าสุด|แสดง|เพื่อ|ของ|ช่องทาง"
        "|ยอดนิยม|ข่าวสาร|รับ|ทาง|รับข่าวสาร|ไม่พลาด|กับ|ผ่าน",
    ),
}  # fmt: skip


def words_of_pages(language: str) -> frozenset[str]:
    """The words with which pages speak to their readers in a language; none where they are not known."""
    return frozenset(word for words in _SETS.get(language, ()) for word in words.split())


@cache
def vocabularies() -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    """Of each language the words that only pages say, and those that pages say as well."""
    return tuple((frozenset(sure.split()), frozenset(more.split())) for sure, more in _SETS.values())


@cache
def _sure_words() -> frozenset[str]:
    return frozenset().union(*(sure for sure, _ in vocabularies()))


@cache
def _segments() -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    def longest_first(words: str) -> tuple[str, ...]:
        return tuple(sorted(words.split("|"), key=lambda word: (-len(word), word)))

    return tuple((longest_first(sure), longest_first(f"{sure}|{more}")) for sure, more in _SEGMENTS.values())


def reader_lines(page: Page) -> Iterator[tuple[int, int]]:
    """The normalised ranges of lines, and of ends of lines, that a page says to its reader.

    A single word is one behind the story only: before it, it may be an item of a menu.
    """
    last = len(page.lines) - EDGE
    told = False
    for number, line in enumerate(page.lines):
        text = line.text
        if len(text) <= LONGEST:
            folded = fold(text)
            least = 1 if told or text[-1] in ":：" else FIRST_WORDS if not number else 2
            if _speaks_to_reader(folded, least) or (
                (number < EDGE or number >= last) and number and text[0] not in BULLETS and is_stamp(folded)
            ):
                yield line.start, line.end
                continue
        if (number < EDGE or number >= last) and len(text) <= LONGEST_COOKIES and _asks_for_cookies(text):
            yield line.start, line.end
            continue
        told = told or len(text) >= LEAST_PARAGRAPH
        if number + 1 < len(page.lines) and page.lines[number + 1].text[0].islower():
            continue  # the sentence goes on there
        tail = _TAIL.search(text, max(0, len(text) - LONGEST_TAIL))
        if (
            tail is not None
            and tail["tail"][0].isalpha()
            and not tail["tail"][0].islower()
            and _speaks_to_reader(fold(tail["tail"]), 2)
        ):
            yield line.start + tail.start("tail"), line.end


LONGEST_COOKIES = 500
"""Characters of what a page says about its cookies."""

_COOKIE = (
    *("cookie", "kakor", "informasjonskapsl", "süti", "evästei", "çerez", "ملفات تعريف الارتباط", "עוגיות"),
    *("クッキー", "쿠키", "คุกกี้"),
)
_CONSENT = expression(
    "agree|accept|consen|experience|zustimm|akzept|einverstanden|acept|aceit|accett|akkoord|godkänn|godta|samtyk|hyväks|zgod"
    "|akceptuj|souhlas|súhlas|elfogad|acord|согла|приня|погодж|приймаю|съглас|συμφων|αποδ|kabul|موافق|قبول|הסכמ|同意|동의"
    "|ยอมรับ|setuju|đồng ý|सहमत"
)


def _asks_for_cookies(text: str) -> bool:
    """Whether a line names cookies and, behind them, consent."""
    folded = fold(text)
    places = [place for place in map(folded.find, _COOKIE) if place >= 0]
    return bool(places) and _CONSENT.search(folded, min(places)) is not None


def _speaks_to_reader(folded: str, least: int) -> bool:
    words = WORD.findall(folded)
    if not least <= len(words) <= MOST_WORDS and (len(words) != 1 or _CASELESS.search(folded) is None):
        return False
    if _CASELESS.search(folded) is not None and _is_segmented(folded):
        return True
    if _sure_words().isdisjoint(words) or "://" in folded or any(c in folded for c in '"“”'):
        return False
    letters = {word for word in words if not word.isdigit() and word not in NETWORKS}
    return any(letters and letters <= sure | more and not sure.isdisjoint(letters) for sure, more in vocabularies())


def _is_segmented(folded: str) -> bool:
    """Whether a line without blanks is made of a page's words alone."""
    text = "".join(c for c in folded if c.isalpha() or "\u0e30" <= c <= "\u0e4e")
    for sure, words in _segments():
        rest, seen = text, False
        while rest:
            word = next((word for word in words if rest.startswith(word)), None)
            if word is None:
                break
            seen = seen or word in sure
            rest = rest[len(word) :]
        if not rest and seen:
            return True
    return False
