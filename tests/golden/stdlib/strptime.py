"""strptime: directives, their combinations, messages."""
import time
import warnings
from datetime import datetime

warnings.simplefilter('ignore')
CASES = [
    ('2020 12 3', '%G %j %V'),
    ('2020', '%G'),
    ('12', '%V'),
    ('+05:3015', '%z'),
    ('+0530:15', '%z'),
    ('2020 12', '%Y %V'),
    ('GMT', '%Z'),
    ('EST', '%Z'),
    ('5', '%d'),
    ('02-29', '%m-%d'),
    ('5 6', '%j %m'),
    ('2020 10 Mon', '%Y %W %a'),
    ('2020 0 1', '%Y %U %w'),
    ('x%', 'x%'),
    ('5', '%-d'),
    ('5', '%é'),
    ('12 AM', '%I %p'),
    ('12 pm', '%I %p'),
    ('1', '%I'),
    ('PM', '%p'),
    ('a.b', 'a.b'),
    ('aXb', 'a.b'),
    ('1/2/20', '%D'),
    ('12:30', '%R'),
    ('01/02/20', '%x'),
    ('10:11:12', '%X'),
    ('Thursday', '%A'),
    ('2020\n01', '%Y %m'),
    ('2020 366', '%Y %j'),
    ('2021 366', '%Y %j'),
    ('2020 1 1', '%Y %V %u'),
    ('2020-W01-1', '%G-W%V-%u'),
    ('2020-W53-7', '%G-W%V-%u'),
    ('2021-W53-7', '%G-W%V-%u'),
    ('5', ' %d'),
    ('12', '%h'),
    ('05', '%e'),
    ('2021-02-29', '%Y-%m-%d'),
    ('2020-04-31', '%Y-%m-%d'),
    ('2021 02 30 5', '%Y %m %d %w'),
    ('31 04', '%d %m'),
    ('02 30', '%m %d'),
    ('2020 53 0', '%Y %U %w'),
    ('2020 53 6', '%Y %W %w'),
    ('2020 53 1', '%Y %U %w'),
    ('2019 0 0', '%Y %W %w'),
    ('2020 1 0', '%Y %U %w'),
    ('2020 1 1', '%Y %W %w'),
    ('9999 53 6', '%Y %U %w'),
]
for text, form in CASES:
    for read in (datetime.strptime, time.strptime):
        try:
            print(text, form, repr(read(text, form)))
        except Exception as e:
            print(text, form, type(e).__name__, e)
try:
    time.strptime('1')
except Exception as e:
    print(e)
print(time.strptime('UTC', '%Z').tm_zone, time.strptime('+0530', '%z').tm_gmtoff, time.strptime('5', '%d').tm_zone)
