# Marks stand below characters that are two columns wide, or none, or tabs.
from _show import run

run(*'''
x = "中文" + 1
---
变量 = 1 / 0
---
x = 变量
---
名 = {}; x = 名["键"]
---
x = "😀" + "🎉" + 1
---
"ＡＢＣ".foo
---
x = "é" + 1
---
x = "e\u0301" + 1
---
x = "👨‍👩‍👧" + 1
---
x = "ｱｲｳ" + 1
---
x = "한국어"; y = x[10]; z = 1
---
def 函数(参数): return 参数 + "文字"
函数(1)
---
x = "a	b" + 1
---
x = 1	+	"a"
---
if 1:
	x = 1 + "a"
---
if 1:
	x = "中	文" + 1; y = 2
---
x = ("中文"
     "日本語" +
     1)
---
x = ["中文" +
  "日本語" + 1 ,
     1]
---
x = "中文中文" if 1 / 0 else "文"
---
x = f"中文{1 / 0}文"
---
print("中文", "文字" % 1, "中文")
---
raise ValueError("中文 😀")
---
class 类:
    def 方法(自): return 自.没有 + 1
类().方法()
---
x = "½¼" + 1
---
x = "“quotes”—dash…" + 1
---
x = "αβγ" + 1
---
x = "\u200b\u00ad" + 1
---
x = {"中": 1}["文"]["a"]
---
x = len("中文", 1) + 1
---
assert "中文" == "日本", "不同"
'''.strip("\n").split("\n---\n"))
