"""Journeys as clues: who visits, travels to, is invited to, is in another country."""

from dataclasses import replace

from spacy.tokens import Token

from timeline.extraction.events import lists, making, parties
from timeline.extraction.events.clue import Clue
from timeline.extraction.events.goals import Goal, goal, of_members, of_place
from timeline.extraction.events.lexicon import Trigger, words
from timeline.extraction.events.scene import Scene, subject, verb_above
from timeline.extraction.language import lemma

TOWARDS = frozenset({"to", "in", "for"})
# "Is in", "is expected in": the place follows at once; "arrived on Monday morning in" has a day between.
AT_ONCE = frozenset({"be", "expect", "speak"})
REACH = 4
# "Leaves on Friday for": only "for" tells where to; "left in May" tells none.
LEAVING = frozenset({"leave", "depart"})
# "Returned overnight from": who is back has been there.
BACK = frozenset({"return"})
TEAMS = frozenset({"delegation", "mission", "team"})
# "A delegation led by X arrived".
LEADING = frozenset({"lead", "head"})
# "An invitation to visit", "his intention to visit": who travels is told by the verb above or the noun's owner.
INVITATIONS = frozenset({"invitation", "invite"})
INTENTIONS = frozenset({"intention", "intent", "plan", "desire", "readiness", "decision", "wish"})
ACCEPTING = frozenset({"accept", "receive", "welcome"})
# "Made the first visit by a Polish leader to": whose visit it was is told by the verb.
MAKING = frozenset({"make", "pay", "undertake", "conduct", "begin", "start", "conclude", "complete", "finish", "end"})
RECEIVING = frozenset({"receive", "welcome", "host", "greet"})
# So many words at most tell whose visit it was before they tell where to.
VISITOR_REACH = 3


def travel(scene: Scene, verb: Token, trigger: Trigger) -> Clue | None:
    """Read "X visited Y", "X arrived in Y", "Y asked the visiting X"."""
    if verb.dep_ == "amod":
        return _visiting(scene, verb, trigger)
    if trigger.lemma == "speak" and verb.tag_ != "VBG":
        return None
    ours = _travellers(scene, verb)
    where = _goal_of(scene, verb, trigger)
    if not ours or where is None or not where.is_abroad(scene, ours):
        return None
    clue = replace(making.make(scene, verb, trigger, ours, where.actors), is_abroad=True)
    return replace(clue, status="held") if trigger.lemma == "speak" else clue


def _goal_of(scene: Scene, verb: Token, trigger: Trigger) -> Goal | None:
    """Give where a verb of travelling leads: its object, or what stands after its preposition."""
    if trigger.lemma in ("visit", "tour"):
        found = making.objects(scene, verb)
        hosts = [m for m in found if m.kind != "pronoun" or any(actor in scene.persons for actor in m.actors)]
        is_of_members = bool(found) and of_members(scene, scene.place_of[found[0]].stop)
        return Goal(lists.ids(hosts)) if hosts and not is_of_members else goal(scene, verb.i)
    if trigger.lemma in LEAVING:
        at = parties.preposition_after(scene, verb.i, frozenset({"for"}), REACH)
    elif trigger.lemma in BACK:
        at = parties.preposition_after(scene, verb.i, frozenset({"from"}), REACH)
    elif trigger.lemma in AT_ONCE:
        due = next((child for child in verb.children if child.i == verb.i + 1 and child.lower_ == "due"), verb)
        at = due.i + 1 if scene.doc[due.i + 1 : due.i + 2].text == "in" else None
    else:
        at = parties.preposition_after(scene, verb.i, TOWARDS, REACH)
    found_at = (goal(scene, at) if at is not None else None) or _here(scene, verb)
    # What is said in a capital tells of no journey there.
    return None if found_at is not None and trigger.lemma == "speak" and not found_at.actors else found_at


def _here(scene: Scene, verb: Token) -> Goal | None:
    """Give where the story is told from, for who "arrived here"."""
    line = scene.document.dateline
    is_here = any(token.lower_ == "here" for token in scene.doc[verb.i + 1 : verb.i + 3])
    if line is None or not line.place or not is_here:
        return None
    return of_place(scene, line.place)


