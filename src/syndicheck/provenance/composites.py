"""Round-ups: articles made of parts of unrelated stories, found before they can bridge them.

The shape. The partners of an article are put into groups: two partners belong together when they match each
other or when they cover the same passage of the article. An article whose partners fall into two or more
groups, each on its own stretch of its body, is either a *round-up* of several sources or a *long original*
of which others printed different excerpts. From the article alone the two cannot be told apart: two briefs
copied whole into a round-up look exactly like two excerpts cut from one text.

The evidence. Clocks are not asked (they lie, and the text must be able to contradict them). What is asked:

* **life of its own**: a group that has text the article has not, or members that do not match the article,
  was not cut out of it;
* **carriers**: other articles that carry all the parts together show that the whole is a text that others
  had before them, as a copied original has;
* **spread of the parts**: parts printed by several outlets each, while nobody else has the whole;
* **count**: three or more disjoint whole texts that fill most of the article are a list, not excerpts.

The verdict, in this order:

1. two groups with lives of their own and no fewer articles than there are carriers → round-up;
2. carriers, and no group with a life of its own (or more carriers than such articles) → original, all stay;
3. no carriers, and either every group has two or more articles, or there are three or more groups covering
   :data:`LISTING` of the body → round-up;
4. otherwise it cannot be told → the article stays in the story that covers most of it, and only there.

An article of which one group covers :data:`MOST` is never detached: rules 1, 3 and 4 keep it in that story;
under rule 1 or when another group has a life of its own the article *also* draws on that one.

Copies of a round-up (equal by :data:`TWIN`) are round-ups too, even when too few of their own edges were
stored to show the shape.
"""

from __future__ import annotations

from msgspec import Struct, field

from syndicheck.model.reasons import Reason
from syndicheck.model.spans import Span
from syndicheck.provenance.edges import Edge, Graph, Pair, common, pair, size, union

MOST = 0.75
"""Share of a body above which one source makes the article a copy with additions, not a round-up."""
SUBSTANTIAL = 0.25
"""Share of a source that must be found in a round-up for the source to count."""
WHOLE = 0.85
"""A part found in the article to at least this share has no text of its own."""
TWIN = 0.8
"""Two articles that share this much in both directions are copies of one text."""
SAME_PLACE = 0.3
"""Two partners cover the same passage when this share of the smaller cover is common."""
CARRIED = 0.5
"""An article carries a part together with others when it covers this share of it."""
LISTING = 0.6
"""Share of the body that three or more whole texts must fill to be a list."""
ASKED_GROUPS = 8
"""How many groups have their representatives compared with each other before they count as unrelated."""


class Group(Struct):
    """Partners of one article that belong together, and the characters of the article they cover."""

    members: set[str]
    cover: tuple[Span, ...]
    share: float
    """Largest share of the article's body that one member covers."""
    own_life: bool = False


class Composition(Struct, frozen=True):
    """What must be taken out of the graph before stories are formed.

    ``composites`` leave it: no story is held together by them. ``severed`` pairs do not join although they
    match. ``also_draws`` are the (article, source) pairs of members of one story that also took from
    another. ``notes`` give the reasons by article.
    """

    composites: frozenset[str] = frozenset()
    severed: frozenset[Pair] = frozenset()
    also_draws: frozenset[Pair] = frozenset()
    notes: dict[str, Reason] = field(default_factory=dict)


