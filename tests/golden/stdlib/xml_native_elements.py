# Elements, builders and parsers at their edges: wrong arguments, bad state, targets that raise, references of their own.
import copy
import gc
import re
import warnings
import weakref
import xml.etree.ElementTree as ET

import _elementtree

warnings.simplefilter('ignore')


def show(f, *args, **kwargs):
    try:
        result = repr(f(*args, **kwargs))
    except Exception as error:
        result = f'{type(error).__name__}: {error}'
    print(re.sub('0x[0-9a-f]+', '0x', result))


def put(element, index, value):
    element[index] = value


def drop(element, index):
    del element[index]


print([getattr(ET, name) is getattr(_elementtree, name) for name in ('Element', 'SubElement', 'TreeBuilder', 'XMLParser', 'ParseError')])
e = ET.XML('<a><b/><c/></a>')
new = ET.Element
for index, value in [(9, 5), (0, 5), ('x', 5), (slice(0, 2, 2), [new('z')] * 3), (slice(0, 1), 5), (slice(0, 1), [5]),
                     (slice('a'), []), (slice(0, 0), iter([new('g')])), (-1, new('last'))]:
    show(put, e, index, value)
for index in 9, 'q', slice(0, 9, 3), -1:
    show(drop, e, index)
print(len(e), [child.tag for child in e], [child.tag for child in e[::-1]])
for args in [('x', new('q')), (0, 5), (5,), (-9, new('first')), (99, new('end'))]:
    show(e.insert, *args)
for f, *args in [(e.append, 5), (e.extend, 5), (e.extend, [5]), (e.remove, new('k')), (e.remove, 5), (e.get,), (e.get, 'k', 5),
                 (e.set, 'k'), (e.makeelement, 't', 5), (e.makeelement, 't', {'q': 'r'}), (e.iter, 'x', 'y'), (e.find,),
                 (e.find, 5), (e.__setstate__, 5), (e.__setstate__, {}), (e.__setstate__, {'tag': 'x', '_children': [5]}),
                 (e.__setstate__, {'tag': 'x', '_children': 5}), (e.__getitem__, 1.5)]:
    show(f, *args)
for args, kwargs in [((), {}), (('a', 5), {}), (('a', {}, 5), {}), (('a',), {'attrib': 5}), ((), {'tag': 'x'})]:
    show(ET.Element, *args, **kwargs)
    show(ET.SubElement, e, *args, **kwargs)
show(ET.SubElement, 5, 'x')
show(ET.SubElement)
print(ET.tostring(ET.Element('a', {'x': '1', 'attrib': 'p'}, y='2')), ET.tostring(ET.Element('a', attrib={'x': 'y'}, z='q')))

# Copies and state.
e = ET.XML('<a b="c">t<d/>u</a>')
print(e.__getstate__()['attrib'], copy.copy(e).attrib is e.attrib, ET.tostring(copy.deepcopy(e)))


class Kind(ET.Element):
    pass


k = Kind('t', k='v')
k.foo = 1
for o in k, copy.copy(k), copy.deepcopy(k), k.makeelement('q', {}), ET.Element(None), Kind.__new__(Kind):
    show(lambda: o)
for name in 'tag', 'text', 'tail', 'attrib', 'foo':
    show(delattr, e, name)
show(setattr, e, 'attrib', 5)
show(setattr, e, 'foo', 5)
e.text = e
e.append(e)
alive = weakref.ref(e)
del e, index, value, args, f
gc.collect()
print(alive())

# Walks.
e = ET.XML('<a>x<!--c-->y<b>z</b>w<b><c>v</c></b></a>', ET.XMLParser(target=ET.TreeBuilder(insert_comments=True)))
print(list(e.itertext()), [o.tag for o in e.iter('b')], len(list(e.iter())), len(list(e.iter('*'))), type(e.iter()).__name__)
show(type(e.iter()))
walk = e.iter()
for o in walk:
    if o.tag == 'b':
        e.append(ET.Element('more')) if len(e) < 6 else None
