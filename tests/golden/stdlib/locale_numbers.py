# locale: grouping, padding, money and texts by conventions that are made up; names of languages.
import locale

BASE = {
    'decimal_point': '.', 'thousands_sep': ',', 'grouping': [3, 0], 'mon_decimal_point': '.', 'mon_thousands_sep': ',', 'mon_grouping': [3, 0],
    'currency_symbol': '$', 'int_curr_symbol': 'USD ', 'frac_digits': 2, 'int_frac_digits': 3, 'p_cs_precedes': 1, 'n_cs_precedes': 1,
    'p_sep_by_space': 0, 'n_sep_by_space': 0, 'p_sign_posn': 1, 'n_sign_posn': 1, 'positive_sign': '+', 'negative_sign': '-'}


def t(label, f, *a, **k):
    try:
        r = repr(f(*a, **k))
    except BaseException as e:
        r = f'{type(e).__name__}: {e}'
    print(label, r)


def use(**changes):
    locale._override_localeconv = BASE | changes

for grouping in ([], [3], [3, 0], [3, 2, 0], [3, 2, 127], [127], [2, 3], [1, 0], [0], [4, 127]):
    use(grouping=grouping, mon_grouping=grouping)
    for f, v in (('%d', 0), ('%d', 12), ('%d', 1234), ('%d', -123456789), ('%+d', 1234567), ('%.3f', 1234567.891), ('%e', 12345.678), ('%g', 1234567.0), ('%g', 123456.0), ('%i', 10 ** 20), ('%u', 7654321)):
        t((grouping, f, v), locale.format_string, f, v, grouping=True)
        t('   money', locale.format_string, f, v, True, True)
use(thousands_sep='..', decimal_point='::')
for f, v in (('%12d|', 1234567), ('%-12d|', 1234567), ('%15.2f|', 1234567.5), ('%-15.2f|', -1234567.5), ('%08d', 1234567), ('%3d', 1234567), ('% d', 1234567), ('%#x', 1234567), ('%o', 1234567), ('%s', 1234567), ('%r', 'a'), ('%c', 65), ('%%', ()), ('%d%%', 50), ('plain', ()), ('%(a)d %(b)s %%', {'a': 1234567, 'b': 'x'}),
             ('%(a)15d|%(a)-15d|', {'a': 1234567}), ('%d %s %.1f', (1234567, 'x', 1234.5)), ('%*d', (12, 1234567)), ('%d', 'x'), ('%d %d', (1,)), ('%d', (1, 2)), ('%(a)d', {}), ('%.2f', float('inf')), ('%f', float('nan')), ('%5.1f%%', 99.5), ('%F', 1234567.5), ('%E', 1e10), ('%G', 1e6), ('%ld', 1234567), ('%hd', 12)):
    t((f, v), locale.format_string, f, v, grouping=True)
    t('   plain', locale.format_string, f, v)
for changes in ({}, {'p_cs_precedes': 0, 'n_cs_precedes': 0}, {'p_sep_by_space': 1, 'n_sep_by_space': 1}, {'p_cs_precedes': 0, 'n_cs_precedes': 0, 'p_sep_by_space': 1, 'n_sep_by_space': 1}, *({'p_sign_posn': n, 'n_sign_posn': n} for n in (0, 1, 2, 3, 4, 127)), {'frac_digits': 127}, {'frac_digits': 0}, {'currency_symbol': ''}):
    use(**changes)
    for value in (1234.567, -1234.567, 0, -0.004):
        for kw in ({}, {'symbol': False}, {'grouping': True}, {'international': True}, {'international': True, 'grouping': True}):
            t((changes, value, kw), locale.currency, value, **kw)
use(thousands_sep='.', decimal_point=',')
for text in ('1', '1.234', '1.234,5', '-1.234.567,25', '1,5', '', 'x', '1.2.3', '1e5'):
    t(text, locale.delocalize, text)
    t('   float', locale.atof, text)
    t('   int', locale.atoi, text)
    t('   func', locale.atof, text, lambda s: s[::-1])
for text in ('1234', '1234.5', '-1234567.25', '0.5', ' 1234567'):
    t(text, lambda: (locale.localize(text), locale.localize(text, True), locale.localize(text, True, True)))
for value in (1.5, 1e20, 1234567.891, 0.1, -5, 1e-7):
    t(value, locale.str, value)
t('same', lambda: (locale.localeconv()['thousands_sep'], locale.localeconv()['grouping']))
locale._override_localeconv = {}
for name in ('C', 'POSIX', 'c', 'en_US', 'en_us', 'en_US.utf8', 'de', 'de_DE.UTF-8', 'de_DE@euro', 'fr_FR.ISO8859-15', 'ja_JP', 'pt_BR', 'ru_RU', 'xx', 'xx_YY.UTF-8', 'C.UTF-8', 'en_GB.UTF-8'):
    t(name, locale.normalize, name)
for value in (None, 'C', ('C', None), (None, None), ['C', None], ('a', 'b', 'c'), 5, (1, 2), b'C', ('nope', 'nope'), ''):
    t(value, lambda: locale.setlocale(locale.LC_NUMERIC, value) if value != '' else None)
