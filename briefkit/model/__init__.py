"""Frozen values that every other room passes around; nothing here imports any of them."""
