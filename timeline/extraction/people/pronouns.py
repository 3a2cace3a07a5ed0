"""Pronouns: he, she, they, it, who, and whom each denotes."""

import itertools
from bisect import bisect_left
from collections import Counter

from spacy.tokens import Token

from timeline.extraction.language import lemma
from timeline.extraction.lexicon import word_list
from timeline.extraction.people.cast import SENTENCE_ENDS, Body, Cast, Member, Mention
from timeline.extraction.people.figures import Figure
from timeline.extraction.people.groups import FOCUS_SENTENCES, pair_just_named

SEX = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
PLURAL = frozenset({"they", "them", "their", "themselves"})
RELATIVE = frozenset({"who", "which", "whom", "whose"})
FIRST_PERSON = frozenset({"i", "my", "me"})
PRONOUNS = frozenset({*SEX, *PLURAL, *RELATIVE, "it"})
# A pronoun's antecedent stands at most so many sentences back; farther ones are guesses.
MAX_SENTENCES = 6
# "it" means an institution that spoke just before.
MAX_SENTENCES_IT = 2
# A person named so often is one the text is about.
MIN_MENTIONS_IN_FOCUS = 3
# Verbs whose ground is a deed of their object.
PRAISING = frozenset(
    {"congratulate", "thank", "praise", "commend", "laud", "applaud", "criticise", "criticize", "blame"}
)
# "Told the paper's N N on Thursday that he": so many words lie between.
TOLD_REACH = 9
TELLING = frozenset({"tell", "inform", "assure", "remind"})
# "In a phone call late on Monday with the Turkish President, N N, he": so many words stand before the pronoun.
SETTING_REACH = 30
# "In a phone call", "during their first telephone conversation": so many words up to the talk.
TALK_REACH = 6
SETTING = frozenset({"in", "during", "after", "following", "before", "at"})
TALKS = frozenset({"call", "conversation", "talk", "meeting", "discussion", "teleconference", "phonecall"})
# A line that only names who speaks is no longer than this.
MAX_LABEL = 90
# A shorter family name may stand in a handle by chance.
MIN_HANDLE = 4
JOINT_VERBS = word_list("joint_verbs")


def resolve_pronoun(cast: Cast, token: Token) -> tuple[Member, ...]:
    """Give whom a pronoun denotes, empty where nobody can be named."""
    low = token.lower_
    if low in RELATIVE:
        return _antecedent(cast, token)
    if low in SEX:
        return _person(cast, token, SEX[low])
    if low in PLURAL:
        return _several(cast, token)
    return _institution(cast, token)


def add_speakers_of_quotations(cast: Cast) -> None:
    """Note "I" within quotation marks as the one who speaks: the nearest subject outside them in the same line."""
    mentions = sorted((m for m in cast.mentions if m.is_subject and not m.is_quoted), key=lambda m: m.start)
    starts = [m.start for m in mentions]
    text, turns = cast.page.document.plain, _turns(cast)
    for low, token in zip(cast.page.low, cast.page.tokens, strict=True):
        if low not in FIRST_PERSON:
            continue
        if not cast.quoted[token.i]:
            turn = next((m for m in reversed(turns) if m.end <= token.idx), None)
            if turn is not None:
                cast.add(token.idx, token.idx + len(token), "pronoun", turn.members)
            continue
        at = bisect_left(starts, token.idx)
        line = (text.rfind("\n", 0, token.idx), text.find("\n", token.idx))
        near = [m for m in (*mentions[at : at + 1], *mentions[max(at - 1, 0) : at]) if _is_within(m, line)]
        speaker = next((m for m in near if len(m.members) == 1 and isinstance(m.members[0], Figure)), None)
        if speaker:
            cast.add(token.idx, token.idx + len(token), "pronoun", speaker.members)


