# smtplib against a small server; wave; sysconfig and webbrowser as far as they are the same everywhere.
import email.message
import io
import os
import smtplib
import socket
import sysconfig
import threading
import wave
import webbrowser


def serve(script):
    """A server that answers commands by their first word; the commands are printed by the client's side."""
    listener = socket.create_server(("127.0.0.1", 0))
    seen = []

    def run():
        peer, _ = listener.accept()
        with peer, peer.makefile("rb") as lines:
            peer.sendall(b"220 ready\r\n")
            while line := lines.readline():
                seen.append(line)
                word = line.split()[0].upper().decode() if line.split() else ""
                if word == "DATA":
                    peer.sendall(b"354 go\r\n")
                    while (line := lines.readline()) != b".\r\n":
                        seen.append(line)
                    peer.sendall(script.get("END", b"250 sent\r\n"))
                    continue
                answer = script.get(line.strip().decode().upper(), script.get(word, b"250 ok\r\n"))
                peer.sendall(answer)
                if word == "QUIT":
                    break
        listener.close()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    return listener.getsockname()[1], seen, thread


HELLO = b"250-me\r\n250-SIZE 1000\r\n250-AUTH PLAIN LOGIN CRAM-MD5\r\n250-8BITMIME\r\n250 HELP\r\n"
port, seen, thread = serve({"EHLO": HELLO, "QUIT": b"221 bye\r\n", "AUTH": b"235 in\r\n", "VRFY": b"252 maybe\r\n", "RCPT": b"250 ok\r\n",
                            "RCPT TO:<BAD@X>": b"550 no\r\n", "AUTH CRAM-MD5": b"334 Y2hhbGxlbmdl\r\n", "HELP": b"214 helpful\r\n"})
with smtplib.SMTP("127.0.0.1", port, local_hostname="client") as smtp:
    print(smtp.ehlo(), smtp.esmtp_features, smtp.has_extn("size"), smtp.has_extn("starttls"), smtp.does_esmtp)
    print(smtp.noop(), smtp.vrfy("a@b"), smtp.help(), smtp.expn("list"), smtp.rset())
    print(smtp.sendmail("Me <me@x>", ["you@x", "bad@x"], "Subject: t\n\n.dot\nline\r\n"))
    message = email.message.EmailMessage()
    message["From"], message["To"], message["Bcc"], message["Subject"] = "A <a@x>", "b@x, C <c@x>", "d@x", "he"
    message.set_content("body\n.\n")
    print(smtp.send_message(message))
    try:
        smtp.sendmail("me@x", "bad@x", "x")
    except smtplib.SMTPRecipientsRefused as error:
        print(error.recipients, error.args)
    try:
        smtp.starttls()
    except smtplib.SMTPNotSupportedError as error:
        print(error)
    try:
        smtp.docmd("a\nb")
    except ValueError as error:
        print(error)
thread.join(10)
print(*seen, sep="\n")
port, seen, thread = serve({"EHLO": HELLO, "AUTH": b"535 wrong\r\n", "MAIL": b"451 later\r\n", "QUIT": b"221 bye\r\n"})
smtp = smtplib.SMTP("127.0.0.1", port, local_hostname="client")
for call in [lambda: smtp.login("u", "p"), lambda: smtp.sendmail("a@b", "c@d", "x")]:
    try:
        print(call())
    except smtplib.SMTPResponseException as error:
        print(type(error).__name__, error.smtp_code, error.smtp_error, error.args)
print(smtp.quit())
try:
    smtp.noop()
except smtplib.SMTPServerDisconnected as error:
    print(error)
thread.join(10)
print(seen)
print(smtplib.quoteaddr("A B <a@b>"), smtplib.quoteaddr("x"), smtplib.quoteaddr("<y>"), repr(smtplib.quotedata("a\n.b\r\nc\r")))
for error in [smtplib.SMTPException("x"), smtplib.SMTPDataError(5, b"m"), smtplib.SMTPSenderRefused(5, b"m", "s"), smtplib.SMTPHeloError(1, b"h")]:
    print(repr(error), isinstance(error, OSError))

