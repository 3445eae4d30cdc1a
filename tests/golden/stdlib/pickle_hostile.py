"""Broken and hostile pickles: each raises what it should, and nothing else happens."""
import io
import pickle
import re

cases = [b'', b'\x80', b'\x80\x06.', b'\x80\x04', b'.', b'0.', b'1.', b'2.', b'(.', b'(0N.', b'(1N.', b'N1.', b'a.', b'Na.', b']Na.', b'NNa.', b'(Na.', b'e.', b'](e.', b']e.', b'N(Ne.', b'](NNe.', b'l.', b'(NNl.', b'd.', b'(Nd.', b'(NNd.', b'(]Nd.', b's.', b'Ns.', b'NNs.', b'NNNs.', b'}]Ns.', b'u.', b'}(Nu.', b'}(NNu.', b'N(NNu.', b't.', b'(t.', b'\x85.', b'N\x86.', b'NN\x87.', b'(N\x86.',
 b'g', b'g1\n.', b'ga\n.', b'g-1\n.', b'h', b'h\x05.', b'j\x05\x00\x00\x00.', b'j\x05', b'Np\n.', b'Np1\n.', b'Np-1\n.', b'Npa\n.', b'p1\n.', b'q\x01.', b'r\x01\x00\x00\x00.', b'Nr\xff\xff\xff\xff.', b'\x94.', b'N\x94h\x00.',
 b'I', b'I\n.', b'Ia\n.', b'I00\n.', b'I01\n.', b'I5\n.', b'I 5 \n.', b'I5', b'I99999999999999999999\n.', b'L\n.', b'L5L\n.', b'L5\n.', b'LxL\n.', b'F\n.', b'F1.5\n.', b'Fx\n.', b'F1e999\n.', b'F1', b'G\x00.', b'K', b'M\x01', b'J\x01', b'\x8a', b'\x8a\x02\x01.', b'\x8a\x00.', b'\x8b\xff\xff\xff\xff.', b'\x8b\x01\x00\x00\x00\xff.', b'\x8b\x01',
 b"S'a'\n.", b"Sa\n.", b"S'a\n.", b"S\n.", b"S''\n.", b"S'\\x41\\n'\n.", b"S'\\x4'\n.", b"S'\xff'\n.", b'T\xff\xff\xff\xff.', b'T\x01\x00\x00\x00a.', b'T\x05\x00\x00\x00a.', b'U\x01a.', b'U\x01\xff.', b'U\x05a.', b'V\n.', b'Va\\u00e4\n.', b'V\\u12\n.', b'Va', b'X\x01\x00\x00\x00a.', b'X\x01\x00\x00\x00\xff.', b'X\xff\xff\xff\xff.', b'X\x01', b'\x8c\x01a.', b'\x8c\x05a.', b'\x8c\x01\x80.', b'\x8c\x03\xed\xa0\x80.', b'\x8d\x01\x00\x00\x00\x00\x00\x00\x00a.', b'\x8d\xff\xff\xff\xff\xff\xff\xff\xffa.', b'\x8d\x00', b'B\x01\x00\x00\x00a.', b'B\xff\xff\xff\xffa.', b'C\x02a.', b'\x8e\xff\xff\xff\xff\xff\xff\xff\xffa.', b'\x8e\xff\xff\xff\xff\xff\xff\xff\x00a.', b'\x96\xff\xff\xff\xff\xff\xff\xff\xffa.', b'\x96\xff\xff\xff\xff\xff\xff\xff\x00a.', b'\x96\x01\x00\x00\x00\x00\x00\x00\x00a.', b'\x97.', b'\x98.', b'N\x98.', b'C\x01a\x98.',
 b'c', b'cos\n', b'cos\nnope\n.', b'cnope_mod\nx\n.', b'cos\npath\n.', b'\x80\x04cos\npath.join\n.', b'cos\npath.join\n.', b'c\n\n.', b'cos\n\n.', b'c\xff\nx\n.', b'\x93.', b'N\x93.', b'NN\x93.', b'\x8c\x02osN\x93.', b'\x8c\x02os\x8c\x04nope\x93.', b'\x80\x04\x8c\x02os\x8c\x09path.nope\x93.', b'\x80\x04\x8c\x02os\x8c\x09<locals>x\x93.', b'\x80\x04\x8c\x02os\x8c\x0a<locals>.x\x93.', b'c__builtin__\nunicode\n.', b'\x80\x03c__builtin__\nunicode\n.', b'ccopy_reg\n_reconstructor\n.',
 b'R.', b'NR.', b'NNR.', b'N)R.', b'cbuiltins\nint\n)R.', b'cbuiltins\nint\nNR.', b'cbuiltins\nlen\n(NtR.', b'\x81.', b'N\x81.', b'N)\x81.', b'NN\x81.', b'cbuiltins\nint\nN\x81.', b'cbuiltins\nint\n)\x81.', b'cbuiltins\nlen\n)\x81.', b'\x92.', b'NNN\x92.', b'N)}\x92.', b'cbuiltins\nint\n)}\x92.', b'cbuiltins\nint\nN}\x92.', b'cbuiltins\nint\n)N\x92.', b'cbuiltins\nint\n)}(\x8c\x01aNu\x92.',
 b'b.', b'Nb.', b'NNb.', b'N}b.', b'N}NNsb.', b'NKb.', b'NK\x01b.', b'Nccollections\nOrderedDict\n)Rb.', b'cargparse\nNamespace\n)\x81K\x05b.', b'cargparse\nNamespace\n)\x81}K\x01K\x02sb.', b'cargparse\nNamespace\n)\x81}\x8c\x01aK\x02sb.', b'cargparse\nNamespace\n)\x81N}\x8c\x01aK\x02s\x86b.', b'cargparse\nNamespace\n)\x81}N\x86b.', b'cargparse\nNamespace\n)\x81}K\x05\x86b.', b'cargparse\nNamespace\n)\x81K\x05N\x86b.', b'cargparse\nNamespace\n)\x81N}K\x01K\x02s\x86b.',
 b'P', b'P1\n.', b'Q.', b'NQ.', b'P\xff\n.', b'i', b'icollections\nOrderedDict\n.', b'(icollections\nOrderedDict\n.', b'(icollections\nnope\n.', b'(Nicollections\nOrderedDict\n.', b'(ios\nF_OK\n.', b'o.', b'(o.', b'(No.', b'(ccollections\nOrderedDict\no.', b'(ccollections\nOrderedDict\nNo.', b'(cbuiltins\nlen\n]o.',
 b'\x82', b'\x82\x00.', b'\x82\x01.', b'\x83\x01\x01.', b'\x84\x00\x00\x00\x00.', b'\x84\xff\xff\xff\xff.', b'\x84\x01\x00\x00\x7f.', b'\x8f.', b'\x8f(N\x90.', b'\x90.', b'\x8f\x90.', b'N(N\x90.', b'](N\x90.', b'\x8f(]\x90.', b'(N\x91.', b'\x91.', b'(]\x91.', b'\x95.', b'\x95\x01\x00\x00\x00\x00\x00\x00\x00N.', b'\x95\xff\x00\x00\x00\x00\x00\x00\x00N.', b'\x95\xff\xff\xff\xff\xff\xff\xff\xffN.', b'\x95\xff\xff\xff\xff\xff\xff\xff\x7fN.', b'\xff.', b'\x00.', b'z.', b'\n.', b'N', b'NN.', b'(N.', b'N(.', b'((NN.', b'(N0N.', b'(0', b'((1N.', b'\x88.', b'\x89', b']\x94h\x00a.', b'}q\x00h\x00h\x00s.', b'N\x942h\x00.',b'(KN\x90.', b'cbuiltins\nlist\n)\x81(NNe.', b'cbuiltins\nlist\n)\x81Na.', b'ccollections\nUserList\n)R(NNe.', b'ccollections\ndeque\n)R(NNe.', b'cbuiltins\nobject\n)R(NNe.',b'cbuiltins\nobject\n)RNa.', b'cbuiltins\nobject\n)RNNs.', b'cbuiltins\nobject\n)R(NNu.', b'cbuiltins\nobject\n)R(NN\x90.',b'cbuiltins\nobject\n)R}b.',b'cbuiltins\nobject\n)R}NNsb.', b'cbuiltins\nobject\n)RK\x01b.',b'ccollections\ndeque\n)RNa.',b'ccollections\nOrderedDict\n)R(NNu.',b'ccollections\nOrderedDict\n)RNNs.',b'ccollections\nCounter\n)R(NNu.',b'ccollections\nChainMap\n)R(NNu.',b'ccollections\nUserDict\n)RNNs.']