def _travellers(scene: Scene, verb: Token) -> tuple[str, ...]:
    """Give the persons who travel: the subject, or whom an invitation or a plan is for."""
    head = verb.head
    if verb.dep_ == "xcomp" and head.dep_ == "acl" and lemma(head.head) in INVITATIONS:
        # "The invitation extended by Y to visit".
        found = _invited(scene, head.head)
    elif verb.dep_ in ("acl", "relcl") and lemma(head) in INVITATIONS:
        found = _invited(scene, head)
    elif verb.dep_ in ("acl", "relcl") and lemma(head) in INTENTIONS:
        above = verb_above(head)
        found = parties.possessor(scene, head) or (parties.of_subject(scene, above) if above is not None else ())
    else:
        found = parties.of_subject(scene, verb) or _leader_of_team(scene, verb)
    doer = subject(verb)
    persons = tuple(actor for actor in found if actor in scene.persons)
    is_unnamed = not persons and doer is not None and lemma(doer) in TEAMS | words("heads")
    return tuple(actor for actor in found if scene.country(actor)) if is_unnamed else persons


def _leader_of_team(scene: Scene, verb: Token) -> tuple[str, ...]:
    """Give who leads the delegation that travels: "a delegation led by X arrived"."""
    team = subject(verb)
    led = (child for child in team.children if lemma(child) in LEADING) if team is not None else ()
    by = next((child for verb in led for child in verb.children if child.lower_ == "by"), None)
    if team is None or by is None or lemma(team) not in TEAMS:
        return ()
    return lists.ids(lists.listed(scene, by.i + 1, scene.sentence(verb.i).stop))


def lead(scene: Scene, verb: Token, trigger: Trigger) -> Clue | None:
    """Read "X led a delegation to Y": a visit of X."""
    team = next((child for child in verb.children if child.dep_ == "dobj" and lemma(child) in trigger.needs), None)
    at = parties.preposition_after(scene, team.i, frozenset({"to"}), REACH) if team is not None else None
    where = goal(scene, at) if at is not None else None
    ours = tuple(actor for actor in parties.of_subject(scene, verb) if actor in scene.persons)
    if not ours or where is None or not where.is_abroad(scene, ours):
        return None
    return replace(making.make(scene, verb, trigger, ours, where.actors), is_abroad=True)


def _invited(scene: Scene, invitation: Token) -> tuple[str, ...]:
    """Give whom an invitation is for: who accepts it, or who stands after "to"."""
    above = verb_above(invitation)
    if above is None:
        return ()
    if lemma(above) in ACCEPTING and invitation.dep_ == "dobj":
        return parties.of_subject(scene, above)
    return parties.after(scene, invitation.i, frozenset({"to"}), VISITOR_REACH)


def send(scene: Scene, verb: Token, trigger: Trigger) -> Clue | None:
    """Read "X sent Y to Z": a visit of Y."""
    ours = _sent(scene, verb)
    at = parties.preposition_after(scene, verb.i, frozenset({"to"}), making.MEDIUM_REACH)
    where = goal(scene, at) if at is not None else None
    if not ours or where is None or not where.is_abroad(scene, ours):
        return None
    clue = making.make(scene, verb, trigger, ours, where.actors)
    is_apart = not {scene.country(actor) for actor in where.actors} & {scene.country(actor) for actor in ours}
    return replace(clue, status="planned", is_abroad=True) if is_apart and clue.status == "held" else None


def _sent(scene: Scene, verb: Token) -> tuple[str, ...]:
    """Give whom somebody sends or invites; "him" is not who invites but the one named before."""
    found = making.objects(scene, verb)[:1]
    ours = tuple(actor for actor in lists.ids(found) if actor in scene.persons)
    hosts = parties.of_subject(scene, verb)
    if not found or found[0].kind != "pronoun" or not set(ours) & set(hosts):
        return ours
    first = scene.sentence(verb.i).first
    before = [
        m for i in range(verb.i - 1, first, -1) if (m := scene.mention_at.get(i)) is not None and m.kind == "name"
    ]
    others = (actor for m in before for actor in m.actors if actor in scene.persons and actor not in hosts)
    return tuple(others)[:1]


def _visiting(scene: Scene, verb: Token, trigger: Trigger) -> Clue | None:
    mention = scene.mention_at.get(verb.head.i)
    above = verb_above(verb.head)
    hosts = parties.of_subject(scene, above) if above is not None else ()
    if mention is None or mention.kind != "name" or not hosts:
        return None
    return replace(making.make(scene, verb, trigger, mention.actors, hosts), status=None)


