"""The names that Windows has for C's types."""
import ctypes

MAX_PATH = 260

_SIMPLE = {
    ctypes.c_void_p: "HACCEL HANDLE HBITMAP HBRUSH HCOLORSPACE HDC HDESK HDWP HENHMETAFILE HFONT HGDIOBJ HGLOBAL HHOOK HICON HINSTANCE "
                     "HKEY HKL HLOCAL HMENU HMETAFILE HMODULE HMONITOR HPALETTE HPEN HRGN HRSRC HSTR HTASK HWINSTA HWND LPCVOID LPVOID "
                     "SC_HANDLE SERVICE_STATUS_HANDLE",
    ctypes.c_ulong: "COLORREF DWORD LCID LCTYPE LGRPID ULONG WPARAM _ULARGE_INTEGER ULARGE_INTEGER",
    ctypes.c_long: "BOOL LONG LPARAM _LARGE_INTEGER LARGE_INTEGER",
    ctypes.c_ushort: "ATOM LANGID USHORT WORD", ctypes.c_short: "SHORT", ctypes.c_ubyte: "BOOLEAN BYTE", ctypes.c_int: "INT",
    ctypes.c_uint: "UINT", ctypes.c_double: "DOUBLE", ctypes.c_float: "FLOAT", ctypes.c_char: "CHAR", ctypes.c_wchar: "WCHAR",
    ctypes.c_char_p: "LPCSTR LPSTR", ctypes.c_wchar_p: "LPCOLESTR LPCWSTR LPOLESTR LPWSTR OLESTR",
}
for _kind, _names in _SIMPLE.items():
    globals().update(dict.fromkeys(_names.split(), _kind))


class VARIANT_BOOL(ctypes._SimpleCData):
    """A truth value of two bytes."""
    _type_ = "v"

    def __repr__(self):
        return f"{type(self).__name__}({self.value!r})"


def _structure(name, *others, **fields):
    """A Structure of these fields, under some more names."""
    made = type(ctypes.Structure)(name, (ctypes.Structure,), {"_fields_": list(fields.items()), "__module__": __name__})
    globals().update(dict.fromkeys((name, *others), made))


_structure("POINT", "tagPOINT", "_POINTL", "POINTL", x=LONG, y=LONG)
_structure("RECT", "tagRECT", "_RECTL", "RECTL", left=LONG, top=LONG, right=LONG, bottom=LONG)
_structure("SIZE", "tagSIZE", "SIZEL", cx=LONG, cy=LONG)
_structure("_SMALL_RECT", "SMALL_RECT", Left=SHORT, Top=SHORT, Right=SHORT, Bottom=SHORT)
_structure("_COORD", X=SHORT, Y=SHORT)
_structure("FILETIME", "_FILETIME", dwLowDateTime=DWORD, dwHighDateTime=DWORD)
_structure("MSG", "tagMSG", hWnd=HWND, message=UINT, wParam=WPARAM, lParam=LPARAM, time=DWORD, pt=POINT)
for _name, _kind in ("WIN32_FIND_DATAA", CHAR), ("WIN32_FIND_DATAW", WCHAR):
    _structure(_name, dwFileAttributes=DWORD, ftCreationTime=FILETIME, ftLastAccessTime=FILETIME, ftLastWriteTime=FILETIME,
               nFileSizeHigh=DWORD, nFileSizeLow=DWORD, dwReserved0=DWORD, dwReserved1=DWORD, cFileName=_kind * MAX_PATH,
               cAlternateFileName=_kind * 14)

for _name in """LPBOOL PBOOL PBOOLEAN LPBYTE PBYTE PCHAR LPCOLORREF LPDWORD PDWORD LPFILETIME PFILETIME PFLOAT LPHANDLE PHANDLE PHKEY
        LPHKL LPINT PINT PLARGE_INTEGER PLCID LPLONG PLONG LPMSG PMSG LPPOINT PPOINT PPOINTL LPRECT PRECT LPRECTL PRECTL
        LPSC_HANDLE PSHORT LPSIZE PSIZE LPSIZEL PSIZEL PSMALL_RECT LPUINT PUINT PULARGE_INTEGER PULONG PUSHORT PWCHAR
        LPWIN32_FIND_DATAA PWIN32_FIND_DATAA LPWIN32_FIND_DATAW PWIN32_FIND_DATAW LPWORD PWORD""".split():
    globals()[_name] = ctypes.POINTER(globals()[_name[2 if _name.startswith("LP") else 1:]])


def RGB(red, green, blue):
    """A colour as a number."""
    return red + (green << 8) + (blue << 16)
