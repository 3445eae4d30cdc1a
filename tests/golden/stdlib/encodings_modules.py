"""The modules of the package encodings: one for each codec."""
import codecs
import importlib
import pkgutil

import encodings

for name in sorted(m.name for m in pkgutil.iter_modules(encodings.__path__)):
    if name[0] == '_' or name in ('aliases', 'mbcs', 'oem'):
        continue
    module = importlib.import_module('encodings.' + name)
    info = module.getregentry()
    print(name, module.__name__, info.name, info._is_text_encoding, codecs.lookup(name).name == info.name)
    if info._is_text_encoding and name not in ('undefined', 'charmap', 'idna', 'punycode'):
        data = info.encode('abc 123')[0]
        print('   ', data, info.decode(data), info.incrementaldecoder().decode(data, True),
              info.incrementalencoder().encode('x', True))
from encodings import cp1140, gbk
import encodings.koi8_r
print(cp1140.getregentry().name, gbk.getregentry().name, encodings.koi8_r.getregentry().name)
try:
    from encodings import no_such_codec
except ImportError as e:
    print(type(e).__name__, e.name)
