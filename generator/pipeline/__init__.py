"""From YAML documents to one checked handbook: load, validate, link, check; `stages` has them in order."""
