"""The parsed text as the event stages see it: sentences, mentions by token, dates by token."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from timeline.extraction.actors import ActorMention, Actors
from timeline.extraction.document import Document
from timeline.extraction.language import lemma
from timeline.extraction.reading import DateMention, Organization, Person, Published, Statement

SENTENCE_END = frozenset(".!?")
# Abbreviations before a name that the parser takes for the end of a sentence.
TITLES = frozenset(
    (
        "Hon.",
        "Honorable.",
        "Honourable.",
        "Mr.",
        "Mrs.",
        "Ms.",
        "Dr.",
        "Gen.",
        "Lt.",
        "Col.",
        "Maj.",
        "Brig.",
        "Adm.",
        "Sen.",
        "Rep.",
        "Gov.",
    )
)
# Verbs after which an infinitive tells what somebody else is to do.
SENDING = frozenset({"send", "dispatch", "deploy"})
# Objects that do nothing themselves.
INTENTIONS = frozenset({"plan", "intention", "intent", "readiness", "decision", "desire", "willingness"})
CLOSING = frozenset("\"')]”’")


@dataclass(frozen=True, slots=True)
class Place:
    """Something that stands in the text, as tokens: first, and one past the last."""

    first: int
    stop: int


@dataclass(frozen=True, slots=True)
class Scene:
    """All that the earlier stages found, indexed by token.

    `sentence_of` numbers the sentences, `bounds` gives the tokens of each; `mention_at` is the mention over a token,
    `second_at` the next one of a token that holds two ("U.S.-Japan").
    """

    document: Document
    doc: Doc
    actors: Actors
    dates: tuple[DateMention, ...]
    published: Published
    statements: tuple[Statement, ...]
    starts: tuple[int, ...]
    sentence_of: tuple[int, ...]
    bounds: tuple[Place, ...]
    mention_at: dict[int, ActorMention]
    second_at: dict[int, ActorMention]
    place_of: dict[ActorMention, Place]
    persons: dict[str, Person]
    organizations: dict[str, Organization]

    def token_at(self, offset: int) -> int:
        """Give the token at, or the first one after, an offset into the text."""
        at = bisect_right(self.starts, offset) - 1
        if at >= 0 and offset < self.starts[at] + len(self.doc[at]):
            return at
        return min(at + 1, len(self.doc) - 1)

    def place(self, start: int, end: int) -> Place:
        """Give the tokens of a span of the text."""
        return Place(self.token_at(start), max(bisect_left(self.starts, end), self.token_at(start) + 1))

    def sentence(self, i: int) -> Place:
        """Give the tokens of the sentence of a token."""
        return self.bounds[self.sentence_of[i]]

    def country(self, actor: str) -> str | None:
        """Give an actor's country, None where it is unknown or the actor is an international body."""
        known = self.persons.get(actor) or self.organizations.get(actor)
        return known.country if known else None

    def dates_in(self, place: Place) -> list[DateMention]:
        """Give the dates (no durations, no sets) that begin within some tokens."""
        if place.first >= place.stop:
            return []
        low, high = self.starts[place.first], self.starts[place.stop - 1]
        return [
            d for d in self.dates if low <= d.start <= high and getattr(d, "kind", "date") in ("date", "day", "time")
        ]


def build(
    document: Document,
    doc: Doc,
    actors: Actors,
    dates: tuple[DateMention, ...],
    published: Published,
    statements: tuple[Statement, ...],
) -> Scene:
    """Index a text for the event stages."""
    starts = tuple(token.idx for token in doc)
    bounds = sentences(doc)
    sentence_of = tuple(n for n, place in enumerate(bounds) for _ in range(place.first, place.stop))
    scene = Scene(
        document=document, doc=doc, actors=actors, dates=dates, published=published, statements=statements,
        starts=starts, sentence_of=sentence_of, bounds=bounds, mention_at={}, second_at={}, place_of={},
        persons={p.id: p for p in actors.persons}, organizations={o.id: o for o in actors.organizations},
    )  # fmt: skip
    for mention in actors.mentions if starts else ():
        place = scene.place(mention.start, mention.end)
        scene.place_of[mention] = place
        for i in range(place.first, place.stop):
            known = scene.mention_at.setdefault(i, mention)
            if known is not mention:
                scene.second_at[i] = mention
    return scene


