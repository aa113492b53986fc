"""Signed credentials as issued, and the status lists in which each has its bit."""

from django.db import models

from bransjekurs.certificates.models import Certificate


class StatusList(models.Model):
    """A list of bits that an issuer publishes; ``version`` counts its changes. No personal data."""

    organisation = models.CharField(max_length=255)
    number = models.PositiveIntegerField()
    version = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField()

    class Meta:
        """The lists of an organisation are numbered from 1."""

        app_label = "bransjekurs"
        constraints = [models.UniqueConstraint(fields=["organisation", "number"], name="bransjekurs_status_list_once")]


class SignedCredential(models.Model):
    """The credential of a certificate, byte for byte as it was signed.

    Personal data. When the holder is erased, ``document`` is emptied; its hash remains, so that a file in somebody's
    hand can still be checked, and so does the bit.
    """

    certificate = models.OneToOneField(Certificate, on_delete=models.CASCADE, related_name="+")
    document = models.TextField()
    document_hash = models.CharField(max_length=64)
    status_list = models.ForeignKey(StatusList, on_delete=models.PROTECT, related_name="entries")
    place = models.PositiveIntegerField()
    withdrawn = models.BooleanField(default=False)

    class Meta:
        """Each certificate has a bit of its own."""

        app_label = "bransjekurs"
        constraints = [models.UniqueConstraint(fields=["status_list", "place"], name="bransjekurs_status_place_once")]
        indexes = [models.Index(fields=["status_list", "withdrawn"], name="bransjekurs_status_bits")]
