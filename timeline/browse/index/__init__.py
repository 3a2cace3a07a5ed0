"""All public events in the memory of the process: exact counts, histogram and pages for any filters, at once.

    PostgreSQL ──build──▶ Segment (immutable: one bit per event in the order of the timeline, a bitmap per facet value)
                                │ live: one large segment, a small one of what changed since, the changed ones masked
                                │ part: without what changed since; with what each frequent value lets through alone
    filters ──ask──▶ Selection ─┴─▶ total, counts, months, ids of a page

The tables stay the truth; `browse.plain` answers the same questions in SQL and is what tests compare with.
"""
