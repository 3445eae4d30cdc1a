# email: building, parsing and writing messages, with the older policy and the newer; headers as objects.
import datetime
from email.headerregistry import *
import email, email.policy, re
from email.message import EmailMessage, Message
from email.mime.text import MIMEText
from email.mime.multipart import MIMEMultipart
from email.mime.image import MIMEImage
from email.mime.application import MIMEApplication
from email.mime.audio import MIMEAudio
from email.mime.message import MIMEMessage
from email.header import Header, decode_header, make_header
from email import utils, charset
def t(f):
    try: r=f(); print(re.sub(r'={3,}\d+==','=B=',r) if isinstance(r,str) else re.sub(r' at 0x\w+', '', repr(r)))
    except BaseException as e: print(type(e).__name__, e)
m=MIMEMultipart('alternative',boundary='BB'); m['Subject']='hi'; m['From']='a@b'; m.attach(MIMEText('plain é','plain','utf-8')); m.attach(MIMEText('<b>x</b>','html')); m.attach(MIMEApplication(b'abc',Name='f.bin')); t(m.as_string); t(lambda: m.as_bytes()[:80]); t(lambda:[p.get_content_type() for p in m.walk()]); t(lambda:m.is_multipart()); t(lambda:m.get_payload(0).get_payload(decode=True)); t(lambda:m.get_payload(2).get_filename()); t(lambda:m.keys()); t(lambda:m.get_boundary())
s='From: A <a@b>\nTo: b@c,\n d@e\nSubject: =?utf-8?q?h=C3=A9llo?=\nX: 1\nX: 2\nContent-Type: text/plain; charset="utf-8"\nContent-Transfer-Encoding: quoted-printable\n\nbody =C3=A9\n'
p=email.message_from_string(s); t(lambda:p['subject']); t(lambda:p.get_all('x')); t(lambda:p.get_payload()); t(lambda:p.get_payload(decode=True)); t(lambda:p.get_content_charset()); t(lambda:str(make_header(decode_header(p['Subject'])))); t(lambda:p.items()); t(lambda:p.get_content_maintype()); t(p.as_string); t(lambda:p.get_params()); t(lambda:p.get_param('charset'))
p=email.message_from_string(s,policy=email.policy.default); t(lambda:p['subject']); t(lambda:type(p)); t(lambda:p['to'].addresses); t(lambda:p['from'].addresses[0].display_name); t(lambda:p.get_content()); t(lambda:p.get_body()); t(lambda:p['to']); t(p.as_string)
e=EmailMessage(); e['Subject']='Test é'; e['From']='x@y'; e['To']='a@b, C <c@d>'; e.set_content('hello\nwörld\n'); t(e.as_string); e.add_alternative('<p>x</p>',subtype='html'); e.add_attachment(b'data',maintype='application',subtype='octet-stream',filename='f.bin'); t(e.as_string); t(lambda:[a.get_filename() for a in e.iter_attachments()]); t(lambda:e.get_body(('plain',)).get_content()); t(lambda:e.get_body().get_content_type()); t(lambda:list(e.iter_parts()))
t(lambda:utils.parseaddr('"A B" <a@b>')); t(lambda:utils.formataddr(('é','a@b'))); t(lambda:utils.getaddresses(['a@b, C <d@e>'])); t(lambda:utils.parsedate_tz('Mon, 20 Nov 1995 19:12:08 -0500')); t(lambda:utils.parsedate_to_datetime('Mon, 20 Nov 1995 19:12:08 -0500')); t(lambda:utils.formatdate(0)); t(lambda:utils.quote('a"b')); t(lambda:utils.unquote('"a"')); t(lambda:utils.encode_rfc2231('é','utf-8')); t(lambda:utils.decode_rfc2231("utf-8''%C3%A9"))
t(lambda:Header('é','utf-8').encode()); t(lambda:Header('a'*100).encode()); t(lambda:decode_header('=?iso-8859-1?q?p=F6stal?= x')); t(lambda:str(Header('é'))); t(lambda:charset.Charset('utf-8').header_encode('é'))
b=b'Content-Type: multipart/mixed; boundary=X\n\npre\n--X\n\none\n--X\nContent-Type: text/html\n\ntwo\n--X--\nepi'
q=email.message_from_bytes(b); t(lambda:[x.get_payload() for x in q.get_payload()]); t(lambda:(q.preamble,q.epilogue,q.defects)); t(q.as_string); t(lambda:email.message_from_string('Content-Type: multipart/mixed\n\nx').defects); q.set_param('a','b'); t(lambda:q['content-type']); q.replace_header('Content-Type','text/plain'); t(lambda:q.get_content_type()); q.add_header('X-Y','v',name='é'); t(lambda:q['x-y']); q.del_param('z'); t(lambda:q.get_default_type()); t(lambda: q.replace_header('none',1)); t(lambda:email.policy.SMTP.linesep); t(lambda:email.policy.default.clone(max_line_length=10).max_line_length); t(lambda:email.policy.default+email.policy.SMTP)


