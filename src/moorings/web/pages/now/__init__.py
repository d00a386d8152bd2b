"""Help now: the minute in which the alarm rings, one screen per module.

These pages are the same locked and unlocked, so that a service worker can keep them for
when the program is not running: each module lists its own in `SHELL`. What is noted on
them goes to `noting`.
"""