def find_composites(graph: Graph) -> Composition:
    """Judge every article of the graph by the rules above.

    Cost: grouping walks each pair of adjacent edges at most ``min(degree, degree)`` times, the triangle
    bound O(E^1.5), and is linear for the partners of an ordinary story, which all cover one passage.
    """
    twins = _twin_classes(graph)
    composites: set[str] = set()
    severed: set[Pair] = set()
    also_draws: set[tuple[str, str]] = set()
    notes: dict[str, Reason] = {}
    for key in graph.keys:
        groups, aside = _groups(graph, key)
        if len(groups) < 2:
            continue
        carriers = _carriers(graph, key, groups, aside, twins)
        verdict, code, why = _judge(graph, key, groups, carriers, twins)
        notes[key] = Reason(
            code,
            why,
            {
                "article": key,
                "parts": [sorted(g.members)[:5] for g in groups],
                "carriers": len(carriers),
                "verdict": verdict,
            },
        )
        if verdict == "original":
            continue
        home = min(groups, key=lambda g: (-g.share, -size(g.cover), min(g.members)))
        if verdict == "composite" and home.share < MOST:
            composites.add(key)
            continue
        for group in groups:
            if group is home:
                continue
            severed.update(pair(key, other) for other in group.members)
            if verdict == "composite" or group.own_life:
                also_draws.update((key, other) for other in group.members)
    for key in sorted(_spread(graph, composites)):
        notes[key] = Reason("composite-copy", "A copy of a round-up: it draws on the same stories.", {"article": key})
        composites.add(key)
    return Composition(frozenset(composites), frozenset(severed), frozenset(also_draws), notes)


# ── the shape ─────────────────────────────────────────────────────────────────────────────────────────


def _groups(graph: Graph, key: str) -> tuple[list[Group], set[str]]:
    """The groups of an article's partners, and the partners that carry the parts of several groups.

    Partners come in ascending size of what they cover, so that the parts are there before the texts that
    span them; such a text is set aside instead of fusing the groups: it is a carrier, not a source.
    """
    parts: list[tuple[int, str, Edge, tuple[Span, ...]]] = []
    for other, stored in graph.partners(key).items():
        edge = stored.seen_from(key)
        cover = union(edge.spans_a)
        if edge.share_b >= SUBSTANTIAL and cover:
            parts.append((size(cover), other, edge, cover))
    if len(parts) < 2:
        return [], set()
    parts.sort(key=lambda part: part[:2])
    groups: list[Group] = []
    home: dict[str, Group] = {}
    aside: set[str] = set()
    for length, other, edge, cover in parts:
        by_place = [g for g in groups if _same_place(cover, length, g.cover)]
        if len(by_place) > 1:
            aside.add(other)
            continue
        touched = list(by_place)
        if not (by_place and len(groups) == 1):
            for group in _matched_groups(graph, other, home):
                if not any(group is seen for seen in touched):
                    touched.append(group)
        target = _fuse(groups, touched, home) if touched else Group(set(), (), 0.0)
        if not touched:
            groups.append(target)
        target.members.add(other)
        target.cover = union((*target.cover, *cover))
        target.share = max(target.share, edge.share_a)
        home[other] = target
    if len(groups) > 1:
        groups = _fuse_verified(graph, key, groups, home)
    return sorted(groups, key=lambda g: min(g.members)), aside


def _same_place(cover: tuple[Span, ...], length: int, other: tuple[Span, ...]) -> bool:
    return common(cover, other) >= SAME_PLACE * min(length, size(other))


def _matched_groups(graph: Graph, part: str, home: dict[str, Group]) -> list[Group]:
    """Groups that hold a partner of ``part``, walking the shorter of the two lists."""
    partners = graph.partners(part)
    if len(partners) <= len(home):
        return [home[other] for other in partners if other in home]
    return [group for other, group in home.items() if other in partners]


def _fuse(groups: list[Group], touched: list[Group], home: dict[str, Group]) -> Group:
    """Make one group out of several (the largest absorbs the others)."""
    target = max(touched, key=lambda g: len(g.members))
    for group in touched:
        if group is not target:
            target.members |= group.members
            target.cover = union((*target.cover, *group.cover))
            target.share = max(target.share, group.share)
            home.update(dict.fromkeys(group.members, target))
            groups[:] = [g for g in groups if g is not group]
    return target


def _fuse_verified(graph: Graph, key: str, groups: list[Group], home: dict[str, Group]) -> list[Group]:
    """Compare the representatives of the largest groups: a missing edge must not invent a round-up."""
    ranked = sorted(groups, key=lambda g: (-g.share, min(g.members)))[:ASKED_GROUPS]
    faces = [_face(graph, key, group) for group in ranked]
    for i, left in enumerate(faces):
        for j in range(i + 1, len(faces)):
            one, two = home[left], home[faces[j]]
            if one is not two and graph.ask(left, faces[j]) is not None:
                _fuse(groups, [one, two], home)
    return groups