def t(f):
    try:
        print(repr(f()))
    except BaseException as e:
        print(type(e).__name__, e)


a=Address('A B','u','d.e'); t(lambda:a); t(lambda:str(a)); t(lambda:a.addr_spec); t(lambda:Address(addr_spec='x@y')); t(lambda:str(Address('É','u','d'))); t(lambda:str(Address('a,b','u','d'))); t(lambda:Address('x',addr_spec='q@r').username); t(lambda:Address('a','b','c')==Address('a','b','c')); t(lambda:Address()); t(lambda:str(Address())); t(lambda:Address('a\n')); t(lambda:Address(username='a b',domain='c').addr_spec); t(lambda:Address('x','u',addr_spec='q')); t(lambda:Address(addr_spec='a@b c'))
g=Group('G',(a,)); t(lambda:g); t(lambda:str(g)); t(lambda:str(Group(None,(a,)))); t(lambda:str(Group('x'))); t(lambda:Group('x')==Group('x')); t(lambda: g.addresses)
m=EmailMessage(); m['To']=[Address('A','a','b'),Address('','c','d')]; t(lambda:m['To']); t(lambda:m['to'].addresses); t(lambda:m['to'].groups); m['From']='X Y <x@y>'; t(lambda:m['from'].addresses[0].display_name); m['Cc']='G: a@b, C <c@d>;, e@f'; t(lambda:m['cc'].groups); t(lambda:m['cc'].addresses); m['Sender']='s@t'; t(lambda:m['sender'].address); m['Date']=datetime.datetime(2020,1,2,3,4,5,tzinfo=datetime.timezone.utc); t(lambda:m['date']); t(lambda:m['date'].datetime); m['Subject']='x'*10+' é '+'word '*20; t(lambda:m['subject']); t(lambda:type(m['subject']).__name__); t(lambda:type(m['subject']).__mro__[1].__name__); t(lambda:m['to'].name); t(lambda:m['to'].max_count); t(lambda:m['to'].defects); m['Content-Type']='text/html; charset="utf-8"; x=y'; t(lambda:m['content-type'].content_type); t(lambda:(m['content-type'].maintype,m['content-type'].subtype,dict(m['content-type'].params))); m['Content-Disposition']='attachment; filename="a b.txt"'; t(lambda:m['content-disposition'].content_disposition); t(lambda:dict(m['content-disposition'].params)); m['Content-Transfer-Encoding']='7bit'; t(lambda:m['content-transfer-encoding'].cte); m['MIME-Version']='1.0'; t(lambda:(m['mime-version'].major,m['mime-version'].minor,m['mime-version'].version)); m['Message-ID']='<a@b>'; t(lambda:m['message-id']); print(m.as_string())
t(lambda:m.__setitem__('To','again')); t(lambda:m.__setitem__('X','a\nb'))
p=email.message_from_string('To: =?utf-8?q?=C3=A9?= <a@b>, "Q, R" <q@r>\nSubject: =?utf-8?b?w6k=?= x\n  folded\nDate: Mon, 20 Nov 1995 19:12:08 -0500\nFrom: bad\nX-Other: v\n\n',policy=email.policy.default); t(lambda:p['to']); t(lambda:p['to'].addresses); t(lambda:p['subject']); t(lambda:p['date'].datetime); t(lambda:p['from'].addresses); t(lambda:p['x-other']); print(p.as_string())
e=EmailMessage(); e['Subject']='a long subject '*8; e['To']=', '.join('person%d@example.com'%i for i in range(6)); e['X']='é'*60; e['From']=Address('Éa','u','d.com'); e['X-Long']='w'*100; print(e.as_string()); print(e.as_bytes())
