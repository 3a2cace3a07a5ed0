"""Partners of other states whom the words do not name: "European allies", "world leaders"."""

from spacy.tokens import Token

from timeline.extraction.events import lists
from timeline.extraction.events.lexicon import words
from timeline.extraction.events.scene import Scene
from timeline.extraction.language import lemma

# Whom a head of state calls without naming them: partners of other states.
ALLIES = frozenset({"ally", "allie", "counterpart"})
COUNTRIES = frozenset({"country", "nation", "state", "counterpart"})
ABROAD = frozenset({"european", "foreign", "world", "international", "asian", "african", "arab", "transatlantic"})
ABROAD_REACH = 5


def are_from_abroad(scene: Scene, preposition: int | None) -> bool:
    """Tell whether the words after "with" name foreign partners together: "European allies", "world leaders"."""
    phrase = scene.doc[preposition + 1 : preposition + 1 + ABROAD_REACH] if preposition is not None else ()
    is_abroad = False
    for token in phrase:
        is_abroad = is_abroad or token.lower_ in ABROAD
        if token.tag_ in ("NNS", "NNPS"):
            form = lemma(token).lower().removesuffix("s")
            return is_abroad or form in ALLIES or form in words("heads") and _are_of_countries(scene, token)
        if token.tag_ not in lists.LIST_TAGS:
            break
    return False


def _are_of_countries(scene: Scene, leaders: Token) -> bool:
    """Tell whether leaders are those of countries that the words only count: "leaders of six countries"."""
    after = scene.doc[leaders.i + 1 : leaders.i + 1 + ABROAD_REACH]
    return after.text[:2] in ("of", "fr") and any(lemma(token) in COUNTRIES for token in after)
