# What the iterators of itertools are made of.
from _anatomy import module_anatomy

# Pickling them is deprecated and gone in Python 3.14.
OLD = "__reduce__", "__setstate__", "__sizeof__"
NAMES = ("accumulate chain combinations combinations_with_replacement compress cycle dropwhile filterfalse groupby islice "
         "permutations product starmap takewhile zip_longest").split()
module_anatomy("itertools", skip={f"{name}.{old}" for name in NAMES for old in OLD})
