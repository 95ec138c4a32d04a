"""Who published it, and under which address: when two records are the same article.

An article is one text at one address of one outlet. Its key is the canonical form of the address; without
one, the outlet and the record's own id; without that, the outlet and a hash of the text. Never the title:
a wire story has one headline on a hundred outlets, and one outlet reuses its headlines.

Canonical addresses are names, not links: folding the mobile host or a tracking parameter away may give an
address that the server does not answer. What was given is kept in ``RawArticle.url``.
"""

from __future__ import annotations

import ipaddress
import re
import unicodedata
from contextlib import suppress
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, quote, urlsplit

from syndicheck.digests import blake2b
from syndicheck.expressions import expression
from syndicheck.model.articles import RawArticle
from syndicheck.text import normalise

if TYPE_CHECKING:
    from publicsuffixlist import PublicSuffixList

UNKNOWN_OUTLET = "unknown"

# ── addresses ─────────────────────────────────────────────────────────────────────────────────────────

_TRACKING_PREFIXES = (
    "utm_",
    "mtm_",
    "matomo_",
    "pk_",
    "piwik_",
    "hsa_",
    "_hs",
    "vero_",
    "at_",
    "ns_",
    "fb_",
    "guce_",
    "wt_",
)
_TRACKING = (
    "__twitter_impression _ga _gl _openstat amp amp_gsa amp_js_v amp_r amp_tf aoh campaign_id cmp cmpid dclid "
    "dgcid ef_id emci emdi epik fbclid ftag gad_source gbraid gclid gclsrc hsctatracking icid igsh igshid ito "
    "li_fat_id mbid mc_cid mc_eid mibextid mkt_tok msclkid ncid ocid oly_anon_id oly_enc_id rb_clickid ref ref_ "
    "ref_src ref_url referer referrer s_cid s_kwcid scid sfnsn share smid smtyp spm sr_share sref srsltid taid "
    "trk trkcampaign ttclid twclid usqp wbraid wickedid wprov wtmc xtor yclid"
)
_TRACKING_NAMES = frozenset(_TRACKING.split())
_VALUES_OF_AMP = frozenset(("outputtype=amp", "output=amp", "view=amp", "mode=amp", "type=amp"))
_FOLDED_LABELS = frozenset(("www", "m", "mobile", "amp", "wap", "touch"))
"""Labels in front of the registrable domain that choose a rendering, not an article."""

_HOSTING = frozenset(
    (
        *(
            "beehiiv.com",
            "blogs.com",
            "buttondown.email",
            "canalblog.com",
            "ghost.io",
            "jimdofree.com",
            "livejournal.com",
        ),
        *("medium.com", "ning.com", "over-blog.com", "squarespace.com", "substack.com", "tumblr.com", "typepad.com"),
        *("weebly.com", "wordpress.com"),
    )
)
"""Platforms whose sub-domains are publishers of their own, and that the Public Suffix List does not name."""

_PLATFORMS_OWN = frozenset(("about", "account", "api", "blog", "cdn", "developer", "help", "news", "status", "support"))
"""Sub-domains (beside renderings) under which such a platform speaks itself."""

_AMP_WRAPPER = expression(r"/(?:amp|[a-z]{1,2})/(?:s/)?([^/]+\..*)", re.DOTALL)
_AMP_PREFIX = expression(r"(?:/amp)+(?=/.)")
_AMP_SUFFIX = expression(r"(?<=[^/])[/.]amp(?:$|(?=\.html?$))")
_SURROGATES = expression("[\ud800-\udfff]")
_CONTROLS = expression("[\x00-\x1f\x7f-\x9f]")
_BARE_HOST = expression(r"[^\s/@:?#]+(?::\d+)?")
_LABELS = expression(r"[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*")
_BARE_PERCENT = expression("%(?![0-9A-Fa-f]{2})")
_ESCAPE = expression("%([0-9A-Fa-f]{2})")
_UNRESERVED = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_SHARED_BY = expression(r"s=\d\d")
"""What Twitter adds of the program by which an address was shared. Elsewhere ``s`` may be a section, or a search."""

