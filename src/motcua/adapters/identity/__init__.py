"""Proof of who somebody is: sign-in by OpenID Connect, and a provider of our own for demonstration.

VNeID or the national portal is another issuer and another claim map, not other code.
"""