data = bytes(range(200)) * 2
buffer = io.BytesIO()
with wave.open(buffer, "wb") as sound:
    for call in [sound.getnchannels, sound.getparams, lambda: sound.writeframes(b"x"), lambda: sound.setsampwidth(5), lambda: sound.setnchannels(0), lambda: sound.setframerate(0), lambda: sound.setcomptype("x", "y")]:
        try:
            print(call())
        except wave.Error as error:
            print(error)
    sound.setnchannels(2), sound.setsampwidth(2), sound.setframerate(8000.4), sound.setcomptype("NONE", "not compressed")
    sound.writeframes(data[:100]), sound.writeframesraw(data[100:])
    print(sound.getparams(), sound.tell(), sound.getnframes())
    try:
        sound.setnchannels(1)
    except wave.Error as error:
        print(error)
raw = buffer.getvalue()
print(len(raw), raw[:44])
with wave.open(io.BytesIO(raw)) as sound:
    print(sound.getparams(), sound.getnframes(), sound.readframes(3), sound.tell(), len(sound.readframes(1000)), sound.readframes(5))
    sound.setpos(10)
    print(sound.readframes(1), sound.rewind(), sound.readframes(1))
    try:
        sound.setpos(9999)
    except wave.Error as error:
        print(error)
for bad in [b"junkjunkjunk", b"RIFF\0\0\0\0XXXX", raw[:12], raw[:30], b"RIFF\4\0\0\0WAVEdata\0\0\0\0", raw[:20] + b"\7\0" + raw[22:], b""]:
    try:
        print(wave.open(io.BytesIO(bad)))
    except (wave.Error, EOFError) as error:
        print(type(error).__name__, error)
try:
    wave.open(io.BytesIO(), "rw")
except wave.Error as error:
    print(error)
extended = raw[:16] + (40).to_bytes(4, "little") + b"\xfe\xff" + raw[22:36] + (22).to_bytes(2, "little") + b"\x10\0\3\0\0\0" + wave.KSDATAFORMAT_SUBTYPE_PCM + raw[36:]
print(wave.open(io.BytesIO(extended)).getparams())

print(sysconfig.get_path_names(), sysconfig.get_scheme_names(), sysconfig.get_python_version(), sysconfig.get_default_scheme())
variables = {name: "/" + name for name in ("base", "platbase", "installed_base", "installed_platbase", "userbase")} | {"py_version_short": "3.13", "abi_thread": "", "platlibdir": "lib", "implementation_lower": "python", "abiflags": "", "py_version_nodot_plat": "313", "implementation": "Python"}
for scheme in "posix_prefix", "posix_home", "posix_user", "venv", "posix_venv":
    print(scheme, sysconfig.get_paths(scheme, variables))
print(sysconfig.get_path("purelib", "posix_home", {"base": "/b", "installed_base": "/i"}), sysconfig.get_config_var("nothing"), sysconfig.get_platform().startswith("linux-"))
print(sysconfig.parse_config_h(io.StringIO("#define A 1\n#define B_C x\n/* #undef D */\n")), sysconfig.get_preferred_scheme("user"))
for call in [lambda: sysconfig.get_path("x"), lambda: sysconfig.get_paths("none"), lambda: sysconfig.get_preferred_scheme("z")]:
    try:
        print(call())
    except KeyError as error:
        print(repr(error))


class Browser(webbrowser.BaseBrowser):
    def open(self, url, new=0, autoraise=True):
        print("open", url, new, autoraise)
        return True


webbrowser.register("mine", Browser, preferred=True)
print(webbrowser.open("http://x", new=2), webbrowser.open_new("y"), webbrowser.open_new_tab("z"), type(webbrowser.get("mine")).__name__)
print(webbrowser.get("true %s").open("shown"), webbrowser.GenericBrowser(["false", "%s"]).open("u"), webbrowser.GenericBrowser("/none").open("u"))
try:
    webbrowser.get("nothing-of-that-name")
except webbrowser.Error as error:
    print(error)
