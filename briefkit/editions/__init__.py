"""A built site as its readers know it, and what changes for them from one to the next."""
