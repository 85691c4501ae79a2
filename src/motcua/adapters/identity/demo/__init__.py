"""An identity provider for demonstration that really speaks OpenID Connect.

It asks for no password: whoever comes chooses whom to be. It refuses to exist in production.
"""
