"""The care of texts over time: translations that fell behind, reviews that are due, what a revision changed."""
