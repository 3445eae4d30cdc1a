"""SQLAlchemy on sqlite3 in memory: core, ORM, relations, queries, transactions, errors."""
import datetime
from typing import List, Optional

from sqlalchemy import ForeignKey, String, and_, case, create_engine, event, exc, func, inspect, select, text
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, aliased, joinedload, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class User(Base):
    __tablename__ = 'users'
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(30), unique=True)
    born: Mapped[Optional[datetime.date]]
    posts: Mapped[List['Post']] = relationship(back_populates='author', cascade='all, delete-orphan')

    def __repr__(self):
        return f'User({self.name!r})'


class Post(Base):
    __tablename__ = 'posts'
    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    author_id: Mapped[int] = mapped_column(ForeignKey('users.id'))
    author: Mapped[User] = relationship(back_populates='posts')


engine = create_engine('sqlite://')
statements = []
event.listen(engine, 'before_cursor_execute', lambda c, cur, s, p, ctx, m: statements.append(' '.join(s.split())))
Base.metadata.create_all(engine)
with Session(engine) as session:
    ann = User(name='ann', born=datetime.date(1990, 1, 2), posts=[Post(title='one'), Post(title='two')])
    session.add_all([ann, User(name='bob'), User(name='cy', posts=[Post(title='three')])])
    session.commit()
    print(session.scalars(select(User).where(User.name.like('a%'))).all(), ann.born, len(ann.posts))
    query = select(User.name, func.count(Post.id)).outerjoin(Post).group_by(User.id).order_by(User.name)
    print(session.execute(query).all())
    print(str(query))
    for user in session.scalars(select(User).options(joinedload(User.posts)).order_by(User.id)).unique():
        print(user, [p.title for p in user.posts])
    other = aliased(User)
    print(session.execute(select(User.name, other.name).where(and_(User.id < other.id))).all())
    print(session.scalars(select(case((Post.id > 1, 'late'), else_='early')).order_by(Post.id)).all())
    session.delete(ann)
    session.flush()
    print(session.scalar(select(func.count()).select_from(Post)), session.dirty, session.new)
    session.rollback()
    print(session.get(User, 1), session.get(User, 99))
    try:
        session.add(User(name='bob'))
        session.commit()
    except exc.IntegrityError as error:
        print(type(error).__name__, error.orig)
        session.rollback()
    print(session.execute(text('select name from users where id > :n order by id'), {'n': 1}).mappings().all())
print(inspect(engine).get_table_names(), [c['name'] for c in inspect(engine).get_columns('posts')])
print(statements[0][:30], len(statements) > 10)
with engine.begin() as connection:
    print(connection.exec_driver_sql('select 1 + 1').scalar())
