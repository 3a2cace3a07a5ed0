"""Who is who, and which event is which: pure functions of a set of accounts, whatever their order.

    account (of an article) ─ person_blocks / event_blocks ─▶ block (all that may be compared)
      ─ join_people / join_events / join_statements ─▶ Partition: groups that are one, and doubtful pairs for a curator

No Django, no database, no language model. What is doubtful is not joined.
"""

from timeline.joining.accounts import (
    EventAccount,
    OfficeKey,
    OrganizationAccount,
    PersonAccount,
    event_of,
    organization_of,
    person_of,
    signature,
)
from timeline.joining.events import event_blocks, join_events
from timeline.joining.offices import bare_label, is_public, office_key
from timeline.joining.organizations import join_organizations, organization_blocks
from timeline.joining.partition import Doubt, Partition
from timeline.joining.people import join_people, person_blocks, register_spellings
from timeline.joining.reprints import are_reprints, reprint_bands, reprint_signature
from timeline.joining.statements import StatementAccount, join_statements
from timeline.joining.telling import event_accounts, occupations, person_accounts, told_apart

__all__ = [
    "Doubt",
    "EventAccount",
    "OfficeKey",
    "OrganizationAccount",
    "Partition",
    "PersonAccount",
    "StatementAccount",
    "are_reprints",
    "bare_label",
    "event_accounts",
    "event_blocks",
    "event_of",
    "is_public",
    "join_events",
    "join_organizations",
    "join_people",
    "join_statements",
    "occupations",
    "office_key",
    "organization_blocks",
    "organization_of",
    "person_accounts",
    "person_blocks",
    "person_of",
    "register_spellings",
    "reprint_bands",
    "reprint_signature",
    "signature",
    "told_apart",
]
