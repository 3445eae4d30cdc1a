"""What a filter of nodes may answer."""


class NodeFilter:
    """The answers, and which kinds of nodes are shown."""

    FILTER_ACCEPT, FILTER_REJECT, FILTER_SKIP = 1, 2, 3

    # A bit for each number of xml.dom.Node.
    SHOW_ALL = 0xFFFFFFFF
    (SHOW_ELEMENT, SHOW_ATTRIBUTE, SHOW_TEXT, SHOW_CDATA_SECTION, SHOW_ENTITY_REFERENCE, SHOW_ENTITY,
     SHOW_PROCESSING_INSTRUCTION, SHOW_COMMENT, SHOW_DOCUMENT, SHOW_DOCUMENT_TYPE, SHOW_DOCUMENT_FRAGMENT,
     SHOW_NOTATION) = (1 << bit for bit in range(12))

    def acceptNode(self, node):
        """What becomes of a node; a subclass says."""
        raise NotImplementedError
