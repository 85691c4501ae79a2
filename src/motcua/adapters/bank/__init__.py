"""The fake bank of the demonstration: a payment gateway with pages of its own, and its cable to us.

Not for production: it takes no money and says that it did. It knows of a payment only what its
signed request says, and tells us only what a gateway would.
"""
