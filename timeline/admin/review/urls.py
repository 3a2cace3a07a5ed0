"""Addresses of the review queue, under /admin/review/."""

from django.urls import path

from timeline.admin.review import many, missed, views

app_name = "review"
urlpatterns = [
    path("", views.queue, name="queue"),
    path("undo/", views.undo, name="undo"),
    path("following/", views.following, name="following"),
    path("add/<int:pk>/", missed.add, name="add"),
    path("accept-all/", many.accept_all, name="accept_all"),
    path("<str:kind>/<int:pk>/", views.item, name="item"),
]
