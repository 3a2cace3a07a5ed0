"""Titles that stand alone: "the Secretary", "the acting president and prime minister", "U.S. officials"."""

from timeline.extraction import holders
from timeline.extraction.lexicon import word_list
from timeline.extraction.people.appositions import country_beside
from timeline.extraction.people.cast import Body, Cast, Member, Mention
from timeline.extraction.people.figures import Figure, nearest
from timeline.extraction.people.known import certain_holder
from timeline.extraction.people.titles import LEADERS, STYLES_OF_RANK, Title, role_agrees

# Offices too general to say more of a person than is known.
GENERAL = word_list("general_offices")
# Offices that speak for a body: without a name, the body is the actor.
FACELESS = word_list("faceless_offices")
# The offices of international bodies, by how texts tell them, as the register of office-holders has them.
OFFICES_OF_BODIES = {
    ("secretary_general", "NATO"): ("secretary_general", "NATO"),
    ("secretary_general", "United Nations"): ("secretary_general", "UN"),
    ("high_representative", "European Union"): ("high_representative", "EU"),
}
BODIES_IN_OFFICES = {"eu": "European Union", "nato": "NATO", "un": "United Nations", "u.n.": "United Nations"}
# Offices that exist in one body only.
OFFICES_OF_ONE_BODY = {"commission_president": "EU", "council_president": "EU"}
DOMESTIC = frozenset({"government", "ruling", "cabinet"})
# Two of one office: the one whose country is not told is of the writer's.
PAIR = 2
DETERMINERS = frozenset({"the", "this", "that", "his", "her", "their", "its", "our"})
# Being the last subject weighs as much as being named so many times more.
SUBJECT_WEIGHT = 4
# The focus is what the last so many mentions are of.
FOCUS_MENTIONS = 150
# A title without a holder in the text may describe the subject of a sentence at most so many before.
NEAR_SENTENCES = 1


def add_title(cast: Cast, title: Title) -> None:
    """Note a title that stands alone and whom it denotes, if anybody."""
    words = cast.page.words
    before = words[title.first - 1].key if title.first and words[title.first].gap == " " else ""
    # The last part of "Secretary-General" is its head in the tree.
    token = cast.page.token(words[title.head].end - 1)
    if token.dep_ in ("attr", "oprd", "compound") or (token.dep_ == "pobj" and token.head.lower_ == "as"):
        return
    start = words[title.first - 1].start if before in ("the", "a", "an") else words[title.first].start
    figure = _whom(cast, title, before) or _office_holder(cast, title, before)
    if figure is not None:
        if title.role not in GENERAL and title.role not in {t.role for t in figure.titles}:
            cast.company.give(figure, title)
        cast.add(start, words[title.last - 1].end, "title", (figure,))
    else:
        add_faceless(cast, title, start, is_known=before in ("the", "that", "this"))


def _whom(cast: Cast, title: Title, before: str) -> Figure | None:
    if apposed := _apposed(cast, title) or _named_after(cast, title):
        return apposed
    if before == "and" and (joined := _same_holder(cast, title)):
        return joined
    is_second = before == "and" and _follows_title(cast, title)
    is_definite = (
        is_second or before in DETERMINERS or title.country or title.body or cast.page.words[title.first].is_capital
    )
    owns = title.first and cast.page.words[title.first - 1].owns
    if before in ("a", "an") or not (is_definite or owns):
        return None
    at = cast.page.words[title.first].start
    if title.role == "counterpart":
        known = cast.company.figures
        fits = [f for f in known if title.country and f.country == title.country and not f.is_bystander]
        return nearest([f for f in fits if _may_be_counterpart(cast, f, at)], at)
    roles = [role for role in cast.company.by_role if role_agrees(title.role, role)]
    fits = list(dict.fromkeys(f for role in roles for f in cast.company.by_role[role] if _may_hold(f, title)))
    fits = _of_the_word(cast, title, fits)
    if not (title.country or title.body):
        if _is_of_home(cast, title):
            return nearest([f for f in fits if f.country == cast.home], at)
        named = [f for f in fits if not _comes_later_in_sentence(cast, f, at)]
        if title.role in cast.unnamed or (fits and not named):
            cast.unnamed.add(title.role)
            return None
        fits = named
    if len(fits) > 1 and not title.country:
        return _of_the_writer(cast, title, fits, at) or _most_in_focus(cast, fits, at) or nearest(fits, at)
    return nearest(fits, at) or _known_holder(cast, title) or _described(cast, title, before)


def _of_the_writer(cast: Cast, title: Title, fits: list[Figure], at: int) -> Figure | None:
    """Choose, of two of one office, the one whose country the text need not tell."""
    if title.role in GENERAL or len(fits) != PAIR:
        return None
    own = [f for f in fits if _is_told_without_country(cast, f, title) and _is_introduced(cast, f, at)]
    return own[0] if len(own) == 1 else None


