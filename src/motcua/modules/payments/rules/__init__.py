"""What may happen to money, as pure functions: machines, ledger, receipts, VietQR, words."""
