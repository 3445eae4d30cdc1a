import sys
M=sys.monitoring
M.use_tool_id(3,'y')
def w(): pass
def z(): pass
M.register_callback(3,M.events.PY_START,lambda c,o: print('three',c.co_name,o))
M.set_events(3,M.events.PY_START)
M.set_local_events(3,z.__code__,M.events.PY_START)
M.free_tool_id(3)
print(M.get_events(3), M.get_local_events(3,z.__code__)); 
w(); z()
M.use_tool_id(3,'y'); print(M.get_events(3),M.get_local_events(3,z.__code__)); w(); z()
print(M.register_callback(3,M.events.PY_START,None).__name__)
M.register_callback(3,M.events.PY_START,lambda c,o: print("four",c.co_name))
M.set_events(3,0)
z()
M.free_tool_id(3)
M.free_tool_id(3)
z()
