"""What anybody may ask of entities: all of them are public data."""

from .contexts import (
    ContextCard,
    public_context,
    public_context_document,
    public_contexts,
)
from .discovery import AttributeCard, TypeCard, public_attributes, public_types
from .finding import (
    Found,
    public_count,
    public_entities,
    public_entity,
    public_keys,
    public_page,
)
from .searching import Search

__all__ = [
    "AttributeCard", "ContextCard", "Found", "Search", "TypeCard", "public_attributes",
    "public_context", "public_context_document", "public_contexts", "public_count",
    "public_entities", "public_entity", "public_keys", "public_page", "public_types",
]  # fmt: skip
