"""A verdict for any claimed equality."""
