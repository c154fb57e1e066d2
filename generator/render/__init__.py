"""From the handbook to Markdown pages in one language: addresses, the templates and what they may ask, drawings."""