def _turns(cast: Cast) -> list[Mention]:
    """Give the names on lines of their own under which somebody's answer or speech stands: "N N (Wicklow, Party)"."""
    text, title = cast.page.document.text, cast.page.document.title
    out = []
    for mention in cast.mentions:
        if mention.kind != "name" or len(mention.members) != 1 or title is not None and mention.start < title.end:
            continue
        start, stop = text.rfind("\n", 0, mention.start) + 1, text.find("\n", mention.end)
        line = text[start : stop if stop >= 0 else len(text)].strip()
        words = cast.page.doc.char_span(start, start + len(line), alignment_mode="expand")
        is_verbal = words is None or any(token.pos_ in ("VERB", "AUX") for token in words)
        if stop >= 0 and len(line) <= MAX_LABEL and line[-1:] not in SENTENCE_ENDS and not is_verbal:
            out.append(mention)
    return sorted(out, key=lambda m: m.start)


def add_handles(cast: Cast) -> None:
    """Note a handle that ends in, or holds, the family name of one person of the text as that person: "@SecBlinken"."""
    for low, token in zip(cast.page.low, cast.page.tokens, strict=True):
        if not low.startswith("@"):
            continue
        meant = [f for f in cast.company.figures if len(f.family) >= MIN_HANDLE and f.family in low]
        if len(meant) == 1:
            cast.add(token.idx, token.idx + len(token), "name", meant)


def _is_within(mention: Mention, line: tuple[int, int]) -> bool:
    return line[0] < mention.start and (line[1] < 0 or mention.end <= line[1])


def _antecedent(cast: Cast, token: Token) -> tuple[Member, ...]:
    last = next((m for m in reversed(cast.mentions) if m.end <= token.idx), None)
    is_adjacent = last is not None and cast.page.document.plain[last.end : token.idx].strip() in ("", ",")
    if last is not None and is_adjacent and _may_be_meant(last, token):
        return last.members
    verb = token.head
    while verb.dep_ not in ("relcl", "acl", "ROOT") and verb.head.i != verb.i and verb.i - token.i < 8:
        verb = verb.head
    if verb.dep_ not in ("relcl", "acl"):
        return ()
    noun = verb.head
    for mention in reversed(cast.mentions):
        if mention.end > token.idx:
            continue
        if mention.start <= noun.idx < mention.end:
            return mention.members if _may_be_meant(mention, token) else ()
        if mention.start < noun.idx:
            break
    return ()


def _may_be_meant(mention: Mention, token: Token) -> bool:
    """Say whether a mention is of the kind that "who" (persons) or "which" (bodies) takes up."""
    if token.lower_ in ("which", "whose"):
        return bool(mention.members) and (token.lower_ == "whose" or isinstance(mention.members[0], Body))
    return bool(mention.members) and (isinstance(mention.members[0], Figure) or mention.kind in ("group", "title"))


def _person(cast: Cast, token: Token, sex: str) -> tuple[Member, ...]:
    """Take the last subject of that sex, of this sentence or the ones before, else the last one named."""
    here = cast.sentence_of[token.i]
    quoted = cast.quoted[token.i]
    fits = [m for m in _recent(cast, token, MAX_SENTENCES) if (quoted or not m.is_quoted) and _is_one(m, sex)]
    fits = [m for m in fits if not _is_coargument(m, token) and not _is_in_setting(cast, m, token)]
    if teller := _teller(cast, token) or _owner_around(fits, token):
        return teller
    if praised := _praised(fits, token):
        return praised
    for number in sorted({m.sentence for m in fits}, reverse=True):
        row = [m for m in fits if m.sentence == number]
        subjects = [m for m in row if m.is_subject]
        return (subjects or row)[-1 if number == here else 0].members
    return ()


def _teller(cast: Cast, token: Token) -> tuple[Member, ...]:
    """Take "the Polish prime minister announced that he had" for the one who announces, whom nobody names."""
    if token.dep_ != "nsubj" or token.i == 0 or token.nbor(-1).lower_ != "that":
        return ()
    if teller := _who_told(cast, token):
        return teller
    told = [m for m in _recent(cast, token, 0) if m.is_subject][-1:]
    found = [m for m in told if m.kind == "title" and len(m.members) == 1 and isinstance(m.members[0], Body)]
    return found[0].members if found and found[0].head.tag_ in ("NN", "NNP") else ()


