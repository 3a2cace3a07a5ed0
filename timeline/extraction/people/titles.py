"""Titles: the words that name an office ("US Deputy Secretary of State"), and what they say of it."""

import re
from dataclasses import dataclass, replace

from timeline.extraction.lexicon import Entry, word_list
from timeline.extraction.people.page import Page
from timeline.extraction.people.words import Chunk
from timeline.extraction.reading import Office, Span

LEADERS = word_list("leaders")
FORCES = ["armed", "forces"]
MODIFIERS = ("flag", "rank", "domain", "adjective", "country", "seat", "org")
LINKS = frozenset({"of", "for", "to", "at", "in"})
# A portfolio named after the office may be several words; beyond four it is a clause and no part of the title.
MAX_COMPLEMENT = 4
# Heads that a military rank or a clerical style may stand beside: the other head then says the office.
STYLES_OF_RANK = frozenset({"military", "cleric", "soldier", "sheikh", "lord", "prince"})
# "The Federal Democratic Republic of" a country: so many words tell what form of state it is.
MAX_FORM = 4
PORTFOLIO_ENDS = word_list("portfolio_ends")
HOUSES = word_list("houses")
STATE_FORMS = word_list("state_forms")
STATE_WORDS = STATE_FORMS | word_list("state_form_marks")
# Who is no envoy is in another country on a visit: "the visit of the Saudi foreign minister to Pakistan".
AT_HOME = frozenset(
    {"minister", "president", "premier", "chancellor", "secretary", "king", "queen", "emir", "leader", "counterpart"}
)
SMALL_WORDS = frozenset({"of", "for", "the", "and", "to", "at", "in"})
BY_DOMAIN = {
    ("chief", "defence"): "defence_minister",
    ("chief", "foreign_policy"): "high_representative",
    ("chief", "military"): "military_chief",
    ("chief", "police"): "police_chief",
    ("chief", "party"): "party_leader",
    ("chief", "intelligence"): "intelligence_chief",
    ("adviser", "security"): "national_security_adviser",
    ("secretary", "press"): "spokesperson",
    ("secretary", "cabinet"): "chief_cabinet_secretary",
    ("chief", "central_bank"): "central_banker",
}
BY_RANK = {"president": "vice_president", "premier": "deputy_prime_minister", "prime_minister": "deputy_prime_minister"}


@dataclass(frozen=True, slots=True)
class Title:
    """A title in the words `first` to `last`: the office, its country or body, and whether several hold it."""

    first: int
    last: int
    head: int
    role: str
    label: str
    country: str | None
    body: str | None = None
    body_at: tuple[int, int] | None = None
    acting: bool = False
    former: bool = False
    plural: bool = False

    def office(self, evidence: Span) -> Office:
        """Give the office as it is printed, with the words that tell it."""
        label = f"{'Acting ' if self.acting else ''}{'Former ' if self.former else ''}{self.label}"
        return Office(label, self.role, self.country, self.acting, self.former, (evidence,))


def title_at(page: Page, at: int) -> Title | None:
    """Read the title that begins with chunk `at`, if one does."""
    end, head = at, None
    while end < len(page.chunks) and (end == at or page.joined(end)):
        chunk = page.chunks[end]
        if chunk.sense("head", "heads"):
            head = end
        elif not chunk.sense(*MODIFIERS):
            break
        end += 1
    if head is None or not page.is_noun(page.chunks[head].last - 1):
        return None
    return _build(page, at, head)


def _build(page: Page, at: int, head: int) -> Title:
    chunks = page.chunks[at : head + 1]
    heads = [c for c in chunks if c.sense("head", "heads") and not c.sense("flag", "rank")] or [chunks[-1]]
    main = next((c for c in reversed(heads) if _code(c) not in STYLES_OF_RANK), chunks[-1])
    entry = main.sense("head", "heads")
    assert entry is not None
    modifiers = [c for c in chunks if c is not main]
    flags = {sense.code for c in modifiers if (sense := c.sense("flag"))}
    tail = _complement(page, head + 1)
    domain = tail.portfolio or next((s for c in modifiers if (s := c.sense("domain"))), None)
    rank = _rank(modifiers)
    owner = next((s for c in modifiers if (s := c.sense("adjective", "country", "seat"))), None)
    if owner and entry.code == "counterpart" and _key(page, head + 1) == "at":
        # "His Czech counterparts at the Pentagon" are no officers of the Pentagon.
        tail = Complement(page.chunks[head].last, page.chunks[head].last)
    org_chunk = next((c for c in modifiers if c.sense("org")), None)
    org = org_chunk.sense("org") if org_chunk else None
    label = _label(page, chunks, main, domain, tail.told).removesuffix(" Elect")
    return Title(
        first=chunks[0].first,
        last=tail.last,
        head=page.chunks[head].last - 1,
        role=role_of(entry.code, domain.code if domain else "", rank.code if rank else ""),
        label=label + ("-elect" if "elect" in flags or _is_elect(page, head) else ""),
        country=(owner and owner.code) or (org and org.code) or tail.country or _implied(entry, domain, modifiers),
        body=org.name if org else tail.body,
        body_at=(org_chunk.first, org_chunk.last) if org_chunk else None,
        acting="acting" in flags,
        former="former" in flags,
        plural=main.sense("head") is None,
    )


