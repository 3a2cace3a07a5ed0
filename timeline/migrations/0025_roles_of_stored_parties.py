"""Give the parties that are stored the codes of their offices, as the posts of those names have them."""

from django.db import migrations

# A post of the same country first; the words before a title that say how the office is held are no part of a post's name.
# What no person does is no part of the history, and the index is made anew for the new column anyway.
FORWARD = """
ALTER TABLE timeline_participation DISABLE TRIGGER USER;
UPDATE timeline_participation party SET role = found.role FROM (
    SELECT DISTINCT ON (office, here) office, here, role FROM (
        SELECT one.office, one.country AS here, post.role, post.country = one.country AS is_own, post.country
        FROM (SELECT DISTINCT office, country FROM timeline_participation WHERE office <> '') one
        JOIN timeline_post post ON post.role <> ''
            AND post.label = regexp_replace(one.office, '^((Acting|Interim|Former|Outgoing|Caretaker|Then) )+', '', 'i')
    ) named ORDER BY office, here, is_own DESC, country DESC
) found WHERE party.role = '' AND party.office = found.office AND party.country = found.here;
ALTER TABLE timeline_participation ENABLE TRIGGER USER;
"""


class Migration(migrations.Migration):
    """Fill the new column."""

    dependencies = [("timeline", "0024_role_of_a_party")]
    operations = [migrations.RunSQL(FORWARD, migrations.RunSQL.noop)]
