"""Containers of the library: tuples with names, counters, queues with two ends, dicts with defaults and layers."""
from collections import ChainMap, Counter, OrderedDict, defaultdict, deque, namedtuple

Trip = namedtuple("Trip", "day start goal km", defaults=[0])

TRIPS = [
    Trip("mon", "Ulm", "Bonn", 407),
    Trip("mon", "Bonn", "Kiel", 490),
    Trip("tue", "Kiel", "Ulm", 800),
    Trip("wed", "Ulm", "Ulm"),
]
print(TRIPS[3], TRIPS[3]._replace(goal="Graz", km=520), Trip._fields)

by_day = defaultdict(list)
for trip in TRIPS:
    by_day[trip.day].append(trip.goal)
print(dict(by_day))

letters = Counter("".join(trip.start for trip in TRIPS).lower())
print(letters.most_common(3), (letters - Counter("ulm" * 2)).total())
letters.subtract("ulm")
print(+letters)

last = deque(maxlen=3)
for trip in TRIPS:
    last.append(trip.goal)
    last.rotate(1)
    print(list(last), end=" ")
print()

defaults, user, command = {"unit": "km", "color": "auto"}, {"color": "blue"}, {"unit": "mi"}
settings = ChainMap(command, user, defaults)
print(settings["unit"], settings["color"], settings.new_child({"unit": "m"})["unit"], len(settings))

recent = OrderedDict.fromkeys(["Ulm", "Bonn", "Kiel"])
recent.move_to_end("Ulm")
recent.popitem(last=False)
print(list(recent))
