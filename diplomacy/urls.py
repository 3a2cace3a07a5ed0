"""Addresses of the site."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/review/", include("timeline.admin.review.urls")),
    path("admin/", include("diplomacy.accounts.urls")),
    path("admin/", admin.site.urls),
    path("", include("timeline.urls")),
]
