# gettext: catalogs made by hand, plural forms, where catalogs are looked for, what is installed.
import builtins, gettext, io, os, struct, tempfile, warnings

warnings.simplefilter('always')
warnings.simplefilter('ignore', ResourceWarning)
warnings.showwarning = lambda m, c, *a, **k: print('W', c.__name__, m)
for name in ('LANGUAGE', 'LC_ALL', 'LC_MESSAGES', 'LANG'):
    os.environ.pop(name, None)
D = tempfile.mkdtemp()


def t(label, f, *a, **k):
    try:
        r = repr(f(*a, **k))
    except BaseException as e:
        r = f'{type(e).__name__}: {e}'
    print(label, r.replace(D, 'D')[:300])


def mo(messages, order='<', magic=0x950412de, version=0):
    ids = sorted(messages, key=len)
    texts = [(k.encode('utf-8') if isinstance(k, str) else k, v.encode('utf-8') if isinstance(v, str) else v) for k, v in ((k, messages[k]) for k in ids)]
    n = len(texts)
    at, where, body = 28 + 16 * n, [[], []], b''
    for side in (0, 1):
        for pair in texts:
            where[side].append((len(pair[side]), at + len(body)))
            body += pair[side] + b'\0'
    return struct.pack(order + '7I', magic, version, n, 28, 28 + 8 * n, 0, 0) + b''.join(struct.pack(order + '2I', *w) for side in where for w in side) + body


HEAD = 'Project-Id-Version: 1\nContent-Type: text/plain; charset=UTF-8\nPlural-Forms: nplurals=2; plural=n != 1;\nX-Long: a\n b\n#-#-#-#-#  x  #-#-#-#-#\n'
MESSAGES = {'': HEAD, 'hello': 'hallo', 'é': 'É!', 'file\0files': 'Datei\0Dateien', 'menu\4open': 'Öffnen', 'menu\4item\0items': 'Punkt\0Punkte', 'empty': ''}
for order in '<>':
    g = gettext.GNUTranslations(io.BytesIO(mo(MESSAGES, order)))
    t('info', lambda: (g.info(), g.charset()))
    for call in ("gettext('hello')", "gettext('none')", "gettext('é')", "gettext('file')", "gettext('empty')", "gettext('')[:7]", "ngettext('file', 'files', 1)", "ngettext('file', 'files', 2)", "ngettext('a', 'b', 1)", "ngettext('a', 'b', 5)", "pgettext('menu', 'open')", "pgettext('menu', 'no')", "pgettext('x', 'open')", "pgettext('menu', 'item')",
                 "npgettext('menu', 'item', 'items', 1)", "npgettext('menu', 'item', 'items', 3)", "npgettext('m', 'a', 'b', 1)", "npgettext('m', 'a', 'b', 0)", "ngettext('file', 'files', 1.0)", "ngettext('file', 'files', 1.5)", "ngettext('file', 'files', 'x')"):
        t(call, lambda: eval('g.' + call))
GOOD = mo(MESSAGES)
for label, data in (('empty', b''), ('short', GOOD[:10]), ('magic', b'\0' * 40), ('version', mo(MESSAGES, version=5 << 16)), ('minor', mo({'a': 'b'}, version=(1 << 16) + 3)), ('cut', GOOD[:-40]), ('no head', mo({'a': 'b'})), ('latin', mo({'': 'Content-Type: text/plain; charset=iso-8859-1\n', b'k': b'\xe9'})), ('bad utf', mo({'': HEAD, b'k': b'\xff'})), ('bad plural', mo({'': 'Plural-Forms: nplurals=2; plural=import os;\n'})),
                    ('three', mo({'': 'Plural-Forms: nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);\n', 'a\0b': 'x\0y\0z'})), ('ascii', mo({'k': 'é'}))):
    t(label, lambda: (lambda g: (g.info(), g.charset(), g.gettext('k'), [g.ngettext('a', 'b', n) for n in (0, 1, 2, 5, 11, 21, 22)]))(gettext.GNUTranslations(io.BytesIO(data))))

print('== plural forms')
for text in ('0', 'n', 'n != 1', 'n>1', 'n == 1 ? 0 : 1', 'n==0 ? 0 : n==1 ? 1 : 2', '(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2)', 'n%2', 'n/3', 'n*2+1', 'n-1', '!n', '!(n==1)', 'n > 1 || 1', 'n && 0', '1 + 2 * 3 % 4', 'n<5<2', 'n==1==0', 'n!=1==1', '10-n-1', '((n))', 'n ? n : n ? 1 : 2', '2 * (n + 1)', 'n<=3', 'n>=3', '!!n', '- 1', '1 -', '', '(', ')', 'n n', 'x', 'n = 1', 'n ? 1', 'n : 1', '1.5', 'n$', 'n==', '()', 'n(1)', '(' * 30 + 'n' + ')' * 30, '(' * 15 + 'n' + ')' * 15, '+'.join('n' * 600), 'n and 1', '08', '0x1', 'n\n+1', '!n', '1?2:3?4:5', '\tn', 'n%0'):
    t(text[:60], lambda: [int(gettext.c2py(text)(n)) for n in (0, 1, 2, 3, 5, 11, 12, 21, 101)])
