from django.db import migrations, models


class Migration(migrations.Migration):
    """The mentors' links become links for anybody without an account; those that are out go on working."""

    dependencies = [("bransjekurs", "0002_history")]

    operations = [
        migrations.RenameModel("MentorRequest", "Link"),
        migrations.RenameField("Link", "mentor", "to_name"),
        migrations.RenameField("Link", "outcome_id", "subject"),
        migrations.RenameIndex("Link", new_name="bransjekurs_link_of", old_name="bransjekurs_request_of"),
        migrations.AlterField("Link", "subject", models.CharField(blank=True, max_length=80)),
        migrations.AddField("Link", "purpose", models.CharField(default="observe", max_length=16)),
        migrations.AddField("Link", "to_role", models.CharField(default="mentor", max_length=16)),
        migrations.AddField("Link", "opened_at", models.DateTimeField(null=True)),
        migrations.AddField("Link", "language", models.CharField(blank=True, max_length=8)),
        migrations.AddField("Link", "comment", models.CharField(blank=True, max_length=500)),
    ]
