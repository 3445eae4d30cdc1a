"""The Document Object Model: what its implementations have in common."""


class Node:
    """The kinds of nodes."""
    __slots__ = ()
    (ELEMENT_NODE, ATTRIBUTE_NODE, TEXT_NODE, CDATA_SECTION_NODE, ENTITY_REFERENCE_NODE, ENTITY_NODE,
     PROCESSING_INSTRUCTION_NODE, COMMENT_NODE, DOCUMENT_NODE, DOCUMENT_TYPE_NODE, DOCUMENT_FRAGMENT_NODE,
     NOTATION_NODE) = range(1, 13)


class UserDataHandler:
    """Why a handler of a node's data is called."""
    NODE_CLONED, NODE_IMPORTED, NODE_DELETED, NODE_RENAMED = range(1, 5)


class DOMException(Exception):
    """An error of the DOM; `code` says which."""

    def __init__(self, *args, **kw):
        if type(self) is DOMException:
            raise RuntimeError('DOMException should not be instantiated directly')
        super().__init__(*args, **kw)

    def _get_code(self):
        return self.code


def _errors():
    """The errors of the specification, numbered from 1: the constant and the class of each."""
    names = ('IndexSize DomstringSize HierarchyRequest WrongDocument InvalidCharacter NoDataAllowed NoModificationAllowed '
             'NotFound NotSupported InuseAttribute InvalidState Syntax InvalidModification Namespace InvalidAccess Validation')
    for code, name in enumerate(names.split(), 1):
        words = ''.join([f'_{letter}' if letter.isupper() else letter for letter in name])[1:]
        yield f'{words.upper()}_ERR', code
        space = {'__doc__': f'{words.replace("_", " ").capitalize()}.', '__module__': __name__, 'code': code}
        yield f'{name}Err', type(f'{name}Err', (DOMException,), space)


globals().update(_errors())

XML_NAMESPACE = 'http://www.w3.org/XML/1998/namespace'
XMLNS_NAMESPACE = 'http://www.w3.org/2000/xmlns/'
XHTML_NAMESPACE = 'http://www.w3.org/1999/xhtml'
EMPTY_NAMESPACE = EMPTY_PREFIX = None

from .domreg import getDOMImplementation, registerDOMImplementation
