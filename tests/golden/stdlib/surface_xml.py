# The public names of the XML modules; what CPython writes in C has no signatures there.
from _surface import surface

surface("xml.etree.ElementPath", "xml.etree.ElementInclude", "xml.etree.ElementTree",
        skip={f"xml.etree.ElementTree.{name}" for name in ("Element", "SubElement", "TreeBuilder", "XMLParser")})
