"""Where the drawing process and those who ask it meet, and how long they wait for each other."""

SOCKET, LOCK = "draw.sock", "lock"
IDLE_SECONDS = 15.0
DRAWING_SECONDS = 8  # a drawing that takes longer ends the process; the next one begins afresh
READING_SECONDS = 2.0
PATIENCE_SECONDS = 5.0
STARTING_SECONDS = 4.0
#: How many of a web process's threads may wait for drawings, and how long others wait for that.
MOST_WAITING = 2
TURN_SECONDS = 1.0
LARGEST = 8 * 1024 * 1024
