"""What the state answers: results that are drafted, signed twice and numbered, and the letters on
the way to them, as PDFs that anybody can check. A paper is never edited: it is replaced, recalled,
or voided and issued again. Dossiers call `steps` and `queries`; anybody may check a paper through
the `public_` queries; nothing here knows what a dossier is.
"""
