"""The company: all figures of a text, found by the words of their names and by their offices."""

from collections import defaultdict
from dataclasses import dataclass, field

from timeline.extraction.people.figures import Figure, fold, same_person
from timeline.extraction.people.names import Name
from timeline.extraction.people.titles import Title

# A name is compared letter by letter with so many figures named last; an older one must agree in a whole word.
LATEST = 40


@dataclass(slots=True)
class Company:
    """The figures in the order of their first full names, and indexes over them."""

    figures: list[Figure] = field(default_factory=list)
    by_word: dict[str, list[Figure]] = field(default_factory=lambda: defaultdict(list))
    by_role: dict[str, list[Figure]] = field(default_factory=lambda: defaultdict(list))

    def add(self, figure: Figure) -> None:
        """Take in a figure."""
        self.figures.append(figure)
        self._index(figure)

    def rename(self, figure: Figure, parts: tuple[str, ...]) -> None:
        """Give a figure a fuller name."""
        figure.parts = parts
        self._index(figure)

    def _index(self, figure: Figure) -> None:
        for part in figure.parts:
            if figure not in self.by_word[fold(part)]:
                self.by_word[fold(part)].append(figure)

    def give(self, figure: Figure, title: Title) -> None:
        """Give a figure a title."""
        figure.titles.append(title)
        if figure not in self.by_role[title.role]:
            self.by_role[title.role].append(figure)

    def answering(self, word: str, wanted: int) -> list[Figure]:
        """Give the figures that a single word names: by family name (2), by another part of the name (1)."""
        return [f for f in self.by_word.get(fold(word), ()) if f.answers_to(word) == wanted]

    def same(self, name: Name) -> Figure | None:
        """Give the figure that a full name names, spelled as before or a little differently."""
        found = [f for part in name.parts for f in self.by_word.get(fold(part), ())] + self.figures[-LATEST:]
        return next((f for f in found if same_person(f, name.parts)), None)
