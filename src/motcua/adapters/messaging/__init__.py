"""Cables that carry messages to people: mail by SMTP, and the catcher of the demonstration.

The catcher delivers nothing: it shows what would have been sent, on a page marked as demo. It
refuses production, where a channel without a cable is offered to nobody.
"""
