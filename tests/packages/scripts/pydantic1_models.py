"""pydantic 1: models, validation errors, JSON, settings of fields, generics."""
import datetime
import enum
from typing import Generic, List, Optional, TypeVar, Union

import pydantic
from pydantic import BaseModel, Field, ValidationError, constr, root_validator, validator
from pydantic.generics import GenericModel


class Color(enum.Enum):
    red = 'r'
    blue = 'b'


class Item(BaseModel):
    name: constr(min_length=2)
    price: float = Field(..., gt=0)
    color: Color = Color.red
    tags: List[str] = []
    when: Optional[datetime.date] = None
    value: Union[int, str] = 1

    @validator('name')
    def title(cls, v):
        if ' ' in v:
            raise ValueError('no blanks')
        return v.title()

    @root_validator
    def check(cls, values):
        if values.get('price', 0) > 1000:
            raise ValueError('too dear')
        return values

    class Config:
        extra = 'forbid'


class Order(BaseModel):
    items: List[Item]
    id: int = Field(alias='order-id')


order = Order(**{'items': [{'name': 'pen', 'price': '1.5', 'color': 'b', 'when': '2020-01-02'}], 'order-id': '7'})
print(order)
print(order.json(), order.dict(by_alias=True)['order-id'], order.items[0].copy(update={'price': 2.0}))
for bad in {'name': 'x', 'price': 0}, {'name': 'a b', 'price': 'z', 'extra': 1}, {'name': 'ok', 'price': 5000}, {}:
    try:
        Item(**bad)
    except ValidationError as error:
        print(error)
        print(len(error.errors()))
print(Item.schema_json()[:200])
print(Order.parse_raw('{"items": [], "order-id": 1}'), Item.__fields__['price'])
T = TypeVar('T')


class Box(GenericModel, Generic[T]):
    content: T


print(Box[int](content='5'), Box[List[int]].__name__, pydantic.VERSION, pydantic.compiled)


@pydantic.validate_arguments
def add(a: int, b: int = 2):
    return a + b


print(add('3'), pydantic.parse_obj_as(List[int], ['1', 2]))