_LONG_NUMBER = expression(r"\d{5}")
HYPHENS_OF_A_SLUG = 3
"""Hyphens in the last part of a path that is made of a headline."""

_LONGEST_ADDRESS = 8192
"""Beyond this no server answers (RFC 9110 §4.1 asks for 8000 octets), and nobody links."""


@lru_cache(maxsize=1024)  # asked for when an article is looked up, and again when it is prepared
def canonical_url(url: str) -> str | None:
    """The address under which an article counts as the same; ``None`` for what is no web address.

    Folded away are the scheme, user names, default ports, ``www.``/``m.``/``amp.`` hosts, AMP paths and caches,
    tracking parameters and the order of the others, the trailing slash, the fragment (unless ``#!``), and the
    spelling of host and escapes (RFC 3986 §6.2.2; hosts as A-labels, RFC 5890). Never raises.
    """
    parts = _split(url)
    host = _host(parts) if parts else None
    if parts is None or host is None:
        return None
    port = _port(parts)
    path = _path(parts.path)
    query = _query(parts.query, named=_names_an_article(path))
    fragment = f"#{_escaped(parts.fragment)}" if parts.fragment.startswith("!") else ""
    return f"https://{_without_rendering(host)}{port}{path}{query}{fragment}"


def outlet_domain(url: str) -> str | None:
    """The registrable domain of an address or host name, as A-labels; the host itself where there is none.

    Uses the Public Suffix List with its private part: ``a.github.io`` and ``b.github.io`` are two outlets.
    IP addresses, ``localhost`` and bare public suffixes stand for themselves. ``None`` for what is no web
    address.
    """
    return _bare_domain(url) if _BARE_HOST.fullmatch(url) else _domain(url)


@lru_cache(maxsize=16_384)
def _bare_domain(host: str) -> str | None:
    """Kept for the outlets of a large story, which a server asks for again and again."""
    return _domain(f"//{host}")


def _domain(url: str) -> str | None:
    parts = _split(url)
    host = _host(parts) if parts else None
    return _registrable(host) if host else None


def host_name(url: str) -> str | None:
    """The host of an address, or a bare host, as A-labels and without the labels that choose a rendering (``www.``)."""
    parts = _split(f"//{url}" if _BARE_HOST.fullmatch(url) else url)
    host = _host(parts) if parts else None
    return _without_rendering(host) if host else None


@lru_cache(maxsize=64)
def _split(url: str) -> SplitResult | None:
    """The parts of an http(s) address (also ``//host/path``) out of its AMP cache, ``None`` for anything else."""
    url = _SURROGATES.sub("\N{REPLACEMENT CHARACTER}", _CONTROLS.sub("", url.strip()))
    while len(url) <= _LONGEST_ADDRESS:
        try:
            parts = urlsplit(url)
            _ = parts.port  # raises ValueError on rubbish
        except ValueError:
            return None
        if parts.scheme not in ("http", "https", "") or not parts.hostname:
            return None
        inner = _inside_amp_cache(parts)
        if inner is None:
            return parts
        url = inner  # shorter each time
    return None


def _host(parts: SplitResult) -> str | None:
    return _normal_host(parts.hostname or "")


@lru_cache(maxsize=4096)
def _normal_host(name: str) -> str | None:
    if ":" in name:
        try:
            return f"[{ipaddress.IPv6Address(name.partition('%')[0]).compressed}]"
        except ValueError:
            return None
    name = unicodedata.normalize("NFKC", name).lower().replace("。", ".").strip(".")
    try:
        labels = [part if part.isascii() else "xn--" + part.encode("punycode").decode() for part in name.split(".")]
    except UnicodeError:
        return None
    host = ".".join(labels)
    return host if len(host) <= 253 and _LABELS.fullmatch(host) and "\N{REPLACEMENT CHARACTER}" not in name else None


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return False
    return True


