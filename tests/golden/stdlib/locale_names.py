"""Full names of locales: every alias, encodings and modifiers in all manners of writing."""
import hashlib
import locale

names = locale.locale_alias
print(len(names), hashlib.md5(repr(sorted(names.items())).encode()).hexdigest())
print(hashlib.md5(repr([locale.normalize(n) for n in sorted(names)]).encode()).hexdigest())
for name in ('en_US:UTF-8', 'en_US', 'en_us.UTF-8', 'EN_us.utf8', 'en_US.ISO8859-1@utf-8', 'ko_kr.euc', 'ja.jis', 'ja_JP.SJIS',
             'az_AZ.iso88599e', 'sr_RS.UTF-8@latn', 'sr_rs@latn', 'ca_ES@valencia', 'ca_ES.UTF-8@valencia',
             'ks_IN@devanagari', 'de_DE@euro', 'de_DE.UTF-8@euro', 'de@euro', 'de_DE.iso885915@euro', 'xx_YY', 'xx_YY.utf8',
             'xx.utf-8@mod', 'C', 'c.utf8', 'POSIX', 'C.UTF-8', 'posix.utf-8', 'en_US.foo', 'en_US.KOI8-R', 'de_DE.8859-1',
             'de_DE.latin1', 'german', 'german.utf8', 'german@euro', '', '.', '@', '.utf8', 'en_US.', 'en_US@',
             'uk_UA.koi8_u', 'zh_CN.gb18030', 'zh_TW.Big5', 'zh_TW.euc', 'ru_RU.CP1251', 'tr_TR.iso8859_9',
             'pd_US.iso885915', 'en_US.UTF8@foo', 'no@nynorsk', 'hi_IN.isciidev', 'japanese.sjis', 'en.ascii',
             'en_US.us-ascii', 'en_US.windows-1252', 'el_GR.ISO8859-7', 'nl_NL.iso8859-15@EURO', 'be_BY.UTF-8@latin',
             'be@latin', 'sd@devanagari', 'uz_uz@cyrillic', 'tt_RU@iqtelif', 'en_US.utf_8', 'ar_AA.iso-8859-6'):
    print(repr(name), repr(locale.normalize(name)))
