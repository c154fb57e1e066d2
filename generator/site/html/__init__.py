"""The HTML of pages: what is added while Markdown is converted, and what the theme gets wrong."""
