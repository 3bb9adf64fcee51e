"""Steps of a build that need the disk or both cores: each takes a stage to the files, and skips what is known."""