def _who_told(cast: Cast, token: Token) -> tuple[Member, ...]:
    """Take "X told Y that he spoke" for X: what Y is to do would be told otherwise ("that he should")."""
    did = token.nbor(1)
    told = [t for t in cast.page.tokens[max(token.i - TOLD_REACH, 0) : token.i] if lemma(t) in TELLING]
    if not told or did.tag_ not in ("VBD", "VBZ") or cast.sentence_of[told[-1].i] != cast.sentence_of[token.i]:
        return ()
    before = [m for m in _recent(cast, token, 0) if m.end <= told[-1].idx and _is_one(m, SEX[token.lower_])]
    subjects = [m for m in before if m.is_subject and m.head.head.i == told[-1].i]
    return subjects[-1].members if subjects else ()


def _owner_around(fits: list[Mention], token: Token) -> tuple[Member, ...]:
    """Take "Macron's statement regarding his talks" for the one whose statement it is."""
    above = token.head.head if token.tag_ == "PRP$" else token
    while above.dep_ == "prep" and above.head.i < above.i:
        above = above.head
        owners = {child.i for child in above.children if child.dep_ == "poss" and child.i < token.i}
        if above.pos_ == "NOUN" and owners:
            return next((m.members for m in fits if m.head.i in owners), ())
        above = above.head if above.pos_ == "NOUN" else above
    return ()


def _praised(fits: list[Mention], token: Token) -> tuple[Member, ...]:
    """Take "congratulated Trump on his trip", "thanked her for her help" for the one who is praised."""
    above = token.head.head
    is_ground = token.tag_ == "PRP$" and token.head.dep_ == "pobj" and above.lower_ in ("on", "for", "upon")
    if not is_ground or lemma(above.head) not in PRAISING:
        return ()
    told = [m for m in fits if m.head.dep_ == "dobj" and m.head.head.i == above.head.i]
    return told[-1].members if told else ()


def _recent(cast: Cast, token: Token, sentences: int) -> list[Mention]:
    """Give the mentions before a token, at most so many sentences back, in text order."""
    first = cast.sentence_of[token.i] - sentences
    near = itertools.takewhile(lambda m: m.sentence >= first, reversed(cast.mentions))
    return [m for m in near if m.end <= token.idx][::-1]


def _is_one(mention: Mention, sex: str) -> bool:
    if len(mention.members) != 1 or not isinstance(mention.members[0], Figure):
        return False
    return mention.members[0].sex in ("", sex)


def _is_coargument(mention: Mention, token: Token) -> bool:
    """Tell whether a pronoun object cannot mean its own clause's subject ("Trump told him", "asked to call him")."""
    if token.tag_ == "PRP$" or token.dep_ in ("nsubj", "nsubjpass"):
        return False
    verb = next((above for above in token.ancestors if above.pos_ in ("VERB", "AUX")), token.head)
    return mention.is_subject and mention.head.head.i == verb.i


def _is_in_setting(cast: Cast, mention: Mention, token: Token) -> bool:
    """Tell whether somebody stands in the setting before a pronoun's clause: "in a call with Y, he said" is not Y."""
    here = cast.sentence_of[token.i]
    if token.dep_ not in ("nsubj", "nsubjpass") or mention.sentence != here or mention.kind == "pronoun":
        return False
    first = next(
        (t for t in cast.page.tokens[max(token.i - SETTING_REACH, 0) : token.i] if cast.sentence_of[t.i] == here), token
    )
    between = cast.page.document.plain[mention.end : token.idx]
    talk = next((above for above in mention.head.ancestors if lemma(above) in TALKS), None)
    is_opened = first.lower_ in SETTING and talk is not None and talk.i - first.i <= TALK_REACH
    return is_opened and between.count(",") == 1 and mention.head.dep_ in ("pobj", "conj")


