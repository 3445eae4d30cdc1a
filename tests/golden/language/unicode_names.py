# Unicode identifiers and NFKC, encodings of text, wide characters in errors.
from _t import attempt, run, values
import unicodedata

ünïcödé = 1
变量 = 2
переменная = 3
μ = 4
ﬁ = 5
print(ünïcödé, 变量, переменная, µ, fi, "fi" in globals(), "ﬁ" in globals(), "μ" in globals())
ℌ = "black letter"
print(H, [k for k in globals() if k in ("H", "ℌ")])
class Ⅷ: ａｔｔｒ = 1
print(Ⅷ.attr, VIII.__name__, Ⅷ.__qualname__, getattr(VIII, "attr"), hasattr(VIII, "ａｔｔｒ"))
def 函数(参数, *, 关键字=1): return 参数, 关键字, locals()
print(函数(1, 关键字=2))
attempt(函数)
attempt(函数, 1, 错误=2)
attempt(lambda: 未定义)
attempt(lambda: Ⅷ.缺少)
x = {"é": 1, "e\u0301": 2}
print(len(x), "é" == "e\u0301", unicodedata.normalize("NFC", "e\u0301") == "é")
é = 1
print(é, eval("e\u0301"))
setattr(Ⅷ, "ｘ", 5)
print(getattr(Ⅷ, "ｘ"), hasattr(Ⅷ, "x"))
def kw(**k): return k
print(kw(ｋｅｙ=1), kw(**{"ｋｅｙ": 1}))
import math as 数学
print(数学.pi)
from math import pi as π, tau as τ
print(π < τ)
for ｉ in range(1): print(i)
print([c for ｃ in "a"], (lambda ａ: a)(1), f"{ｉ}")
try: raise ValueError("错误：全角")
except ValueError as 异常: print(异常)
with open(__file__, encoding="utf-8") as ｆ: print(f.readline().strip()[:10])
a·b = 1
print(a·b, "a·b".isidentifier(), "·a".isidentifier(), "1a".isidentifier(), "_".isidentifier(), "é".isidentifier(), "a b".isidentifier(), "".isidentifier(), "ª".isidentifier(), "㊀".isidentifier(), "a\u0301".isidentifier(), "\u0301a".isidentifier(), "变".isidentifier(), "x²".isidentifier())
values("€", "a€", "x²", "a‿b", "１", "a１", "１ + 1", "·a", "a\u200b", "\u200b1", "\ufeff1", "1\ufeff", "a\u00a0+ 1", "a + \u3000 1", "（1）", "1，2", "“a”", "‘a’", "a：b", "1；2", "a！", "？", "a。b", "【1】", "1 × 2", "1 ÷ 2", "1 − 2", "a ≠ b", "a ≤ b", "a → b", "…", "–1", "a“", "f（1）", "print（1）", "[1，2]", "{1：2}", "x＝1", "if x：", "٠", "a٠", "０x1", "1e５", "é", "'é'", "b'é'", "😀", "a😀", "'😀'", "x.😀", "\x00", "\x01", "a\x7f", "\x1b[0m", "a\x0cb", "\x0c1", " \x0c 1", "a\u2028b", "a\u0085b", "\ue000", "\U000e0001", "\u00ad1", "\u2060a", "ﬀ", "ſ", "𝐱", "𝕏 + 1", "ᵢ", "ʰ", "ℯ", "㎏", "ⅷ", "①", "½", "º", "ℵ", "ﷺ", a=1, x=2, ff=6)