def _rank(modifiers: list[Chunk]) -> Entry | None:
    """Give the rank that a title tells ("deputy"), one that is no office of its own first."""
    ranks = [c for c in modifiers if c.sense("rank")]
    chosen = next((c for c in ranks if not c.sense("head")), ranks[0] if ranks else None)
    return chosen.sense("rank") if chosen else None


def _is_elect(page: Page, head: int) -> bool:
    after = page.chunks[head].last
    return after < len(page.words) and page.words[after].key in ("elect", "designate")


def of_institution(page: Page, title: Title, first: int, last: int, name: str, code: str | None) -> Title:
    """Give the title its institution, named right before it ("Chinese Foreign Ministry" + "spokesman")."""
    own = page.text_of(_without_country(page, first, last), last).title()
    return replace(title, label=f"{own} {title.label}", body=name, country=code or title.country, body_at=(first, last))


def _without_country(page: Page, first: int, last: int) -> int:
    chunk = page.chunks[page.chunk_of[first]]
    return chunk.last if chunk.sense("country", "adjective", "seat") and chunk.last < last else first


def _code(chunk: Chunk) -> str:
    entry = chunk.sense("head", "heads")
    return entry.code if entry else ""


def _implied(head: Entry, domain: Entry | None, modifiers: list[Chunk]) -> str | None:
    """Give the country that the title's form alone tells ("Sen.", "Treasury Secretary", "administration official")."""
    flags = [sense.country for c in modifiers if (sense := c.sense("flag"))]
    return next((code for code in (head.country, domain.country if domain else "", *flags) if code), None)


def singular_label(page: Page, title: Title) -> str:
    """Give the label of a plural title for one of those who share it: "Presidents" as "President"."""
    head = page.words[title.head].text
    one = re.sub(r"ies$", "y", head) if head.endswith("ies") else re.sub(r"men$", "man", head).removesuffix("s")
    return " ".join(one[:1].upper() + one[1:] if w.lower() == head.lower() else w for w in title.label.split())


def role_of(head: str, domain: str, rank: str) -> str:
    """Give the code of an office from its head, portfolio and rank ("deputy" + "secretary" + "foreign")."""
    role = BY_DOMAIN.get((head, domain), head)
    if head in ("minister", "secretary") and role == head and domain:
        role = f"{domain}_minister"
    if not rank:
        return role
    return BY_RANK.get(role, f"deputy_{role}")


def role_agrees(asked: str, held: str) -> bool:
    """Say whether an office spoken of generally may be one held ("minister": the foreign minister; "leader")."""
    if asked == held or held.endswith(f"_{asked}"):
        return True
    if asked in ("leader", "head", "ruler"):
        return held in LEADERS
    if asked in ("secretary", "minister"):
        return held.endswith("_minister")
    if asked == "diplomat":
        return held in ("foreign_minister", "ambassador")
    return asked == "adviser" and held == "national_security_adviser"


@dataclass(frozen=True, slots=True)
class Complement:
    """What follows a head: the words up to `last`, of which those up to `told` belong to the office's name."""

    last: int
    told: int
    portfolio: Entry | None = None
    body: str | None = None
    country: str | None = None


def _complement(page: Page, at: int) -> Complement:
    """Read "of National Defense", "for Foreign Affairs", "of the European Council", "to Turkey"."""
    start = page.chunks[at - 1].last
    if at < len(page.chunks) and page.words[page.chunks[at].first].key in ("elect", "designate") and page.joined(at):
        start, at = page.chunks[at].last, at + 1
    link = _key(page, at)
    of = _past_article(page, at + 1)
    if link == "of" and _key(page, of) and (house := _house(page, of) or _forces(page, of, start)) is not None:
        return house
    if link not in LINKS or not _key(page, of) or title_at(page, of) or _is_cut_off(page, of):
        return Complement(start, start)
    if _leads_elsewhere(page.words[start - 1].key, link, is_place=page.chunks[of].sense("country", "seat") is not None):
        return Complement(start, start)
    chunk = page.chunks[of]
    place, org = chunk.sense("country", "seat"), chunk.sense("org")
    if page.words[chunk.last - 1].owns:
        owner = place or org
        return Complement(start, start, country=(owner.code or None) if owner else None)
    if link == "for" and (named := _unknown_portfolio(page, of)) and not chunk.sense("domain"):
        return named
    if portfolio := chunk.sense("domain") if link in ("of", "for") else None:
        last, country = _country_of(page, of + 1)
        return Complement(last or chunk.last, chunk.last, portfolio, country=country)
    if org:
        return Complement(chunk.last, chunk.last, body=org.name, country=org.code or None)
    if place and link == "of":
        return Complement(chunk.last, start, country=place.code)
    return Complement(chunk.last, chunk.last) if place else Complement(start, start)


