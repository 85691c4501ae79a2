"""How Motcua looks and speaks: components, layout, print, formats. It knows no business.

Sites render with `page.page`; everything else here is used by templates or wired in `config`.
"""