@lru_cache(maxsize=1)
def _suffixes() -> PublicSuffixList:
    from publicsuffixlist import PublicSuffixList

    return PublicSuffixList()


@lru_cache(maxsize=4096)
def _registrable(host: str) -> str:
    if _is_address(host):
        return host
    found: str | None = _suffixes().privatesuffix(host)
    if found in _HOSTING and host != found:
        *_, label = host[: -len(found) - 1].split(".")
        return found if label in _PLATFORMS_OWN | _FOLDED_LABELS else f"{label}.{found}"
    return found or host


def _without_rendering(host: str) -> str:
    domain = _registrable(host)
    labels = host[: len(host) - len(domain)].split(".")
    return ".".join([label for label in labels if label and label not in _FOLDED_LABELS] + [domain])


def _port(parts: SplitResult) -> str:
    return f":{parts.port}" if parts.port not in (None, 80, 443) else ""


def _inside_amp_cache(parts: SplitResult) -> str | None:
    """The address inside ``x.cdn.ampproject.org/c/s/host/path`` or ``google.com/amp/s/host/path``."""
    host = parts.hostname or ""
    if host.endswith("cdn.ampproject.org") or host.startswith(("www.google.", "google.")):
        wrapped = _AMP_WRAPPER.fullmatch(parts.path)
        if wrapped and (host.endswith("cdn.ampproject.org") or parts.path.startswith("/amp/")):
            return f"https://{wrapped[1]}" + (f"?{parts.query}" if parts.query else "")
    return None


def _path(path: str) -> str:
    path = _escaped(_without_dots(path))
    if prefix := _AMP_PREFIX.match(path):
        path = path[prefix.end() :]
    path = path.rstrip("/")
    while (shorter := _AMP_SUFFIX.sub("", path).rstrip("/")) != path:
        path = shorter
    return path if path.startswith("/") else f"/{path}"


def _without_dots(path: str) -> str:
    """RFC 3986 §5.2.4, without its character-wise loop."""
    if "/." not in path:
        return path
    kept: list[str] = []
    segments = path.split("/")[1:]
    for segment in segments:
        if segment == "..":
            del kept[-1:]
        elif segment != ".":
            kept.append(segment)
    return "/" + "/".join(kept)


def _names_an_article(path: str) -> bool:
    """Whether the path alone says which article it is: by a headline or a number in its last part."""
    last = path.rpartition("/")[2]
    return last.count("-") >= HYPHENS_OF_A_SLUG or _LONG_NUMBER.search(last) is not None


def _query(query: str, *, named: bool) -> str:
    kept = []
    for pair in map(_escaped, query.split("&")):
        name = pair.partition("=")[0].lower()
        if not pair or name in _TRACKING_NAMES or name.startswith(_TRACKING_PREFIXES) or pair.lower() in _VALUES_OF_AMP:
            continue
        if named and _SHARED_BY.fullmatch(pair):
            continue
        kept.append(pair)
    kept.sort(key=lambda pair: pair.partition("=")[0])  # stable: the order of a repeated name has meaning
    return f"?{'&'.join(kept)}" if kept else ""


def _escaped(part: str) -> str:
    """Percent-encoding as RFC 3986 §6.2.2 wants it: capitals, and only where needed."""

    def unescape(match: re.Match[str]) -> str:
        byte = int(match[1], 16)
        return chr(byte) if byte in _UNRESERVED else f"%{match[1].upper()}"

    part = _ESCAPE.sub(unescape, _BARE_PERCENT.sub("%25", part))
    return quote(part, safe="%/:@!$&'()*+,;=~?")


# ── articles ──────────────────────────────────────────────────────────────────────────────────────────


def article_key(raw: RawArticle) -> str:
    """The identity of an article: ``url:…``, ``id:<outlet>:<source id>`` or ``text:<outlet>:<hash>``."""
    if address := own_address(raw):
        return f"url:{address}"
    outlet = outlet_name(raw).casefold().replace("%", "%25").replace(":", "%3A")
    if raw.source_id:
        return f"id:{outlet}:{raw.source_id}"
    return f"text:{outlet}:{text_digest(raw.text)}"


