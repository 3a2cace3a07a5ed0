"""What is stored: one noun a file."""

from timeline.models.article import Article, Outlet, PublishedBasis
from timeline.models.event import DateBasis, Event, EventStatus, EventType, Participation, Report
from timeline.models.evidence import Evidence
from timeline.models.office import Membership, Post
from timeline.models.organization import Organization
from timeline.models.person import Person, PersonName
from timeline.models.review import ReviewState
from timeline.models.statement import Modality, SpeechAct, Statement, StatementActor

__all__ = [
    "Article",
    "DateBasis",
    "Event",
    "EventStatus",
    "EventType",
    "Evidence",
    "Membership",
    "Modality",
    "Organization",
    "Outlet",
    "Participation",
    "Person",
    "PersonName",
    "Post",
    "PublishedBasis",
    "Report",
    "ReviewState",
    "SpeechAct",
    "Statement",
    "StatementActor",
]
