"""What changed between two versions of an article."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from timeline.models import Article, Revision
from timeline.versions import Kind, Run, compare

# Unchanged paragraphs beside a change that are shown; more of them are folded.
AROUND = 1
# Folding less than this saves no reading.
FEWEST_FOLDED = 3
# Links to changed passages above the text; the rest is found by scrolling.
MOST_LINKS = 30


@dataclass(frozen=True, slots=True)
class Version:
    """One version of the text: its number, and when it was taken."""

    number: int
    taken_at: datetime
    sha256: str
    url: str


@dataclass(frozen=True, slots=True)
class Part:
    """Words that are in both versions (`same`), in the older (`gone`) or in the newer one only (`new`)."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of the text; `number` counts the changed ones from 1, 0 for an unchanged one."""

    parts: tuple[Part, ...]
    number: int = 0


@dataclass(frozen=True, slots=True)
class Block:
    """Paragraphs that are shown, or unchanged ones that are folded."""

    paragraphs: tuple[Paragraph, ...]
    is_folded: bool = False


@dataclass(frozen=True, slots=True)
class ChangesPage:
    """All that the page of two versions shows; `changed` are the numbers of the changed paragraphs."""

    article: Article
    old: Version
    new: Version
    versions: tuple[Version, ...]
    blocks: tuple[Block, ...]
    changed: int
    links: tuple[int, ...]


def versions_of(article: Article) -> tuple[Version, ...]:
    """Give the versions of an article's text, the first one first; none where it never changed."""
    rows = Revision.objects.of(article).only("number", "taken_at", "sha256", "article_id")
    return tuple(Version(row.number, row.taken_at, row.sha256, row.get_absolute_url()) for row in rows)


def changes_page(pk: int, number: int, since: int | None = None) -> ChangesPage | None:
    """Compare a version with an earlier or later one (by default the one before); None if one does not exist."""
    article = Article.objects.select_related("outlet").defer("reading", "text").filter(pk=pk).first()
    if not article:
        return None
    versions = {version.number: version for version in versions_of(article)}
    since = since or max(1, number - 1)
    if number not in versions or since not in versions:
        return None
    texts = dict(Revision.objects.of(article).filter(number__in=[number, since]).values_list("number", "text"))
    runs = compare(texts[since], texts[number])
    paragraphs = tuple(_numbered(_paragraphs(runs, texts[since], texts[number])))
    changed = max((paragraph.number for paragraph in paragraphs), default=0)
    return ChangesPage(
        article=article,
        old=versions[since],
        new=versions[number],
        versions=tuple(versions.values()),
        blocks=tuple(_blocks(paragraphs)),
        changed=changed,
        links=tuple(range(1, min(changed, MOST_LINKS) + 1)),
    )


def _paragraphs(runs: Iterable[Run], old: str, new: str) -> Iterator[tuple[Part, ...]]:
    """Cut runs into lines; a line break that was added or taken away breaks, too."""
    line: list[Part] = []
    for run in runs:
        text = old[slice(*run.old)] if run.kind is Kind.GONE else new[slice(*run.new)]
        for index, words in enumerate(text.split("\n")):
            if index:
                yield tuple(line)
                line = []
            if words:
                line.append(Part(run.kind.value, words))
    yield tuple(line)


def _numbered(lines: Iterable[tuple[Part, ...]]) -> Iterator[Paragraph]:
    number = 0
    for parts in lines:
        if not any(part.text.strip() for part in parts):
            continue
        is_changed = any(part.kind != Kind.SAME.value and part.text.strip() for part in parts)
        number += is_changed
        yield Paragraph(parts, number if is_changed else 0)


def _blocks(paragraphs: Sequence[Paragraph]) -> Iterator[Block]:
    """Fold the unchanged paragraphs that are not beside a change."""
    changed = [index for index, paragraph in enumerate(paragraphs) if paragraph.number]
    near = {place for index in changed for place in range(index - AROUND, index + AROUND + 1)}
    # Without any change there is nothing to look for: the text is shown as it is.
    runs = groupby(range(len(paragraphs)), key=lambda index: bool(changed) and index not in near)
    for is_far, indices in runs:
        part = tuple(paragraphs[index] for index in indices)
        yield Block(part, is_folded=is_far and len(part) >= FEWEST_FOLDED)
