"""What kind of file a name or URL suggests, and which extensions a kind has."""
import os
import posixpath

__all__ = ["knownfiles", "inited", "MimeTypes", "guess_type", "guess_file_type", "guess_all_extensions", "guess_extension",
           "add_type", "init", "read_mime_types", "suffix_map", "encodings_map", "types_map", "common_types"]

knownfiles = [
    "/etc/mime.types",
    "/etc/httpd/mime.types",
    "/etc/httpd/conf/mime.types",
    "/etc/apache/mime.types",
    "/etc/apache2/mime.types",
    "/usr/local/etc/httpd/conf/mime.types",
    "/usr/local/lib/netscape/mime.types",
    "/usr/local/etc/httpd/conf/mime.types",
    "/usr/local/etc/mime.types",
]

inited = False
_db = None

# The types of IANA and those that everybody uses, by the word in front of the slash: subtype=extension,extension.
_STRICT = """
    application: json=json manifest+json=webmanifest msword=doc,dot,wiz n-quads=nq n-triples=nt
        octet-stream=bin,a,dll,exe,o,obj,so oda=oda pdf=pdf pkcs7-mime=p7c postscript=ps,ai,eps trig=trig
        vnd.apple.mpegurl=m3u,m3u8 vnd.ms-excel=xls,xlb vnd.ms-powerpoint=ppt,pot,ppa,pps,pwz wasm=wasm x-bcpio=bcpio
        x-cpio=cpio x-csh=csh x-dvi=dvi x-gtar=gtar x-hdf=hdf x-hdf5=h5 x-latex=latex x-mif=mif x-netcdf=cdf,nc
        x-pkcs12=p12,pfx x-pn-realaudio=ram x-python-code=pyc,pyo x-sh=sh x-shar=shar x-shockwave-flash=swf
        x-sv4cpio=sv4cpio x-sv4crc=sv4crc x-tar=tar x-tcl=tcl x-tex=tex x-texinfo=texi,texinfo x-troff=roff,t,tr
        x-troff-man=man x-troff-me=me x-troff-ms=ms x-ustar=ustar x-wais-source=src xml=xsl,rdf,wsdl,xpdl zip=zip
    audio: 3gpp=3gp,3gpp 3gpp2=3g2,3gpp2 aac=aac,adts,loas,ass basic=au,snd mpeg=mp3,mp2 opus=opus
        x-aiff=aif,aifc,aiff x-pn-realaudio=ra x-wav=wav
    image: avif=avif bmp=bmp gif=gif heic=heic heif=heif ief=ief jpeg=jpg,jpe,jpeg png=png svg+xml=svg tiff=tiff,tif
        vnd.microsoft.icon=ico webp=webp x-cmu-raster=ras x-portable-anymap=pnm x-portable-bitmap=pbm
        x-portable-graymap=pgm x-portable-pixmap=ppm x-rgb=rgb x-xbitmap=xbm x-xpixmap=xpm x-xwindowdump=xwd
    message: rfc822=eml,mht,mhtml,nws
    text: css=css csv=csv html=html,htm javascript=js,mjs markdown=md,markdown n3=n3 plain=txt,bat,c,h,ksh,pl,srt
        richtext=rtx rtf=rtf tab-separated-values=tsv vtt=vtt x-python=py x-rst=rst x-setext=etx x-sgml=sgm,sgml
        x-vcard=vcf xml=xml
    video: mp4=mp4 mpeg=mpeg,m1v,mpa,mpe,mpg quicktime=mov,qt webm=webm x-msvideo=avi x-sgi-movie=movie
"""
# Types that only lenient guesses give.
_LENIENT = """
    application: rtf=rtf
    audio: midi=midi,mid
    image: jpg=jpg pict=pict,pct,pic
    text: xul=xul
"""


def _table(text):
    """The types of extensions that a text tells."""
    table, main = {}, ""
    for word in text.split():
        if word.endswith(":"):
            main = word[:-1]
        else:
            subtype, _, extensions = word.partition("=")
            table.update(("." + extension, f"{main}/{subtype}") for extension in extensions.split(","))
    return table


types_map, common_types = _table(_STRICT), _table(_LENIENT)
suffix_map = {".svgz": ".svg.gz", **dict.fromkeys((".tgz", ".taz", ".tz"), ".tar.gz"), ".tbz2": ".tar.bz2", ".txz": ".tar.xz"}
encodings_map = {".gz": "gzip", ".Z": "compress", ".bz2": "bzip2", ".xz": "xz", ".br": "br"}
_types_map_default, _common_types_default = types_map.copy(), common_types.copy()


