"""alembic: migrations of a SQLite database, written by hand and by comparison."""

import os, tempfile, io, re, sys, contextlib
from alembic.config import Config
from alembic import command, script
import alembic.autogenerate, sqlalchemy as sa

d = tempfile.mkdtemp()
os.chdir(d)
shown, sys.stdout = sys.stdout, io.StringIO()
o = io.StringIO()
cfg = Config('alembic.ini', stdout=o)
command.init(cfg, 'mig')
s = open('alembic.ini').read().replace('driver://user:pass@localhost/dbname', 'sqlite:///x.db')
open('alembic.ini', 'w').write(s)
e = (
    open('mig/env.py')
    .read()
    .replace(
        'target_metadata = None',
        'import sqlalchemy as sa\nm = sa.MetaData()\nsa.Table("u", m, sa.Column("id", sa.Integer, primary_key=True), sa.Column("name", sa.String(20), nullable=False, index=True), sa.Column("e", sa.Enum("a", "b", name="en")))\nsa.Table("p", m, sa.Column("id", sa.Integer, primary_key=True), sa.Column("uid", sa.ForeignKey("u.id")), sa.UniqueConstraint("uid", name="uq"))\ntarget_metadata = m',
    )
    .replace('fileConfig(config.config_file_name)', 'pass')
)
open('mig/env.py', 'w').write(e)
o = io.StringIO()
cfg = Config('alembic.ini', stdout=o)
command.revision(cfg, 'first', rev_id='aaa')
command.upgrade(cfg, 'head')
command.revision(cfg, 'auto', autogenerate=True, rev_id='bbb')
t = open('mig/versions/bbb_auto.py').read()
print(re.sub(r'Create Date.*', '', t))
command.upgrade(cfg, 'head')
eng = sa.create_engine('sqlite:///x.db')
print(
    sa.inspect(eng).get_table_names(),
    [c['name'] for c in sa.inspect(eng).get_columns('u')],
    sa.inspect(eng).get_indexes('u'),
)
for f in (
    lambda: command.current(cfg, verbose=False),
    lambda: command.history(cfg),
    lambda: command.heads(cfg),
    lambda: command.downgrade(cfg, '-1'),
    lambda: command.current(cfg),
    lambda: command.stamp(cfg, 'head'),
    lambda: command.check(cfg),
    lambda: command.upgrade(cfg, 'aaa:head', sql=True),
    lambda: command.show(cfg, 'bbb'),
):
    try:
        f()
    except Exception as e:
        print(type(e).__name__, str(e)[:200])
print(re.sub(r'Create Date.*|/tmp/\S*', '', o.getvalue()))
said, sys.stdout = sys.stdout.getvalue(), shown
print(said.replace(d, 'D'))
