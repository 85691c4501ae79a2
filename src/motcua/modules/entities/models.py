"""The tables of entities. They are written by hand-made statements; see `steps` and `queries`.

`Entity` also has `point` (a point) and `extent` (a box) of its location, which no model field
knows; the migration makes them, with their indexes.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from motcua.foundation.identifiers import new_id


class Entity(models.Model):
    """One entity as it is now. `document` and `stamps` are as told in `rules.entities`."""

    key = models.UUIDField(primary_key=True, default=new_id)
    uri = models.TextField(unique=True)
    types = ArrayField(models.TextField())
    scopes = ArrayField(models.TextField(), default=list)
    document = models.JSONField()
    stamps = models.JSONField()
    is_deep = models.BooleanField()
    keeper = models.TextField()
    created_at = models.DateTimeField()
    modified_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(types__len__gt=0), name="entity_has_a_type"),
        ]

    def __str__(self) -> str:
        return self.uri


class EntityType(models.Model):
    """Which entities are of a type, in the order they are shown."""

    pk = models.CompositePrimaryKey("type", "key")
    type = models.TextField()
    key = models.UUIDField()

    class Meta:
        indexes = [models.Index(fields=["key"], name="entity_type_by_key")]

    def __str__(self) -> str:
        return f"{self.type} {self.key}"


class EntityFact(models.Model):
    """One simple value of an attribute, for looking entities up; see `rules.facts`."""

    pk = models.CompositePrimaryKey("name", "key", "place")
    name = models.BigIntegerField()
    key = models.UUIDField()
    place = models.SmallIntegerField()
    number = models.FloatField(null=True)
    text = models.TextField(null=True)  # noqa: DJ001 -- neither number nor text: wild

    class Meta:
        indexes = [
            models.Index(
                fields=["name", "number", "key"],
                name="entity_fact_by_number",
                condition=Q(number__isnull=False),
            ),
            models.Index(
                fields=["name", "text", "key"],
                name="entity_fact_by_text",
                condition=Q(text__isnull=False),
            ),
            models.Index(
                fields=["name", "key"],
                name="entity_fact_wild",
                condition=Q(number__isnull=True, text__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.name}"


class HostedContext(models.Model):
    """An @context somebody posted here, or a remote one pinned under its address."""

    id = models.UUIDField(primary_key=True, default=new_id)
    url = models.TextField(null=True, unique=True)  # noqa: DJ001 -- null: it lives here only
    digest = models.TextField()
    document = models.JSONField()
    keeper = models.TextField()
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.url or str(self.id)
