"""The fields of METADATA as a message."""
import re
import warnings
from email import message, message_from_string


class Message(message.Message):
    """The fields of a package's METADATA, its body as the field Description."""

    multiple_use_keys = {'Classifier', 'Dynamic', 'Obsoletes-Dist', 'Platform', 'Project-URL', 'Provides-Dist', 'Provides-Extra',
                         'Requires-Dist', 'Requires-External', 'Supported-Platform'}

    @classmethod
    def _read(cls, text):
        source, fields = message_from_string(text), cls()
        for name, value in source.items():
            fields[name] = value.replace('\n' + ' ' * 8, '\n')
        if body := source.get_payload():
            fields['Description'] = body
        fields.set_payload(body)
        return fields

    def __iter__(self):
        return iter(self.keys())

    def __getitem__(self, item):
        if (value := super().__getitem__(item)) is None:
            warnings.warn("Implicit None on return values is deprecated and will raise KeyErrors.",
                          DeprecationWarning, stacklevel=2)
        return value

    @property
    def json(self):
        """The fields as a dict with lower-case keys."""
        def value(name):
            if name in self.multiple_use_keys:
                return self.get_all(name)
            return re.split(r'\s+', self[name]) if name == 'Keywords' else self[name]
        return {name.lower().replace('-', '_'): value(name) for name in self}