def trip(scene: Scene, noun: Token, trigger: Trigger) -> Clue | None:
    """Read "X's visit to Y"."""
    if noun.dep_ == "compound" and noun.head.i > noun.i:
        return None
    ours, where = _visitors(scene, noun)
    if not ours or where is None:
        return None
    if _is_received(scene, noun, ours) or not where.is_abroad(scene, ours):
        ours = _guest(scene, noun, where)
    if not ours:
        return None
    clue = making.make(scene, noun, trigger, ours, where.actors)
    return replace(clue, is_abroad=where.is_abroad(scene, ours))


def _visitors(scene: Scene, noun: Token) -> tuple[tuple[str, ...], Goal | None]:
    """Give who makes a visit and where to: before the noun, after "of", "by" or "from", or as the verb's subject."""
    at = parties.preposition_after(scene, noun.i, frozenset({"to", "of"}), VISITOR_REACH)
    at = parties.preposition_after(scene, noun.i, frozenset({"in"}), 1) if at is None else at
    where = goal(scene, at) if at is not None else None
    ours = parties.possessor(scene, noun)
    verb = verb_above(noun)
    if not ours and (guests := parties.after(scene, noun.i, frozenset({"from"}), 1)):
        hosts = parties.of_subject(scene, noun.sent.root)
        ours, where = guests, where or (Goal(hosts) if hosts else None)
    of = parties.preposition_after(scene, noun.i, frozenset({"of", "by"}), 1)
    visitors = lists.listed(scene, of + 1, scene.sentence(of).stop) if of is not None and not ours else []
    onward = parties.preposition_after(scene, scene.place_of[visitors[-1]].stop - 1, TOWARDS, 2) if visitors else None
    if onward is not None:
        ours, where = lists.ids(visitors), goal(scene, onward)
    by = next((child for child in noun.children if child.lower_ == "by" and child.i > noun.i), None)
    if not ours and by is not None:
        ours = lists.ids(lists.listed(scene, by.i + 1, scene.sentence(by.i).stop))
    is_made = verb is not None and noun.dep_ == "dobj" and lemma(verb) in MAKING
    if verb is not None and (not ours or is_made and not any(actor in scene.persons for actor in ours)):
        ours = parties.of_subject(scene, verb) or ours
    return _persons_or_officers(scene, noun, ours), where


def _persons_or_officers(scene: Scene, noun: Token, actors: tuple[str, ...]) -> tuple[str, ...]:
    """Give the persons among some actors, else the governments whose officers they are: "the visit of its king"."""
    persons = tuple(actor for actor in actors if actor in scene.persons)
    if persons:
        return persons
    place = scene.sentence(noun.i)
    titles = {
        actor
        for i in range(place.first, place.stop)
        if (mention := scene.mention_at.get(i)) is not None and mention.kind == "title"
        for actor in mention.actors
    }
    return tuple(actor for actor in actors if actor in titles and scene.country(actor))


def _is_received(scene: Scene, noun: Token, visitors: tuple[str, ...]) -> bool:
    """Tell whether the pronoun before a visit is taken for who received the visitor: "X received Y on his visit"."""
    verb = verb_above(noun)
    is_pronoun = any(child.dep_ == "poss" and child.tag_ == "PRP$" for child in noun.children)
    if verb is None or not is_pronoun or lemma(verb) not in RECEIVING or not making.objects(scene, verb):
        return False
    return not making.is_passive(verb) and set(visitors) <= set(parties.of_subject(scene, verb))


def _guest(scene: Scene, noun: Token, where: Goal) -> tuple[str, ...]:
    """Give the guest for a host: "King X received Sultan Y at the start of his state visit", "thanked X for his visit".

    Who is said to visit the own country is the host; the visitor is whom the sentence names beside.
    """
    verb = verb_above(noun)
    if verb is not None and _is_received(scene, noun, parties.possessor(scene, noun)):
        return tuple(actor for actor in lists.ids(making.objects(scene, verb)) if actor in scene.persons)
    home = {scene.country(actor) for actor in where.actors} | {where.country}
    place = scene.sentence(noun.i)
    others = [m for i in range(noun.i - 1, place.first - 1, -1) if (m := scene.mention_at.get(i)) is not None]
    found = (actor for mention in others for actor in mention.actors if actor in scene.persons)
    guest = next((actor for actor in found if scene.country(actor) not in home | {None}), None)
    return (guest,) if guest else ()
