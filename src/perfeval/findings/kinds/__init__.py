"""The catalogue of finding codes, one module a family. A released code never changes its meaning."""
