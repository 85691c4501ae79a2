"""The officers' desk: what must I do next, one screen a dossier, and every act with its grounds."""
