from dataclasses import dataclass, field
from typing import NamedTuple, Optional
from enum import Enum
n = 0
for i in range(150):
    @dataclass
    class A:
        x: int
        y: str = "a"
        z: list = field(default_factory=list)
        w: Optional[int] = None
    @dataclass(frozen=True, slots=True, order=True)
    class B:
        x: int
        y: str
    class C(NamedTuple):
        x: int
        y: str = ""
    class D(Enum):
        RED = 1
        GREEN = 2
        BLUE = 3
    n += A(i).x + B(i, "b").x + C(i).x + D.RED.value
print(n)
