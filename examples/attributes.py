"""Attributes that are computed: properties, a document whose parts are attributes, and one that records what is asked."""
import json
import keyword

FEED = """
{"title": "conference", "class": "free", "talks": [
    {"name": "Coroutines", "minutes": 45, "room": {"name": "F12", "seats": 120}},
    {"name": "Descriptors", "minutes": 30, "room": {"name": "B3", "seats": 0}}]}
"""


class Document:
    """A JSON document: `feed.talks[0].room.name`."""

    def __new__(cls, data):
        if isinstance(data, dict):
            return super().__new__(cls)
        return [cls(item) for item in data] if isinstance(data, list) else data

    def __init__(self, data):
        self._data = {f"{key}_" if keyword.iskeyword(key) else key: value for key, value in data.items()}

    def __getattr__(self, name):
        try:
            return Document(self._data[name])
        except KeyError:
            raise AttributeError(f"nothing about {name!r}") from None

    def __dir__(self):
        return self._data


class Room:
    def __init__(self, seats):
        self.seats = seats

    @property
    def seats(self):
        """How many may come in."""
        return self._seats

    @seats.setter
    def seats(self, value):
        if value < 0:
            raise ValueError(f"{value} seats?")
        self._seats = value

    @seats.deleter
    def seats(self):
        print("cleared")
        self._seats = 0

    @property
    def is_large(self):
        return self.seats > 100


class Watched:
    def __getattribute__(self, name):
        print("asked for", name)
        return super().__getattribute__(name)

    def __getattr__(self, name):
        return f"made up {name}"

    known = 1


feed = Document(json.loads(FEED))
print(feed.title, feed.class_, feed.talks[0].room.name, sum(talk.minutes for talk in feed.talks), dir(feed))
print(getattr(feed, "speakers", "no speakers"))
try:
    feed.talks[1].speaker
except AttributeError as error:
    print(error)

room = Room(120)
print(room.is_large, Room.seats.__doc__)
room.seats //= 2
del room.seats
for change in (lambda: setattr(room, "seats", -1), lambda: setattr(room, "is_large", True)):
    try:
        change()
    except (ValueError, AttributeError) as error:
        print(f"{type(error).__name__}: {error}")
print(room.seats, Watched().known, Watched().unknown)
