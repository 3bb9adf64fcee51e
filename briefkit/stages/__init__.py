"""The steps of a build, each a pure function from values to values and issues; they know nothing of one another."""
