"""PyMySQL and aiomysql without a server: escaping, converters, errors, and a server that speaks a few packets."""
import asyncio
import datetime
import decimal
import socket
import struct
import threading

import aiomysql
import pymysql
from pymysql.constants import CLIENT, FIELD_TYPE
from pymysql.converters import conversions, convert_datetime, escape_item, escape_string

print(escape_string("it's \"x\"\n\\ \0"), escape_item('a', 'utf8mb4'), escape_item(decimal.Decimal('1.50'), 'utf8mb4'))
print(escape_item(datetime.datetime(2020, 1, 2, 3, 4, 5, 6), 'utf8mb4'), escape_item(True, 'utf8mb4'), escape_item(1.5, 'utf8mb4'))
print(convert_datetime('2021-02-03 04:05:06.7'), conversions[FIELD_TYPE.DECIMAL]('1.20'), CLIENT.PROTOCOL_41)
for error in pymysql.err.IntegrityError, pymysql.err.OperationalError:
    print([c.__name__ for c in error.__mro__])
try:
    pymysql.connect(host='127.0.0.1', port=1, user='x', connect_timeout=5)
except pymysql.err.OperationalError as error:
    print(error.args[0], 'refused' in str(error))


def packet(number, body):
    return struct.pack('<I', len(body))[:3] + bytes([number]) + body


def text(s):
    s = s.encode() if isinstance(s, str) else s
    return bytes([len(s)]) + s


OK = b'\0\0\0\2\0\0\0'


def column(name, kind, charset=255):
    return (text('def') + text('db') + text('t') + text('t') + text(name) + text(name) + b'\x0c'
            + struct.pack('<HIBHB', charset, 1024, kind, 0, 0) + b'\0\0')


def read_packet(s):
    head = b''
    while len(head) < 4:
        part = s.recv(4 - len(head))
        if not part:
            return None
        head += part
    size = int.from_bytes(head[:3], 'little')
    body = b''
    while len(body) < size:
        body += s.recv(size - len(body))
    return body


def serve(listener):
    for _ in range(2):
        s, _ = listener.accept()
        s.sendall(packet(0, b'\x0a8.0.0-demo\0' + struct.pack('<I', 7) + b'12345678\0' + struct.pack('<H', 0xffff & ~0x800)
                         + b'\xff' + struct.pack('<HH', 2, 0x00ff) + b'\x15' + b'\0' * 10 + b'123456789012\0'
                         + b'mysql_native_password\0'))
        read_packet(s)
        s.sendall(packet(2, OK))
        while (body := read_packet(s)) is not None:
            if body[:1] == b'\x03' and b'SELECT' in body:
                rows = [text('1') + text('ä one') + text('2.50') + text('2020-01-02') + b'\xfb',
                        text('2') + text('two') + text('-1.00') + text('1999-12-31') + text(b'\0\xff')]
                eof = b'\xfe\0\0\2\0'
                kinds = [('id', FIELD_TYPE.LONG, 63), ('name', FIELD_TYPE.VAR_STRING, 255), ('price', FIELD_TYPE.NEWDECIMAL, 63),
                         ('day', FIELD_TYPE.DATE, 63), ('raw', FIELD_TYPE.BLOB, 63)]
                out = [bytes([len(kinds)]), *[column(*k) for k in kinds], eof, *rows, eof]
                s.sendall(b''.join(packet(i + 1, p) for i, p in enumerate(out)))
            elif b'WRONG' in body:
                s.sendall(packet(1, b'\xff' + struct.pack('<H', 1064) + b'#42000You have an error'))
            elif body[:1] == b'\x01':
                break
            else:
                s.sendall(packet(1, OK))
        s.close()


listener = socket.create_server(('127.0.0.1', 0))
port = listener.getsockname()[1]
thread = threading.Thread(target=serve, args=(listener,))
thread.start()
db = pymysql.connect(host='127.0.0.1', port=port, user='u', password='p', database='d')
with db.cursor(pymysql.cursors.DictCursor) as cursor:
    print(cursor.execute('SELECT * FROM t WHERE a=%s AND b=%(x)s' if False else 'SELECT %s', ("it's",)))
    print(cursor.fetchone())
    print(cursor.fetchall(), cursor.rowcount, [d[0] for d in cursor.description])
    print(cursor.mogrify('SELECT %s, %s', (1, 'x"y')))
    try:
        cursor.execute('WRONG')
    except pymysql.err.ProgrammingError as error:
        print(error)
print(db.get_server_info(), db.escape("a'b"))
db.commit()
db.close()


async def main():
    pool = await aiomysql.create_pool(host='127.0.0.1', port=port, user='u', password='p', minsize=1, maxsize=1)
    async with pool.acquire() as connection:
        async with connection.cursor() as cursor:
            await cursor.execute('SELECT 1')
            print(await cursor.fetchall())
            try:
                await cursor.execute('WRONG')
            except pymysql.err.ProgrammingError as error:
                print(error)
    pool.close()
    await pool.wait_closed()


asyncio.run(main())
thread.join()
