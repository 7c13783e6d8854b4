"""A plugin that cannot be imported."""

raise RuntimeError("a library that this plugin needs is not there")
