"""XML and HTML trees with XPath, as far as the package of this name is needed by others. What is left out stands in
docs/packages.md. The trees are native (`_lxml`)."""

__version__ = "6.1.3"


def get_include():
    """There is nothing to compile against."""
    return []
