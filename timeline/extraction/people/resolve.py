"""Resolve, from left to right, whom each name, title, pronoun and group denotes."""

from collections.abc import Callable, Iterator

from timeline.extraction.lexicon import word_list
from timeline.extraction.people.cast import Body, Cast, Member, Mention
from timeline.extraction.people.figures import Figure, nearest
from timeline.extraction.people.groups import BYSTANDERS, Group, groups_in, members, role_agrees
from timeline.extraction.people.institutions import Institution, government, named
from timeline.extraction.people.names import Name
from timeline.extraction.people.pronouns import PRONOUNS, resolve_pronoun
from timeline.extraction.people.sites import OF_A_PERSON, THINGS_OF_A_PERSON, Sites
from timeline.extraction.people.titles import Title

Step = tuple[int, Callable[[], None]]

# Where a seat of government is only a place: "in Seoul", "near Kyiv".
PLACE_PREPOSITIONS = word_list("place_prepositions")
# Offices too general to say more of a person than is known.
GENERAL = word_list("general_offices")
FACELESS = word_list("faceless_offices")


def resolve(cast: Cast, sites: Sites) -> None:
    """Fill the cast's mentions."""
    steps = [*_names(cast, sites), *_titles(cast, sites.titles), *_institutions(cast, sites.institutions)]
    steps += [*_groups(cast, sites.titles), *_pronouns(cast)]
    for _, run in sorted(steps, key=lambda step: step[0]):
        run()


def _names(cast: Cast, sites: Sites) -> Iterator[Step]:
    owner = {name: figure for figure in cast.figures for name in figure.names}
    for name in sites.names:
        start = cast.page.words[name.first].start
        if figure := owner.get(name):
            yield start, lambda n=name, f=figure: _add_name(cast, n, f)  # type: ignore[misc]
        else:
            yield start, lambda n=name: _add_later_name(cast, n)  # type: ignore[misc]


def _add_name(cast: Cast, name: Name, figure: Figure) -> None:
    words = cast.page.words
    if _names_a_thing(cast, name.last):
        _add_government_of(cast, name.first, name.last, figure)
        return
    start = words[name.title.first if name.title else name.first].start
    mention = cast.add(start, words[name.last - 1].end, "name", (figure,))
    mention.name_start, mention.name_end = words[name.first].start, words[name.last - 1].end


def _add_later_name(cast: Cast, name: Name) -> None:
    """Read a bare name: the word of it that is a known figure's family name, or else its given name."""
    words = cast.page.words
    for wanted in (2, 1):
        for at in range(name.first, name.last):
            word = words[at]
            fits = [f for f in cast.figures if f.answers_to(word.text) == wanted]
            if not fits or (wanted == 1 and (len(fits) > 1 or not name.is_single)):
                continue
            if len(name.parts) > 1 and not (cast.page.in_heading(word.start) or at == name.last - 1):
                continue
            figure = nearest(cast.page, fits, word.start)
            if figure is None:
                continue
            if _names_a_thing(cast, at + 1):
                _add_government_of(cast, at, at + 1, figure)
                return
            cast.add(word.start, word.end, "name", (figure,))
            figure.names.append(Name(at, at + 1, (word.text,)))
            return


def _names_a_thing(cast: Cast, at: int) -> bool:
    word = cast.page.words[at] if at < len(cast.page.words) else None
    if word is None or word.gap != " " or cast.page.words[at - 1].owns:
        return False
    return word.key in OF_A_PERSON or word.key in THINGS_OF_A_PERSON


def _add_government_of(cast: Cast, first: int, last: int, figure: Figure) -> None:
    """Note "the Biden administration" as the government of his country; "the Trump Tower" as nobody."""
    words = cast.page.words
    if words[last].key in OF_A_PERSON and figure.country in cast.page.lexicon.countries:
        assert figure.country is not None
        body = cast.body(government(cast.page, figure.country), figure.country, "government")
        cast.add(words[first].start, words[last].end, "organization", (body,))


def _titles(cast: Cast, titles: tuple[Title, ...]) -> Iterator[Step]:
    for title in titles:
        if not title.plural:
            yield cast.page.words[title.first].start, lambda t=title: _add_title(cast, t)  # type: ignore[misc]
        elif title.role in FACELESS and (title.country or title.body):
            yield cast.page.words[title.first].start, lambda t=title: _add_faceless(cast, t)  # type: ignore[misc]


def _add_title(cast: Cast, title: Title) -> None:
    words = cast.page.words
    before = words[title.first - 1].key if title.first else ""
    token = cast.page.token(words[title.head].start)
    if token.dep_ in ("attr", "oprd", "compound") or (token.dep_ == "pobj" and token.head.lower_ == "as"):
        return
    start = words[title.first - 1].start if before in ("the", "a", "an") else words[title.first].start
    figure = None if before in ("a", "an") else _holder_of(cast, title)
    if before == "and" and (joined := _same_holder(cast, title)):
        figure = joined
    if figure is not None:
        if title.role not in GENERAL and title.role not in {t.role for t in figure.titles}:
            figure.titles.append(title)
        cast.add(start, words[title.last - 1].end, "title", (figure,))
    elif title.role in FACELESS or title.country:
        _add_faceless(cast, title)
    else:
        cast.add(start, words[title.last - 1].end, "title", ())


