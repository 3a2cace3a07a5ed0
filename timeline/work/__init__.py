"""Background work: batches of articles, the queue in the database, the workers that take from it.

    ingest ─ batches.begin ─▶ Batch ─┬─ here: taking.take ─▶ ingest.ingest, each article with its outcome
                                     └─ --defer: batches.enqueue ─▶ BatchItems with their texts, jobs
    worker.serve ─ a job ─▶ tasks.take_articles ─▶ taking.take
                 └ every few seconds ─▶ stalled.take_back: the jobs of workers that died

A job only names BatchItems. What became of an article is written in the transaction that stores it, so a job may run
twice, or half, without harm: whatever is not waiting any more is left alone.
"""
