"""What a list of articles – a feed, a sitemap – says of one of them before anybody has read its page."""

from __future__ import annotations

from msgspec import Struct

from syndicheck.model.articles import RawArticle, RawTime


class Lead(Struct, frozen=True):
    """One entry of a list. ``article`` is what the list itself gives of its text (``None``: the address only), and
    ``full`` whether that is all of it, as far as can be seen. ``times`` are those that the list states. ``nested`` says
    that the address is that of a further list.
    """

    where: str
    url: str | None
    article: RawArticle | None = None
    full: bool = False
    title: str | None = None
    lang: str | None = None
    times: tuple[RawTime, ...] = ()
    nested: bool = False