def _same_holder(cast: Cast, title: Title) -> Figure | None:
    """Find whom "the acting president and prime minister" means: the second title without an article is the first's."""
    last = cast.mentions[-1] if cast.mentions else None
    words = cast.page.words
    joined = last is not None and last.kind == "title" and title.first > 1 and last.end == words[title.first - 2].end
    if not joined or last is None or len(last.members) != 1 or title.country:
        return None
    return last.members[0] if isinstance(last.members[0], Figure) else None


def _holder_of(cast: Cast, title: Title) -> Figure | None:
    """Find the figure that a title alone means: of that office and country, named last before it or first after."""
    fits = [f for f in cast.figures if _may_hold(f, title)]
    word = cast.page.words[title.head].key
    if word in ("secretary", "minister"):
        fits = [f for f in fits if any(word in t.label.lower() for t in f.titles)] or fits
    at = cast.page.words[title.first].start
    if title.role == "counterpart":
        fits = [f for f in cast.figures if title.country and f.country == title.country and not _is_bystander(f)]
    return nearest(cast.page, fits, at)


def _may_hold(figure: Figure, title: Title) -> bool:
    if title.country and figure.country and title.country != figure.country:
        return False
    if title.body and title.role != "leader" and not any(t.body == title.body for t in figure.titles):
        return False
    return any(role_agrees(title.role, t.role) and t.former <= title.former for t in figure.titles)


def _is_bystander(figure: Figure) -> bool:
    return bool(figure.titles) and all(t.role in BYSTANDERS for t in figure.titles)


def _add_faceless(cast: Cast, title: Title) -> None:
    """Note "U.S. officials", "a Pentagon spokesman": the body or government they speak for."""
    words = cast.page.words
    members_: tuple[Member, ...] = ()
    if title.body:
        known = next((i for i in cast.bodies.values() if i.name == title.body), None)
        members_ = (known or cast.body(title.body, title.country, "body"),)
    elif title.country in cast.page.lexicon.countries:
        assert title.country is not None
        members_ = (cast.body(government(cast.page, title.country), title.country, "government"),)
    cast.add(words[title.first].start, words[title.last - 1].end, "organization", members_)


def _institutions(cast: Cast, found: tuple[Institution, ...]) -> Iterator[Step]:
    for item in found:
        yield cast.page.words[item.first].start, lambda i=item: _add_institution(cast, i)  # type: ignore[misc]


def _add_institution(cast: Cast, item: Institution) -> None:
    words = cast.page.words
    start, end = words[item.first].start, words[item.last - 1].end
    is_vague = item.kind == "ministry" and not item.portfolio and item.words == "ministry"
    body = _spoken_of(cast, item) if not item.name or is_vague else cast.body(item.name, item.code, item.kind)
    token = cast.page.token(start)
    if item.kind == "seat" and token.dep_ == "pobj" and token.head.lower_ in PLACE_PREPOSITIONS:
        return
    kinds = {"seat": "metonym", "country": "country", "people": "country"}
    if body is not None:
        cast.add(start, end, kinds.get(item.kind, "organization"), (body,))  # type: ignore[arg-type]


def _spoken_of(cast: Cast, item: Institution) -> Body | None:
    """Find which ministry "the ministry" is: the last of its kind, or that of the country spoken of last."""
    earlier = [b for m in reversed(cast.mentions) for b in m.members if isinstance(b, Body)]
    if not item.portfolio:
        return next((b for b in earlier if b.kind == item.kind and item.code in (None, b.country)), None)
    country = next((b.country for b in earlier if b.country in cast.page.lexicon.countries), None)
    if country is None:
        country = next((f.country for m in reversed(cast.mentions) for f in m.members if f.country), None)
    if country not in cast.page.lexicon.countries:
        return None
    return cast.body(named(cast.page, item.words, country, item.portfolio), country, item.kind)


def _groups(cast: Cast, titles: tuple[Title, ...]) -> Iterator[Step]:
    for group in groups_in(cast.page, titles):
        if group.role in FACELESS - {"leader"} or (group.country and not group.count):
            continue
        yield cast.page.words[group.first].start, lambda g=group: _add_group(cast, g)  # type: ignore[misc]


def _add_group(cast: Cast, group: Group) -> None:
    words = cast.page.words
    start, end = words[group.first].start, words[group.last - 1].end
    before = words[group.first].key
    if before not in ("the", "both", "two", "these", "their", "three") and not cast.page.in_heading(start):
        return
    cast.add(start, end, "group", members(cast, group, start))


def _pronouns(cast: Cast) -> Iterator[Step]:
    for token in cast.page.doc:
        if token.lower_ in PRONOUNS and token.tag_ in ("PRP", "PRP$", "WP", "WDT", "WP$"):
            yield token.idx, lambda t=token: _add_pronoun(cast, t)  # type: ignore[misc]


def _add_pronoun(cast: Cast, token) -> None:  # type: ignore[no-untyped-def]
    found: tuple[Member, ...] = resolve_pronoun(cast, token)
    if found:
        cast.add(token.idx, token.idx + len(token), "pronoun", found)


def by_start(mentions: list[Mention]) -> list[Mention]:
    """Give mentions in text order."""
    return sorted(mentions, key=lambda m: m.start)
