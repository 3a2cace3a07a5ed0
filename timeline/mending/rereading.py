"""Read a stored article again, and see what that would change before doing it."""

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from timeline.history import changing
from timeline.ingest.facts import changes, evidence_of, facts_of
from timeline.ingest.run import reread
from timeline.models import Article, Change


def rehearse(article: Article) -> list[Change]:
    """Give what reading an article with the present extractor would change; everything stays as it is.

    It is read and stored in a transaction that is then rolled back, so what is shown is what would be done.
    """
    with transaction.atomic():
        before = facts_of(article, evidence_of(article))
        reread(article)
        after = Article.objects.get(pk=article.pk)
        found = changes(before, facts_of(after, evidence_of(after)))
        transaction.set_rollback(True)
    return found


def read_again(article: Article, *, by: AbstractBaseUser, reason: str) -> None:
    """Read an article with the present extractor; what curators have set stays."""
    with changing(user=by, action="reread", reason=reason):
        reread(article)
