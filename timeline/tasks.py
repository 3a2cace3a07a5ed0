"""What workers do: the jobs of the queue by name, and what they do by the clock."""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone
from procrastinate import BaseRetryStrategy, JobContext, RetryDecision
from procrastinate.contrib.django import app
from procrastinate.jobs import Job

from timeline.feeds import poll_due
from timeline.models import BatchItem, Feed
from timeline.work import batches, queue
from timeline.work.taking import set_aside, take

# A job whose worker has died more often than that is taken apart, to find the article that kills.
MOST_DEATHS_TOGETHER = 2
# An article alone at which so many workers have died is set aside: it is no accident any more.
MOST_DEATHS = 5
LONGEST_WAIT = 60


class Later(BaseRetryStrategy):
    """Run a job again after an error, longer and longer after; an error here is never the fault of an article."""

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision:
        """Wait twice as long as the last time."""
        wait: int = settings.READOUT_RETRY_SECONDS * 2**job.attempts
        return RetryDecision(retry_in={"seconds": min(wait, LONGEST_WAIT)})


@app.task(name=queue.TAKE_ARTICLES, pass_context=True, retry=Later())
def take_articles(context: JobContext, items: list[int]) -> None:
    """Take the articles of a job that still wait; what is left, as when the worker stops, is queued again."""
    name = context.worker_name or ""
    waiting = list(BatchItem.objects.waiting().select_related("batch").filter(pk__in=items))
    if len(waiting) > 1 and context.job.attempts > MOST_DEATHS_TOGETHER:
        queue.defer(waiting[0].batch_id, [[item.pk] for item in waiting])
        return
    if waiting and context.job.attempts > MOST_DEATHS:
        set_aside(waiting[0], name, f"given up: its job broke off {context.job.attempts} times, no error was reported")
    else:
        left = {item.pk for item in waiting}
        for item in take(waiting, name, should_stop=context.should_abort):
            left.discard(item.pk)
        if left:
            # What another worker has in hand is looked at again when that one would count as dead.
            wait = 0 if context.should_abort() else settings.READOUT_STALLED_SECONDS
            queue.defer(waiting[0].batch_id, [sorted(left)], at=timezone.now() + timedelta(seconds=wait))
    batches.close_done()


# Each feed has an interval of its own; the clock only asks which of them are due.
@app.periodic(cron="* * * * *")
@app.task(name="timeline.tasks.poll_feeds", queue="feeds", lock="feeds", queueing_lock="feeds", retry=False)
def poll_feeds(timestamp: int) -> None:
    """Poll the feeds that are due; a poll that takes longer than a minute is not joined by another one."""
    now = timezone.now()
    if Feed.objects.due(now).exists():
        poll_due(now)
