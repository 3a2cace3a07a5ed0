"""Read a stored article again from the admin, after seeing what that would change."""

from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from timeline import extraction
from timeline.admin.mending import curator
from timeline.admin.mending_forms import ReasonForm
from timeline.mending.rereading import read_again, rehearse
from timeline.models import Article
from timeline.rights import Right, needs


class RereadableAdmin(admin.ModelAdmin):
    """An article that can be read again."""

    def get_urls(self) -> list[URLPattern]:
        """Add the page that shows what a new reading would change."""
        view = self.admin_site.admin_view(self.reread_view)
        return [path("<int:pk>/reread/", view, name="timeline_article_reread"), *super().get_urls()]

    @needs(Right.INGEST_ARTICLES)
    def reread_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show what a new reading would change, and do it."""
        article = get_object_or_404(Article, pk=pk)
        form = ReasonForm(request.POST or None)
        if form.is_valid():
            read_again(article, by=curator(request), reason=form.cleaned_data["reason"])
            self.message_user(request, f"{article} was read again.", messages.SUCCESS)
            return HttpResponseRedirect(reverse("admin:timeline_article_change", args=[pk]))
        context: dict[str, Any] = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": f"Read again: {article}",
            "media": self.media,
            "form": form,
            "article": article,
            "changes": rehearse(article),
            "present": extraction.version(),
        }
        return TemplateResponse(request, "admin/timeline/article/reread.html", context)
