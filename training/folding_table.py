"""Write the folding table of the tokeniser from Python's Unicode database."""
import sys, unicodedata, numpy as np
SEPARATE, LETTER, ALONE, INSIDE, EXPANDED = 0, 1<<24, 2<<24, 3<<24, 4<<24
ALONE_RANGES=((0x0E00,0x0EFF),(0x1000,0x109F),(0x1780,0x17FF),(0x19E0,0x19FF),(0x3005,0x3007),(0x3040,0x30FF),(0x31F0,0x31FF),(0x3400,0x4DBF),(0x4E00,0x9FFF),(0xA000,0xA4CF),(0xF900,0xFAFF),(0xFF66,0xFF9F),(0x1AFF0,0x1B16F),(0x20000,0x3FFFF))
LETTERS={"ø":"o","đ":"d","ł":"l","æ":"ae","œ":"oe","ı":"i","ð":"d","þ":"th","ħ":"h"}
expansions=[0]; known={}
def mark(c):
    k=unicodedata.combining(c)
    return unicodedata.category(c)in("Mn","Me") and (k>=200 or 10<=k<=35 or k==1)
def bare(c):
    s="".join(x for x in unicodedata.normalize("NFKD",c) if not mark(x)).casefold()
    s="".join(LETTERS.get(x,x) for x in s)
    s="".join(x for x in unicodedata.normalize("NFKD",s) if not mark(x))
    s=unicodedata.normalize("NFC",s)
    return [ord(x) for x in s if unicodedata.category(x)[0] in "LNM"]
def entry(p):
    c=chr(p); cat=unicodedata.category(c)
    if cat in("Cs","Cn","Co","Cc"): return SEPARATE
    if cat=="Cf": return INSIDE if p in (0xAD,0x200B,0x200C,0x200D,0x200E,0x200F,0x2060,0xFEFF) else SEPARATE
    if mark(c): return INSIDE
    alone=any(a<=p<=b for a,b in ALONE_RANGES)
    if cat in("Mn","Me","Mc"): return INSIDE if alone or p in range(0xFE00,0xFE10) else LETTER|p
    if cat[0] not in "LN": return SEPARATE
    f=bare(c) or [p]
    if len(f)==1: return (ALONE if alone else LETTER)|f[0]
    if alone: return ALONE|p
    key=tuple(f)
    if key not in known: known[key]=len(expansions); expansions.extend([*f,0])
    return EXPANDED|known[key]
t=np.array([entry(p) for p in range(0x110000)],np.uint32)
blocks=t.reshape(-1,128); u,first,inv=np.unique(blocks,axis=0,return_index=True,return_inverse=True)
order=np.argsort(first); rank=np.argsort(order); u=u[order]; inv=rank[inv.ravel()]
E=np.array(expansions,np.uint32)
print(u.shape,len(E))
out=np.concatenate([np.array([len(u),len(E)],np.uint32),inv.astype(np.uint32).ravel(),u.ravel(),E])
out.astype("<u4").tofile(sys.argv[1])
