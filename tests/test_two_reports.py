"""Two newsrooms' brief reports of one event are no translations, however many of its figures both have."""

from __future__ import annotations

from itertools import combinations, product

import pytest

from syndicheck.fingerprint.anchors import Anchor, anchors
from syndicheck.matching.background import Background
from syndicheck.matching.conversions import converted
from syndicheck.matching.translation import AnchoredText, anchored, judge, standing_background
from syndicheck.matching.tworeports import BRIEF, two_reports

# fmt: off
MATCH = {
    "en": (
        "Valencia came from behind to beat Benfica 3-2 in the first leg of the Champions League quarter-final "
        "on Wednesday, with Darko Milev scoring twice in front of 48,600 spectators at Mestalla.\n"
        "Benfica led 2-0 after 27 minutes through Rui Salgado and Tomas Vieira. Milev pulled one back from "
        "the penalty spot in the 41st minute and equalised in the 63rd. Substitute Iker Landa, 19, headed "
        "the winner in the 88th.\n"
        "\"We never stopped believing,\" said coach Javier Otero. Benfica played the last 15 minutes with ten "
        "men after Vieira was sent off. The second leg is in Lisbon on 16 April."
    ),
    "es": (
        "El Valencia remontó y venció por 3-2 al Benfica en la ida de los cuartos de final de la Liga de "
        "Campeones, este miércoles, con dos goles de Darko Milev ante 48.600 espectadores en Mestalla.\n"
        "El Benfica ganaba 2-0 a los 27 minutos gracias a Rui Salgado y Tomas Vieira. Milev recortó de penalti "
        "en el minuto 41 y empató en el 63. El suplente Iker Landa, de 19 años, marcó de cabeza el gol de "
        "la victoria en el 88.\n"
        "\"Nunca dejamos de creer\", dijo el entrenador Javier Otero. El Benfica jugó los últimos 15 minutos "
        "con diez hombres tras la expulsión de Vieira. La vuelta será en Lisboa el 16 de abril."
    ),
    "ko": (
        "발렌시아가 수요일 챔피언스리그 8강 1차전에서 벤피카에 3-2 역전승을 거뒀다. 다르코 밀레프가 메스타"
        "야에서 4만8600명의 관중 앞에서 두 골을 넣었다.\n"
        "벤피카는 27분 만에 후이 살가두와 토마스 비에이라의 골로 2-0으로 앞섰다. 밀레프는 41분 페널티킥으"
        "로 한 골을 만회하고 63분 동점골을 넣었다. 교체 선수 이케르 란다(19)가 88분 헤딩으로 결승골을 터뜨"
        "렸다.\n"
        "하비에르 오테로 감독은 \"우리는 믿음을 버리지 않았다\"고 말했다. 벤피카는 비에이라의 퇴장으로 마지"
        "막 15분을 10명으로 뛰었다. 2차전은 4월 16일 리스본에서 열린다."
    ),
    "tr": (
        "Valencia, Şampiyonlar Ligi çeyrek final ilk maçında çarşamba günü Benfica'yı geriden gelerek 3-2 "
        "yendi. Darko Milev, Mestalla'da 48.600 seyirci önünde iki gol attı.\n"
        "Benfica, Rui Salgado ve Tomas Vieira ile 27. dakikada 2-0 öne geçti. Milev 41. dakikada penaltıdan "
        "farkı bire indirdi, 63. dakikada eşitliği sağladı. Yedek oyuncu 19 yaşındaki Iker Landa 88. dakikada "
        "kafayla galibiyet golünü attı.\n"
        "İkinci maç 16 Nisan'da Lizbon'da oynanacak."
    ),
}

