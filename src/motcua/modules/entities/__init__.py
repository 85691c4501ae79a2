"""The city as entities with attributes (the NGSI-LD information model), their present state.
Numbers with a time also become observations; subscriptions and history come from the modules below.
"""
