"""locale: setting and asking, numbers and money, names."""
import _locale
import locale
import os

os.environ.update(LC_ALL='C.UTF-8')
locale.setlocale(locale.LC_CTYPE, '')
EXPRESSIONS = [
    'locale.setlocale(locale.LC_ALL)',
    'locale.setlocale(locale.LC_CTYPE)',
    'locale.setlocale(locale.LC_ALL,"xx")',
    'locale.setlocale(99)',
    'locale.setlocale(locale.LC_ALL,"")',
    'locale.setlocale(locale.LC_TIME,("en_US","UTF-8"))',
    'locale.getlocale()',
    'locale.getlocale(locale.LC_TIME)',
    'locale.getlocale(locale.LC_ALL)',
    'locale.localeconv()',
    'locale.getpreferredencoding()',
    'locale.getpreferredencoding(False)',
    'locale.getencoding()',
    'locale.nl_langinfo(locale.CODESET)',
    'locale.nl_langinfo(locale.DAY_1)',
    'locale.nl_langinfo(12345678)',
    'locale.normalize("en_US")',
    'locale.normalize("de")',
    'locale.normalize("C")',
    'locale.normalize("en_us.utf8")',
    'locale.normalize("xx_YY")',
    'locale.format_string("%d",1234567,grouping=True)',
    'locale.format_string("%.2f|%5s|%-5d",(1.5,"a",3))',
    'locale.format_string("%(a)d",{"a":5})',
    'locale.currency(1.5)',
    'locale.str(1.5)',
    'locale.str(1e20)',
    'locale.atof("1.5")',
    'locale.atoi("15")',
    'locale.delocalize("1,5")',
    'locale.localize("1.5")',
    'locale.strcoll("a","b")',
    'locale.strxfrm("abc")',
    'sorted("bca",key=locale.strxfrm)',
    'locale.Error',
    '_locale.Error is locale.Error',
    'locale.strcoll("a\\0","b")',
    'locale.setlocale(locale.LC_ALL,5)',
    'locale.format_string("%s %%",5)',
    'locale.format_string("%d %d",5)',
    'locale.setlocale(locale.LC_ALL, "C.UTF-8")',
    'locale.getlocale()',
    'locale.localeconv()["decimal_point"]',
    'locale.nl_langinfo(locale.CODESET)',
    'locale.setlocale(locale.LC_ALL, "C")',
    'locale.getlocale()',
    'locale.strxfrm("é")',
    'locale.nl_langinfo(locale.CODESET)',
    'locale.CHAR_MAX',
    'locale.getlocale(5.0)',
    'locale.normalize("en_US.ISO8859-1")',
    'locale.normalize("en_US@euro")',
    'locale.normalize("posix")',
    'locale.normalize("")',
]
print(locale.__all__)
for e in EXPRESSIONS:
    try:
        print(e, '=', eval(e))
    except BaseException as x:
        print(e, '->', type(x).__name__, x)
# The signs of a locale that is made up.
locale._override_localeconv = {
    'decimal_point': ',', 'thousands_sep': '.', 'grouping': [3, 3, 0], 'mon_decimal_point': ',', 'mon_thousands_sep': '.',
    'mon_grouping': [3, 2, 0], 'currency_symbol': 'EUR', 'int_curr_symbol': 'EUR ', 'frac_digits': 2, 'int_frac_digits': 2,
    'p_cs_precedes': 0, 'n_cs_precedes': 1, 'p_sep_by_space': 1, 'n_sep_by_space': 0, 'p_sign_posn': 1, 'n_sign_posn': 1,
    'positive_sign': '', 'negative_sign': '-'}
for e in ['locale.format_string("%d", 123456789, grouping=True)', 'locale.format_string("%.2f", -1234567.891, grouping=True)',
          'locale.format_string("%20.2f|%-20d|", (1234567.891, 12345), grouping=True)', 'locale.currency(1234567.891, grouping=True)',
          'locale.currency(-1234567.891, grouping=True)', 'locale.currency(5, international=True)', 'locale.currency(-5, symbol=False)',
          'locale.atof("1.234.567,5")', 'locale.atoi("1.234")', 'locale.str(1.5)', 'locale.delocalize("1.234,5")', 'locale.localize("1234.5", True)',
          'locale.format_string("%*d", (10, 1234), grouping=True)', 'locale.format_string("%s %x %e", ("a", 255, 1.5), grouping=True)']:
    print(e, '=', eval(e))
