"""Find the attributions of a text: quotations, reported clauses, objects of verbs of speech, "according to"."""

from dataclasses import replace

from spacy.tokens import Doc, Token

from timeline.extraction.document import Document
from timeline.extraction.language import lemma
from timeline.extraction.reading import Modality, Span
from timeline.extraction.statements import (
    adopt,
    cues,
    direct,
    grammar,
    indirect,
    labels,
    nesting,
    nominal,
    reach,
    sources,
    talks,
)
from timeline.extraction.statements.attribution import Attribution
from timeline.extraction.statements.context import Context, build
from timeline.extraction.statements.cues import Verb

# Where a verb has no act of its own for a frame, that of the nearest frame holds.
FALLBACK = {"q": ("c", "k"), "c": ("q", "w", "k"), "i": ("u", "c"), "p": ("c",), "k": ("o",), "o": ("t", "u")}
NOUN_FRAMES = frozenset("opknt")
# Who is given leave to say something has not said it: "was not authorized to discuss the matter".
LEAVE = frozenset({"authorize", "authorise", "allow", "permit"})
# "Declined to comment on the raid": nothing was said.
WITHHOLDING = frozenset({"decline", "refuse", "fail"})
HYPOTHETICAL = frozenset({"if", "unless", "whether"})
UNREAL = frozenset({"could", "might", "would", "should", "may"})


def attributions(document: Document, doc: Doc, *, of_readouts: bool = False) -> tuple[Attribution, ...]:
    """Find all attributions, speech and thought, in text order; `outer` tells which lie inside which.

    With `of_readouts` also what is told of talks without a speaker, as of their parties.
    """
    context = build(document, doc)
    said, alone = direct.find(context)
    found = [_quotation(context, item) for item in said]
    found += [*_reported(context), *sources.according(context), *labels.labelled(context), *nominal.find(context)]
    found += talks.agentless(context, of_readouts=of_readouts)
    found = [item for item in found if item.content and item.cue]
    return nesting.nest(adopt.adopt(context, _merged(context.text, found), alone))


def _quotation(context: Context, item: direct.Said) -> Attribution:
    doc = context.doc
    spans = []
    for number in item.quotes:
        quote = context.quotes[number]
        first = quote.first if direct.is_whole(context, quote) else direct.sentence_start(context, quote)
        found = grammar.span(doc, first, quote.after - 1)
        if found is not None:
            spans.append(found)
    return _attribution(context, item.verb, item.entry, item.subject, "q", tuple(spans), is_direct=True)


def _reported(context: Context) -> list[Attribution]:
    out = []
    for token in context.doc:
        if not grammar.is_verb(token) or token.dep_ in ("aux", "auxpass", "amod", "compound"):
            continue
        entry = cues.entry(token)
        if entry is None:
            continue
        found = indirect.content(context, token, entry)
        if found is None:
            continue
        frame, spans = found
        is_of_talks = frame in NOUN_FRAMES and talks.is_of_talks(token)
        if frame in NOUN_FRAMES and _is_purpose(token) and not is_of_talks:
            continue
        is_passive = grammar.is_passive(token)
        who = grammar.agent(token) if is_passive else sources.issuer(grammar.subject(reach.sharing(token)), token)
        if who is None and not is_passive:
            continue
        found_here = _attribution(context, token, entry, who, frame, spans)
        if found_here.addressee is not None and spans == (found_here.addressee,):
            continue
        if is_of_talks and found_here.act == "discuss":
            found_here = replace(found_here, company=talks.company(token.head))
        out.append(replace(found_here, is_joint=is_passive and who is None and talks.is_of_all(token, found_here.act)))
    return out


def _is_purpose(verb: Token) -> bool:
    """Tell whether a verb only says what something is for: "a visit to discuss trade", "ready to condemn it"."""
    leave = verb.head.pos_ == "ADJ" or lemma(verb.head) in LEAVE
    return grammar.has_to(verb) and (verb.dep_ in ("acl", "advcl", "relcl") or leave)


def _attribution(
    context: Context,
    verb: Token,
    entry: Verb,
    who: Token | None,
    frame: str,
    spans: tuple[Span, ...],
    is_direct: bool = False,
) -> Attribution:
    phrase = grammar.subject_phrase(who, verb) if who is not None else None
    return Attribution(
        source=(phrase,) if phrase is not None else (),
        cue=_cue(context, verb),
        content=spans,
        verb=verb.i,
        lemma=entry.lemma,
        frame=frame,
        is_speech=entry.is_speech,
        act=entry.act(frame, *FALLBACK.get(frame, ())),
        speaker=sources.speaker(who, phrase),
        addressee=sources.addressee(verb, entry, frame),
        is_direct=is_direct,
        modality=_modality(verb),
        company=sources.company(verb),
    )


def _cue(context: Context, verb: Token) -> tuple[Span, ...]:
    """Give the verb with its auxiliaries and particle."""
    ids = [verb.i] + [c.i for c in verb.children if c.dep_ in ("aux", "auxpass", "neg") and c.i < verb.i]
    first = verb.i
    while first - 1 in ids:
        first -= 1
    found = grammar.span(context.doc, first, verb.i)
    return (found,) if found is not None else ()


def _modality(verb: Token) -> Modality:
    is_withheld = verb.dep_ == "xcomp" and grammar.has_to(verb) and lemma(verb.head) in WITHHOLDING
    if grammar.is_negated(verb) or is_withheld:
        return "denied"
    if any(c.dep_ == "mark" and c.lower_ in HYPOTHETICAL for c in verb.children):
        return "hypothetical"
    helpers = {c.lower_ for c in verb.children if c.dep_ == "aux"}
    if helpers & UNREAL:
        return "hypothetical"
    return "planned" if "will" in helpers or "'ll" in helpers else "asserted"


def _merged(text: str, found: list[Attribution]) -> list[Attribution]:
    """Join what one verb reports in and outside quotation marks; a quotation goes before its reported doubles."""
    by_verb: dict[int, Attribution] = {}
    for item in found:
        first = by_verb.get(item.verb)
        if first is None:
            by_verb[item.verb] = item
        elif first.is_direct and _leads_in(first, item):
            by_verb[item.verb] = replace(first, content=_union(text, first.content, item.content))
    return sorted(by_verb.values(), key=lambda a: min(s for s, _ in a.cue or a.content))


def _leads_in(quoted: Attribution, reported: Attribution) -> bool:
    """Tell whether a reported clause leads into the quotation after it: "said the plan was dead: "We ..."."""
    cue, quote = quoted.cue[0][1], quoted.content[0][0]
    return cue <= reported.content[0][0] < quote


def _union(text: str, one: tuple[Span, ...], other: tuple[Span, ...]) -> tuple[Span, ...]:
    out: list[Span] = []
    for start, end in sorted([*one, *other]):
        if out and not text[out[-1][1] : start].strip(" ,") and "\n" not in text[out[-1][1] : start]:
            out[-1] = (out[-1][0], max(out[-1][1], end))
        else:
            out.append((start, end))
    return tuple(out)
