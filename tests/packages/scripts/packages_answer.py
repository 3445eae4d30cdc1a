"""What tools ask an installation: importlib.metadata and resources of installed packages, pkgutil, tags of wheels."""
import importlib.metadata as metadata
import importlib.resources as resources
import importlib.util
import pkgutil

print(metadata.version('requests').split('.')[0], metadata.metadata('attrs')['Name'], len(metadata.files('tqdm')) > 20)
print(sorted(r.split(';')[0].split('>')[0].split('<')[0].strip() for r in metadata.requires('aiohttp') if 'extra' not in r)[:4])
print([e.value for e in metadata.entry_points(group='console_scripts', name='tqdm')])
print('yaml' in metadata.packages_distributions(), metadata.packages_distributions()['attr'])
try:
    metadata.version('no-such-thing')
except metadata.PackageNotFoundError as error:
    print(error)
print((resources.files('certifi') / 'cacert.pem').read_text()[:1] != '', resources.files('tqdm').joinpath('tqdm.1').is_file())
print([m.name for m in pkgutil.iter_modules(__import__('attrs').__path__)])
print(importlib.util.find_spec('requests.adapters').name, importlib.util.find_spec('requests.nothing'))
print(len(list(metadata.distributions())) > 10)
