"""The guided tour: one dossier through a running city, over HTTP, as its people would do it."""
