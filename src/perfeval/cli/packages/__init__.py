"""Plugin packages to start from: what they are called, what is in them, and how they come into a folder."""

from perfeval.cli.packages.naming import Package, package
from perfeval.cli.packages.rendering import Form, commands, files, layout
from perfeval.cli.packages.writing import write_folder

__all__ = ["Form", "Package", "commands", "files", "layout", "package", "write_folder"]
