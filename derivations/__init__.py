"""Derive, check, evaluate and explain the gradients of machine learning."""
