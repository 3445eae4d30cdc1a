# ipaddress and tomllib.
import io
import ipaddress
import pickle
import tomllib
from ipaddress import ip_address, ip_interface, ip_network

for text in ["1.2.3.4", "0.0.0.0", "255.255.255.255", "127.0.0.1", "10.1.2.3", "100.64.1.1", "169.254.0.1", "224.0.0.1", "240.0.0.1",
             "192.0.0.9", "198.18.0.1", "::", "::1", "2001:db8::1", "fe80::1", "ff02::1", "::ffff:1.2.3.4", "2002:102:304::1",
             "2001:0:102:304::fdfd:fcfc", "fec0::1", "1:0:0:2:0:0:0:3", "1:2:3:4:5:6:7:8", "1::8", "64:ff9b:1::1", "2001:20::1", "3fff::1",
             "FF:0::Ab", "4000::", 5, 2 ** 32, 2 ** 128 - 1, b"\1\2\3\4", b"\0" * 16]:
    a = ip_address(text)
    print(text, repr(a), a, int(a), a.packed, a.version, a.max_prefixlen, a.compressed, a.exploded, a.reverse_pointer)
    print("  ", *(name for name in ("is_private", "is_global", "is_multicast", "is_reserved", "is_loopback", "is_link_local", "is_unspecified", "is_site_local")
                  if getattr(a, name, False)), *(getattr(a, name, None) for name in ("ipv4_mapped", "sixtofour", "teredo", "scope_id", "ipv6_mapped")))
for bad in ["", "1.2.3", "1.2.3.4.5", "1.2.3.256", "01.2.3.4", "1.2.3.a", "1..2.3", "1.2.3.4444", "1.2.3.4/8", "1.2.3.4٣", -1, 2 ** 32, b"\1", None,
            ":", "1:2", ":1::2", "1::2:", "1::2::3", "1:2:3:4:5:6:7:8:9", "12345::", "g::", "::1.2.3", "1:2:3:4:5:6:7::8:9", "::1%", "::1%a%b", "::1/64", -5, 2 ** 128,
            "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:", ":2:3:4:5:6:7:8", b"\1" * 5]:
    for make in ipaddress.IPv4Address, ipaddress.IPv6Address:
        try:
            print(repr(make(bad)))
        except ValueError as error:
            print(type(error).__name__, error)
for text in ["10.0.0.0/8", "1.2.3.4", "192.168.1.0/255.255.255.0", "192.168.1.0/0.0.0.255", ("10.0.0.0", 30), ("10.0.0.0", "31"), "0.0.0.0/0", "2001:db8::/32",
             ("::", 126), "::1", b"\1\2\3\4", 7, "fe80::/10", "192.0.2.4/31", "::/127"]:
    n = ip_network(text)
    print(text, repr(n), n.netmask, n.hostmask, n.prefixlen, n.num_addresses, n.broadcast_address, n.with_netmask, n.with_hostmask, n.with_prefixlen, n.compressed, n.exploded)
    print("  ", n[0], n[-1], [str(h) for h, _ in zip(n.hosts(), range(4))], n.is_private, n.is_global, n.is_multicast, n.is_reserved, n.is_loopback, n.is_link_local, n.is_unspecified)
    print("  ", [str(s) for s, _ in zip(n.subnets(), range(3))], n.supernet(), n.reverse_pointer, ip_address("10.0.0.1") in n, hash(n) == hash(ip_network(str(n))))
for bad in ["10.0.0.1/8", "1.2.3.4/33", "1.2.3.4/-1", "1.2.3.4/a", "1.2.3.4/255.0.255.0", "1.2.3.4/1/2", "::1/129", "::1/64", "x", ("1.2.3.4", 40), "::/::", "1.2.3.4/", None]:
    for make in ipaddress.IPv4Network, ipaddress.IPv6Network, ip_network, ip_interface:
        try:
            print(make(bad))
        except ValueError as error:
            print(type(error).__name__, error)
print(ip_network("10.0.0.1/8", strict=False), ipaddress.IPv4Network("1.2.3.4/16", False))
for text in ["10.1.2.3/8", "1.2.3.4", "2001:db8::5/64", "::1", "127.0.0.1/8", ("1.2.3.4", 5)]:
    i = ip_interface(text)
    print(repr(i), i, i.ip, i.network, i.netmask, i.hostmask, i.with_netmask, i.with_hostmask, i.with_prefixlen, i.is_loopback, i.exploded, i.is_unspecified)
    print(pickle.loads(pickle.dumps(i)) == i, pickle.loads(pickle.dumps(i.network)) == i.network, pickle.loads(pickle.dumps(i.ip)) == i.ip)
