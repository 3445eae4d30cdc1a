"""The parser under the name by which it is imported."""
import sys

from pyexpat import *
from pyexpat import (EXPAT_VERSION, XML_PARAM_ENTITY_PARSING_ALWAYS, XML_PARAM_ENTITY_PARSING_NEVER,
                     XML_PARAM_ENTITY_PARSING_UNLESS_STANDALONE, features, native_encoding, version_info)

sys.modules["xml.parsers.expat.model"] = model
sys.modules["xml.parsers.expat.errors"] = errors
