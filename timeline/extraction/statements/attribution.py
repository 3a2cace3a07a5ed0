"""What an attribution is: a source, a cue and a content, as in the attribution corpora (PARC, PolNeAR)."""

from dataclasses import dataclass

from timeline.extraction.reading import Modality, Span


@dataclass(frozen=True, slots=True)
class Attribution:
    """Words (`content`) that the text gives to a source by a cue.

    `source` is the mention at hand ("he", "who"), `speaker` the phrase that names whom it stands for where the
    grammar tells ("the minister, who said ..."). `verb` is the token that heads the cue, `lemma` its lemma.
    `is_speech` is False for states of mind (think, want). `company` is whom the speaker does it with ("spoke with the
    minister to discuss trade"). `is_joint` where nobody is named and the parties of the talks must be meant ("It was
    agreed that ..."). `outer` is the index of the attribution whose content holds this one, None for the outermost.
    """

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    verb: int
    lemma: str
    frame: str
    is_speech: bool
    act: str
    speaker: Span | None = None
    addressee: Span | None = None
    is_direct: bool = False
    modality: Modality = "asserted"
    company: Span | None = None
    is_joint: bool = False
    outer: int | None = None
