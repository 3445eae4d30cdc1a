"""What kind of file a name or URL suggests, and which extensions a kind has."""
import os

__all__ = ['knownfiles', 'inited', 'MimeTypes', 'guess_type', 'guess_file_type', 'guess_all_extensions', 'guess_extension',
           'add_type', 'init', 'read_mime_types', 'suffix_map', 'encodings_map', 'types_map', 'common_types']

knownfiles = [f'/etc/{folder}mime.types' for folder in ('', 'httpd/', 'httpd/conf/', 'apache/', 'apache2/')] + [
    f'/usr/local/{folder}/mime.types' for folder in ('etc/httpd/conf', 'lib/netscape', 'etc/httpd/conf', 'etc')]
inited = False
_db = None

# Main type: subtypes with their extensions, the usual one first
_TYPES = {
    'text': '''
        javascript js mjs; css css; csv csv; html html htm; markdown md markdown; n3 n3; plain txt bat c h ksh pl srt;
        richtext rtx; rtf rtf; tab-separated-values tsv; vtt vtt; x-python py; x-rst rst; x-setext etx;
        x-sgml sgm sgml; x-vcard vcf; xml xml;
    ''',
    'application': '''
        json json; manifest+json webmanifest; msword doc dot wiz; n-quads nq; n-triples nt;
        octet-stream bin a dll exe o obj so; oda oda; pdf pdf; pkcs7-mime p7c; postscript ps ai eps; trig trig;
        vnd.apple.mpegurl m3u m3u8; vnd.ms-excel xls xlb; vnd.ms-powerpoint ppt pot ppa pps pwz; wasm wasm;
        x-bcpio bcpio; x-cpio cpio; x-csh csh; x-dvi dvi; x-gtar gtar; x-hdf hdf; x-hdf5 h5; x-latex latex; x-mif mif;
        x-netcdf cdf nc; x-pkcs12 p12 pfx; x-pn-realaudio ram; x-python-code pyc pyo; x-sh sh; x-shar shar;
        x-shockwave-flash swf; x-sv4cpio sv4cpio; x-sv4crc sv4crc; x-tar tar; x-tcl tcl; x-tex tex;
        x-texinfo texi texinfo; x-troff roff t tr; x-troff-man man; x-troff-me me; x-troff-ms ms; x-ustar ustar;
        x-wais-source src; xml xsl rdf wsdl xpdl; zip zip;
    ''',
    'audio': '''
        3gpp 3gp 3gpp; 3gpp2 3g2 3gpp2; aac aac adts loas ass; basic au snd; mpeg mp3 mp2; opus opus;
        x-aiff aif aifc aiff; x-pn-realaudio ra; x-wav wav;
    ''',
    'image': '''
        avif avif; bmp bmp; gif gif; ief ief; jpeg jpg jpe jpeg; heic heic; heif heif; png png; svg+xml svg;
        tiff tiff tif; vnd.microsoft.icon ico; webp webp; x-cmu-raster ras; x-portable-anymap pnm;
        x-portable-bitmap pbm; x-portable-graymap pgm; x-portable-pixmap ppm; x-rgb rgb; x-xbitmap xbm; x-xpixmap xpm;
        x-xwindowdump xwd;
    ''',
    'message': '''
        rfc822 eml mht mhtml nws;
    ''',
    'video': '''
        mp4 mp4; mpeg mpeg m1v mpa mpe mpg; quicktime mov qt; webm webm; x-msvideo avi; x-sgi-movie movie;
    ''',
}

_TYPE_OF = {
    '.' + ext: f'{main}/{sub}'
    for main, kinds in _TYPES.items() for kind in kinds.split(';') if kind.strip()
    for sub, *exts in [kind.split()] for ext in exts
}

# What is not registered with IANA, but met
_COMMON = {
    '.rtf': 'application/rtf', '.midi': 'audio/midi', '.mid': 'audio/midi', '.jpg': 'image/jpg', '.pict': 'image/pict',
    '.pct': 'image/pict', '.pic': 'image/pict', '.xul': 'text/xul',
}
_ENCODINGS = {'.gz': 'gzip', '.Z': 'compress', '.bz2': 'bzip2', '.xz': 'xz', '.br': 'br'}
_SUFFIXES = {
    '.svgz': '.svg.gz', '.tgz': '.tar.gz', '.taz': '.tar.gz', '.tz': '.tar.gz', '.tbz2': '.tar.bz2', '.txz': '.tar.xz'}

types_map, common_types = _TYPE_OF.copy(), _COMMON.copy()
suffix_map, encodings_map = _SUFFIXES.copy(), _ENCODINGS.copy()


