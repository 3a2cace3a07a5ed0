"""Which attribution lies inside which: "Hegseth reaffirmed ..." inside "... , the ministry said"."""

from dataclasses import replace

from timeline.extraction.statements.attribution import Attribution


def nest(found: list[Attribution]) -> tuple[Attribution, ...]:
    """Tell for each attribution the smallest one whose content holds its cue.

    A holder has more content than what it holds, so that two parse faults cannot hold each other. One sweep over the
    text: only the contents that reach over a cue are looked at.
    """
    spans = sorted((start, end, k) for k, item in enumerate(found) for start, end in item.content)
    outer: list[int | None] = [None] * len(found)
    widths = [sum(end - start for start, end in item.content) for item in found]
    reaching: list[tuple[int, int, int]] = []
    coming = 0
    for k in sorted(range(len(found)), key=lambda n: found[n].cue[0][0]):
        at = found[k].cue[0][0]
        while coming < len(spans) and spans[coming][0] <= at:
            reaching.append(spans[coming])
            coming += 1
        reaching = [span for span in reaching if span[1] > at]
        holders = {j for _, _, j in reaching if (widths[j], j) > (widths[k], k) and _holds(found[j], found[k])}
        outer[k] = min(holders, key=lambda j: (widths[j], j), default=None)
    return tuple(replace(item, outer=outer[k]) for k, item in enumerate(found))


def _holds(outer: Attribution, inner: Attribution) -> bool:
    return all(any(s <= a and b <= e for s, e in outer.content) for a, b in inner.cue)
