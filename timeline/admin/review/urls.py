"""Addresses of the review queue, under /admin/review/."""

from django.urls import path

from timeline.admin.review import views

app_name = "review"
urlpatterns = [
    path("", views.queue, name="queue"),
    path("undo/", views.undo, name="undo"),
    path("<str:kind>/<int:pk>/", views.item, name="item"),
]
