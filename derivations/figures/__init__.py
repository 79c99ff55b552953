"""Arrays to plotly figures: pure functions that know nothing of pages, nets or symbols."""
