"""Who the city is: agencies, their one-stop counters, officers and the posts they hold, calendars.

It does not know what officers work on. Modules above ask `queries`; a posting, a counter or a
calendar changes through `operations` only.
"""
