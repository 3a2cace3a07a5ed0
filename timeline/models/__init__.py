"""What is stored: one noun a file."""

from timeline.models.article import Article, Outlet, PublishedBasis
from timeline.models.batch import Batch, BatchItem, BatchOutcome
from timeline.models.event import Account, DateBasis, Event, EventStatus, EventType, Participation, Report
from timeline.models.evidence import Evidence
from timeline.models.office import Membership, MembershipBasis, Post
from timeline.models.organization import Organization
from timeline.models.person import NameBasis, Person, PersonName
from timeline.models.review import Curated, Registered, Reviewed, ReviewState
from timeline.models.statement import Modality, SpeechAct, Statement, StatementActor

__all__ = [
    "Account",
    "Article",
    "Batch",
    "BatchItem",
    "BatchOutcome",
    "Curated",
    "DateBasis",
    "Event",
    "EventStatus",
    "EventType",
    "Evidence",
    "Membership",
    "MembershipBasis",
    "Modality",
    "NameBasis",
    "Organization",
    "Outlet",
    "Participation",
    "Person",
    "PersonName",
    "Post",
    "PublishedBasis",
    "Report",
    "Registered",
    "ReviewState",
    "Reviewed",
    "SpeechAct",
    "Statement",
    "StatementActor",
]
