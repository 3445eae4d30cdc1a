# The public names of modules for tests, logging, text and command lines.
from _surface import surface

surface("html", "html.parser", "html.entities", "quopri", "mimetypes", "netrc", "nturl2path", "rlcompleter", "cmd", "filecmp", "fileinput", "gettext",
        "optparse", "ipaddress", "tomllib", "logging.handlers", "logging.config", "unittest.mock", "unittest.case", "unittest.async_case",
        "unittest.loader", "unittest.runner", "unittest.result", "unittest.suite", "unittest.signals", "unittest.util",
        )
