"""The front of a web process: takes requests in, keeps them in line, and sends answers out.

It stands between the server's event loop and Django, which runs in threads. A request reaches a
thread only when all of it is here, and only if its lane has room; otherwise it is refused at once.
"""
