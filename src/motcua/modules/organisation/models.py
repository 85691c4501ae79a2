"""Tables of the organisation. Postings and calendars are dated; nothing of them is overwritten."""

from django.db import models
from django.db.models import F, Q

from motcua.foundation.identifiers import new_id
from motcua.kernel.calendar import DayKind

from .rules import POSTS, AgencyKind


class Agency(models.Model):
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.TextField(unique=True)
    name_vi = models.TextField()
    name_en = models.TextField(blank=True)
    kind = models.TextField()
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    place_code = models.TextField(null=True, db_index=True)  # noqa: DJ001 -- no place is not ''
    address = models.TextField(blank=True)
    phone = models.TextField(blank=True)
    email = models.TextField(blank=True)
    authority_line_vi = models.TextField(blank=True)
    authority_line_en = models.TextField(blank=True)
    bank_bin = models.TextField(blank=True)
    bank_account = models.TextField(blank=True)
    bank_account_holder = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(code__regex=r"^[A-Y][0-9]{2}(\.[0-9A-Z]+)*$"),
                name="agency_code_is_of_decision_20_2020",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=sorted(k.value for k in AgencyKind)),
                name="agency_is_of_a_known_kind",
            ),
            models.CheckConstraint(
                condition=Q(bank_bin="", bank_account="", bank_account_holder="")
                | (~Q(bank_bin="") & ~Q(bank_account="") & ~Q(bank_account_holder="")),
                name="agency_account_is_whole_or_absent",
            ),
        ]

    def __str__(self) -> str:
        return self.code


class OneStopUnit(models.Model):
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="units")
    name_vi = models.TextField()
    name_en = models.TextField(blank=True)
    address = models.TextField(blank=True)
    phone = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.name_vi


class Counter(models.Model):
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey(OneStopUnit, models.CASCADE, related_name="counters")
    number = models.TextField()
    name_vi = models.TextField(blank=True)
    name_en = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "number"], name="counter_number_once_a_unit")
        ]

    def __str__(self) -> str:
        return self.number


class Officer(models.Model):
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    full_name = models.TextField()
    title_vi = models.TextField()
    title_en = models.TextField(blank=True)
    provider = models.TextField()
    subject = models.TextField()
    is_active = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["provider", "subject"], name="officer_is_one_subject_of_a_provider"
            )
        ]

    def __str__(self) -> str:
        return self.full_name


class Posting(models.Model):
    """A role at an agency; it holds from `valid_from` up to, but not on, `valid_to`."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    officer = models.ForeignKey(Officer, models.PROTECT, related_name="postings")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="postings")
    role = models.TextField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    legal_ref = models.TextField(blank=True)
    end_legal_ref = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(role__in=sorted(r.value for r in POSTS)),
                name="posting_is_to_a_known_role",
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="posting_does_not_end_before_it_starts",
            ),
            models.UniqueConstraint(
                fields=["officer", "agency", "role"],
                condition=Q(valid_to__isnull=True),
                name="open_posting_once_an_officer_agency_role",
            ),
        ]
        indexes = [models.Index(fields=["agency", "role"], name="posting_by_agency_and_role")]

    def __str__(self) -> str:
        return f"{self.role} {self.valid_from}"


class CalendarVersion(models.Model):
    """One adopted calendar with the city's week; a later one replaces it and never changes it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.BigIntegerField(unique=True)
    version = models.TextField(unique=True)
    label = models.TextField(db_index=True)
    first_on = models.DateField()
    last_on = models.DateField()
    decided_until = models.DateField()
    timezone = models.TextField()
    week = models.JSONField()
    legal_ref = models.TextField(blank=True)
    adopted_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(first_on__lte=F("last_on")), name="calendar_ends_after_it_starts"
            )
        ]

    def __str__(self) -> str:
        return self.version


class CalendarDay(models.Model):
    """A dated exception to the week, in one version of the calendar."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    calendar = models.ForeignKey(CalendarVersion, models.PROTECT, related_name="days")
    on = models.DateField()
    kind = models.TextField()
    name_vi = models.TextField()
    name_en = models.TextField(blank=True)
    works = models.BooleanField()
    in_place_of = models.DateField(null=True)
    is_forecast = models.BooleanField()
    legal_ref = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["calendar", "on"], name="day_once_a_calendar"),
            models.CheckConstraint(
                condition=Q(kind__in=sorted(k.value for k in DayKind)),
                name="day_is_of_a_known_kind",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.on} {self.kind}"


class OfficeHours(models.Model):
    """The week an agency keeps instead of the city's; the latest one holds."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.BigIntegerField()
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="office_hours")
    label = models.TextField(db_index=True)
    week = models.JSONField()
    legal_ref = models.TextField(blank=True)
    adopted_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "number"], name="hours_numbered_in_agency")
        ]

    def __str__(self) -> str:
        return self.label
