import xml.etree.ElementTree as ET
text = "<root>" + "".join(f'<item id="{i}" kind="a&amp;b"><name>n{i}</name><value unit="m">{i * 1.5}</value>tail</item>' for i in range(1500)) + "</root>"
n = 0
for _ in range(4):
    root = ET.fromstring(text)
    n += sum(int(e.get("id")) for e in root.iter("item")) + len(root.findall("item/name")) + len(root.findall(".//value[@unit='m']"))
    n += len(ET.tostring(root))
root = ET.Element("r")
for i in range(5000):
    e = ET.SubElement(root, "x", a=str(i))
    e.text = "t"
n += len(root)
print(n)