OTHER_MATCH = {
    "pt": (
        "O Benfica deixou fugir uma vantagem de dois golos e perdeu por 3-2 em Valência, na primeira mão "
        "dos quartos de final da Liga dos Campeões. Rui Salgado (12) e Tomás Vieira (27) marcaram para os "
        "encarnados.\n"
        "A expulsão de Vieira, aos 75 minutos, mudou o jogo. \"Foi um erro do árbitro\", lamentou o treinador "
        "Nuno Bastos, que tinha apostado no 4-3-3. Os encarnados fizeram 9 remates, contra 21 dos espanhóis.\n"
        "Cerca de 2.700 adeptos portugueses estiveram no estádio. O Benfica não perdia há 14 jogos. A segunda "
        "mão joga-se na Luz, a 16 de abril, às 20h00."
    ),
    "ru": (
        "«Валенсия» обыграла «Бенфику» в первом четвертьфинальном матче Лиги чемпионов — 3:2. Португальцы "
        "вели 2:0, однако не удержали преимущество.\n"
        "Дубль оформил болгарский нападающий Дарко Милев, забивший на 41-й и 63-й минутах. Победный мяч на "
        "счету 19-летнего Икера Ланды, для которого этот матч стал четвёртым в основном составе. По данным "
        "УЕФА, хозяева владели мячом 58 процентов времени.\n"
        "В другой паре «Селтик» и «Аякс» сыграли вничью 1:1. Полуфиналы пройдут 29 и 30 апреля."
    ),
}

VERDICT = {
    "en": (
        "A court in Milan on Thursday sentenced the former head of the shipping group Adria Lines, Paolo "
        "Venturi, to 7 years and 4 months in prison over the sinking of the ferry Stella Marina, in which "
        "31 people died in 2019.\n"
        "The judges ordered him and the company to pay 18.5 million euros to 112 relatives. Two engineers "
        "received 3 years each; a former port captain, Luca Ferrante, was acquitted. The trial had lasted "
        "26 months with 140 witnesses.\n"
        "\"This is justice, but late,\" said Giulia Conti, who lost her husband. Venturi, 62, will appeal; "
        "his lawyers have 90 days to do so."
    ),
    "uk": (
        "Суд у Мілані в четвер засудив колишнього керівника судноплавної групи Adria Lines Паоло Вентурі "
        "до 7 років і 4 місяців ув'язнення через загибель порома Stella Marina, на якому 2019 року загинула "
        "31 людина.\n"
        "Судді зобов'язали його та компанію сплатити 18,5 мільйона євро 112 родичам. Двоє інженерів отримали "
        "по 3 роки; колишнього капітана порту Луку Ферранте виправдали. Процес тривав 26 місяців, заслухали "
        "140 свідків.\n"
        "«Це справедливість, але запізніла», — сказала Джулія Конті, яка втратила чоловіка. 62-річний Вентурі "
        "подасть апеляцію; його адвокати мають на це 90 днів."
    ),
    "hi": (
        "मिलान की एक अदालत ने गुरुवार को जहाजरानी समूह Adria Lines के पूर्व प्रमुख पाओलो वेंतुरी को नौका "
        "Stella Marina के डूबने के मामले में 7 साल 4 महीने की जेल की सजा सुनाई, जिसमें 2019 में 31 लोगों "
        "की मौत हुई थी।\n"
        "न्यायाधीशों ने उन्हें और कंपनी को 112 परिजनों को 1.85 करोड़ यूरो देने का आदेश दिया। दो इंजीनियरों "
        "को 3-3 साल की सजा मिली; बंदरगाह के पूर्व कप्तान लुका फेरांते बरी हो गए। मुकदमा 26 महीने चला और 140 "
        "गवाह पेश हुए।\n"
        "62 वर्षीय वेंतुरी अपील करेंगे; उनके वकीलों के पास 90 दिन हैं।"
    ),
}

OTHER_VERDICT = {
    "fr": (
        "Plus de sept ans de prison pour l'ex-patron d'Adria Lines: le tribunal de Milan a reconnu jeudi "
        "Paolo Venturi coupable d'homicide involontaire dans le naufrage du Stella Marina, qui avait fait "
        "31 morts au large d'Ancône le 3 août 2019.\n"
        "Le parquet avait requis 11 ans. \"Il savait que les portes étaient défectueuses\", a lu la présidente "
        "Chiara Moretti pendant 40 minutes. Le ferry, construit en 1988, transportait 214 passagers et 65 "
        "voitures.\n"
        "L'action de la compagnie a perdu 9 % à la Bourse. Un deuxième procès, contre l'assureur, s'ouvrira "
        "en septembre."
    ),
    "es": (
        "La justicia italiana condenó este jueves al exdirector de la naviera Adria Lines a siete años y "
        "cuatro meses de cárcel por el naufragio del ferri \"Stella Marina\". Paolo Venturi, de 62 años, no "
        "estuvo presente en la sala.\n"
        "Las víctimas, entre ellas 5 españoles, recibirán indemnizaciones de hasta 250.000 euros cada una. "
        "El barco se hundió en 18 minutos el 3 de agosto de 2019 frente a Ancona con 243 personas a bordo.\n"
        "Unas 300 personas siguieron la lectura del fallo frente al tribunal. La fiscalía, que pedía 11 años, "
        "no descarta recurrir."
    ),
    "ja": (
        "2019年に31人が死亡したイタリアのフェリー「ステラ・マリナ」沈没事故で、ミラノの裁判所は16日、運航"
        "会社アドリア・ラインズのパオロ・ヴェントゥリ元社長に禁錮7年4月の判決を言い渡した。検察側の求刑は"
        "11年だった。\n"
        "判決は、船首扉の欠陥が2017年の検査で指摘されていたと認定した。船は建造から31年がたち、定員600人に"
        "対し243人が乗っていた。\n"
        "元社長側は控訴する方針。遺族会の代表は「8回の延期を経てやっと終わった」と話した。"
    ),
}

