"""wave: every width and head, order of calls, damaged and foreign files, headers corrected, messages. secrets: what is fixed about them."""
import io
import os
import secrets
import struct
import sys
import tempfile
import warnings
import wave

warnings.simplefilter('ignore')
sys.unraisablehook = lambda found: None


def attempt(text, call):
    try:
        print(text, repr(call()))
    except BaseException as x:
        print(text, '->', type(x).__name__, x)


def chunk(name, data):
    return name + struct.pack('<L', len(data)) + data + b'\0' * (len(data) % 2)


def riff(*chunks, kind=b'WAVE', size=None):
    body = kind + b''.join(chunks)
    return b'RIFF' + struct.pack('<L', len(body) if size is None else size) + body


def fmt(tag=1, channels=2, rate=8000, width=2, extra=b'', bits=None):
    return chunk(b'fmt ', struct.pack('<HHLLHH', tag, channels, rate, rate * channels * width, channels * width, width * 8 if bits is None else bits) + extra)


PCM = b'\x01\x00\x00\x00\x00\x00\x10\x00\x80\x00\x00\xaa\x008\x9bq'
data = chunk(b'data', bytes(range(24)))
files = {
    'plain': riff(fmt(), data), 'mono8': riff(fmt(1, 1, 11025, 1), data), 'wide': riff(fmt(1, 1, 8000, 3), data), 'four': riff(fmt(1, 1, 8000, 4), data),
    'others': riff(chunk(b'LIST', b'abc'), fmt(), chunk(b'junk', b'x' * 7), data, chunk(b'tail', b'zz')), 'odd': riff(fmt(1, 1, 8000, 1), chunk(b'data', b'abc'), chunk(b'more', b'd')),
    'extensible': riff(fmt(0xFFFE, 2, 8000, 2, struct.pack('<HHL', 22, 16, 3) + PCM), data), 'extensible other': riff(fmt(0xFFFE, 2, 8000, 2, struct.pack('<HHL', 22, 16, 3) + PCM[::-1]), data),
    'extensible short': riff(fmt(0xFFFE, 2, 8000, 2, b'\0\0'), data), 'float': riff(fmt(3), data), 'mulaw': riff(fmt(7), data), 'empty': b'', 'riff': b'RIFF', 'rifx': b'RIFX' + riff(fmt(), data)[4:], 'avi': riff(fmt(), data, kind=b'AVI '),
    'no format': riff(data), 'no data': riff(fmt()), 'data first': riff(data, fmt()), 'short format': riff(chunk(b'fmt ', b'\1\0\1\0')), 'shorter': riff(chunk(b'fmt ', struct.pack('<HHLLH', 1, 1, 1, 1, 1))), 'no width': riff(fmt(bits=0), data),
    'no channels': riff(fmt(channels=0), data), 'bits': riff(fmt(bits=12), data), 'cut': riff(fmt(), data)[:-10], 'cut head': riff(fmt(), data)[:40], 'big': riff(fmt(), b'data\xff\xff\xff\x7fabcdefgh', size=4000), 'size 0': riff(fmt(), data, size=0), 'text': b'hello world, this is not sound at all', 'twice': riff(fmt(), data, data),
}
for name, content in files.items():
    def read():
        w = wave.open(io.BytesIO(content))
        row = [tuple(w.getparams()), w.tell(), w.readframes(2), w.tell(), w.readframes(0), w.readframes(-1) if 0 else w.readframes(99), w.tell(), w.readframes(1)]
        w.rewind()
        row += [w.tell(), w.readframes(1)]
        w.setpos(w.getnframes())
        row += [w.tell(), w.getnchannels(), w.getsampwidth(), w.getframerate(), w.getcomptype(), w.getcompname()]
        w.close()
        return row
    attempt(name, read)
w = wave.open(io.BytesIO(files['plain']), 'rb')
for text in ('w.setpos(-1)', 'w.setpos(7)', 'w.setpos(6)', 'w.setpos(3)', 'w.tell()', 'w.getparams()', 'w.getparams()._fields', 'type(w.getparams()).__name__', 'w.getfp()', 'w.close()', 'w.getfp()', 'w.close()', 'w.tell()', 'w.getnframes()', 'w.readframes(1)', 'w.rewind()'):
    attempt(text, lambda: eval(text) if 'getfp' not in text else eval(text) is None)
for text in ("wave.open(io.BytesIO(), 'r')", "wave.open(io.BytesIO(), 'x')", "wave.open(io.BytesIO(), 'rw')", "wave.open(5)", "wave.open('/nothing/here.wav')", "wave.open(io.BytesIO(), 'w').getparams()", "wave.open(io.BytesIO(), 'w').getnchannels()", "wave.open(io.BytesIO(), 'w').getsampwidth()", "wave.open(io.BytesIO(), 'w').getframerate()", "wave.open(io.BytesIO(), 'w').getnframes()", "wave.open(io.BytesIO(), 'w').tell()", "wave.open(io.BytesIO(), 'w').close()", 'wave.__all__', 'wave.WAVE_FORMAT_PCM, wave.WAVE_FORMAT_EXTENSIBLE, wave.KSDATAFORMAT_SUBTYPE_PCM', 'wave.Error.__mro__', "wave.Wave_read(io.BytesIO(b'RIFF'))"):
    attempt(text, lambda: eval(text))