class MimeTypes:
    """A table of types; it begins with what the module knows."""

    def __init__(self, filenames=(), strict=True):
        if not inited:
            init()
        self.encodings_map, self.suffix_map = encodings_map.copy(), suffix_map.copy()
        # Two tables each, the lenient one first: types of extensions, extensions of types.
        self.types_map, self.types_map_inv = ({}, {}), ({}, {})
        for table, kind in ((_types_map_default, True), (_common_types_default, False)):
            for extension, type in table.items():
                self.add_type(type, extension, kind)
        for name in filenames:
            self.read(name, strict)

    def add_type(self, type, ext, strict=True):
        """Files with this extension are of this type."""
        self.types_map[strict][ext] = type
        known = self.types_map_inv[strict].setdefault(type, [])
        if ext not in known:
            known.append(ext)

    def guess_type(self, url, strict=True):
        """(type, encoding) of a URL, each None if unknown."""
        url = os.fsdecode(url)
        if ":" not in url:
            return self.guess_file_type(url, strict=strict)
        from urllib.parse import urlparse
        parts = urlparse(url)
        if len(parts.scheme) < 2:
            # A path; one letter is a drive of Windows.
            return self.guess_file_type(url, strict=strict)
        if parts.scheme != "data":
            return self._guess(parts.path, strict, posixpath.splitext)
        front, comma, _ = parts.path.partition(",")
        if not comma:
            return None, None
        type = front.partition(";")[0]
        return "text/plain" if "=" in type or "/" not in type else type, None

    def guess_file_type(self, path, *, strict=True):
        """(type, encoding) of a path, each None if unknown."""
        path = os.path.splitdrive(os.fsdecode(path))[1]
        return self._guess(path, strict, os.path.splitext)

    def _guess(self, path, strict, split):
        base, extension = split(path)
        while (longer := self.suffix_map.get(extension.lower())) is not None:
            base, extension = split(base + longer)
        encoding = self.encodings_map.get(extension)
        if encoding is not None:
            extension = split(base)[1]
        tables = self.types_map[::-1][:1 if strict else 2]
        found = (table[key] for table in tables if (key := extension.lower()) in table)
        return next(found, None), encoding

    def guess_all_extensions(self, type, strict=True):
        """The extensions of a type."""
        tables = self.types_map_inv[::-1][:1 if strict else 2]
        return list(dict.fromkeys(extension for table in tables for extension in table.get(type.lower(), ())))

    def guess_extension(self, type, strict=True):
        """The first extension of a type, or None."""
        return next(iter(self.guess_all_extensions(type, strict)), None)

    def read(self, filename, strict=True):
        """Take in a file of lines: a type and its extensions."""
        with open(filename, encoding="utf-8") as file:
            self.readfp(file, strict)

    def readfp(self, fp, strict=True):
        """The same from an open file."""
        for line in fp:
            words = line.split()
            end = next((at for at, word in enumerate(words) if word.startswith("#")), len(words))
            for extension in words[1:end]:
                self.add_type(words[0], "." + extension, strict)

    def read_windows_registry(self, strict=True):
        """Take in what Windows knows; elsewhere nothing."""


def _known():
    """The module's table."""
    if _db is None:
        init()
    return _db


def guess_type(url, strict=True):
    """(type, encoding) of a URL or path, each None if unknown."""
    return _known().guess_type(url, strict)


def guess_file_type(path, *, strict=True):
    """(type, encoding) of a path, each None if unknown."""
    return _known().guess_file_type(path, strict=strict)


def guess_all_extensions(type, strict=True):
    """The extensions of a type."""
    return _known().guess_all_extensions(type, strict)


def guess_extension(type, strict=True):
    """The first extension of a type, or None."""
    return _known().guess_extension(type, strict)


def add_type(type, ext, strict=True):
    """Files with this extension are of this type."""
    return _known().add_type(type, ext, strict)


def init(files=None):
    """Build the module's table, from the well-known files too or from those given."""
    global inited, _db, suffix_map, encodings_map, types_map, common_types
    # Before anything is made: making a table asks whether this was done.
    inited = True
    if files is None or _db is None:
        table = MimeTypes()
        files = [*knownfiles, *(files or ())]
    else:
        table = _db
    for name in files:
        if os.path.isfile(name):
            table.read(name)
    encodings_map, suffix_map, (common_types, types_map) = table.encodings_map, table.suffix_map, table.types_map
    _db = table


def read_mime_types(file):
    """The types of extensions that a file tells, None if it cannot be read."""
    try:
        return MimeTypes([file]).types_map[True]
    except OSError:
        return None


_USAGE = """\
Usage: mimetypes.py [options] type

Options:
    --help / -h       -- print this message and exit
    --lenient / -l    -- additionally search of some common, but non-standard
                         types.
    --extension / -e  -- guess extension instead of type

More than one type argument may be given.
"""


def _main():
    """The command line: what a name or a type suggests."""
    import getopt
    import sys
    try:
        options, words = getopt.getopt(sys.argv[1:], "hle", ["help", "lenient", "extension"])
    except getopt.error as problem:
        print(_USAGE)
        print(problem)
        sys.exit(1)
    given = {option.lstrip("-")[0] for option, _ in options}
    if "h" in given:
        print(_USAGE)
        sys.exit(0)
    strict = "l" not in given
    for word in words:
        if "e" in given:
            answer = guess_extension(word, strict)
        elif (found := guess_type(word, strict))[0]:
            answer = "type: {} encoding: {}".format(*found)
        else:
            answer = None
        print(answer or f"I don't know anything about type {word}")


if __name__ == "__main__":
    _main()
