"""What content is made of: documents with positions, fields and their shapes, what every entry has."""
