"""Reading and writing files: TOML, JSON, spreadsheets, forms."""
