"""Local times that never come, or come twice: astimezone(), timestamp(), fromtimestamp()."""
import os
import time
from datetime import datetime, timedelta, timezone

for zone in 'CET-1CEST,M3.5.0,M10.5.0/3', 'EST5EDT,M3.2.0,M11.1.0', 'UTC0', 'LHST-10:30LHDT-11,M10.1.0,M4.1.0':
    os.environ['TZ'] = zone
    time.tzset()
    print('--', zone)
    for fold in 0, 1:
        for text in '2020-03-29T01:59', '2020-03-29T02:30', '2020-03-29T03:00', '2020-10-25T02:30', '2020-03-08T02:30', \
                '2020-11-01T01:30', '2020-10-04T02:15', '2020-04-05T01:45', '2020-07-01T00:00':
            d = datetime.fromisoformat(text).replace(fold=fold)
            there = d.astimezone(timezone.utc)
            print(text, fold, d.timestamp(), there, d.astimezone(), d.astimezone().tzname(), there.timestamp() == d.timestamp())
    for stamp in 1585443600, 1585441800, 1603585800, 1603589400, 1583652600, 1604212200:
        d = datetime.fromtimestamp(stamp)
        print(d, d.fold, d.timestamp() == stamp, datetime.fromtimestamp(stamp, timezone(timedelta(hours=2))))