QUAKE = {
    "en": (
        "A 7.2-magnitude earthquake rocked eastern Taiwan on Wednesday, killing at least nine people and "
        "injuring 946. It struck at 7:58 a.m. 18 kilometres south of Hualien at a depth of 34.8 kilometres, "
        "the weather bureau said, and was the strongest in 25 years.\n"
        "Some 127 people are trapped in tunnels and on a quarry road. TSMC evacuated plants in Hsinchu."
    ),
    "ru": (
        "Землетрясение магнитудой 7,2 произошло в среду у восточного побережья Тайваня, погибли девять человек, "
        "946 пострадали. Очаг находился в 18 км от Хуаляня, глубина — 15,5 км.\n"
        "Это сильнейшие толчки на острове за 25 лет. Китай заявил о готовности направить спасателей. Заблокированными "
        "остаются 137 человек, из них 50 сотрудников гостиницы."
    ),
}

RATE = {
    "ru": (
        "Национальный банк Польши сохранил базовую ставку на уровне 5,75 % годовых. Решение принято на двухдневном "
        "заседании, завершившемся в среду.\n"
        "Инфляция в апреле составила 4,3 % при цели 2,5 % плюс-минус 1 п.п. Безработица — 5,3 %. Следующее "
        "заседание намечено на 4 июня. Глава банка Марек Соболь ранее не исключал снижения на 50 пунктов."
    ),
    "cs": (
        "Polská centrální banka ponechala základní úrok na 5,75 procenta. Inflace v dubnu zvolnila na 4,3 "
        "procenta, nejméně za 9 měsíců. Cíl banky je 2,5 procenta.\n"
        "Česká národní banka má sazbu na 3,75 procenta. Zlotý se obchodoval za 5,84 koruny. Guvernér Marek "
        "Sobol vystoupí ve čtvrtek."
    ),
}

# fmt: on

Texts = dict[str, str]


def weighed(text: str, language: str) -> AnchoredText:
    return anchored(anchors(text, language), language, len(text), standing_background())


def pairs(some: Texts, others: Texts) -> list[tuple[str, str, str, str]]:
    return [(one, some[one], other, others[other]) for one, other in product(some, others) if one != other]


def within(some: Texts) -> list[tuple[str, str, str, str]]:
    return [(one, some[one], other, some[other]) for one, other in combinations(some, 2)]


@pytest.mark.parametrize(
    ("language", "text", "other_language", "other"),
    [
        *pairs(MATCH, OTHER_MATCH),
        *pairs({key: VERDICT[key] for key in ("uk", "hi")}, {key: OTHER_VERDICT[key] for key in ("fr", "es")}),
        *within(OTHER_VERDICT),
        *within(QUAKE),
        *within(RATE),
    ],
)
def test_two_reports_of_one_event_are_related_at_most(
    language: str, text: str, other_language: str, other: str
) -> None:
    assert judge(weighed(text, language), weighed(other, other_language))[0] in ("related", "none")


@pytest.mark.parametrize(("language", "text", "other_language", "other"), [*within(MATCH), *within(VERDICT)])
def test_a_translation_stays_one(language: str, text: str, other_language: str, other: str) -> None:
    assert judge(weighed(text, language), weighed(other, other_language))[0] == "translation"