def _several(cast: Cast, token: Token) -> tuple[Member, ...]:
    here = cast.sentence_of[token.i]
    before = _recent(cast, token, MAX_SENTENCES)
    recent = [m for m in before if here - m.sentence <= (MAX_SENTENCES if len(m.members) > 1 else MAX_SENTENCES_IT)]
    quoted = cast.quoted[token.i]
    if pair := _pair_of_sentence(cast, token):
        return pair
    for number in sorted({m.sentence for m in recent}, reverse=True):
        row = [m for m in recent if m.sentence == number and (quoted or not m.is_quoted)]
        groups = [m for m in row if len(m.members) > 1]
        if groups:
            return _persons_of(cast, token, groups[-1].members)
        subjects = list(dict.fromkeys(m.members[0] for m in row if m.members and m.is_subject and m.kind == "name"))
        joined = [m for m in row if m.is_subject and m.head.dep_ == "conj" and m.kind == "name"]
        if joined and len(subjects) > 1:
            return tuple(subjects)
        bodies = [m for m in row if m.is_subject and m.kind == "organization"]
        if bodies:
            return bodies[-1].members
    if token.head.lower_ not in JOINT_VERBS:
        return ()
    return pair_just_named(cast, token.idx) or _with_the_one_in_focus(cast, token)


def _pair_of_sentence(cast: Cast, token: Token) -> tuple[Member, ...]:
    """Take "A congratulated B and they noted" for the two whom the clause before has as its subject and object."""
    before = token.head.head if token.head.dep_ == "conj" else None
    if before is None or token.dep_ != "nsubj":
        return ()
    row = [m for m in _recent(cast, token, 0) if len(m.members) == 1 and m.head.head.i == before.i]
    found = [m.members[0] for m in row if m.head.dep_ in ("nsubj", "dobj") and isinstance(m.members[0], Figure)]
    return tuple(dict.fromkeys(found)) if len(set(found)) > 1 else ()


def _persons_of(cast: Cast, token: Token, found: tuple[Member, ...]) -> tuple[Member, ...]:
    """Take "they agreed" after "the two countries" for the pair just named that speaks for these countries."""
    if token.head.lower_ not in JOINT_VERBS or not all(isinstance(member, Body) for member in found):
        return found
    pair = pair_just_named(cast, token.idx)
    return pair if {member.country for member in pair} == {member.country for member in found} else found


def _with_the_one_in_focus(cast: Cast, token: Token) -> tuple[Member, ...]:
    """Take "they agreed" after one person alone for him and the one of another country whom the text names most."""
    here = cast.sentence_of[token.i]
    before = [m for m in _recent(cast, token, FOCUS_SENTENCES) if not m.is_quoted and len(m.members) == 1]
    before = [m for m in before if isinstance(m.members[0], Figure) and not m.members[0].is_bystander]
    near = [m.members[0] for m in before if here - m.sentence <= 1]
    if not near:
        return ()
    counts = Counter(m.members[0] for m in before if m.members[0].country != near[-1].country)
    most = counts.most_common(1)
    return (most[0][0], near[-1]) if most and most[0][1] >= MIN_MENTIONS_IN_FOCUS else ()


def _institution(cast: Cast, token: Token) -> tuple[Member, ...]:
    if token.dep_ != "nsubj" or token.head.lower_ in ("is", "was", "'s", "be", "seems", "seemed", "appears"):
        return ()
    here = cast.sentence_of[token.i]
    for mention in reversed(cast.mentions):
        if here - mention.sentence > MAX_SENTENCES_IT:
            break
        if mention.end <= token.idx and mention.is_subject and not mention.is_quoted:
            one = len(mention.members) == 1 and isinstance(mention.members[0], Body)
            if one:
                return mention.members
    return ()
