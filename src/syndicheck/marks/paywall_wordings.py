"""The words of lines that close a text off (:mod:`~syndicheck.marks.paywalls`), by language and by what they say."""

from __future__ import annotations

from collections.abc import Mapping

WHO, DO, TAKE, THING, KEPT, YOU = "who", "do", "take", "thing", "kept", "you"
"""Who may read; what one must do, and what one does with a subscription alone (*get* one, *become* a subscriber); what
it is about; that it is kept; whom the page speaks to. ``""``: words that stand between."""

ON = frozenset(
    """
    keep continue all unlimited weiter alle unbegrenzt continuer poursuivre tous continuar seguir todos continuare
    proseguire tutti verder onbeperkt fortsätt fortsätta vidare alla fortsæt fortsætte videre fortsett fortsette jatka
    jatkaaksesi kaikki dalej dál ďalej pokračování tovább continuare tot продолжить дальше далее весь далі
    продължите nastavite συνέχεια όλο devam tüm متابعة لمتابعة ادامه जारी melanjutkan terus tiếp toàn
    """.split()
)
"""With what one reads on, or reads everything: an offer says so, and who *reads at 7, for $10* does not."""

WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {
        WHO: "subscriber subscribers subscription subscriptions premium membership paywall",
        DO: "subscribe subscribing register registering login loggedin signin signup signedin unlock unlocking",
        TAKE: "get become start buy try",
        THING: "article articles story stories content read reading",
        KEPT: "only exclusively exclusive reserved",
        YOU: "this you your already",
        "": "is for to the have has of a an and or with not no more in now please free here be must need available up"
        " create our all unlimited keep full it by from month week day just per at as want can access account rest"
        " continue reached ve re complete entire little enjoyed enjoying enjoy",
    },
    "de": {
        WHO: "abo abos *abo abonnent abonnenten abonnentin abonnentinnen abonnement abonnements *abonnement"
        " *abonnenten premium",
        DO: "anmelden einloggen registrieren weiterlesen weiterzulesen freischalten abonnieren abonnier* registrier*"
        " login",
        TAKE: "testen bestellen holen sichern abschließen",
        THING: "artikel beitrag text inhalt inhalte lesen weiterlesen weiterzulesen lies geschichte",
        KEPT: "nur exklusiv vorbehalten ausschließlich reserviert",
        YOU: "sie ihr ihren ihrem du dein deinem dieser diesen dieses diesem bereits schon",
        "": "mit einem ein eine einen das der die den ist sind haben hast bist um zu weiter jetzt hier für alle können"
        " benötigen brauchen benötigst brauchst kostenlos gratis unsere unseren digital plus danach im am monat monate"
        " wochen woche jahr und oder sich bitte als ganzen vollständigen kompletten zugang unbegrenzt ab pro dem",
    },
    "fr": {
        WHO: "abonné abonnés abonnée abonnées abonnement abonnements premium",
        DO: "connectez connecter abonnez abonner inscrivez inscrire identifiez débloquer débloquez abonne",
        TAKE: "créez devenez profitez",
        THING: "article articles suite contenu lecture lire contenus texte consulter",
        KEPT: "réservé réservée réservés réservées exclusif exclusive uniquement seulement exclusivement",
        YOU: "vous cet cette ce déjà votre vos",
        "": "la le les est sont aux à au de des du un une pour et ou se en ici avec êtes devez être plus ces"
        " gratuitement"
        " l qu compte mois an par jour dès intégralité intégral entier détail voulez souhaitez continuer"
        " poursuivre reste",
    },
    "es": {
        WHO: "suscriptor suscriptores suscriptora suscriptoras suscripción suscripciones premium",
        DO: "suscríbete suscríbase suscribirse suscribirte regístrate regístrese identifícate"
        " desbloquea iniciasesión iniciesesión iniciarsesión",
        TAKE: "hazte accede acceda crea",
        THING: "contenido artículo artículos noticia leyendo leer lee lectura información",
        KEPT: "exclusivo exclusiva exclusivos sólo solo solamente únicamente reservado",
        YOU: "este esta ya eres tu te su tienes",
        "": "es para el la los las de del un una y o con sin inicia inicie seguir continuar gratis por mes año euro"
        " euros al en"
        " si no completo completa todo todos acceso límites disponible está aún cuenta gratuitamente",
    },
    "pt": {
        WHO: "assinante assinantes assinatura assinaturas premium subscritor subscritores",
        DO: "assine assinar login cadastre registe registre inscreva subscreva iniciesessão"
        " iniciarsessão",
        TAKE: "faça torne seja entre",
        THING: "conteúdo artigo artigos notícia matéria texto reportagem lendo ler leia leitura",
        KEPT: "exclusivo exclusiva só somente apenas reservado restrito",
        YOU: "este esta já você seu sua tem",
        "": "é para o a os as de do da um uma e ou com se em por mês continuar gratuitamente grátis completo"
        " completa ser"
        " conta inicie acesso ilimitado todo todos na no íntegra restante",
    },
    "it": {
        WHO: "abbonato gliabbonati agliabbonati degliabbonati perabbonati abbonata abbonamento abbonamenti premium",
        DO: "abbonati accedi registrati sblocca login",
        TAKE: "sottoscrivi attiva effettua",
        THING: "contenuto articolo articoli contenuti leggere leggi lettura notizia",
        KEPT: "riservato riservata riservati esclusivo esclusiva solo soltanto esclusivamente",
        YOU: "questo questa sei già tuo tua",
        "": "è agli ai per il lo la gli i di del della un una e o con l continuare proseguire a al mese anno euro"
        " tutto"
        " tutti completo gratis accesso hai vuoi disponibile in",
    },
    "nl": {
        WHO: "abonnee abonnees abonnement *abonnement premium",
        DO: "login inloggen abonneer registreer",
        TAKE: "neem word sluit",
        THING: "artikel artikelen bericht verhaal lezen lees inhoud",
        KEPT: "alleen exclusief uitsluitend enkel",
        YOU: "dit deze je jouw u uw al",
        "": "is voor de het een in en of met om te verder door heb hebt bent nu hier hele volledige gratis alle per"
        " maand"
        " toegang beschikbaar onbeperkt wil wilt account onze",
    },
    "sv": {
        WHO: "prenumerant prenumeranter prenumerantern prenumeration premium *prenumeration",
        DO: "logga prenumerera registrera",
        TAKE: "bli skaffa köp teckna",
        THING: "artikel artikeln artiklar text texten läsa läs innehåll innehållet",
        KEPT: "endast bara enbart exklusiv exklusivt förbehållen låst",
        YOU: "detta denna du din ditt redan vill",
        "": "är en ett för att den det här hela in och eller med som våra kan vidare nu fortsätta fortsätt månad kr"
        " kronor"
        " gratis alla plus konto måste resten av",
    },
    "da": {
        WHO: "abonnent abonnenter abonnement premium *abonnement",
        DO: "log login",
        TAKE: "bliv køb tegn opret",
        THING: "artikel artiklen artikler læse læs indhold indholdet historie historien",
        KEPT: "kun udelukkende forbeholdt eksklusivt låst",
        YOU: "denne dette du din dit allerede vil",
        "": "er en et for at den det her hele ind og eller med som vores kan videre nu fortsætte fortsæt måned kr"
        " gratis"
        " alle plus konto skal resten af har",
    },
    "no": {
        WHO: "abonnent abonnenter abonnement premium *abonnement",
        DO: "logg registrer",
        TAKE: "bli kjøp tegn bestill",
        THING: "artikkel artikkelen saken sak lese les innhold innholdet",
        KEPT: "kun bare forbeholdt eksklusivt låst",
        YOU: "denne dette du din ditt allerede vil",
        "": "er en et for å den det her hele inn og eller med som våre kan videre nå fortsette fortsett måned kr"
        " gratis"
        " alle pluss konto må resten av har",
    },
    "fi": {
        WHO: "tilaaja tilaajille tilaajana tilaajan tilaus tilauksen tilaajillemme premium",
        DO: "kirjaudu tilaa tilaamalla rekisteröidy kirjautumalla",
        TAKE: "osta",
        THING: "artikkeli artikkelin juttu jutun lue lukea lukeaksesi lukemista sisältö sisällön uutinen",
        KEPT: "vain ainoastaan",
        YOU: "tämä tämän oletko sinulla jo haluatko",
        "": "on ja tai sisään koko jatka jatkaaksesi kuukausi kk tarkoitettu nyt ilmaiseksi kaikki loput onko voit",
    },
    "pl": {
        WHO: "prenumerat* subskryben* subskrypcj* abonent* abonament* premium",
        DO: "zaloguj zarejestruj subskrybuj odblokuj",
        TAKE: "wykup kup załóż zostań",
        THING: "artykuł artykułu tekst tekstu treść treści materiał czytać przeczytać czytaj ciąg",
        KEPT: "tylko wyłącznie jedynie",
        YOU: "ten ta tej tego masz jesteś już",
        "": "jest dla aby by żeby się dalej dalszy cały całą całość i lub z bez do w na dostępny dostępna dostępne"
        " konto"
        " miesiąc zł chcesz teraz reszta pozostała część naszych",
    },
    "cs": {
        WHO: "předplat* predplat* premium",
        DO: "přihlaste přihlásit prihláste prihlásiť registrujte zaregistrujte předplaťte predplaťte odemkněte"
        " odomknite",
        TAKE: "kupte kúpte staňte získejte získajte",
        THING: "článek článku článok obsah text číst čítať čtení čítaní přečtení prečítanie dočíst dočítať",
        KEPT: "pouze jen len iba výhradně výhradne",
        YOU: "tento tato toto máte jste ste už chcete tohoto",
        "": "je pro pre se sa si k v na a nebo alebo dál ďalej celý celého celému pokračování pokračovanie"
        " pokračovaní dostupný"
        " měsíc mesiac kč účet nyní teraz zbytek jsou",
    },
    "hu": {
        WHO: "előfizető* előfizetés* premium prémium",
        DO: "jelentkezzen jelentkezz fizessen fizess lépjen regisztrál*",
        TAKE: "legyen vásároljon",
        THING: "cikk cikket cikkek tartalom olvasásához elolvasásához folytatáshoz folytatásához olvasson olvasd",
        KEPT: "csak kizárólag",
        YOU: "ez ezt már ön",
        "": "a az be elő ki teljes számára érhető el elérhető és vagy havi ft kérjük szükséges további tovább"
        " nálunk van ha",
    },
    "ro": {
        WHO: "abonat abonați abonaților abonată abonament abonamentul premium",
        DO: "abonează autentifică conectează înregistrează loghează",
        TAKE: "devino cumpără",
        THING: "articol articolul articole conținut conținutul citi citești citească",
        KEPT: "doar numai exclusiv rezervat",
        YOU: "acest acesta ești deja ai te",
        "": "este pentru a la tot întreg integral și sau cu de un o în continuare gratuit lună lei disponibil cont să",
    },
    "ru": {
        WHO: "подписчик* подписк* подписаны премиум",
        DO: "подпишитесь войдите зарегистрируйтесь авторизуйтесь войти",
        TAKE: "оформите купите оформить станьте",
        THING: "статья статью статьи материал материала текст читать прочитать прочесть продолжение дочитать",
        KEPT: "только исключительно",
        YOU: "эта этот этого эту вы вас уже",
        "": "доступна доступен доступно чтобы для по у есть дальше далее полностью целиком и или на с весь всю"
        " полный в"
        " пожалуйста месяц ₽ руб бесплатно остальное",
    },
    "uk": {
        WHO: "передплат* підписник* підписк* преміум",
        DO: "передплатіть увійдіть зареєструйтесь зареєструйтеся підпишіться авторизуйтесь увійти",
        TAKE: "оформіть придбайте станьте",
        THING: "стаття статтю статті матеріал матеріалу текст читати прочитати продовження дочитати",
        KEPT: "лише тільки виключно",
        YOU: "ця цей цього цю ви вас вже маєте",
        "": "доступна доступний доступно щоб для за у є далі повністю і й або на з весь всю повний в місяць грн"
        " безкоштовно",
    },
    "bg": {
        WHO: "абонат* абонамент* премиум",
        DO: "абонирайте влезте регистрирайте влез абонирай",
        TAKE: "вземете станете",
        THING: "статия статията съдържание съдържанието прочетете прочети четенето текст текста",
        KEPT: "само единствено",
        YOU: "тази това този вече сте си",
        "": "е са за да се цялата целия и или с на в достъпна достъпно до продължите пълния профил месец лв имате",
    },
    "hr": {
        WHO: "pretplat* naročnik* naročnin* premium",
        DO: "prijavite pretplatite registrirajte registrujte naročite prijavi pretplati",
        TAKE: "postanite kupite",
        THING: "članak članek članka sadržaj vsebina tekst čitanja čitanje pročitali pročitajte čitati branje"
        " vijest vest",
        KEPT: "samo isključivo izključno",
        YOU: "ovaj ova ovo ta već že ste imate",
        "": "je su se za u i ali ili s sa dostupan dostupno dostupen na voljo nastavak nastavite kako biste cijeli ceo"
        " celotnega ostatak nadaljujte da bi mjesec jer",
    },
    "el": {
        WHO: "συνδρομητ* συνδρομή* συνδρομές premium",
        DO: "συνδεθείτε εγγραφείτε",
        TAKE: "γίνετε αποκτήστε",
        THING: "άρθρο άρθρου περιεχόμενο διαβάσετε συνέχεια ανάγνωση διαβάστε",
        KEPT: "μόνο αποκλειστικά",
        YOU: "αυτό είστε έχετε ήδη",
        "": "το τα τη την του είναι για να σε σας και ή με στο η ο διαθέσιμο ολόκληρο όλο μήνα παρακαλώ πλήρες πλήρη",
    },
    "tr": {
        WHO: "abone aboneler abonelere abonelerimiz abonelerimize abonelik üyelik üyeler üyelere premium",
        DO: "giriş kaydolun",
        TAKE: "olun ol satın",
        THING: "içerik haber haberin içeriğin makale makalenin yazı yazının okumak okuyun oku devamını tamamını"
        " okumaya",
        KEPT: "sadece yalnızca özel özeldir özgü",
        YOU: "bu zaten misiniz mısınız",
        "": "için içindir ve veya ile ay tl yapın yap devam etmek hemen şimdi tüm lütfen olarak hesap üye",
    },
    "ar": {
        WHO: "للمشتركين المشتركين مشترك مشتركا المشترك اشتراك باشتراك",
        DO: "اشترك اشتركوا الدخول",
        TAKE: "سجل سجلوا",
        THING: "المقال المقالة المحتوى الخبر مقال محتوى القراءة قراءة لقراءة التقرير بقية",
        KEPT: "فقط حصري حصريا مخصص متاح",
        YOU: "هذا هذه لديك هل أنت",
        "": "تسجيل بالفعل لمتابعة متابعة كاملا كاملة كامل أو و في من على الآن مجانا إلى باقي للاستمرار يرجى شهريا",
    },
    "he": {
        WHO: "מנוי מנויים למנויים כמנויים מינוי מנויי למנויי",
        DO: "התחבר התחברו הירשמו הירשם להתחברות התחברות",
        TAKE: "הצטרפו רכשו",
        THING: "כתבה הכתבה מאמר המאמר תוכן קריאה לקריאה הקריאה לקרוא",
        KEPT: "בלבד רק בלעדי",
        YOU: "זה זו זאת כבר",
        "": "את של להמשך להמשיך המלאה המלא או על זמין מלאה כדי יש לך לכם עכשיו בחינם חודש",
    },
    "fa": {
        WHO: "مشترک مشترکان مشترکین اشتراک اعضا عضو",
        DO: "وارد ثبتنام",
        TAKE: "شوید ثبت",
        THING: "مطلب مقاله خبر محتوا مطالعه خواندن ادامه",
        KEPT: "فقط تنها ویژه مخصوص",
        YOU: "این شما قبلا قبلاً",
        "": "برای است را و یا با در به نام کنید شده‌اید شدهاید شده اید کامل رایگان هستید دسترسی لطفا می توانید",
    },
    "hi": {
        WHO: "सब्सक्राइबर सब्सक्राइबर्स सब्सक्राइबरों सब्सक्रिप्शन प्रीमियम सदस्य सदस्यों सदस्यता",
        DO: "सब्सक्राइब लॉगिन लॉग साइन रजिस्टर",
        TAKE: "लें बनें",
        THING: "लेख खबर ख़बर रिपोर्ट कंटेंट सामग्री पढ़ने पढ़ें पढ़ना",
        KEPT: "केवल सिर्फ सिर्फ़",
        YOU: "यह इस आप पहले",
        "": "के लिए है हैं करें पूरा पूरी आगे से इन अप को जारी रखने और या में क्या का की",
    },
    "id": {
        WHO: "pelanggan langganan premium berlangganan ahli",
        DO: "berlangganan masuk langgan login mendaftar",
        TAKE: "daftar jadilah",
        THING: "artikel berita konten kandungan membaca baca isi bacaan",
        KEPT: "hanya khusus eksklusif",
        YOU: "ini anda sudah sudahkah",
        "": "untuk melanjutkan lanjut lengkap selengkapnya penuh dan atau di dengan bagi tersedia bulan gratis akun"
        " silakan"
        " sila terus seluruh",
    },
    "vi": {
        WHO: "thànhviên hộiviên thuêbao",
        DO: "đăngký đăngnhập",
        TAKE: "trở thành",
        THING: "bài viết báo nội dung đọc",
        KEPT: "chỉ dành riêng",
        YOU: "này bạn đã",
        "": "cho để tiếp là có toàn bộ hoặc và vui lòng người miễn trả tháng tục xem",
    },
}  # fmt: skip