class Stream(io.RawIOBase):
    """A file that can only be written."""

    def __init__(self):
        self.parts = []

    def write(self, data):
        self.parts.append(bytes(data))
        return len(data)

    def writable(self):
        return True


def written(steps, out=None):
    out = io.BytesIO() if out is None else out
    w = wave.open(out, 'wb')
    row = []
    for step in steps.split(';'):
        try:
            got = eval(step.strip(), {'w': w, 'wave': wave})
            row.append(got if not hasattr(got, '_asdict') else tuple(got))
        except Exception as x:
            row.append(f'{type(x).__name__} {x}')
    try:
        w.close()
    except Exception as x:
        row.append(f'close {type(x).__name__} {x}')
    return row, out.getvalue() if isinstance(out, io.BytesIO) else b''.join(out.parts)


for steps in ('w.setnchannels(1); w.setsampwidth(2); w.setframerate(8000); w.writeframes(b"abcd"); w.tell(); w.getnframes(); w.writeframes(b"ef")', 'w.setparams((2, 1, 44100, 0, "NONE", "not compressed")); w.writeframesraw(b"abcdef"); w.writeframesraw(b"gh"); w.tell()',
              'w.setparams((2, 1, 44100, 5, "NONE", "x")); w.writeframes(b"ab")', 'w.setnchannels(0); w.setnchannels(3); w.setsampwidth(0); w.setsampwidth(5); w.setsampwidth(4); w.setframerate(0); w.setframerate(-1); w.setframerate(1.5); w.setframerate(0.4); w.setframerate(22050.6); w.setcomptype("ULAW", "x"); w.setcomptype("NONE", "y"); w.setnframes(3); w.getcompname(); w.getparams()',
              'w.writeframes(b"ab"); w.setnchannels(1); w.writeframes(b"ab"); w.setsampwidth(1); w.writeframes(b"ab"); w.setframerate(1); w.writeframes(b"ab"); w.setnchannels(2); w.setsampwidth(1); w.setframerate(2); w.setnframes(1); w.setcomptype("NONE", ""); w.setparams((1, 1, 1, 1, "NONE", ""))',
              'w.setparams((1, 2, 8000, 0, "NONE", "")); w.writeframes(bytearray(b"abcd")); w.writeframes(memoryview(b"wxyz")); w.writeframes("text"); w.writeframes(b"q")', 'w.setparams((1, 3, 8000, 0, "NONE", "")); w.writeframes(b"abcdef"); w.writeframes(b"")', 'w.setmark(1, 2, "x"); w.getmark(1); w.getmarkers()', 'w.setparams((1, 1, 8000, 0, "NONE", ""))', 'w.setparams((0, 1, 1, 1, "NONE", "")); w.setparams((1, 1)); w.setparams((1, 9, 1, 1, "NONE", ""))', 'w.close(); w.writeframes(b"x"); w.setnchannels(1)', 'w.setparams((1, 1, 8000, 3, "NONE", "")); w.writeframesraw(b"ab"); w.writeframes(b"c"); w.close(); w.tell()'):
    attempt(steps[:60], lambda: written(steps))
for steps in ('w.setparams((1, 1, 8000, 4, "NONE", "")); w.writeframes(b"abcd")', 'w.setparams((1, 1, 8000, 2, "NONE", "")); w.writeframesraw(b"abcd")', 'w.setparams((1, 1, 8000, 0, "NONE", "")); w.writeframes(b"abcd")'):
    attempt('stream', lambda: written(steps, Stream()))
with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, 'x.wav')
    with wave.open(path, 'wb') as w:
        w.setparams((1, 2, 8000, 0, 'NONE', ''))
        w.writeframes(b'abcdefgh')
    with open(path, 'rb') as file:
        print(file.read())
        file.seek(0)
        with wave.open(file) as r:
            print(r.getparams(), r.readframes(9))
        print(file.closed)
    with wave.open(path) as r:
        print(r.getnframes(), r.getfp() is not None)
    print(r.getfp())
    import pathlib
    attempt('path', lambda: wave.open(pathlib.Path(path)).getnframes())
    bad = os.path.join(folder, 'bad.wav')
    with open(bad, 'wb') as file:
        file.write(b'nothing')
    attempt('bad', lambda: wave.open(bad))

for name in 'read', 'write':
    w = wave.open(io.BytesIO(files['plain']), name[0] + 'b')
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter('always')
        for text in 'w.getmarkers()', 'w.getmark(1)', 'w.setmark(1, 2, 3)':
            attempt(text, lambda: eval(text))
        print([(x.category.__name__, str(x.message)) for x in caught])

print(secrets.__all__, secrets.DEFAULT_ENTROPY, len(secrets.token_bytes()), len(secrets.token_bytes(5)), len(secrets.token_hex()), len(secrets.token_hex(3)), len(secrets.token_urlsafe()), len(secrets.token_urlsafe(4)), '=' in secrets.token_urlsafe(1), secrets.randbelow(1), secrets.randbits(0), secrets.choice([7]), secrets.token_bytes(0), type(secrets.token_hex(1)))
for text in ('secrets.randbelow(0)', 'secrets.randbelow(-1)', 'secrets.choice([])', 'secrets.token_bytes(-1)', "secrets.token_hex('a')", "secrets.compare_digest('a', 'a')", "secrets.randbelow(1.5)"):
    attempt(text, lambda: eval(text))