def text_digest(text: str) -> str:
    """What an article without an address and an id is known by: its words, however they are spaced and encoded."""
    words = " ".join(normalise(text).text.split())
    return blake2b(words.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def version_hash(title: str, text: str, page_text: str | None) -> str:
    """Identity of one version of an article: headline, text and page text, to the letter."""
    digest = blake2b(digest_size=16)
    for part in (title, text, page_text or ""):
        encoded = part.encode("utf-8", "surrogatepass")
        digest.update(len(encoded).to_bytes(8, "little"))
        digest.update(encoded)
    return digest.hexdigest()


def outlet_name(raw: RawArticle) -> str:
    """The declared outlet, else the registrable domain of the address, else ``"unknown"``."""
    declared = " ".join((raw.outlet or "").split())
    if declared and ("://" in declared or declared.lower().startswith("www.")):
        declared = outlet_domain(declared) or declared
    if declared:
        return declared
    for url in (raw.url, raw.canonical_url):
        address = canonical_url(url) if url else None
        if address and (domain := outlet_domain(address)):
            return domain
    return UNKNOWN_OUTLET


def own_address(raw: RawArticle) -> str | None:
    """The canonical link only where it is the outlet's own: one that points elsewhere is a sign of syndication.

    A canonical link to the front page is a common fault of content systems, and would make one article of all.
    """
    given = canonical_url(raw.url) if raw.url else None
    linked = canonical_url(raw.canonical_url) if raw.canonical_url else None
    if linked is None:
        return given
    if given is None:
        return linked if _may_be_own(raw, linked) else None
    same_outlet = outlet_domain(given) == outlet_domain(linked)
    return linked if same_outlet and urlsplit(linked).path != "/" else given


def _may_be_own(raw: RawArticle, linked: str) -> bool:
    """Whether a record without address may take its canonical link for one: not where it declares another outlet."""
    declared = (raw.outlet or "").strip()
    if declared.casefold() in ("", UNKNOWN_OUTLET):
        return True
    domain = outlet_domain(linked) or ""
    looks_like_domain = "." in declared and not any(map(str.isspace, declared))
    return outlet_domain(declared) == domain if looks_like_domain else _named_after(declared, domain)


NAME_WORDS = 40
"""Words of an outlet's name that are looked at."""


def _named_after(name: str, domain: str) -> bool:
    """Whether a domain is made of words of a name: ``early-gull.example`` of "The Early Gull"."""
    label = domain.partition(".")[0]
    with suppress(UnicodeError):
        label = label.removeprefix("xn--").encode().decode("punycode") if label.startswith("xn--") else label
    wanted = "".join(filter(str.isalnum, _plain(label)))
    from anyascii import anyascii  # only where a record has no address

    for spelled in (name.casefold(), name.casefold().translate(_GERMAN), anyascii(name).casefold()):
        cut = ("".join(filter(str.isalnum, word)) for word in _plain(spelled).replace("-", " ").split())
        words = [word for word in cut if word][:NAME_WORDS]
        for start in range(len(words)):
            if _initials(words[start : start + len(wanted)], wanted):
                return True
            joined = ""
            for word in words[start : start + len(wanted)]:
                joined += word
                if joined == wanted:
                    return True
                if len(joined) >= len(wanted):
                    break
    return False


def _initials(words: list[str], wanted: str) -> bool:
    """Whether a label has the first letters of two words or more, the next ones written out or not: ``nytimes``."""
    for short in range(2, len(words) + 1):
        if not wanted.startswith(letters := "".join(word[0] for word in words[:short])):
            return False
        rest = wanted[len(letters) :]
        if not rest or any(rest == "".join(words[short:end]) for end in range(short + 1, len(words) + 1)):
            return True
    return False


_GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})
"""How domains spell what has no place in them."""


def _plain(text: str) -> str:
    """Without case and the marks on letters."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))