def _is_told_without_country(cast: Cast, figure: Figure, title: Title) -> bool:
    """Tell "Foreign Minister A met Foreign Minister B of Chad": to those who write, A alone is "the Minister"."""
    told = [t for t in figure.titles if role_agrees(title.role, t.role)]
    return bool(told) and not any(t.country or t.body for t in told) and country_beside(cast.page, figure) is None


def _is_introduced(cast: Cast, figure: Figure, at: int) -> bool:
    return cast.page.in_heading(at) or bool(figure.starts) and figure.starts[0] < at


def _may_be_counterpart(cast: Cast, figure: Figure, at: int) -> bool:
    """Tell whether a figure's office is like the subject's: no president is an admiral's counterpart."""
    here = cast.sentence_at(at)
    row = [m for m in cast.mentions if m.sentence == here and m.end <= at and m.is_subject and len(m.members) == 1]
    subject = row[-1].members[0] if row else None
    own = {t.role for t in subject.titles} if isinstance(subject, Figure) else set()
    other = {t.role for t in figure.titles}
    return (
        not own
        or not other
        or any(role_agrees(a, b) or role_agrees(b, a) for a in own for b in other)
        or (bool(own & LEADERS) and bool(other & LEADERS))
    )


def _is_of_home(cast: Cast, title: Title) -> bool:
    """Tell whether a bare "the Prime Minister" is that of the government whose page it is."""
    return cast.home is not None and cast.page.register.has_office(title.role, cast.home)


def _comes_later_in_sentence(cast: Cast, figure: Figure, at: int) -> bool:
    """Tell "the Prime Minister spoke to Prime Minister Modi": a title is not whom its own sentence names after it."""
    first = figure.starts[0] if figure.starts else 0
    return first > at and not cast.page.in_heading(at) and cast.sentence_at(first) == cast.sentence_at(at)


def _office_holder(cast: Cast, title: Title, before: str) -> Figure | None:
    """Take an unnamed office for the one who held it on the day of publication, if that is certain."""
    home = cast.home if _is_of_home(cast, title) and not title.body else None
    country = title.country or home
    role, owner = OFFICES_OF_BODIES.get(
        (title.role, title.body or _told_body(title)), (title.role, OFFICES_OF_ONE_BODY.get(title.role, country))
    )
    if owner is None or before in ("a", "an") or title.former or title.acting or "-elect" in title.label:
        return None
    name = certain_holder(cast.page.register, role, owner, cast.day)
    if name is None:
        return None
    parts = tuple(name.split())
    figure = next((f for p in parts for f in cast.company.answering(p, 2) if f.name == name), None)
    if figure is None:
        start = cast.page.words[title.first].start
        figure = Figure(parts, owner in holders.FAMILY_NAME_FIRST, start, country=country, canonical=name)
        figure.sex = cast.page.lexicon.given.get(parts[0], "")
        figure.by_office_only = True
        figure.starts.append(start)
        cast.company.add(figure)
        cast.company.give(figure, title)
    return figure


def _told_body(title: Title) -> str:
    """Give the body that the office's own name tells: "EU foreign policy chief", "NATO chief"."""
    return BODIES_IN_OFFICES.get(title.label.lower().split()[0], "")


def _apposed(cast: Cast, title: Title) -> Figure | None:
    """Find the person of whom the title is said: "Poroshenko, elected last month, a former minister"."""
    token = cast.page.token(cast.page.words[title.head].start)
    if token.dep_ != "appos":
        return None
    for mention in reversed(cast.mentions):
        if mention.end <= token.head.idx:
            return None
        if mention.start <= token.head.idx and mention.kind == "name" and len(mention.members) == 1:
            return mention.members[0] if isinstance(mention.members[0], Figure) else None
    return None


def _named_after(cast: Cast, title: Title) -> Figure | None:
    """Find the person whose name follows with another title: "the navy's commander, Admiral Hu Zhongming,"."""
    words, at = cast.page.words, title.last
    if at >= len(words) or words[at].gap not in (", ", " "):
        return None
    if words[at].gap == " ":
        return _of_rank(cast, title)
    if row := _ends_row(cast, title):
        return row
    named = ((f, n) for f in cast.company.figures for n in f.names if n.title and n.title.first == at)
    fitting = ((f, n) for f, n in named if n.title and _is_beside(title, n.title))
    return next((f for f, n in fitting if cast.page.token(words[n.last - 1].start).dep_ == "appos"), None)


