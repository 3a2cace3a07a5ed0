"""The cast: figures and bodies, and the mentions that denote them, while a text is being read."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from spacy.tokens import Token

from timeline.extraction.actors import ActorMention, MentionKind
from timeline.extraction.lexicon import word_list
from timeline.extraction.people.company import Company
from timeline.extraction.people.figures import Figure
from timeline.extraction.people.institutions import government
from timeline.extraction.people.known import day_of, home_of
from timeline.extraction.people.page import Page
from timeline.extraction.people.titles import Title
from timeline.extraction.reading import Span

# Edges of the tree through which a phrase still denotes what its part denotes: "X and Y", "the president, X".
TRANSPARENT = frozenset({"conj", "appos"})
# "The White House statement said": the White House did; so did it when its spokesman or officials did.
DOCUMENTS = word_list("documents")
VOICES = word_list("voices")
CLOSING = frozenset("\"'”’)]")
SENTENCE_ENDS = frozenset(".!?…")
PARTITIVE = word_list("partitives")


@dataclass(eq=False, slots=True)
class Body:
    """An institution of the text: its printed name, country and kind."""

    name: str
    country: str | None
    kind: str
    portfolio: str = ""


Member = Figure | Body


@dataclass(eq=False, slots=True)
class Mention:
    """A mention on the way: where it stands, the token that heads it, whom it denotes, whether in a quotation."""

    start: int
    end: int
    kind: MentionKind
    head: Token
    members: tuple[Member, ...]
    sentence: int
    is_quoted: bool = False
    name: Span = (0, 0)

    @property
    def is_subject(self) -> bool:
        """Say whether it is, or is joined to, the subject of its clause."""
        token = self.head
        while token.dep_ in TRANSPARENT and token.head.i != token.i:
            token = token.head
        return token.dep_ in ("nsubj", "nsubjpass")


@dataclass(slots=True)
class Cast:
    """The page, its company and bodies, and the mentions so far, in text order.

    `home` is the country whose government speaks, `day` the day of publication, as far as known beside the text.
    `titles_at` are the titles that stand alone, by their first word. `unnamed` are the offices whose holder the text
    does not name ("the Prime Minister" of a Prime Minister's page).
    """

    page: Page
    company: Company
    home: str | None = None
    day: date | None = None
    unnamed: set[str] = field(default_factory=set)
    titles_at: dict[int, Title] = field(default_factory=dict)
    bodies: dict[str, Body] = field(default_factory=dict)
    mentions: list[Mention] = field(default_factory=list)
    named_in_titles: list[tuple[Body, int, int]] = field(default_factory=list)
    sentence_of: list[int] = field(default_factory=list)
    quoted: list[bool] = field(default_factory=list)

    def note_body_of(self, title: Title) -> None:
        """Note the institution named within a title ("Pentagon spokesman"): it is an organization of the text."""
        if title.body and title.body_at:
            first, last = (self.page.words[title.body_at[0]].start, self.page.words[title.body_at[1] - 1].end)
            self.named_in_titles.append((self.body(title.body, title.country, "ministry"), first, last))

    def sentence_at(self, offset: int) -> int:
        """Give the number of the sentence at an offset."""
        return self.sentence_of[self.page.token(offset).i]

    def body(self, name: str, country: str | None, kind: str, portfolio: str = "") -> Body:
        """Give the body of a name, made when it is new."""
        return self.bodies.setdefault(name, Body(name, country, kind, portfolio))

    def government(self, code: str) -> Body:
        """Give the government of a country."""
        return self.body(government(self.page, code), code, "government")

    def add(
        self, start: int, end: int, kind: MentionKind, members: Iterable[Member], name: Span | None = None
    ) -> Mention:
        """Note a mention; `name` is the part of it that is a person's name."""
        inner = name or (start, end)
        span = self.page.doc.char_span(*inner, alignment_mode="expand")
        head = span.root if span is not None and len(span) else self.page.token(start)
        mention = Mention(start, end, kind, head, tuple(members), self.sentence_of[head.i], self.quoted[head.i], inner)
        self.mentions.append(mention)
        return mention


def open_cast(page: Page, company: Company, published_on: str | None = None) -> Cast:
    """Prepare the cast: number the sentences, mark what stands in quotation marks."""
    cast = Cast(page, company, home_of(page), day_of(page.document, published_on))
    number, inside = -1, False
    for token in page.tokens:
        if number < 0 or (token.is_sent_start and _has_ended(page, token.i)):
            number += 1
        if token.is_space and "\n" in token.text:
            inside = False
        if token.text in ('"', "``", "''"):
            inside = not inside
        cast.sentence_of.append(number)
        cast.quoted.append(inside)
    return cast


def _has_ended(page: Page, at: int) -> bool:
    """Say whether a sentence may end before a token; the parser also cuts after "Secretary" or a colon."""
    before = at - 1
    while before > 0 and page.tokens[before].text in CLOSING:
        before -= 1
    return page.tokens[before].text[-1:] in SENTENCE_ENDS or page.tokens[at - 1].is_space


def governor(token: Token) -> Token | None:
    """Give the word that a mention is only a part of ("spokesman" for X in "a spokesman for X"), None for a head."""
    while token.head.i != token.i:
        head = token.head
        if token.dep_ in TRANSPARENT:
            token = head
        elif token.dep_ == "pobj" and head.dep_ == "prep" and head.head.lower_ in PARTITIVE:
            token = head.head
        elif token.dep_ == "pobj" or head.dep_ == "prep":
            return head.head if head.head.i != head.i else None
        elif head.pos_ in ("NOUN", "PROPN", "PRON", "NUM"):
            return head
        elif head.dep_ in ("relcl", "acl"):
            return head.head
        else:
            return None
    return None


def _speaks_for(word: str, mention: Mention) -> bool:
    """Tell whether a governing word is the voice of what it governs: "a ministry statement", "Pentagon officials"."""
    return word in DOCUMENTS or (word in VOICES and all(isinstance(m, Body) for m in mention.members))


def finished(mentions: list[Mention], ids: dict[Member, str]) -> tuple[ActorMention, ...]:
    """Give the mentions in their final form, in text order, the longer one where two overlap."""
    out: list[ActorMention] = []
    for m in sorted(mentions, key=lambda m: (m.start, -m.end)):
        if out and m.start < out[-1].end:
            continue
        under = governor(m.head)
        while under is not None and m.start <= under.idx < m.end:
            under = governor(under)
        if under is not None and _speaks_for(under.lower_, m):
            under = governor(under)
        actors = tuple(dict.fromkeys(ids[member] for member in m.members if member in ids))
        out.append(ActorMention(m.start, m.end, m.head.i, m.kind, actors, under.idx if under is not None else None))
    return tuple(out)
