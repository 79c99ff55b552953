"""A person's text read, checked and derived in a process of its own, which can be killed and is replaced.

Only lines of JSON cross the boundary, in both directions, and what comes back is checked before it is believed.
"""