def _of_rank(cast: Cast, title: Title) -> Figure | None:
    """Find the person whose rank follows the office at once: "Chief of Staff of the Army of Chad Gen. N"."""
    named = ((f, n) for f in cast.company.figures for n in f.names if n.title and n.title.first == title.last)
    return next((f for f, n in named if n.title and n.title.role in STYLES_OF_RANK and _may_be_of(f, title)), None)


def _ends_row(cast: Cast, title: Title) -> Figure | None:
    """Find who holds a row of offices: "Chad's Crown Prince, Deputy Prime Minister and Defence Minister N"."""
    words, last, passed = cast.page.words, title.last, 0
    while last < len(words) and (following := cast.titles_at.get(last + int(words[last].key == "and"))):
        if following.plural or following.country not in (None, title.country):
            return None
        last, passed = following.last, passed + 1
    if not passed or last >= len(words):
        return None
    ends = {last, last + int(words[last].key == "and")}
    named = ((f, n) for f in cast.company.figures for n in f.names if n.title and n.title.first in ends)
    return next((f for f, n in named if n.title and not n.title.country and _may_be_of(f, title)), None)


def _may_be_of(figure: Figure, title: Title) -> bool:
    return figure.country in (None, title.country) or title.country is None


def _is_beside(title: Title, other: Title) -> bool:
    """Tell whether one may hold both: a rank beside an office, but no "the Prime Minister, President X and Y"."""
    is_same = role_agrees(title.role, other.role) or role_agrees(other.role, title.role)
    return is_same or other.role in STYLES_OF_RANK


def _same_holder(cast: Cast, title: Title) -> Figure | None:
    """Find whom "the acting president and prime minister" means: the second title without an article is the first's."""
    last = cast.mentions[-1] if cast.mentions else None
    if not _follows_title(cast, title) or last is None or len(last.members) != 1 or title.country:
        return None
    holder = last.members[0]
    fits = _of_the_word(cast, title, [f for f in cast.company.figures if _may_hold(f, title)])
    if not isinstance(holder, Figure):
        return None
    held_both = any(term.role == title.role for term in _terms(cast, holder))
    return holder if not fits or holder in fits or held_both else None


def _follows_title(cast: Cast, title: Title) -> bool:
    """Tell whether "and" stands between the last mention, a title, and this one."""
    last = cast.mentions[-1] if cast.mentions else None
    words = cast.page.words
    return last is not None and last.kind == "title" and title.first > 1 and last.end == words[title.first - 2].end


def _of_the_word(cast: Cast, title: Title, fits: list[Figure]) -> list[Figure]:
    """Keep those whose title has the same word: a Secretary is no Minister where the text has both."""
    word = cast.page.words[title.head].key
    if word not in ("secretary", "minister"):
        return fits
    return [f for f in fits if any(word in t.label.lower() for t in f.titles)] or fits


def _may_hold(figure: Figure, title: Title) -> bool:
    if title.country and figure.country and title.country != figure.country:
        return False
    if title.body and title.role != "leader" and not any(t.body == title.body for t in figure.titles):
        return False
    return any(role_agrees(title.role, t.role) and t.former <= title.former for t in figure.titles)


def _most_in_focus(cast: Cast, fits: list[Figure], at: int) -> Figure | None:
    """Choose among presidents of several countries the one the text is about: named most, or the last subject."""
    recent = cast.mentions[-FOCUS_MENTIONS:]
    before = [m for m in recent if m.start < at and not m.is_quoted and len(m.members) == 1]
    subjects = [m.members[0] for m in before if m.is_subject and m.members[0] in fits]
    weights = {f: sum(m.members[0] is f for m in before) for f in fits}
    if subjects and isinstance(subjects[-1], Figure):
        weights[subjects[-1]] += SUBJECT_WEIGHT
    best = max(fits, key=lambda f: weights[f])
    return best if weights[best] else None


def _known_holder(cast: Cast, title: Title) -> Figure | None:
    """Take "the Ukrainian president" for the person of the text who is known to have held that office.

    Without a country it must be a high office, his on the day of publication.
    """
    if title.country:
        fits = [f for f in cast.company.figures if f.country == title.country]
        found = [f for f in fits if any(role_agrees(title.role, h.role) for h in _terms(cast, f))]
        found = [f for f in found if title.former or not _has_moved_on(cast, f, title)]
    else:
        day = cast.day if _is_high(title.role) and not title.former and not title.body else None
        fits = [f for f in cast.company.figures if not f.by_office_only and not _holds_another(f, title)]
        found = [f for f in fits if day and any(h.role == title.role and h.holds(day) for h in _terms(cast, f))]
    return found[0] if len(found) == 1 else None