def test_a_translation_with_one_part_less_and_one_more_stays_one() -> None:
    start, middle, _ = MATCH["en"].split("\n")
    added = VERDICT["en"].split("\n")[1]
    own, other = weighed(MATCH["es"], "es"), weighed(f"{start}\n{middle}\n{added}", "en")
    assert judge(own, other)[0] == "translation"


@pytest.mark.parametrize(
    ("one", "other", "length", "expected"),
    [
        ("++-+--+--", "+-++--+--", 800, True),
        ("++-+--+--", "+-++--+--", BRIEF, False),  # a longer text is known by more than its figures
        ("++++----", "++++----", 800, False),  # one part was left out, and one put in
        ("+-+-+-++", "+-+-+-++-", 800, False),  # of the one the other has most
        ("+-+-+", "+-+-+-", 800, False),  # two figures are misread by accident
        ("", "", 800, False),
    ],
)  # fmt: skip
def test_figures_of_their_own_among_those_of_both(one: str, other: str, length: int, expected: bool) -> None:
    def text(signs: str, language: str, base: int) -> AnchoredText:
        agreed = iter(range(100, 200))
        keys = [next(agreed) if sign == "+" else base + at for at, sign in enumerate(signs)]
        found = [Anchor(50 * at, 50 * at + 3, f"N:{key}") for at, key in enumerate(keys)]
        return anchored(found, language, length, Background())

    own, its = text(one, "en", 300), text(other, "de", 500)
    assert two_reports(own, its) == two_reports(its, own) == expected


CONVERTED = {
    "en": (
        "A wildfire on the island of Evia has burned 12,400 acres since Sunday, officials said Tuesday. Some 350 "
        "firefighters with 14 planes fought the flames. Winds of up to 45 mph drove the fire towards the town of "
        "Kalamos, 6 miles from the coast, and temperatures reached 104 degrees Fahrenheit. About 2,000 people were "
        "taken to sports halls. Damage was put at $54 million."
    ),
    "de": (
        "Ein Waldbrand auf der Insel Euböa hat seit Sonntag 5.000 Hektar verbrannt, teilten die Behörden am Dienstag "
        "mit. Rund 350 Feuerwehrleute mit 14 Flugzeugen bekämpften die Flammen. Winde von bis zu 72 Kilometern pro "
        "Stunde trieben das Feuer auf die Stadt Kalamos zu, 10 Kilometer von der Küste, und die Temperaturen "
        "erreichten 40 Grad. Etwa 2.000 Menschen wurden in Sporthallen gebracht. Der Schaden wurde auf 50 Millionen "
        "Euro geschätzt."
    ),
    "es": (
        "Un incendio en la isla de Eubea ha quemado 5.018 hectáreas desde el domingo, informaron las autoridades el "
        "martes. Unos 350 bomberos con 14 aviones combatieron las llamas. Vientos de hasta 72 km/h empujaron el fuego "
        "hacia Kalamos, a 9,7 kilómetros de la costa, y la temperatura llegó a 40 grados. Unas 2.000 personas fueron "
        "llevadas a polideportivos. Los daños se calculan en 50 millones de euros."
    ),
}


@pytest.mark.parametrize("language", ["de", "es"])
def test_a_translation_with_other_units_is_none_of_two_reports(language: str) -> None:
    own, its = weighed(CONVERTED["en"], "en"), weighed(CONVERTED[language], language)
    assert judge(own, its)[0] == judge(its, own)[0] == "translation"


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("12400 45 6", "5000 72 10", "12400 45 6 5000 72 10"),
        ("104 18 650", "40 8 198", "104 18 650 40 8 198"),  # degrees below zero as well
        ("12400 6 45", "5018 9.7 72", "12400 6 45 5018 9.7 72"),
        ("45 6 15", "72 10", ""),  # two may be by accident
        ("72 10 5000", "45 6 12400", ""),  # miles are those of the English text
        ("", "5", ""),
        ("0 1", "0 1000000000000000000000", ""),
        ("5 5.0 05", "8", ""),  # each figure is one only
    ],
)
def test_figures_that_are_the_same_in_other_units(one: str, other: str, expected: str) -> None:
    ours, theirs = ([f"N:{figure}" for figure in some.split()] for some in (one, other))
    assert converted(ours, [*theirs, "D:03-05", "N:", "N:x"]) == {f"N:{figure}" for figure in expected.split()}