f = gettext.c2py('n != 1')
for value in (1, 1.0, 2.5, True, '1', None, 10 ** 30):
    t(value, lambda: int(f(value)))

print('== where')
for lang in ('de', 'de_AT', 'fr', 'en_US.UTF-8'):
    folder = os.path.join(D, lang, 'LC_MESSAGES')
    os.makedirs(folder)
    open(os.path.join(folder, 'app.mo'), 'wb').write(mo({'': HEAD, 'lang': lang, **({'only': 'de only'} if lang == 'de' else {})}))
for languages in (['de'], ['de_AT'], ['de_AT.UTF-8'], ['de_DE@euro'], ['it'], ['it', 'fr'], ['C'], ['C', 'de'], [], ['en_US.UTF-8'], ['en_US'], ['fr', 'de_AT']):
    t(languages, gettext.find, 'app', D, languages)
    t('   all', gettext.find, 'app', D, languages, all=True)
    t('   text', lambda: (lambda g: (g.gettext('lang'), g.gettext('only'), type(g).__name__))(gettext.translation('app', D, languages)))
    t('   else', lambda: type(gettext.translation('app', D, languages, fallback=True)).__name__)
for env in ({'LANGUAGE': 'de_AT:fr'}, {'LC_ALL': 'fr_FR.UTF-8'}, {'LC_MESSAGES': 'de', 'LANG': 'fr'}, {'LANG': 'fr', 'LANGUAGE': ''}, {'LANG': 'C'}, {}):
    for name in ('LANGUAGE', 'LC_ALL', 'LC_MESSAGES', 'LANG'):
        os.environ.pop(name, None)
    os.environ.update(env)
    t(env, gettext.find, 'app', D, all=True)
a, b = gettext.translation('app', D, ['de']), gettext.translation('app', D, ['de'])
t('cached', lambda: (a is b, a._catalog is b._catalog if hasattr(a, '_catalog') else True))


class Own(gettext.GNUTranslations):
    def gettext(self, message):
        return '<' + super().gettext(message) + '>'


t('class', lambda: gettext.translation('app', D, ['de'], class_=Own).gettext('lang'))
t('module', lambda: (gettext.textdomain(), gettext.textdomain('app'), gettext.textdomain(), gettext.bindtextdomain('app', D), gettext.bindtextdomain('app'), gettext.bindtextdomain('other') == gettext.bindtextdomain('third')))
os.environ['LANGUAGE'] = 'de'
for call in ("gettext('lang')", "gettext('x')", "ngettext('a', 'b', 2)", "pgettext('c', 'm')", "npgettext('c', 'a', 'b', 1)", "dgettext('app', 'lang')", "dgettext('none', 'lang')", "dngettext('none', 'a', 'b', 1)", "dngettext('none', 'a', 'b', 2)", "dpgettext('none', 'c', 'm')", "dnpgettext('none', 'c', 'a', 'b', 2)", "Catalog('app', D, ['fr']).gettext('lang')"):
    t(call, lambda: eval('gettext.' + call))
gettext.install('app', D)
t('install', lambda: (_('lang'), hasattr(builtins, 'ngettext')))
gettext.install('app', D, names=['ngettext', 'pgettext', 'npgettext', 'gettext', 'other'])
t('install', lambda: sorted(n for n in ('_', 'ngettext', 'pgettext', 'npgettext', 'gettext', 'other') if hasattr(builtins, n)))
n = gettext.NullTranslations()
t('null', lambda: (n.gettext('a'), n.ngettext('a', 'b', 1), n.ngettext('a', 'b', 0), n.pgettext('c', 'a'), n.npgettext('c', 'a', 'b', 2), n.info(), n.charset()))
n.add_fallback(Own(io.BytesIO(GOOD)))
n.add_fallback(gettext.NullTranslations())
t('fallback', lambda: (n.gettext('hello'), n.ngettext('file', 'files', 2), n.pgettext('menu', 'open'), n.npgettext('menu', 'item', 'items', 1), n.info()))
t('nothing', gettext.translation, 'nothing', D, ['de'])
