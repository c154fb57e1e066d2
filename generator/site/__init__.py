"""MkDocs and everything that makes HTML: the plugin, the build, the preview, and what stands beside the pages."""
