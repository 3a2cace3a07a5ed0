"""What is stored: one noun a file."""

from timeline.models.article import Article, Outlet, PublishedBasis
from timeline.models.batch import Batch, BatchItem, BatchOutcome
from timeline.models.event import Account, DateBasis, Event, EventStatus, EventType, Participation, Readout, Report
from timeline.models.evidence import Evidence
from timeline.models.feed import EntryState, Feed, FeedEntry
from timeline.models.joining import (
    Doubt,
    EventSignature,
    MovedAddress,
    OrganizationSignature,
    PersonSignature,
    Sighting,
)
from timeline.models.mending import Apart, Binding, Mend, MendedRow, MendKind
from timeline.models.office import Membership, MembershipBasis, Post
from timeline.models.organization import Organization
from timeline.models.person import NameBasis, Person, PersonName
from timeline.models.queue import Decision, DecisionKind, ReviewItem, ReviewSkip, Sureness
from timeline.models.recorded import RecordedChange
from timeline.models.review import Curated, Registered, Reviewed, ReviewState
from timeline.models.revision import Address, Change, ChangeKind, Revision
from timeline.models.statement import Modality, SpeechAct, Statement, StatementActor

__all__ = [
    "Account",
    "Address",
    "Apart",
    "Article",
    "Batch",
    "BatchItem",
    "BatchOutcome",
    "Binding",
    "Change",
    "ChangeKind",
    "Curated",
    "DateBasis",
    "Decision",
    "DecisionKind",
    "EntryState",
    "Doubt",
    "Event",
    "EventSignature",
    "EventStatus",
    "EventType",
    "Evidence",
    "Feed",
    "FeedEntry",
    "Membership",
    "MembershipBasis",
    "Mend",
    "MendKind",
    "MendedRow",
    "Modality",
    "NameBasis",
    "MovedAddress",
    "Organization",
    "OrganizationSignature",
    "Outlet",
    "Participation",
    "Person",
    "PersonName",
    "PersonSignature",
    "Post",
    "PublishedBasis",
    "Report",
    "Readout",
    "RecordedChange",
    "Registered",
    "ReviewItem",
    "ReviewSkip",
    "ReviewState",
    "Reviewed",
    "Revision",
    "Sighting",
    "SpeechAct",
    "Statement",
    "StatementActor",
    "Sureness",
]
