import email
from email import policy

parts = []
for i in range(4):
    body = ''.join(f'Line {n} of part {i}, as long as lines of mails are, more or less.\n' for n in range(60))
    parts.append(f'--b\nContent-Type: text/plain; charset="utf-8"\nContent-Transfer-Encoding: 8bit\nX-Part: {i}\n\n{body}')
mail = ('Received: from a.example (a.example [192.0.2.1])\n\tby b.example with ESMTP id 1234\n\tfor <c@d.example>; '
        'Mon, 01 Jan 2024 10:00:00 +0000\n' * 4
        + 'From: =?utf-8?q?J=C3=BCrgen?= <j@example.com>\nTo: "A, B" <ab@example.com>, c@example.org\n'
          'Subject: =?utf-8?b?SGVsbG8gd29ybGQ=?= and more of it\nMessage-ID: <1@example.com>\nMIME-Version: 1.0\n'
          'Content-Type: multipart/mixed; boundary="b"\n\n' + '\n'.join(parts) + '\n--b--\n')
n = 0
for _ in range(60):
    m = email.message_from_string(mail)
    n += len(m.get_payload()) + len(m['Received']) + sum(len(p.get_payload()) for p in m.walk() if not p.is_multipart())
    n += len(email.message_from_bytes(mail.encode()).as_string())
for _ in range(15):
    m = email.message_from_string(mail, policy=policy.default)
    n += len(str(m['From'])) + len(m['To'].addresses) + len(m['Subject']) + len(list(m.iter_parts()))
    n += len(m.get_body().get_content())
print(n)