def _has_moved_on(cast: Cast, figure: Figure, title: Title) -> bool:
    """Tell whether a figure holds another office on the day of the text: a king is no crown prince any more."""
    now = [h for h in _terms(cast, figure) if cast.day is not None and h.holds(cast.day)]
    return bool(now) and not any(role_agrees(title.role, h.role) for h in now)


def _terms(cast: Cast, figure: Figure) -> tuple[holders.Holder, ...]:
    return cast.page.register.terms_of(figure.name)


def _described(cast: Cast, title: Title, before: str) -> Figure | None:
    """Take "the former senator" for the last subject where nobody is known to hold that office."""
    if before != "the" or title.body or title.role in FACELESS - {"legislator"}:
        return None
    here = cast.sentence_of[cast.page.token(cast.page.words[title.first].start).i]
    for mention in reversed(cast.mentions):
        if here - mention.sentence > NEAR_SENTENCES:
            return None
        if mention.sentence < here and _is_person_subject(mention):
            member = mention.members[0]
            same = not (title.country and title.country != member.country)
            return member if isinstance(member, Figure) and same and not _holds_another(member, title) else None
    return None


def _holds_another(figure: Figure, title: Title) -> bool:
    """Tell whether a figure is known to hold another high office: "the Prime Minister" is no President."""
    held = {t.role for t in figure.titles if not t.former} - GENERAL
    return _is_high(title.role) and any(_is_high(role) and not role_agrees(title.role, role) for role in held)


def _is_high(role: str) -> bool:
    return role in LEADERS or role.endswith("_minister")


def _is_person_subject(mention: Mention) -> bool:
    return mention.is_subject and len(mention.members) == 1 and isinstance(mention.members[0], Figure)


def add_faceless(cast: Cast, title: Title, start: int, *, is_known: bool = False) -> None:
    """Note "U.S. officials", "a Pentagon spokesman", "the leaders of France and Italy": the bodies they speak for."""
    words, last = cast.page.words, title.last
    members: tuple[Member, ...] = ()
    if title.body:
        members = (cast.body(title.body, title.country, "body"),)
    elif title.country in cast.page.lexicon.countries:
        assert title.country is not None
        codes, last = _listed(cast, title)
        adjectives, start = _adjectives_before(cast, title, start)
        members = tuple(cast.government(code) for code in (*adjectives, title.country, *codes))
    elif not title.body and is_known and _is_of_home(cast, title) and cast.home in cast.page.lexicon.countries:
        members = (cast.government(cast.home or ""),)
    elif title.plural and title.role in FACELESS and _is_domestic(cast, title):
        figure = nearest((f for f in cast.company.figures if f.country in cast.page.lexicon.countries), start)
        members = (cast.government(figure.country),) if figure is not None and figure.country else ()
    elif is_known and title.role in FACELESS:
        earlier = (m.members for m in reversed(cast.mentions) if m.kind == "title" and m.members)
        members = next(earlier, ())
        members = members if members and isinstance(members[0], Body) else ()
    cast.add(start, words[last - 1].end, "group" if len(members) > 1 else "title", members)


def _is_domestic(cast: Cast, title: Title) -> bool:
    """Tell "senior government and ruling party officials": those of the country at hand."""
    words = cast.page.words[max(title.first - 2, 0) : title.last]
    return any(word.key in DOMESTIC for word in words)


def _adjectives_before(cast: Cast, title: Title, start: int) -> tuple[list[str], int]:
    """Read back before "Turkish defence ministers": "British, French and"; give the codes and where they begin."""
    page, codes, at = cast.page, list[str](), title.first
    while title.plural and at > 1:
        at -= int(page.words[at - 1].key == "the" and at > 1 and page.words[at - 2].key == "and")
        end = at - 1 if page.words[at - 1].key == "and" else at
        chunk = page.chunks[page.chunk_of[end - 1]] if end else None
        sense = chunk.sense("adjective") if chunk else None
        is_joined = end < at or page.words[at].gap == ", "
        if chunk is None or sense is None or not is_joined or sense.code not in page.lexicon.countries:
            break
        codes.insert(0, sense.code)
        at = chunk.first
    return codes, page.words[at].start if codes else start


def _listed(cast: Cast, title: Title) -> tuple[list[str], int]:
    """Read on after "the leaders of Britain": ", Germany, Italy and France"."""
    page, codes, last = cast.page, [], title.last
    while title.plural and title.last > title.head + 1 and last < len(page.words):
        at = last
        gap = page.words[at].gap
        while at < len(page.words) and page.words[at].key in ("and", "the"):
            at += 1
        if at >= len(page.words) or (gap != ", " and at == last):
            break
        sense = page.chunks[page.chunk_of[at]].sense("country", "seat")
        if sense is None:
            break
        codes.append(sense.code)
        last = page.chunks[page.chunk_of[at]].last
    return codes, last
