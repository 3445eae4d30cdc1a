"""Opens xkcd 353 in the web browser; geohash() is of xkcd 426."""
import hashlib
import webbrowser

webbrowser.open("https://xkcd.com/353/")


def geohash(latitude, longitude, datedow):
    """Print where to go: whole degrees, and a fraction from the digest of a date and the day's opening of the Dow."""
    digest = hashlib.md5(datedow, usedforsecurity=False).hexdigest()
    north, east = ("%f" % float.fromhex("0." + digest[at:at + 16]) for at in (0, 16))
    print("%d%s %d%s" % (latitude, north[1:], longitude, east[1:]))
