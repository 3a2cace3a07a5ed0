"""Addresses of the pages that researchers read."""

from django.urls import path

from timeline import views

app_name = "timeline"
urlpatterns = [
    path("", views.timeline, name="timeline"),
    path("more/", views.more, name="more"),
    path("values/<slug:facet>/", views.values, name="values"),
    path("api/events/", views.api, name="api"),
    path("feed/", views.feed, name="feed"),
    path("export/<str:name>", views.export, name="export"),
    path("events/<slug:slug>/", views.event, name="event"),
    path("events/<slug:slug>/changes/", views.event_changes, name="event_changes"),
    path("people/<slug:slug>/changes/", views.person_changes, name="person_changes"),
    path("events/<slug:slug>/cite.<str:ending>", views.cite, name="cite"),
    path("people/", views.people, name="people"),
    path("people/<slug:slug>/", views.person, name="person"),
    path("articles/<int:pk>/", views.article, name="article"),
    path("articles/<int:pk>/changes/<int:number>/", views.changes, name="changes"),
    path("method/", views.method, name="method"),
]
