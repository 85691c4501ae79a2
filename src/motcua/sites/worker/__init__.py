"""The door of time: runs queued jobs and the periodic ones. It decides nothing itself."""