a, b = ip_address("1.2.3.4"), ip_address("1.2.3.9")
print(a < b, a + 5 == b, b - 5 == a, a != b, a >= b, sorted([b, a]), hash(a) == hash(ip_address("1.2.3.4")), a == ip_address("::1"), a == 5, {a: 1}[ip_address(0x01020304)])
print(format(a), f"{a:>12s}|{a:b}|{a:n}|{a:x}|{a:#X}|{a:_b}|{a:#_x}", f"{ip_address('::1'):x}|{ip_address('2001:db8::'):#_X}|{ip_address('::1'):s}")
print(list(map(str, ipaddress.summarize_address_range(a, b))), list(ipaddress.summarize_address_range(ip_address(0), ip_address(2 ** 32 - 1))))
print(list(map(str, ipaddress.collapse_addresses([ip_network("10.0.0.0/25"), ip_network("10.0.0.128/25"), a, a + 1, ip_network("1.2.3.5"), ip_network("10.0.0.0/26")]))))
big, small = ip_network("10.0.0.0/8"), ip_network("10.3.0.0/16")
print(list(map(str, big.address_exclude(small))), small.subnet_of(big), big.supernet_of(small), big.overlaps(small), big.compare_networks(small), small in big, list(small.address_exclude(small)))
print(list(map(str, small.subnets(new_prefix=18))), small.supernet(3), small.supernet(new_prefix=8), sorted([big, small, b, a, ip_network("::/0")], key=ipaddress.get_mixed_type_key))
print(ipaddress.get_mixed_type_key(3), ipaddress.v4_int_to_packed(1), ipaddress.v6_int_to_packed(1), ip_address("fe80::1%a") == ip_address("fe80::1"), big == small, big < small)
for call in [lambda: a < ip_address("::1"), lambda: a < 3, lambda: a + 2 ** 40, lambda: big[2 ** 30], lambda: f"{a:q}", lambda: a + "x", lambda: small.subnets(new_prefix=8).__next__(),
             lambda: list(small.subnets(20)), lambda: list(small.subnets(-1)), lambda: small.supernet(30), lambda: small.supernet(new_prefix=20), lambda: list(small.address_exclude(big)),
             lambda: list(big.address_exclude(ip_network("::/0"))), lambda: list(big.address_exclude(3)), lambda: list(ipaddress.summarize_address_range(b, a)), lambda: list(ipaddress.summarize_address_range(1, 2)),
             lambda: list(ipaddress.summarize_address_range(a, ip_address("::1"))), lambda: list(ipaddress.collapse_addresses([a, ip_address("::1")])), lambda: big.subnet_of(ip_network("::/0")),
             lambda: ipaddress.v4_int_to_packed(-1), lambda: ipaddress.v6_int_to_packed(2 ** 128), lambda: big < ip_network("::/0"), lambda: big.subnet_of(3), lambda: big.compare_networks(ip_network("::/0")),
             lambda: ip_address("x"), lambda: ip_network("x"), lambda: ip_interface("x"), lambda: list(small.subnets(2, 20)), lambda: ip_address(None)]:
    try:
        print(call())
    except Exception as error:
        print(type(error).__name__, error)

document = '''
# everything
title = "TOML \\u00e9 \\"x\\"\\t\\\\"
"quoted key" = 1
'literal' = 'C:\\x'
dotted.a.b = true
dotted.a."c d" = false
multi = """
one \\
    two
three""""
raw = \'\'\'
a'b\'\'\'\'
ints = [1, +2, -3, 1_000, 0xDEAD_beef, 0o17, 0b1010, 0]
floats = [1.0, -0.5, 1e3, 6.26e-34, 1_0.0_1, inf, -inf, +nan]
nested = [[1, 2], ["a", {b = [{}]}], # comment
  ]
inline = { x = 1, y.z = 2, "k" = {} }
[table]
k = 1
[table.sub.deep]
k = 2
[[list]]
n = 1
[list.t]
a = 1
[[list]]
n = 2
[[list.inner]]
[[list.inner]]
z = "z"
[ a . "b.c" ]
'''
print(tomllib.loads(document))
print(tomllib.loads("a = 1.5\nb = 2", parse_float=lambda s: "F" + s), tomllib.loads(""), tomllib.load(io.BytesIO(b"a=1\r\n")))
for bad in ['a', 'a=', '=1', 'a=1\na=2', 'a.b=1\na=2', 'a=1\na.b=2', '[a]\n[a]', '[a', '[[a]]\n[a]', '[a]\n[[a]]', 'a={b=1}\na.c=2', 'a={b=1,}', 'a=[1,2', 'a="x', 'a="\\q"',
            'a="""x', 'a=1979-13-01', 'a=01', 'a=1__0', 'a=0x', 'a=tru', 'a=1 b=2', 'a="\n"', '\x00', 'a="\\ud800"', 'a=1.', 'a=.5', 'a=1e', '[a.b]\n[a]\nb.c=1', 'a.b.c=1\n[a.b]',
            '[[a.b]]\n[a]\nb=1', 'a={b=1,b=2}', "a='''x", "a='x", '# \x01', 'a=12:61:00', '[]', '[[]]', '[a]]', '[[a]', '[a] x', "a='x\x01'", 'a=[1 2]', 'a={b=1 c=2}', 'a={b}', 'a=0b12',
            'a.=1', 'a="\\u12"', 'a=[{}]\n[[a]]', 'b=1\r\r\n', 'a b=1', 'a="\\U00110000"', 'a={', 'a=[', '[t]\nt2.t3=1\n[t.t2]', 'a="""x\\ y"""', 'a="x\\', 'a=--1', 'a={b={c=1},b.d=2}', 'a={b=1,b.c=2}',
            'a="""\x02"""', '[a]\nb=1\n\n[a.b]', 'a=[]\n[a.b]', 'a={}\n[a.b]', 'a=1\n[a.b]', '[a.b]\na.c=1\n[a]\nb=2']:
    try:
        print(repr(bad), tomllib.loads(bad))
    except tomllib.TOMLDecodeError as error:
        print(repr(bad), error)
for call in [lambda: tomllib.loads(b"a"), lambda: tomllib.load(io.StringIO("a=1")), lambda: tomllib.load(io.BytesIO(b"\xff")), lambda: tomllib.loads("a=1.5", parse_float=lambda s: {}),
             lambda: tomllib.loads("a=1.5", parse_float=int)]:
    try:
        print(call())
    except Exception as error:
        print(type(error).__name__, error)
