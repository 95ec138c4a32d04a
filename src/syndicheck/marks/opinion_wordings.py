"""How outlets word whose opinion a text is, in every language (:mod:`syndicheck.marks.disclaimers`)."""

from __future__ import annotations

from syndicheck.expressions import ignoring_case

OPINIONS = ignoring_case(
    r"\b(?:"
    r"(?:views|opinions?|ideas|statements)\b.{0,60}\b(?:expressed|authors?'?|writers?'?"
    r"|columnists?'?)\b.{0,140}\b(?:not|own|alone|solely)\b"
    r"|(?:meinung\w*|ansicht\w*)\b.{0,90}\b(?:autor\w*|verfasser\w*)\b.{0,90}\b(?:nicht|redaktion|allein)\b"
    r"|(?:opinions?|propos|points? de vue)\b.{0,60}\b(?:auteurs?|exprimée?s?)\b.{0,140}\b(?:ne|n'|pas|que"
    r"|seuls?)\b"
    r"|(?:opiniones|puntos de vista|ideas)\b.{0,60}\b(?:autor\w*|expresad\w+|vertid\w+)\b.{0,140}\b(?:no"
    r"|necesariamente|exclusiv\w+|únic\w+)"
    r"|(?:opini(?:ões|ão)|ideias|visões)\b.{0,60}\b(?:autor\w*|expressa\w*|coluni\w+)\b.{0,140}\b(?:não"
    r"|necessariamente|exclusiv\w+)"
    r"|(?:opinion[ei]|idee)\b.{0,60}\b(?:autor\w*|espress\w+)\b.{0,140}\b(?:non|esclusiv\w+|necessariamente"
    r"|personal\w+)"
    r"|(?:mening\w*|opvatting\w*|standpunt\w*)\b.{0,60}\b(?:auteur\w*|schrijver\w*)\b.{0,140}\b(?:niet"
    r"|noodzakelijk\w*)"
    r"|(?:åsikt\w*|synspunkter|holdninger|meninger)\b.{0,80}\b(?<!om )(?:skribent\w*|författar\w*|forfatter\w*)"
    r"|\b(?:this|the above) (?:is an? )?(?:\w+ ){0,2}(?:article|text|column|content|piece|post|commentary"
    r"|op-ed)\b.{0,60}"
    r"\bdoes not (?:necessarily )?(?:represent|reflect)\b.{0,30}\b(?:views|opinions?)\b"
    r"|^\(?(?:the )?(?:authors?'? |authors?'s |writer's )?views(?: expressed)? (?:here )?are personal\W*$"
    r"|\b(?:mielipit\w+|näkemyk\w+)\b.{0,60}\bkirjoittaj\w+ omia\b"
    r"|\bvélemény\w*\b.{0,60}\bszerző\w* saját\b"
    r"|\bszerző\w* (?:saját )?(?:vélemény\w*|álláspont\w*)\b.{0,20}\b(?:tükröz\w*|nem feltétlen\w*)"
    r"|\b(?:stavovi|mišljenja)\b.{0,60}\b(?:osobni|pripadaju|isključivo|ne odražavaju)\b.{0,60}\bautor\w*"
    r"|\bu(?:dtryk|ttrykk) for (?:\w+ ){0,2}skribent\w*|\bstår for skribent\w*|\bskribentens egn[ae]\b"
    r"|\bmeinung de[rs] (?:autor\w*|verfasser\w*) dar\b|\bn'engage(?:nt)? que (?:son|leurs?) (?:auteure?|auteurs"
    r"|autrice)s?\b"
    r"|\b(?:articolo|testo)\b.{0,40}\b(?:esclusivamente|solo) l'opinione\b|\bexclusiv opinia auto(?:r|are)\w*"
    r"|\b(?:opini|pendapat) pribadi penulis\b|\bnão traduzem a opinião\b|\bresponsabilidad de quien las emite\b"
    r"|(?:opini\w+|pogląd\w+)\b.{0,60}\b(?:autor\w*)\b.{0,140}\b(?:nie|wyłącznie)"
    r"|(?:мнени\w+|думк\w+|точк\w+ зрения)\b.{0,80}\b(?:автор\w*|редакци\w+|редакці\w+)\b.{0,100}\b(?:не|может"
    r"|може|собствен\w+)\b"
    r"|(?:názor\w*)\b.{0,80}\b(?:autor\w*|redakc\w+)\b.{0,100}\b(?:ne\w+)"
    r"|(?:opini\w+)\b.{0,60}\b(?:autor\w*|exprimat\w+)\b.{0,140}\b(?:nu|exclusiv)"
    r"|(?:görüş\w*)\b.{0,80}\byazar\w*"
    r"|(?:pendapat|opini|pandangan)\b.{0,60}\b(?:penulis|pribadi|peribadi)\b.{0,140}\b(?:tidak|bukan|semata)"
    r")"
    r"|(?:απόψ\w+|άποψη).{0,80}(?:συγγραφ\w+|αρθρογράφ\w+|συντάκτ\w+)"
    r"|(?:الآراء|الرأي|آراء).{0,60}(?:الكاتب|كاتب\w*|صاحب\w*|أصحاب\w*).{0,120}(?:لا|ليس|بالضرورة|تعبر)"
    r"|(?:विचार).{0,60}(?:लेखक|निजी|व्यक्तिगत)|लेखक के (?:निजी|अपने) विचार"
    r"|(?:המאמר|הדעות|הדעה).{0,40}(?:הכותב|המחבר|הכותבת).{0,24}(?:בלבד|אינ[^ ]{0,3} (?:בהכרח|משקפ|מייצג|מבטא))"
    r"|دیدگاه\S{0,12}.{0,60}لزوماً.{0,20}(?:بیانگر|نظر|منعکس|موضع)"
    r"|صرفاً نظر نویسنده|(?:هذا المقال|المقالات?).{0,30}(?:لا يعبر|تعبر عن آراء (?:كتاب|أصحاب))"
    r"|(?:筆者|著者)の個人的(?:な)?(?:見解|意見)|thể hiện quan điểm riêng của tác giả|απόψεις των συντακτών"
    r"|(?:观点|觀點|意见|意見|言论|言論).{0,30}(?:作者|个人|個人).{0,60}(?:不代表|与本|與本)"
    r"|(?:本文|文章).{0,20}(?:仅代表|僅代表|只代表|純屬|纯属).{0,20}(?:作者|个人|個人)"
    r"|(?:칼럼|기고|글|기사).{0,40}(?:본지|편집|언론사).{0,30}(?:방향|입장|의견).{0,20}(?:다를|무관|일치)"
    r"|(?:見解|意見).{0,30}(?:筆者|著者|個人).{0,60}(?:ません|ではな|異な)"
    r"|(?:quan điểm|ý kiến).{0,60}(?:tác giả|riêng).{0,120}(?:không|riêng)"
    r"|(?:ความคิดเห็น|ทัศนะ).{0,60}(?:ผู้เขียน|ส่วนตัว|ส่วนบุคคล)",
)
"""Whose opinion it is, and whose not."""

OPINION_WORDS = tuple(
    word.strip()
    for word in """
    opinion|views|opini|propos|points de vue|puntos de vista|ideas|ideias|ideia|idee|meinung|ansicht|
    mening|opvatting|standpunt|åsikt|synspunkt|holdning|pogląd|мнени|думк|точк|názor|απόψ|άποψ|görüş|
    آراء|رأي|विचार|观点|觀點|意见|意見|言论|言論|本文|文章|칼럼|기고|기사|見解|pendapat|pandangan|quan điểm|ý kiến|
    ความคิดเห็น|ทัศนะ|mielipi|näkemy|vélemény|álláspont|stavov|mišljenj|skribent|n'engage|הדעות|הדעה|המאמר|
    دیدگاه|نظر|المقال|筆者|著者
    """.split("|")
)
"""Of which one stands in every such line, folded: looked for first."""
