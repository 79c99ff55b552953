"""What the pages share: the frame, the living chart, the living slider, the address, a step as elements."""