class MimeTypes:
    """A table of types; it begins with what the module knows."""

    def __init__(self, filenames=(), strict=True):
        _ready()
        self.encodings_map, self.suffix_map = encodings_map.copy(), suffix_map.copy()
        # One table for what is registered, under True, and one for what is common, under False; both also by type.
        self.types_map, self.types_map_inv = ({}, {}), ({}, {})
        for known, registered in ((_TYPE_OF, True), (_COMMON, False)):
            for ext, kind in known.items():
                self.add_type(kind, ext, registered)
        for name in filenames:
            self.read(name, strict)

    def add_type(self, type, ext, strict=True):
        """Files with this extension are of this type."""
        self.types_map[strict][ext] = type
        extensions = self.types_map_inv[strict].setdefault(type, [])
        if ext not in extensions:
            extensions.append(ext)

    def guess_type(self, url, strict=True):
        """(type, encoding) of a URL, each None if unknown."""
        from urllib.parse import urlparse
        url = os.fsdecode(url)
        parts = urlparse(url)
        if len(parts.scheme) < 2:           # none, or the letter of a drive
            return self.guess_file_type(url, strict=strict)
        if parts.scheme != 'data':
            from posixpath import splitext
            return self._guess(parts.path, strict, splitext)
        head, comma, _ = parts.path.partition(',')
        if not comma:
            return None, None
        kind = head.partition(';')[0]
        return kind if '/' in kind and '=' not in kind else 'text/plain', None

    def guess_file_type(self, path, *, strict=True):
        """(type, encoding) of a path, each None if unknown."""
        return self._guess(os.path.splitdrive(os.fsdecode(path))[1], strict, os.path.splitext)

    def _guess(self, path, strict, splitext):
        base, ext = splitext(path)
        while (longer := self.suffix_map.get(ext.lower())) is not None:
            base, ext = splitext(base + longer)
        encoding = self.encodings_map.get(ext)
        if encoding:
            base, ext = splitext(base)
        ext = ext.lower()
        found = self.types_map[True].get(ext)
        return (found if found or strict else self.types_map[False].get(ext)), encoding

    def guess_all_extensions(self, type, strict=True):
        """The extensions of a type."""
        type = type.lower()
        common, registered = self.types_map_inv
        extensions = registered.get(type, []).copy()
        if not strict:
            extensions += [ext for ext in common.get(type, ()) if ext not in extensions]
        return extensions

    def guess_extension(self, type, strict=True):
        """The first extension of a type, or None."""
        extensions = self.guess_all_extensions(type, strict)
        return extensions[0] if extensions else None

    def read(self, filename, strict=True):
        """Take in a file of lines: a type and its extensions."""
        with open(filename, encoding='utf-8') as file:
            self.readfp(file, strict)

    def readfp(self, fp, strict=True):
        """The same from an open file."""
        for line in iter(fp.readline, ''):
            words = line.split()
            comment = next((at for at, word in enumerate(words) if word[0] == '#'), len(words))
            for ext in words[1:comment]:
                self.add_type(words[0], '.' + ext, strict)

    def read_windows_registry(self, strict=True):
        """Take in what Windows knows; elsewhere nothing."""
        try:
            import winreg
        except ImportError:
            return
        with winreg.OpenKey(winreg.HKEY_CLASSES_ROOT, '') as root:
            for number in range(winreg.QueryInfoKey(root)[0]):
                try:
                    ext = winreg.EnumKey(root, number)
                    with winreg.OpenKey(root, ext) as key:
                        if ext.startswith('.') and '\0' not in ext:
                            kind, form = winreg.QueryValueEx(key, 'Content Type')
                            if form == winreg.REG_SZ:
                                self.add_type(kind, ext, strict)
                except OSError:
                    continue


# One table for the whole program

def init(files=None):
    """Build the module's table, from the well-known files too or from those given."""
    global inited, _db, encodings_map, suffix_map, types_map, common_types
    inited = True           # before the table is made, which asks
    table = _db
    if files is None or table is None:
        table = MimeTypes()
        table.read_windows_registry()
        files = knownfiles + list(files or ())
    for name in filter(os.path.isfile, files):
        table.read(name)
    encodings_map, suffix_map = table.encodings_map, table.suffix_map
    common_types, types_map = table.types_map
    _db = table


def _ready():
    if not inited:
        init()


def _table():
    if _db is None:
        init()
    return _db


def guess_type(url, strict=True):
    """(type, encoding) of a URL or path, each None if unknown."""
    return _table().guess_type(url, strict)


def guess_file_type(path, *, strict=True):
    """(type, encoding) of a path, each None if unknown."""
    return _table().guess_file_type(path, strict=strict)


def guess_all_extensions(type, strict=True):
    """The extensions of a type."""
    return _table().guess_all_extensions(type, strict)


def guess_extension(type, strict=True):
    """The first extension of a type, or None."""
    return _table().guess_extension(type, strict)


def add_type(type, ext, strict=True):
    """Files with this extension are of this type."""
    return _table().add_type(type, ext, strict)


def read_mime_types(file):
    """The types of extensions that a file tells, None if it cannot be read."""
    table = MimeTypes()
    try:
        table.read(file)
    except OSError:
        return None
    return table.types_map[True]


def _main():
    from argparse import ArgumentParser
    parser = ArgumentParser(prog='mimetypes', description='the type that a name suggests, or an extension for a type')
    parser.add_argument('-l', '--lenient', action='store_true', help='common types too, not only registered ones')
    parser.add_argument('-e', '--extension', action='store_true', help='the arguments are types: show an extension of each')
    parser.add_argument('type', nargs='*')
    args = parser.parse_args()
    for text in args.type:
        kind, encoding = (guess_extension(text, not args.lenient), None) if args.extension else guess_type(text, not args.lenient)
        if not kind:
            print("I don't know anything about type", text)
        elif args.extension:
            print(kind)
        else:
            print('type:', kind, 'encoding:', encoding)


if __name__ == '__main__':
    _main()
