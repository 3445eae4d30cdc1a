"""Paths of Windows as file URLs, and back."""


def url2pathname(url):
    """The path that the path part of a file URL means on Windows."""
    import string
    import urllib.parse
    url = url.replace(":", "|")
    if "|" not in url:
        if url[:4] == "////":
            url = url[2:]
        return urllib.parse.unquote(url.replace("/", "\\"))
    parts = url.split("|")
    if len(parts) != 2 or parts[0][-1:] not in string.ascii_letters:
        raise OSError("Bad URL: " + url)
    drive = parts[0][-1].upper()
    tail = urllib.parse.unquote(parts[1].replace("/", "\\"))
    return drive + ":" + tail


def pathname2url(p):
    """The path part of the file URL for a path of Windows."""
    import urllib.parse
    p = p.replace("\\", "/")
    if p[:4] == "//?/":
        p = p[4:]
        if p[:4].upper() == "UNC/":
            p = p[3:]
        elif p[1:2] != ":":
            raise OSError("Bad path: " + p)
    drive, colon, tail = p.partition(":")
    if not colon:
        return urllib.parse.quote("//" + p if p[:2] == "//" else p)
    if len(drive) != 1 or ":" in tail:
        raise OSError("Bad path: " + p)
    tail = "".join("/" + part for part in tail.split("/") if part)
    return "///" + urllib.parse.quote(drive.upper()) + ":" + urllib.parse.quote(tail)
