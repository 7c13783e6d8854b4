"""The making of generated pages."""
