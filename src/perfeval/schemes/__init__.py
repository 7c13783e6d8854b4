"""The schemes that are shipped, each registered by its own entry point and importing only public names."""
