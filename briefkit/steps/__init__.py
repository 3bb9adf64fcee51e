"""Steps of a build that need the disk or both cores: each applies a stage to files, and skips what is known
already."""
