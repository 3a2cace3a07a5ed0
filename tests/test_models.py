"""What the database itself refuses, whatever program writes to it."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from tests import factories
from timeline.joining.names import name_key, name_keys
from timeline.models import (
    Article,
    Event,
    Evidence,
    Membership,
    Organization,
    Participation,
    Person,
    Post,
    Report,
    Statement,
    StatementActor,
)

pytestmark = pytest.mark.django_db

DAY = date(2024, 12, 20)
LATER = date(2024, 12, 21)


def _article(**fields):
    return factories.make_article(**fields)


def _update(row, **fields):
    type(row).objects.filter(pk=row.pk).update(**fields)


def _evidence(**fields):
    person = factories.make_person()
    row = factories.make_evidence(_article(), 0, 9, "mention", person=person)
    _update(row, **fields)


def _two_targets():
    person = factories.make_person()
    factories.make_evidence(_article(), 0, 9, "mention", person=person, organization=factories.make_organization())


def _same_party_twice():
    person = factories.make_person()
    factories.make_event((person, person))


def _same_speaker_twice():
    person = factories.make_person()
    factories.make_statement((person, person))


def _membership(**fields):
    _update(factories.make_membership(factories.make_person()), **fields)


def _same_membership_twice():
    person = factories.make_person()
    factories.make_membership(person)
    factories.make_membership(person)


def _report_twice():
    event = factories.make_event()
    factories.make_report(event, event.reports.get().article)


def _local_id_twice(model):
    article = _article()
    if model is Report:
        factories.make_report(factories.make_event(), article, local_id="e1")
        factories.make_report(factories.make_event(), article, local_id="e1")
    else:
        factories.make_statement(article=article, local_id="s1")
        factories.make_statement(article=article, local_id="s1")


REFUSED = {
    "article_text_not_empty": lambda: _update(_article(), text=""),
    "article_sha256_is_hex": lambda: _update(_article(), sha256="ABC"),
    "timeline_article_sha256_": lambda: (_article(text="same words"), _article(text="same words")),
    "article_published_min_max_together": lambda: _update(_article(), published_min=None),
    "article_published_unknown_has_no_date": lambda: _update(_article(), published_basis="unknown"),
    "person_name_not_blank": lambda: factories.make_person(name=" \t"),
    "person_country_is_alpha3": lambda: factories.make_person(country="kr"),
    "timeline_person_slug": lambda: [factories.make_person(slug="kim") for _ in range(2)],
    "personname_key_not_empty": lambda: _update(factories.make_person().names.get(), key=""),
    "person_name_once": lambda: (lambda p: p.names.create(name=p.name))(factories.make_person()),
    "organization_name_not_blank": lambda: _update(factories.make_organization(), name=""),
    "organization_country_is_alpha3": lambda: _update(factories.make_organization(), country="KO"),
    "organization_once_per_country": lambda: [
        Organization.objects.create(name=name, slug=slug) for name, slug in (("Red-Cross", "a"), ("Red Cross", "b"))
    ],
    "post_once_per_country": lambda: [Post.objects.create(label="Envoy", country="KOR") for _ in range(2)],
    "post_label_not_blank": lambda: Post.objects.create(label=" "),
    "post_country_is_code": lambda: Post.objects.create(label="Envoy", country="Korea"),
    "membership_once": _same_membership_twice,
    "membership_from_before_to": lambda: _membership(date_from=LATER, date_to=DAY),
    "membership_seen_min_max_together": lambda: _membership(seen_min=DAY),
    "event_date_min_max": lambda: _update(factories.make_event(), date_min=LATER),
    "event_day_has_edtf_and_basis": lambda: _update(factories.make_event(), date_basis="unknown"),
    "event_confidence_0_to_1": lambda: factories.make_event(confidence=1.5),
    "event_one_initiator": lambda: factories.make_event(
        initiated_by_person=factories.make_person(), initiated_by_organization=factories.make_organization()
    ),
    "timeline_event_slug": lambda: [factories.make_event(slug="call") for _ in range(2)],
    "participation_person_or_organization": lambda: Participation.objects.create(event=factories.make_event()),
    "participation_person_once": _same_party_twice,
    "participation_country_is_alpha3": lambda: _update(
        factories.make_event((factories.make_person(),)).participations.get(), country="Kor"
    ),
    "report_once": _report_twice,
    "report_once_per_reading": lambda: _local_id_twice(Report),
    "report_date_min_max": lambda: _update(factories.make_event().reports.get(), date_min=LATER),
    "report_day_has_edtf_and_basis": lambda: _update(factories.make_event().reports.get(), edtf=""),
    "report_confidence_0_to_1": lambda: _update(factories.make_event().reports.get(), confidence=-0.1),
    "statement_content_not_empty": lambda: factories.make_statement(content=""),
    "statement_confidence_0_to_1": lambda: factories.make_statement(confidence=2),
    "statement_once_per_reading": lambda: _local_id_twice(Statement),
    "statementactor_person_or_organization": lambda: StatementActor.objects.create(
        statement=factories.make_statement(), role="speaker"
    ),
    "statementactor_person_once": _same_speaker_twice,
    "evidence_exact_not_empty": lambda: _evidence(exact="", end=0),
    "evidence_exact_is_as_long_as_its_span": lambda: _evidence(end=10),
    "evidence_hash_is_hex": lambda: _evidence(text_hash="0"),
    "evidence_proves_one_fact": _two_targets,
}


@pytest.mark.parametrize("constraint", REFUSED)
def test_database_refuses(constraint):
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        REFUSED[constraint]()

    assert refusal.value.__cause__.diag.constraint_name.startswith(constraint)


def test_every_constraint_of_the_models_is_tried():
    named = {
        constraint.name
        for model in (Article, Event, Evidence, Membership, Organization, Participation, Person, Post, Report)
        + (Statement, StatementActor)
        for constraint in model._meta.constraints
    }
    mirrored = {"participation_organization_once", "statementactor_organization_once"}

    assert named - mirrored <= set(REFUSED)


def test_evidence_without_a_target_only_proves_the_publication_date():
    article = _article()

    assert factories.make_evidence(article, 0, 9, "published").exact == article.text[:9]
    with pytest.raises(IntegrityError), transaction.atomic():
        factories.make_evidence(article, 0, 9, "mention")


SAME_NAMES = {
    "hyphen": ("Kim Seon-ho", "Kim Seonho"),
    "blank for hyphen": ("Kim Seon-ho", "Kim Seon Ho"),
    "capitals": ("KIM Seon-ho", "Kim Seon-ho"),
    "family name last": ("Seon-ho Kim", "Kim Seon-ho"),
    "accents": ("Viktor Orbán", "Viktor Orban"),
    "whole letters": ("Jens Støre", "Jens Store"),
    "initial inside": ("Bridget J. O'Neill", "Bridget O'Neill"),
    "curly apostrophe": ("Bridget O’Neill", "Bridget O'Neill"),
}
OTHER_NAMES = {
    "one letter": ("Kim Seon-ho", "Kim Seong-ho"),
    "surname only": ("Kim Seon-ho", "Kim"),
    "middle name": ("Maria Jose Silva", "Maria Silva"),
}


@pytest.mark.parametrize("case", SAME_NAMES)
def test_spellings_of_one_name_share_a_key(case):
    one, other = SAME_NAMES[case]

    assert name_key(other) in name_keys(one)


@pytest.mark.parametrize("case", OTHER_NAMES)
def test_other_names_share_no_key(case):
    one, other = OTHER_NAMES[case]

    assert name_key(other) not in name_keys(one)


def test_a_name_without_letters_has_a_key_all_the_same():
    assert name_key("—") == "—"


@given(st.text(min_size=1, max_size=200).filter(str.strip))
def test_any_name_has_a_key_that_fits_its_column(name):
    assert 0 < len(name_key(name)) <= 200
    assert name_key(name) in name_keys(name)


def test_public_leaves_out_what_was_rejected():
    kept, rejected = factories.make_event(), factories.make_event(review="rejected")

    assert kept in Event.objects.public()
    assert rejected not in Event.objects.public()


def test_membership_title_says_acting():
    membership = factories.make_membership(factories.make_person(), is_acting=True)

    assert membership.title == "Acting Minister of National Defense"
