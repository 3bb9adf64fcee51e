"""The steps of a build, each a pure function from values to values and issues."""
