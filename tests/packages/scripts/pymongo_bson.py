"""pymongo without a server: BSON both ways, ObjectIds, codec options, JSON forms, and a topology that finds nobody."""
import datetime
import re
import uuid

import bson
import pymongo
from bson import json_util
from bson.codec_options import CodecOptions
from bson.decimal128 import Decimal128
from bson.int64 import Int64
from bson.objectid import ObjectId
from bson.raw_bson import RawBSONDocument

doc = {
    'i': 1, 'big': 2 ** 40, 'f': 1.5, 's': 'ä\0b', 'b': b'\0\1', 'n': None, 't': True, 'l': [1, 'two', {'x': []}],
    'd': datetime.datetime(2020, 1, 2, 3, 4, 5, 678000), 'id': ObjectId('0123456789abcdef01234567'),
    're': re.compile('a.c', re.I), 'dec': Decimal128('1.10'), 'i64': Int64(5), 'min': bson.MinKey(),
    'code': bson.Code('f()', {'x': 1}), 'ts': bson.Timestamp(10, 2),
}
data = bson.encode(doc)
print(len(data), data.hex()[:60], bson.has_c() in (True, False))
back = bson.decode(data)
print(back['l'], back['d'], back['s'], back['re'], back['dec'], type(back['i64']).__name__, back['code'], back['ts'])
print({k: back[k] == doc[k] for k in doc if k != 're'})
print(bson.decode(data, CodecOptions(tz_aware=True))['d'].tzinfo, bson.is_valid(data), bson.is_valid(data[:-2]))
print(RawBSONDocument(data)['i'], len(list(bson.decode_iter(data * 3))))
oid = ObjectId('0123456789abcdef01234567')
print(oid, oid.generation_time, oid < ObjectId('1' * 24), ObjectId.is_valid('zz'), repr(oid))
print(json_util.dumps({'id': oid, 'd': doc['d'], 'b': b'x', 'u': Int64(2)}))
print(json_util.loads('{"$oid": "0123456789abcdef01234567"}'))
for bad in b'', b'\5\0\0\0\1', b'\x0c\0\0\0\x10a\0\1\0\0\0', {'a.b': object()}, {1: 2}, {'x': 2 ** 70}:
    try:
        print(bson.decode(bad) if isinstance(bad, bytes) else bson.encode(bad))
    except Exception as error:
        print(type(error).__name__, '|', re.sub(r'0x[0-9a-f]+', '0x', str(error)))
try:
    bson.encode({'u': uuid.UUID(int=5)})
except ValueError as error:
    print(str(error)[:60])
client = pymongo.MongoClient('127.0.0.1', 1, serverSelectionTimeoutMS=200, connectTimeoutMS=200)
try:
    client.admin.command('ping')
except pymongo.errors.ServerSelectionTimeoutError as error:
    print(type(error).__name__, 'refused' in str(error))
print(client.test.things.name, client['db']['c'].full_name, client.topology_description.topology_type_name)
client.close()
print(pymongo.uri_parser.parse_uri('mongodb://u:p@h1:1,h2/db?replicaSet=r&w=2')['nodelist'])
