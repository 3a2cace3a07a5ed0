"""A connection that is kept tells by itself whether its server is still there."""

import time

import pytest
from django.db import DatabaseError, connection, transaction

PATIENCE = 10.0


@pytest.mark.django_db(transaction=True)
def test_connection_is_not_usable_once_its_server_has_ended() -> None:
    connection.ensure_connection()
    assert connection.is_usable()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (pid,) = cursor.fetchone()
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(%s)", [pid])
    finally:
        other.close()

    until = time.monotonic() + PATIENCE
    while connection.is_usable() and time.monotonic() < until:
        time.sleep(0.01)

    assert not connection.is_usable()
    connection.close()
    connection.ensure_connection()
    assert connection.is_usable()


@pytest.mark.django_db(transaction=True)
def test_connection_that_was_told_something_is_usable() -> None:
    with connection.cursor() as cursor:
        cursor.execute("LISTEN something")
        other = connection.copy()
        try:
            with other.cursor() as teller:
                teller.execute("NOTIFY something")
        finally:
            other.close()

        assert connection.is_usable()
        cursor.execute("UNLISTEN something")


@pytest.mark.django_db(transaction=True)
def test_connection_within_a_failed_transaction_is_not_usable() -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        assert connection.is_usable()
        with pytest.raises(DatabaseError):
            cursor.execute("SELECT nonsense")
        assert not connection.is_usable()
        transaction.set_rollback(True)

    assert connection.is_usable()
