# needs: mariadbd mariadb-install-db
"""PyMySQL and aiomysql against a MariaDB of its own: types both ways, errors, transactions, large rows, a pool."""
import asyncio
import atexit
import datetime
import decimal
import json
import os
import shutil
import socket
import subprocess
import tempfile
import time

import aiomysql
import pymysql

folder = tempfile.mkdtemp()
user = '--user=' + __import__('pwd').getpwuid(os.getuid()).pw_name
with open(os.path.join(folder, 'log'), 'wb') as log:
    subprocess.run(['mariadb-install-db', '--no-defaults', user, f'--datadir={folder}/data',
                    '--auth-root-authentication-method=normal'], stdout=log, stderr=log, check=True)
    with socket.create_server(('127.0.0.1', 0)) as free:
        port = free.getsockname()[1]
    server = subprocess.Popen(['mariadbd', '--no-defaults', user, f'--datadir={folder}/data', f'--socket={folder}/s',
                               f'--port={port}', '--bind-address=127.0.0.1', '--skip-name-resolve'], stdout=log, stderr=log)


def stop():
    server.terminate()
    server.wait()
    shutil.rmtree(folder, ignore_errors=True)


atexit.register(stop)
options = dict(host='127.0.0.1', port=port, user='root', password='', charset='utf8mb4')
for _ in range(300):
    try:
        db = pymysql.connect(**options)
        break
    except pymysql.err.OperationalError:
        time.sleep(0.1)
with db.cursor() as c:
    c.execute('create database demo')
    c.execute('use demo')
    c.execute('create table t (id int auto_increment primary key, name varchar(50), price decimal(8,2), d date, '
              'dt datetime(6), tm time, f double, b blob, j json, flag bit(1), y year, big bigint unsigned, e enum("a","b")) '
              'engine=innodb default charset=utf8mb4')
    insert = 'insert into t (name, price, d, dt, tm, f, b, j, flag, y, big, e) values (%s,%s,%s,%s,%s,%s,%s,%s,%s,%s,%s,%s)'
    row = ("it's ä 😀", decimal.Decimal('1.50'), datetime.date(2020, 1, 2), datetime.datetime(2020, 1, 2, 3, 4, 5, 678),
           datetime.timedelta(hours=-5, minutes=3), 1.25, b'\0\xff\'"\\', json.dumps({'a': [1]}), True, 2001, 2 ** 64 - 1, 'a')
    print(c.executemany(insert, [row, (None,) * 12]), c.lastrowid)
    db.commit()
    c.execute('select * from t order by id')
    print(*c.fetchall(), sep='\n')
    print([d[:2] for d in c.description])
    c.execute('select %(x)s, name from t where name like %(n)s', {'x': 5, 'n': '%ä%'})
    print(c.fetchone(), c.rowcount)
    for wrong in 'select * from nope', 'insert into t (id) values (1)', 'selec', 'insert into t (e) values ("zzz")':
        try:
            c.execute(wrong)
        except pymysql.err.MySQLError as error:
            print(type(error).__name__, error)
    c.execute('update t set price = price * 2')
    print(c.rowcount)
    db.rollback()
    c.execute('select price from t where id = 1')
    print(c.fetchone())
    c.execute('select repeat("x", 10000000)')
    print(len(c.fetchone()[0]))
with db.cursor(pymysql.cursors.SSDictCursor) as c:
    c.execute('select id, name from t')
    print([r for r in c])
print('MariaDB' in db.get_server_info(), db.ping(), db.thread_id() > 0, db.open)
db.close()
try:
    pymysql.connect(**{**options, 'password': 'bad', 'user': 'nobody'})
except pymysql.err.OperationalError as error:
    print(error)


async def main():
    pool = await aiomysql.create_pool(minsize=1, maxsize=5, db='demo', autocommit=True, **options)

    async def one(i):
        async with pool.acquire() as connection:
            async with connection.cursor(aiomysql.DictCursor) as c:
                await c.execute('insert into t (name) values (%s)', (f'n{i}',))
                await c.execute('select sleep(0.05), %s as i', (i,))
                return (await c.fetchone())['i']
    print(await asyncio.gather(*[one(i) for i in range(10)]), pool.size)
    async with pool.acquire() as connection:
        async with connection.cursor() as c:
            await c.execute('select count(*), min(name) from t')
            print(await c.fetchall())
    pool.close()
    await pool.wait_closed()


asyncio.run(main())