SEGMENTS: Mapping[str, Mapping[str, str]] = {
    "zh": {
        WHO: "订阅用户|訂閱用戶|订阅者|訂閱者|订户|訂戶|付费会员|付費會員|会员|會員|付费|付費",
        DO: "订阅|訂閱|登录|登錄|登入|注册|註冊|解锁|解鎖",
        TAKE: "成为|成為|加入|开通|開通",
        THING: "文章|本文|全文|内容|內容|阅读|閱讀|此文|报道|報道|報導|剩余|剩餘|新闻|新聞",
        KEPT: "仅限|僅限|只限|限|仅供|僅供|专享|專享|专属|專屬|独享|獨享|上限",
        YOU: "您|你|此|该|該|这篇|這篇",
        "": "为|為|后|後|可|即可|继续|繼續|请|請|已是|已|是|达到|達到|免费|免費|的|以|完整|查看|更多|或|并|並|才能"
        "|需要|需|就|了|吗|嗎|我们|我們|立即"
        "|现在|現在|每月|观看|觀看|只有|可以|供|给|給|成",
    },
    "ja": {
        WHO: "有料会員|無料会員|会員登録|会員|購読者|有料記事|有料プラン|有料",
        DO: "ログイン|登録|の登録が必要|購読|申し込み|申込",
        TAKE: "なると|なって|入会",
        THING: "記事|続き|全文|コンテンツ|本文|お読み|読む|読め|ご覧|閲覧",
        KEPT: "限定|専用|のみ",
        YOU: "この|ここ|すでに|既に",
        "": "です|の登録|の|は|を|に|が|で|と|から|先|して|する|には|いただけます|いただく|必要|ます|方|こちら|ください"
        "|無料|へ|まで|も|お|ご|いただけ|全て|すべて"
        "|すると|されている|ための|向け|なる|こと|できます|月額|円",
    },
    "ko": {
        WHO: "유료회원|유료|구독자|구독중|구독|회원|멤버십|프리미엄",
        DO: "로그인|구독하고|구독하기|구독하세요",
        TAKE: "가입하고|가입하기|가입하시면|가입",
        THING: "기사|콘텐츠|전문|본문|읽기|읽으세요|읽을|보기|글",
        KEPT: "전용|만|한정",
        YOU: "이|이미",
        "": "은|는|을|를|의|하고|하세요|계속|입니다|하면|하시면|수|있습니다|이용|가능합니다|전체|후|더|신가요"
        "|이신가요|중이신가요|까|위한|위해|무료로|무료|에게|에|로"
        "|해주세요|이어서|하기|가|필요합니다|되시면|으로",
    },
    "th": {
        WHO: "สมาชิก",
        DO: "เข้าสู่ระบบ|ลงทะเบียน|ล็อกอิน",
        TAKE: "สมัคร",
        THING: "บทความ|เนื้อหา|อ่าน|ข่าว",
        KEPT: "เท่านั้น|เฉพาะ",
        YOU: "นี้|คุณ|อยู่แล้ว",
        "": "สำหรับ|เพื่อ|ต่อ|เป็น|ฉบับเต็ม|ทั้งหมด|หรือ|และ|ที่|ได้|ของ|แล้ว|ฟรี|กรุณา|ไหม|หรือไม่",
    },
}  # fmt: skip