print(len(e))

# Builders.
show(ET.TreeBuilder, 1, 2)
show(ET.TreeBuilder, foo=2)
b = ET.TreeBuilder()
for name, *args in [('start', 'a', 5), ('start', 'a'), ('end', 'a'), ('data', 'lost'), ('start', 'a', {}), ('data', 'x'),
                    ('data', 'y'), ('end', 'b'), ('data', 'z'), ('start', 'q', {}), ('close',), ('comment', 'x'), ('pi', 't'),
                    ('pi', 't', 'v'), ('pi',)]:
    show(getattr(b, name), *args)
b = ET.TreeBuilder(lambda tag, attrs: [tag, attrs])
for name, *args in [('start', 'a', {'k': 'v'}), ('start', 'b', {}), ('end', 'b'), ('end', 'a'), ('close',)]:
    show(getattr(b, name), *args)

# Parsers.
p = ET.XMLParser()
print(p.entity, type(p.target).__name__, p.version.split()[0])
for name, value in [('entity', 5), ('target', 5), ('foo', 5)]:
    show(setattr, p, name, value)
for f, *args in [(p.feed, 5), (p.feed,), (p._setevents, [], ['x']), (p._setevents, [], [5]), (p._setevents, [], 5),
                 (p._setevents, 5), (p._setevents, [], ['end', b'start']), (ET.XMLParser, 1)]:
    show(f, *args)
for kwargs in {'target': 5}, {'encoding': 5}, {'html': 5}:
    show(ET.XMLParser, **kwargs)
p = ET.XMLParser(target=5)
for f, *args in [(p._setevents, []), (p.feed, '<a/>'), (p.close,)]:
    show(f, *args)
for text in '<a>&foo;</a>', '<!DOCTYPE a SYSTEM "x"><a>\n &foo;</a>', '<a></b>', '<a>\ud800</a>', '', '<a/><b/>', '<a b="&lt;">&lt;</a>':
    try:
        print(ET.tostring(ET.XML(text)))
    except ET.ParseError as error:
        print(error, error.code, error.position, error.args, error.__dict__)
    except UnicodeError as error:
        print(error)
p = ET.XMLParser()
p.entity['foo'] = 'bar'
p.feed('<!DOCTYPE a SYSTEM "x"><a k="&foo;">&foo;</a>')
print(ET.tostring(p.close()))


class Raises:
    def start(self, *args):
        print('start', args)
        raise KeyError(5)

    def end(self, *args):
        print('end', args)

    def close(self):
        return 'closed'


class Tells:
    def __getattr__(self, name):
        if name.startswith('_') or name == 'close':
            raise AttributeError(name)
        return lambda *args: print(name, args)


p = ET.XMLParser(target=Raises())
for text in '<a>x<b/></a>', '':
    show(p.feed, text)
show(p.close)
p = ET.XMLParser(target=Tells())
show(p.feed, '<!DOCTYPE a PUBLIC "p" "s"><?p?><!--c--><a xmlns="u" xmlns:q="r" q:z="1">t\nu<q:b/></a>')
show(p.close)


class Own(ET.XMLParser):
    def doctype(self, *args):
        print('never', args)


warnings.simplefilter('error')
show(Own().feed, '<!DOCTYPE a PUBLIC "p" "s"><a/>')
show(bool, ET.Element('x'))
show(_elementtree._set_factories, 5, 6)

# Events in the order of a pull parser.
p = ET.XMLPullParser(['start', 'end', 'start-ns', 'end-ns', 'comment', 'pi'])
for text in '<?x y?><a xmlns:p="u"', '><!--c--><p:b/>', 'text</a>':
    p.feed(text)
    show(lambda: [(event, getattr(o, 'tag', o)) for event, o in p.read_events()])
p.flush()
p.close()
show(lambda: [(event, getattr(o, 'tag', o)) for event, o in p.read_events()])
