"""Give the articles that were stored with an address that address as a row of its own."""

from typing import Any

from django.db import migrations

from timeline.versions import address_key


def add_addresses(apps: Any, schema_editor: Any) -> None:
    """Add a row for each article's address."""
    Article, Address = apps.get_model("timeline", "Article"), apps.get_model("timeline", "Address")
    found = Article.objects.exclude(url="").order_by("pk").values_list("pk", "url", "sha256")
    rows = {}
    for pk, url, digest in found.iterator():
        # Of two articles under one address the later one has its newer text.
        rows[address_key(url)] = Address(article_id=pk, key=address_key(url), url=url, text_hash=digest)
    rows.pop("", None)
    Address.objects.bulk_create(rows.values(), batch_size=1000)


class Migration(migrations.Migration):
    dependencies = [("timeline", "0007_revisions_and_feeds")]
    operations = [migrations.RunPython(add_addresses, migrations.RunPython.noop)]