def sentences(doc: Doc) -> tuple[Place, ...]:
    """Cut the tokens into sentences; a start that the parser sees within a running line is none of ours.

    The parser splits long enumerations; a sentence ends at a mark of punctuation or a line break only.
    """
    out, first = [], 0
    for token in doc:
        if token.i > first and token.is_sent_start and _ended(doc, token.i):
            out.append(Place(first, token.i))
            first = token.i
    return (*out, Place(first, len(doc))) if len(doc) else ()


def _ended(doc: Doc, i: int) -> bool:
    at = i - 1
    while at > 0 and doc[at].text in CLOSING:
        at -= 1
    if doc[at].text in TITLES or doc[at].text == "." and f"{doc[at - 1].text}." in TITLES:
        return False
    return doc[at].text[-1:] in SENTENCE_END or doc[i - 1].is_space or doc[i].is_space


def verb_above(token: Token) -> Token | None:
    """Give the nearest verb above a token in the tree."""
    for above in token.ancestors:
        if above.pos_ in ("VERB", "AUX"):
            return above
    return None


def setting_verb(noun: Token) -> Token | None:
    """Give the verb whose setting a noun is; one set off by a comma is that of the whole report.

    "X assured Y that Z could be relied upon, in a call" tells of a call of X, though the parser hangs it on "relied".
    """
    verb = verb_above(noun)
    if verb is not None and noun.dep_ == "pobj" and noun.head.lower_ == "during":
        # "X invited Y to visit during a call", "agreed on the need to act during a call": that was done in it.
        if _is_asked_of(verb):
            return verb.head
        above = verb_above(verb) if verb.dep_ == "acl" and verb.tag_ == "VB" else None
        verb = above if above is not None and above.tag_ in ("VBD", "VBN") else verb
    at = noun.head.i - 1
    is_set_off = noun.dep_ == "pobj" and noun.head.lower_ in ("in", "during") and at > 0 and noun.doc[at].text == ","
    while is_set_off and verb is not None and verb.head.i != verb.i and verb.i > verb.head.i:
        if verb.dep_ not in ("ccomp", "xcomp", "advcl", "conj") or verb.head.pos_ not in ("VERB", "AUX"):
            break
        verb = verb.head
    return verb


def _is_asked_of(verb: Token) -> bool:
    """Tell whether an infinitive is what somebody is asked to do: "invited Y to visit"."""
    return verb.dep_ == "xcomp" and verb.tag_ == "VB" and any(child.dep_ == "dobj" for child in verb.head.children)


def subject(verb: Token, depth: int = 4) -> Token | None:
    """Give the token that heads a verb's subject, also the one understood: "X met Y and called Z"."""
    for child in verb.children:
        if child.dep_ in ("nsubj", "nsubjpass", "csubj"):
            return verb.head if child.tag_ in ("WP", "WDT") and verb.dep_ == "relcl" else child
    if depth == 0:
        return None
    if verb.dep_ in ("conj", "xcomp", "advcl", "pcomp", "aux", "auxpass", "dep") or _has_no_clause_of_its_own(verb):
        head = verb.head if verb.dep_ != "pcomp" else verb.head.head
        if head.i == verb.i:
            return None
        head = head.head if head.pos_ == "ADJ" and head.dep_ == "acomp" else head
        if head.pos_ in ("VERB", "AUX"):
            return _controlled(verb, head) or subject(head, depth - 1)
        return None
    if verb.dep_ in ("acl", "relcl"):
        is_told_of = verb.head.dep_ == "attr" and verb.tag_ == "VB" and depth > 0
        return (subject(verb.head.head, depth - 1) if is_told_of else None) or verb.head
    return None


def _controlled(verb: Token, head: Token) -> Token | None:
    """Give whom somebody makes do a thing: "asked Y to call Z", "sent Y to meet Z"; not "told plans to meet Z"."""
    is_sent = verb.dep_ == "advcl" and verb.tag_ == "VB" and lemma(head) in SENDING
    thing = next((c for c in head.children if c.dep_ == "dobj"), None) if is_sent or verb.dep_ == "xcomp" else None
    return thing if thing is not None and lemma(thing) not in INTENTIONS else None


def _has_no_clause_of_its_own(verb: Token) -> bool:
    return verb.dep_ == "ccomp" and verb.tag_ in ("VB", "VBG", "VBN") and verb.head.i != verb.i
