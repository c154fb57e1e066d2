"""What authors work with beside the site: new entries, layout and patches of YAML, workbooks, schemas, references."""
