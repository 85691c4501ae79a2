"""The only ways joined procedures change; each is one transaction and takes `by` and `at`."""

from .drafting import discard_bundle, erase_drafts_of, keep_bundle, save_answers, start_bundle
from .expiring import expire_bundles, tell_expiring, warn_of_expiry
from .filing import carry_on, file_bundle
from .grouping import adopt_group

__all__ = [
    "adopt_group", "carry_on", "discard_bundle", "erase_drafts_of", "expire_bundles",
    "file_bundle", "keep_bundle", "save_answers", "start_bundle", "tell_expiring",
    "warn_of_expiry",
]  # fmt: skip
