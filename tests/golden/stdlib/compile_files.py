"""py_compile and compileall."""
import compileall, os, pathlib, py_compile, sys, tempfile
folder = tempfile.mkdtemp()
os.chdir(folder)
pathlib.Path("good.py").write_text("x = 1\n")
pathlib.Path("bad.py").write_text("x = = 1\n")
pathlib.Path("sub").mkdir()
pathlib.Path("sub/inner.py").write_text("y = 2\n")
print(py_compile.compile("good.py", "good.bin"), os.path.getsize("good.bin") > 16)
print(py_compile.compile("bad.py", quiet=2))
try:
    py_compile.compile("bad.py", doraise=True)
except py_compile.PyCompileError as e:
    print(e, e.exc_type_name, e.file, type(e.exc_value).__name__)
try:
    py_compile.compile("nosuch.py")
except OSError as e:
    print(e)
print(py_compile.PycInvalidationMode.TIMESTAMP, [m.name for m in py_compile.PycInvalidationMode])
print(compileall.compile_dir(".", quiet=1), compileall.compile_dir("sub"), compileall.compile_dir("sub", force=True, quiet=2))
print(compileall.compile_file("good.py"), compileall.compile_file("good.py"), compileall.compile_dir("nosuch"))
try:
    compileall.compile_dir(".", ddir="x", stripdir="y")
except ValueError as e:
    print(e)
