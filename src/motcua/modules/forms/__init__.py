"""What a procedure asks: form definitions, what follows from them, and their pages as Django forms.

It keeps no tables: definitions live in the catalogue's revisions and answers in dossiers. Modules
above use `rules`; doors use `rules`, `compile` for one page at a time, and `words` for sentences.
"""
