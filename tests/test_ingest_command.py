"""The ingest command: what it takes, what it says, and that nothing is ever half-stored."""

import os
import signal
import subprocess
import sys
import threading
from io import BytesIO, StringIO, TextIOWrapper
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from tests.ingest.sketch import CALL, call, retold
from timeline.ingest import Outcome, ingest, store
from timeline.models import Article, Event, Person

ROOT = Path(__file__).parent.parent
TEXT = CALL.encode()


def run(*arguments, **options):
    """Run the command; give its output, its error output, and the message it failed with."""
    out, err = StringIO(), StringIO()
    try:
        call_command("ingest", *map(str, arguments), stdout=out, stderr=err, **options)
    except CommandError as error:
        return out.getvalue(), err.getvalue(), str(error)
    return out.getvalue(), err.getvalue(), ""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "one.txt").write_bytes(TEXT)
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "two.txt").write_text(retold(2))
    (tmp_path / "README.txt").write_text("What this folder holds")
    (tmp_path / "notes.md").write_text("No article")
    return tmp_path


@pytest.mark.django_db
def test_a_folder_is_stored_once(folder):
    assert run(folder) == ("2 read: 2 new, 0 unchanged, 0 failed.\n", "", "")
    assert run(folder) == ("2 read: 0 new, 2 unchanged, 0 failed.\n", "", "")
    assert sorted(Article.objects.values_list("file", flat=True)) == ["one.txt", "sub/two.txt"]


@pytest.mark.django_db
def test_one_text_named_twice_in_a_run_is_one_article(folder):
    (folder / "copy.txt").write_bytes(TEXT)

    assert run(folder / "one.txt", folder / "one.txt", folder / "copy.txt")[0].startswith("3 read: 1 new, 2 unchanged")
    assert Article.objects.count() == 1


@pytest.mark.django_db
def test_what_is_given_with_the_text_is_kept_and_given_again(folder):
    given = {"published": "2024-12-20", "outlet": "The Bay", "url": "https://bay.example/1"}

    run(folder / "one.txt", **given)
    out, *_ = run(folder / "one.txt", reread=True)

    article = Article.objects.get()
    assert out == "1 read: 0 new, 1 read again, 0 unchanged, 0 failed.\n"
    assert (article.published_edtf, article.published_basis) == ("2024-12-20", "supplied")
    assert (str(article.outlet), article.url) == ("The Bay", "https://bay.example/1")


@pytest.mark.django_db
def test_standard_input_is_a_text(monkeypatch):
    monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(TEXT)))

    assert run("-")[0] == "1 read: 1 new, 0 unchanged, 0 failed.\n"
    assert Article.objects.get().file == "standard input"


BAD_FILES = {
    "empty file": (b"", "empty"),
    "blanks only": (b" \n\t\n", "empty"),
    "binary": (b"\x89PNG\r\n\x1a\n\0\0", "binary"),
    "over 1 MB": (b"word " * 200_001, "too large: 1,000,005 bytes; the limit is 1,000,000"),
}


@pytest.mark.django_db
@pytest.mark.parametrize("case", BAD_FILES)
def test_a_bad_file_is_named_and_the_others_are_stored(folder, case):
    data, why = BAD_FILES[case]
    (folder / "a-bad.txt").write_bytes(data)

    out, err, failure = run(folder)

    assert out == "2 read: 2 new, 0 unchanged, 1 failed.\n"
    assert err.startswith(f"a-bad.txt: {why}")
    assert failure == "1 could not be stored."


@pytest.mark.django_db
def test_windows_1252_and_broken_utf8_are_read_with_a_note(folder):
    (folder / "old.txt").write_bytes(CALL.replace("Weber", "Müller").encode("cp1252"))

    out, *_ = run(folder / "old.txt")

    article = Article.objects.get()
    assert out.startswith("1 read: 1 new")
    assert "Müller" in article.text
    assert "read as Windows-1252" in article.warnings[0]


@pytest.mark.django_db
def test_a_missing_file_an_empty_folder_and_a_folder_without_articles_are_named(folder, tmp_path):
    (tmp_path / "bare").mkdir()

    out, err, failure = run(folder / "none.txt", tmp_path / "bare", folder / "one.txt")

    assert out == "1 read: 1 new, 0 unchanged, 2 failed.\n"
    assert err.startswith(f"{tmp_path / 'bare'}: no articles in this folder (.txt, ")
    assert err.endswith("\nnone.txt: no such file\n")
    assert failure == "2 could not be stored."


@pytest.mark.django_db
def test_an_unreadable_file_is_named(folder, monkeypatch):
    def refuse(path, mode):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)

    assert run(folder / "one.txt")[1] == "one.txt: cannot be read: Permission denied\n"


BAD_OPTIONS = {
    "nonsense day": ({"published": "yesterday"}, "--published: not a date: 'yesterday'"),
    "day to come": ({"published": "2999-01-01"}, "--published: in the future"),
    "one address for two texts": ({"url": "https://bay.example/1"}, "--url is for one text, but there are 2."),
}


