"""Who stands for whom by law, as registers of the state tell it."""
