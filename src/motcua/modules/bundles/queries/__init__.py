"""Questions about joined procedures: who asks is an argument; what is not theirs is not there."""

from .drafts import BundleDraft, bundle_draft, plan_of, prices
from .filed import (
    BundleCard,
    BundleRow,
    Membership,
    PartCard,
    bundle,
    bundle_holding,
    membership,
    my_bundles,
)
from .groups import (
    GroupCard,
    MemberCard,
    public_form,
    public_group,
    public_groups,
    public_groups_with,
    public_places,
)
from .whole import Broken, broken

__all__ = [
    "Broken", "BundleCard", "BundleDraft", "BundleRow", "GroupCard", "MemberCard", "Membership",
    "PartCard", "broken", "bundle", "bundle_draft", "bundle_holding", "membership", "my_bundles",
    "plan_of", "prices", "public_form", "public_group", "public_groups", "public_groups_with",
    "public_places",
]  # fmt: skip