@pytest.mark.django_db
@pytest.mark.parametrize("case", BAD_OPTIONS)
def test_bad_options_are_refused_before_anything_is_read(folder, case):
    options, why = BAD_OPTIONS[case]

    out, _, failure = run(folder, **options)

    assert (out, Article.objects.count()) == ("", 0)
    assert failure.startswith(why)


@pytest.mark.django_db
def test_a_text_in_another_language_is_an_article_without_facts(tmp_path):
    (tmp_path / "fr.txt").write_text(
        "Les ministres se parlent au téléphone\nLe ministre des Armées a parlé vendredi avec son homologue allemand. "
        "Ils ont réaffirmé leur alliance et sont convenus de rester en contact étroit dans les semaines à venir.\n" * 3
    )

    out, *_ = run(tmp_path)

    article = Article.objects.get()
    assert out.startswith("1 read: 1 new")
    assert (article.language, article.reports.count(), article.statements.count()) == ("fr", 0, 0)
    assert article.warnings


def test_a_stored_text_is_not_read_again(tmp_path, database_url):
    (tmp_path / "one.txt").write_bytes(TEXT)
    call().store()
    code = (
        "import sys, django; django.setup(); from django.core.management import call_command; "
        f"call_command('ingest', {str(tmp_path)!r}); sys.exit('spacy' in sys.modules)"
    )

    done = subprocess.run([sys.executable, "-c", code], env=_environment(database_url), cwd=ROOT, capture_output=True)

    assert done.stdout.decode() == "1 read: 0 new, 1 unchanged, 0 failed.\n"
    assert done.returncode == 0, done.stderr.decode()


def test_two_runs_at_once_store_one_article(tmp_path, database_url):
    (tmp_path / "one.txt").write_bytes(TEXT)

    runs = [_start(tmp_path, database_url) for _ in range(2)]
    outputs = sorted(run.communicate(timeout=120)[0].decode() for run in runs)

    assert outputs == ["1 read: 0 new, 1 unchanged, 0 failed.\n", "1 read: 1 new, 0 unchanged, 0 failed.\n"]
    assert Article.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_articles_stored_at_once_bring_one_person():
    def work(number):
        call(retold(number)).store()
        connection.close()

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert (Article.objects.count(), Person.objects.count(), Event.objects.count()) == (4, 2, 1)


def test_after_kill_9_in_the_middle_nothing_is_half_stored(tmp_path, database_url):
    (tmp_path / "one.txt").write_bytes(TEXT)
    code = (
        "import os, signal, django; django.setup()\n"
        "import timeline.ingest.storing as module\n"
        "module.refresh_search = lambda *_: os.kill(os.getpid(), signal.SIGKILL)\n"
        "from django.core.management import call_command\n"
        f"call_command('ingest', {str(tmp_path)!r})\n"
    )

    killed = subprocess.run([sys.executable, "-c", code], env=_environment(database_url), cwd=ROOT, capture_output=True)

    assert killed.returncode == -signal.SIGKILL, killed.stderr.decode()
    assert (Article.objects.count(), Person.objects.count()) == (0, 0)
    assert run(tmp_path)[0] == "1 read: 1 new, 0 unchanged, 0 failed.\n"


def test_the_database_going_away_in_the_middle_is_said_and_the_next_run_completes(folder, database_url):
    ingest(CALL, file="one.txt")
    code = (
        "import django; django.setup()\n"
        "import timeline.ingest.run as module\n"
        "from django.db import connection\n"
        "read = module.extraction.read\n"
        "def cut(*args, **options):\n"
        "    connection.close(); connection.settings_dict['HOST'] = '/nowhere'; connection.settings_dict['PORT'] = ''\n"
        "    return read(*args, **options)\n"
        "module.extraction.read = cut\n"
        "from django.core.management import execute_from_command_line\n"
        f"execute_from_command_line(['manage.py', 'ingest', {str(folder)!r}])\n"
    )

    done = subprocess.run([sys.executable, "-c", code], env=_environment(database_url), cwd=ROOT, capture_output=True)

    assert done.returncode == 1
    assert done.stdout.decode() == "1 read: 0 new, 1 unchanged, 0 failed.\n"
    assert "The database went away at sub/two.txt" in done.stderr.decode()
    assert "run the same command again" in done.stderr.decode()
    assert "Traceback" not in done.stderr.decode()
    assert Article.objects.count() == 1
    assert run(folder)[0] == "2 read: 1 new, 1 unchanged, 0 failed.\n"


@pytest.mark.django_db
def test_a_text_stored_by_another_run_meanwhile_is_unchanged(monkeypatch):
    import timeline.extraction as extraction

    read = extraction.read

    def slow(text, **known):
        reading = read(text, **known)
        store(reading, text)
        return reading

    monkeypatch.setattr(extraction, "read", slow)

    assert ingest(CALL).outcome == Outcome.UNCHANGED


def _environment(database_url):
    return os.environ | {"DATABASE_URL": database_url, "DJANGO_SETTINGS_MODULE": "diplomacy.settings"}


def _start(folder, database_url):
    command = [sys.executable, "manage.py", "ingest", str(folder)]
    return subprocess.Popen(command, env=_environment(database_url), cwd=ROOT, stdout=subprocess.PIPE)
