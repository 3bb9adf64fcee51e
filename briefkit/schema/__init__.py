"""Front matter and site.yaml: what may be written, read from YAML nodes, so that each problem has its place."""
