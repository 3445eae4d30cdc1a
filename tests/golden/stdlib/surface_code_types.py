# What functions, methods, descriptors, code, frames, generators and the types of the type system are made of.
import sys
import types
import weakref
from _anatomy import anatomy


def generator():
    yield


async def coroutine():
    pass


async def async_generator():
    yield


def frame():
    return sys._getframe()


def parameters[T, *Ts, **P]():
    pass


type Alias = int

# What tells of CPython's instructions.
anatomy(types.CodeType, skip={"code.co_lnotab"})
anatomy(types.FunctionType, types.MethodType, types.BuiltinFunctionType, types.WrapperDescriptorType, types.MethodWrapperType,
        types.MethodDescriptorType, types.ClassMethodDescriptorType, types.GetSetDescriptorType, types.MemberDescriptorType,
        types.CellType, types.FrameType, types.TracebackType, types.ModuleType, types.MappingProxyType, types.GenericAlias,
        types.UnionType, types.SimpleNamespace, weakref.ref, weakref.ProxyType, weakref.CallableProxyType, type(frame().f_locals),
        type(str.__dict__["maketrans"]), type(Alias), *map(type, parameters.__type_params__),
        type(parameters.__type_params__[2].args), type(parameters.__type_params__[2].kwargs))
co, ag = coroutine(), async_generator()
awaitables = co.__await__(), ag.asend(1), ag.athrow(ValueError), ag.aclose(), anext(ag, 1)
anatomy(*map(type, (generator(), co, ag, *awaitables)))
for awaitable in awaitables[1:]:
    awaitable.close()
co.close()
anatomy(type(sys.implementation), type(sys.flags), type(sys.version_info), type(sys.float_info), type(sys.int_info),
        type(sys.hash_info), type(sys.thread_info))
