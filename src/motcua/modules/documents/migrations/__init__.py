"""Tables of documents, step by step."""
