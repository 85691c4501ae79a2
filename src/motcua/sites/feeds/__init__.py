"""The door of listeners: SSE, Atom, CAP documents, and subscriptions by webhook."""
