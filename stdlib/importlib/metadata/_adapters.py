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
        lists = {name.lower() for name in self.multiple_use_keys}
        found = {name: self.get_all(name) if name in lists else self[name] for name in map(str.lower, self)}
        if 'keywords' in found:
            found['keywords'] = re.split(r'\s+', found['keywords'])
        return {name.replace('-', '_'): value for name, value in found.items()}
