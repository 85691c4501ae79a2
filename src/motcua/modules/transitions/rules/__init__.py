"""What a plan makes of a dossier: pure functions over two packages, decisions and answers."""
