"""The Train page: what a visitor sets, the network that trains, and what is said of it."""