if True:
    for c in cases:
        for kw in ({}, {'encoding': 'bytes'}) if c[:1] in b'STU' and c else ({},):
            out = []
            for f in (lambda: pickle.loads(c, **kw), lambda: pickle.load(io.BytesIO(c), **kw)):
                try:
                    text = repr(f())
                except Exception as e:
                    text = f'{type(e).__name__}: {e}'
                out.append(re.sub(r'0x[0-9a-f]{6,}|<module .*>', '...', text))
            print(c, *kw.values(), '->', *(out[:1] if out[0] == out[1] else out), sep=' | ')


def nested(n, around):
    o = []
    for _ in range(n):
        o = around(o)
    return o


# Deep objects end in RecursionError, deep pickles are read without recursion.
for around in (lambda o: [o], lambda o: (o,), lambda o: {1: o}):
    for n in (500, 3000, 60000):
        deep = nested(n, around)
        try:
            print(n, len(pickle.dumps(deep)))
        except RecursionError as e:
            print(n, e)
        while deep and isinstance(deep, (list, tuple)):
            deep = deep[0]
for data in (b']' * 100000 + b'.', b'(' * 100000 + b'.', b'(' * 100000 + b't' * 100000 + b'.', b'N' + b'\x85' * 100000 + b'.'):
    try:
        o = pickle.loads(data)
        n = 0
        while o:
            o, n = o[0], n + 1
        print(type(o), n)
    except Exception as e:
        print(type(e).__name__, e)
