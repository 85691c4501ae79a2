"""All that is done to entities and contexts. Each is a transaction of its own."""

from .attributes import (
    Written,
    append_attributes,
    delete_attribute,
    patch_attribute,
    replace_attribute,
    update_attributes,
)
from .batches import (
    Failure,
    Outcome,
    create_batch,
    delete_batch,
    merge_batch,
    update_batch,
    upsert_batch,
)
from .contexts import drop_context, host_context
from .showing import show_observations
from .together import Patch, Patched, patch_attributes
from .whole import create_entity, delete_entity, merge_entity, replace_entity

__all__ = [
    "Failure", "Outcome", "Patch", "Patched", "Written", "append_attributes", "create_batch",
    "create_entity", "delete_attribute", "delete_batch", "delete_entity", "drop_context",
    "host_context", "merge_batch", "merge_entity", "patch_attribute", "patch_attributes",
    "replace_attribute", "replace_entity", "show_observations", "update_attributes",
    "update_batch", "upsert_batch",
]  # fmt: skip
