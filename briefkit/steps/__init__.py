"""Steps of a build that need the disk or both cores: each applies a stage to files, except those known already."""