def _face(graph: Graph, key: str, group: Group) -> str:
    def coverage(member: str) -> float:
        edge = graph.edge(key, member)
        return edge.seen_from(key).share_a if edge else 0.0

    return min(group.members, key=lambda member: (-coverage(member), member))


# ── the evidence ──────────────────────────────────────────────────────────────────────────────────────


def _twin_classes(graph: Graph) -> dict[str, str]:
    """Every article's class of copies, named by its smallest key."""
    parent = {key: key for key in graph.keys}

    def root(key: str) -> str:
        while parent[key] != key:
            parent[key] = parent[parent[key]]
            key = parent[key]
        return key

    for key in graph.keys:
        for other, edge in graph.partners(key).items():
            if key < other and edge.share_a >= TWIN and edge.share_b >= TWIN:
                one, two = root(key), root(other)
                if one != two:
                    parent[max(one, two)] = min(one, two)
    return {key: root(key) for key in graph.keys}


def _carriers(graph: Graph, key: str, groups: list[Group], aside: set[str], twins: dict[str, str]) -> set[str]:
    """Other articles in which all the parts occur together."""
    found: set[str] = set()
    members = set().union(*(group.members for group in groups))
    for other, stored in graph.partners(key).items():
        if other in members and other not in aside and twins[other] != twins[key]:
            continue
        cover = union(stored.seen_from(key).spans_a)
        if all(common(cover, g.cover) >= CARRIED * size(g.cover) for g in groups):
            found.add(other)
    return found


def _own_life(graph: Graph, key: str, group: Group, carriers: set[str], twins: dict[str, str]) -> bool:
    """Whether a group was certainly not cut out of the article: it says more, or is known elsewhere.

    Looking for an outsider stops at the first one, after at most as many steps as the article has partners.
    """
    known = graph.partners(key)
    for member in sorted(group.members):
        edge = graph.edge(key, member)
        if edge is not None and edge.seen_from(key).share_b < WHOLE:
            return True
        for other in graph.partners(member):
            if other != key and other not in known and other not in carriers and twins[other] != twins[key]:
                return True
    return False


def _judge(
    graph: Graph, key: str, groups: list[Group], carriers: set[str], twins: dict[str, str]
) -> tuple[str, str, str]:
    """Verdict (``composite``, ``original``, ``undecided``), reason code and sentence."""
    for group in groups:
        group.own_life = _own_life(graph, key, group, carriers, twins)
    alive = [group for group in groups if group.own_life]
    articles = sum(len(group.members) for group in alive)
    covered = sum(group.share for group in groups)
    n = len(groups)
    if len(alive) >= 2 and len(carriers) <= articles:
        return "composite", "round-up", f"Draws on {n} stories that exist without it, each in another part."
    if carriers and len(carriers) > (articles if alive else 0):
        return (
            "original",
            "excerpted",
            f"{n} articles or groups carry different parts of it, but {len(carriers)} other "
            f"{'article carries' if len(carriers) == 1 else 'articles carry'} the whole: excerpts, not sources.",
        )
    if not carriers and all(len(group.members) >= 2 for group in groups):
        return "composite", "round-up", f"Its {n} parts are each printed by several articles, the whole by none."
    if not carriers and n >= 3 and covered >= LISTING:
        return "composite", "round-up", f"A list of {n} texts that do not match each other."
    return (
        "undecided",
        "round-up-or-original",
        f"Carries {n} texts that do not match each other; whether it collects them or they were cut from it "
        "cannot be told, so it is kept in the story that covers most of it.",
    )


def _spread(graph: Graph, composites: set[str]) -> set[str]:
    """Copies of round-ups that are not themselves known as round-ups yet."""
    found: set[str] = set()
    queue = sorted(composites)
    while queue:
        key = queue.pop()
        for other, edge in graph.partners(key).items():
            if edge.share_a >= TWIN and edge.share_b >= TWIN and other not in composites | found:
                found.add(other)
                queue.append(other)
    return found
