"""Words that turn a statement round or take it back, in the languages whose news we have read.

Folded as tokens are. Where words are written without blanks they are looked for in the running text.
"""

from __future__ import annotations

_NEGATIONS = {
    "ar": "لا لم لن ليس ليست ما غير بدون",
    "cs": "ne není nejsou nebyl nebyla nebylo nikdy žádný žádná žádné nikdo nic bez",
    "da": "ikke aldrig ingen intet hverken uden",
    "de": "nicht kein keine keinen keinem keiner keines nie niemals niemand nichts ohne weder",
    "en": "not no never nobody none nothing neither nor without cannot can't won't don't doesn't didn't isn't "
    "aren't wasn't "
    "weren't hasn't haven't hadn't wouldn't shouldn't couldn't",
    "es": "no nunca jamás nadie nada ningún ninguna ninguno sin tampoco ni",
    "fi": "ei en et emme ette eivät koskaan ilman älä",
    "fr": "ne pas n'est n'a n'ont jamais personne rien aucun aucune sans ni non",
    "id": "tidak bukan belum tanpa jangan tak",
    "it": "non mai nessuno nessuna niente nulla senza né neppure",
    "ja": "ない ません ず 非 未",
    "ko": "않 못 없 아니 안 ",
    "ms": "tidak bukan belum tanpa jangan tak",
    "nl": "niet geen nooit niemand niets zonder noch",
    "no": "ikke aldri ingen intet verken uten",
    "pl": "nie nigdy nikt nic żaden żadna żadne bez ani",
    "pt": "não nunca jamais ninguém nada nenhum nenhuma sem nem",
    "ru": "не нет ни никогда никто ничего без нельзя",
    "sv": "inte aldrig ingen inget inga utan varken ej",
    "th": "ไม่ มิ ยังไม่",
    "tr": "değil yok hiç hayır asla",
    "uk": "не немає ні ніколи ніхто нічого без",
    "vi": "không chưa chẳng chớ",
    "zh": "不 没 沒 未 非 无 無 勿",
}

_HEDGES = {
    "ar": "قد ربما يزعم مزاعم محتمل",
    "cs": "údajně možná asi pravděpodobně může mohl mohla prý zřejmě",
    "da": "angiveligt måske muligvis formentlig kan kunne kunde ifølge",
    "de": "angeblich mutmaßlich mutmaßliche mutmaßlichen möglicherweise vielleicht wohl könnte könnten dürfte "
    "dürften soll "
    "sollen offenbar vermutlich wahrscheinlich etwa rund",
    "en": "may might could would allegedly alleged reportedly apparently possibly perhaps likely probably "
    "seemingly suspected "
    "purported purportedly expected about around roughly nearly almost approximately up",
    "es": "presuntamente presunto presunta supuestamente posiblemente quizá quizás podría podrían probablemente "
    "alrededor",
    "fi": "ehkä kenties mahdollisesti väitetysti luultavasti voisi saattaa",
    "fr": "présumé présumée prétendument peut pourrait pourraient peut-être probablement selon environ "
    "éventuellement serait "
    "seraient aurait auraient",
    "id": "mungkin diduga dapat kemungkinan konon sekitar",
    "it": "presunto presunta presumibilmente forse potrebbe potrebbero probabilmente circa sarebbe sarebbero avrebbe",
    "ja": "かもしれ 可能性 とみられ 疑い 見込み 約",
    "ko": "수 있 추정 가능성 것으로 약 ",
    "ms": "mungkin didakwa dipercayai boleh dijangka",
    "nl": "vermoedelijk misschien mogelijk zou zouden naar verluidt waarschijnlijk ongeveer kan",
    "no": "angivelig kanskje muligens trolig kan kunne",
    "pl": "rzekomo może mogą podobno prawdopodobnie prawdopodobny ponoć około chyba",
    "pt": "alegadamente suposto suposta supostamente talvez poderia poderiam possivelmente provavelmente cerca",
    "ru": "якобы возможно вероятно предположительно может могут мог могла около",
    "sv": "påstås kanske möjligen troligen kan kunde skulle misstänkt misstänkta omkring",
    "th": "อาจ คาดว่า น่าจะ ประมาณ",
    "tr": "iddiaya iddia belki muhtemelen olabilir sözde yaklaşık",
    "uk": "нібито можливо ймовірно може можуть близько",
    "vi": "có thể cho rằng nghi khoảng",
    "zh": "可能 或 据称 據稱 涉嫌 疑似 预计 預計 约 約 大约",
}


_NUMBER_WORDS = {
    "de": "zwei drei vier fünf sechs sieben acht neun zehn elf zwölf zwanzig dreißig vierzig fünfzig sechzig siebzig "
    "achtzig neunzig hundert tausend",
    "en": "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand first second third "
    "fourth fifth half twice double triple",
    "es": "dos tres cuatro cinco seis siete ocho nueve diez once doce veinte treinta cuarenta cincuenta sesenta "
    "setenta ochenta noventa cien ciento mil",
    "fr": "deux trois quatre cinq six sept huit neuf dix onze douze vingt trente quarante cinquante soixante "
    "cent mille",
    "it": "due tre quattro cinque sei sette otto nove dieci undici dodici venti trenta quaranta cinquanta cento mille",
    "nl": "twee drie vier vijf zes zeven acht negen tien elf twaalf twintig dertig veertig vijftig honderd duizend",
    "pt": "dois duas três quatro cinco seis sete oito nove dez onze doze vinte trinta quarenta cinquenta cem mil",
}


def number_words(lang: str | None) -> frozenset[str]:
    """Numbers written out, in the languages there is a list for; English ones elsewhere."""
    return _of(_NUMBER_WORDS, lang)


def negations(lang: str | None) -> frozenset[str]:
    """The negations of a language (a BCP 47 tag), English ones where it is not known."""
    return _of(_NEGATIONS, lang)


def hedges(lang: str | None) -> frozenset[str]:
    """Words that make a statement less certain, likewise."""
    return _of(_HEDGES, lang)


def _of(table: dict[str, str], lang: str | None) -> frozenset[str]:
    primary = (lang or "en").partition("-")[0].casefold()
    return frozenset(table.get({"nb": "no", "nn": "no"}.get(primary, primary), table["en"]).split())
