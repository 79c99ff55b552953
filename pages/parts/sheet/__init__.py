"""The Check and Derive pages: a worksheet typed, judged, derived, shared and taken away."""
