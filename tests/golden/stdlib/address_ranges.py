# ipaddress: random networks against each other, special networks at their edges, scopes, orders, interfaces, formats.
import copy, ipaddress, pickle, random
from ipaddress import *

rng = random.Random(11)


def t(label, f):
    try:
        r = f()
        r = [str(x) for x in r] if hasattr(r, '__next__') else r
    except Exception as e:
        r = f'{type(e).__name__}: {e}'
    print(label, r)

print('== special networks')
KINDS = 'is_private is_global is_multicast is_reserved is_loopback is_link_local is_unspecified is_site_local'.split()
EDGES = ['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24', '192.0.0.8/30', '192.0.2.0/24', '192.168.0.0/16', '198.18.0.0/15', '203.0.113.0/24', '224.0.0.0/4', '240.0.0.0/4',
         '::/126', '::ffff:0:0/96', '64:ff9b::/96', '64:ff9b:1::/48', '100::/64', '2001::/23', '2001:1::/126', '2001:3::/32', '2001:20::/28', '2001:db8::/32', '2002::/16', 'fc00::/7', 'fe80::/10', 'fec0::/10', 'ff00::/8', '2000::/3', '4000::/3']
for text in EDGES:
    n = ip_network(text)
    first, last = int(n.network_address), int(n.broadcast_address)
    top = 2 ** n.max_prefixlen
    for number in (first - 1, first, (first + last) // 2, last, last + 1):
        if 0 <= number < top:
            a = type(n.network_address)(number)
            print(a, *[k for k in KINDS if getattr(a, k, False)])
    for m in (n, n.supernet(), *list(n.subnets())[:2]):
        print(m, *[k for k in KINDS if getattr(m, k, False)])

print('== random networks')
for version, bits in ((IPv4Network, 32), (IPv6Network, 128)):
    nets = []
    for _ in range(12):
        length = rng.randrange(bits - 12, bits + 1)
        base = (10 << bits - 8) + rng.randrange(2 ** 12)
        nets.append(version((base >> bits - length << bits - length, length)))
    for a, b in zip(nets, nets[1:] + nets[:1]):
        t((str(a), str(b)), lambda: (a.overlaps(b), a.subnet_of(b), a.supernet_of(b), a.compare_networks(b), a < b, a == b, a >= b, hash(a) == hash(b), b.network_address in a))
        big = a.supernet(min(5, a.prefixlen))
        t('exclude', lambda: big.address_exclude(a))
        t('subnets', lambda: (x for x, _ in zip(a.subnets(new_prefix=bits), range(3))))
        t('hosts', lambda: [str(x) for x, _ in zip(a.hosts(), range(3))])
        t('items', lambda: (str(a[0]), str(a[-1]), a.num_addresses, str(a.netmask), str(a.hostmask), a.with_hostmask))
    t('collapse', lambda: collapse_addresses(nets))
    t('sorted', lambda: [str(n) for n in sorted(nets)])
    addresses = [n.network_address for n in nets]
    t('collapse', lambda: collapse_addresses(addresses + [x + 1 for x in addresses]))
    t('summary', lambda: summarize_address_range(min(addresses), max(addresses)))
    t('one', lambda: summarize_address_range(addresses[0], addresses[0]))
t('all', lambda: summarize_address_range(IPv6Address(0), IPv6Address(2 ** 128 - 1)))
t('last', lambda: summarize_address_range(IPv4Address('255.255.255.254'), IPv4Address('255.255.255.255')))
t('none', lambda: collapse_addresses([]))
t('mixed', lambda: collapse_addresses([ip_network('10.0.0.0/8'), ip_address('10.1.2.3'), ip_address('11.0.0.0')]))
t('mixed', lambda: sorted([ip_network('10.0.0.0/8'), ip_address('::'), ip_address('9.9.9.9'), ip_interface('10.0.0.1/8')], key=get_mixed_type_key))

print('== texts')
for text in ['1:0:0:2:0:0:0:3', '0:0:1::', '1::', '::1:0:0', '1:0:2:0:3:0:4:0', '0:0:0:1:1:0:0:0', 'ABCD::', '::1.2.3.4', '64:ff9b::1.2.3.4', '::ffff:0:1', '1:2:3:4:5:6:1.2.3.4', ':::', '1:::2', '::1:2:3:4:5:6:7', '1:2:3:4:5:6:7::', '1:2:3:4::5:6:7:8', '::12345', '0000::', '00000::', '1.2.3.4::', '::1.2.3.256', 'fe80::1%', '%a', ' ::1', '::1 ', '::-1', '1_0::']:
    t(text, lambda: (lambda a: (str(a), a.exploded, a.scope_id, hash(a) == hash(IPv6Address(text)), repr(a), a.reverse_pointer[:9]))(IPv6Address(text)))
for text in ['0.0.0.0', '1.2.3.4 ', ' 1.2.3.4', '+1.2.3.4', '1.2.3.04', '0x1.2.3.4', '1.2.3.00', '256.1.1.1', '1.2.3.-4', '1.2.3.1e1', '1,2,3,4']:
    t(text, lambda: IPv4Address(text))
for mask in ['24', '024', '0', '32', '33', '255.255.255.0', '0.0.0.255', '255.255.0.255', '0.0.0.0', '255.255.255.255', '128.0.0.0', '127.255.255.255', '', ' 8', '+8', '8 ', '٣', 'x', '1.2.3']:
    t(mask, lambda: (lambda n: (n, n.netmask, n.hostmask))(IPv4Network('0.0.0.0/' + mask)))
    t(mask, lambda: IPv6Network('::/' + mask))
for value in [('10.0.0.0',), ('10.0.0.0', 8), ('10.0.0.0', '8'), ('10.0.0.0', '255.0.0.0'), (167772160, 8), (b'\n\0\0\0', 8), ('10.0.0.1', 8), ('10.0.0.0', 99), ('10.0.0.0', -1), ['10.0.0.0', 8], IPv4Address('1.2.3.4'), IPv4Network('10.0.0.0/8'), IPv4Interface('10.1.0.0/8')]:
    for make in (IPv4Network, IPv4Interface):
        t((make.__name__, value), lambda: make(value))
t('loose', lambda: IPv4Network('10.1.2.3/8', strict=False))
t('loose', lambda: IPv6Network('2001:db8::1/32', strict=False))

print('== interfaces and scopes')
things = [ip_interface('10.0.0.1/8'), ip_interface('10.0.0.1/16'), ip_interface('10.0.0.2/8'), ip_address('10.0.0.1'), ip_interface('10.0.0.1/8')]
for a in things:
    print([a == b for b in things], [a < b for b in things], a.is_private, hash(a) == hash(things[0]))
for text in ('fe80::1/64', '::1/128', '10.0.0.1/255.0.0.0', '1.2.3.4'):
    i = ip_interface(text)
    t(text, lambda: (i, i.ip, i.network, i.with_netmask, i.with_hostmask, i.compressed, i.exploded, i.hostmask, int(i)))
    for again in (copy.copy(i), copy.deepcopy(i), pickle.loads(pickle.dumps(i, 2))):
        print(again == i, type(again).__name__)
a, b = ip_address('fe80::1%a'), ip_address('fe80::1%b')
t('scopes', lambda: (a == b, a < b, a == ip_address('fe80::1'), hash(a) == hash(b), a + 1, {a, b} == {b, a}, a.scope_id, a in ip_network('fe80::/10'), pickle.loads(pickle.dumps(a)) == a))
for spec in ('', 's', '>20s', 'b', 'x', 'X', 'n', '#b', '#_x', '_b', '_n', '#X', '08b', 'd', '#', 'xx'):
    for a in (ip_address('1.2.3.4'), ip_address('2001:db8::1')):
        t(spec, lambda: format(a, spec))
t('arithmetic', lambda: (ip_address('1.2.3.4') + 1, ip_address('::') + 5, ip_address('1.2.3.4') - 4))
for f in (lambda: ip_address('0.0.0.0') - 1, lambda: ip_address(0) + 1.5, lambda: 1 + ip_address(0), lambda: ip_address(0) < ip_network('0.0.0.0'), lambda: ip_address(0) == ip_network('0.0.0.0/32'), lambda: ip_network('10.0.0.0/8') < 3, lambda: ip_address('::') > ip_address(0),
          lambda: ip_address(True), lambda: ip_address(1.5), lambda: ip_address([1]), lambda: ip_network('10.0.0.0/8')[2 ** 24], lambda: ip_network('10.0.0.0/8')[-2 ** 24 - 1], lambda: ip_network('10.0.0.0/8')['a'], lambda: 3 in ip_network('10.0.0.0/8'), lambda: '10.0.0.1' in ip_network('10.0.0.0/8'),
          lambda: ip_network('10.0.0.0/8').supernet(new_prefix=7), lambda: ip_network('0.0.0.0/0').supernet(), lambda: list(ip_network('1.2.3.4').subnets()), lambda: ip_network('10.0.0.0/8').supernet(2, 3), lambda: list(ip_network('1.2.3.4/32').hosts()), lambda: list(ip_network('1.2.3.4/31')), lambda: len(list(ip_network('1.2.3.0/24').hosts())),
          lambda: ip_address('1.2.3.4').nothing, lambda: ip_network('::/0').num_addresses, lambda: bytes(ip_address(5).packed), lambda: ip_address('::1') in ip_network('0.0.0.0/0'), lambda: isinstance(ip_interface('::1'), IPv6Address), lambda: IPv4Address('1.2.3.4').ipv6_mapped, lambda: IPv6Address('2002:102:304::').sixtofour, lambda: IPv6Address('2001::').teredo):
    t('', f)