def _leads_elsewhere(head: str, link: str, *, is_place: bool) -> bool:
    """Tell "his counterpart in", "the visit of its minister to Chad" from "the ambassador to Chad"."""
    return link == "in" and head.startswith("counterpart") or link == "to" and is_place and head in AT_HOME


def _unknown_portfolio(page: Page, at: int) -> Complement | None:
    """Read a portfolio that no lexicon has, by its last word, right before a name: "for Women's Affairs Anna Alt"."""
    for end in range(page.chunks[at].first, min(page.chunks[at].first + MAX_COMPLEMENT, len(page.words) - 1)):
        if end > page.chunks[at].first and page.words[end].gap not in (" ", "'s "):
            break
        following = page.words[end + 1]
        if page.words[end].key in PORTFOLIO_ENDS and following.gap == " " and following.is_capital:
            return Complement(end + 1, end + 1)
    return None


def _house(page: Page, at: int) -> Complement | None:
    """Read a body of state with its country's adjective, before a name: "of the Cambodian Senate Hun Sen"."""
    chunk = page.chunks[at]
    owner = chunk.sense("adjective")
    for end in range(chunk.last, min(chunk.last + MAX_COMPLEMENT, len(page.words) - 1)):
        if owner is None or page.words[end].gap != " " or not page.words[end].is_capital:
            break
        if page.words[end].key in HOUSES and page.words[end + 1].gap == " " and page.words[end + 1].is_capital:
            return Complement(end + 1, end + 1, country=owner.code)
    return None


def _forces(page: Page, at: int, told: int) -> Complement | None:
    """Read the forces of a chief and whose they are: "of the US Armed Forces", "of the Armed Forces of Ukraine"."""
    chunk = page.chunks[at]
    owner = chunk.sense("adjective", "country")
    first = chunk.last if owner else chunk.first
    keys = [word.key for word in page.words[first : first + len(FORCES)]]
    if keys != FORCES:
        return None
    last = first + len(FORCES)
    after, country = _country_of(page, page.chunk_of[last]) if last < len(page.words) else (0, None)
    return Complement(after or last, told, country=country or (owner.code if owner else None))


def _country_of(page: Page, at: int) -> tuple[int, str | None]:
    """Read "of Japan" after a portfolio; 0 and None where it does not follow."""
    of = _past_article(page, at + 1)
    if _key(page, at) != "of" or not _key(page, of):
        return 0, None
    place = page.chunks[of].sense("country")
    return (page.chunks[of].last, place.code) if place else (0, None)


def _past_article(page: Page, at: int) -> int:
    """Go past "the" and a state's form ("the Republic of"), but not where they are part of a country's known name."""
    is_article = _key(page, at) == "the" and page.chunks[at].last == page.chunks[at].first + 1
    start = at + 1 if is_article else at
    end = start
    while end < start + MAX_FORM and _key(page, end) in STATE_WORDS and not _is_country(page, end):
        end += 1
    if end == start or _key(page, end - 1) not in STATE_FORMS or _key(page, end) != "of":
        return start
    end += 2 if _key(page, end + 1) == "the" and not _is_country(page, end + 1) else 1
    return end if _key(page, end) and _is_country(page, end) else start


def _is_country(page: Page, at: int) -> bool:
    return page.chunks[at].sense("country") is not None


def _key(page: Page, at: int) -> str:
    """Give the key of a chunk's first word where it follows the chunk before directly, else an empty string."""
    return page.words[page.chunks[at].first].key if at < len(page.chunks) and page.joined(at) else ""


def _is_cut_off(page: Page, at: int) -> bool:
    """Tell "of the Washington-based", "of the National Security Archive": the word is part of something else."""
    last = page.chunks[at].last
    if last >= len(page.words):
        return False
    is_part = (
        page.words[last].gap == " " and page.words[last].is_capital and page.words[last].key in page.lexicon.things
    )
    return is_part or page.words[last].gap == "-"


def _spelled(page: Page, chunk: Chunk) -> str:
    """Give a chunk's words, an abbreviation ("Gen.") spelled out."""
    entry = chunk.sense("head", "heads")
    return entry.name if entry and entry.name[:1].isupper() else page.text_of(chunk.first, chunk.last)


def _label(page: Page, chunks: list[Chunk], main: Chunk, domain: Entry | None, last: int) -> str:
    """Print the office in title case without country and remarks, "Defense Minister" as "Minister of Defense"."""
    kept = [
        c
        for c in chunks
        if c is main or c.sense("rank", "domain", "org") or ((s := c.sense("flag")) and s.code == "keep")
    ]
    head = _spelled(page, main)
    before = [_spelled(page, c) for c in kept if c is not main]
    after = page.text_of(chunks[-1].last, last)
    portfolio = next((c for c in kept if c is not main and domain and c.sense("domain") is domain), None)
    turned = head.lower() == "secretary" or (domain is not None and domain.code == "defence")
    if portfolio and turned and head.lower() in ("minister", "secretary"):
        name = page.text_of(portfolio.first, portfolio.last)
        before.remove(name)
        after = f"of {name}"
    words = " ".join([*before, head, after]).split()
    return " ".join(w if w in SMALL_WORDS else w[:1].upper() + w[1:] for w in words)
