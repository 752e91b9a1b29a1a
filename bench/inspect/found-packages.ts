/** `name version` of every installed package that `ingot inspect --json` tells of. */
export function packagesOfIngot(json: string): ReadonlySet<string> {
  const { findings } = JSON.parse(json) as {
    readonly findings: {
      readonly value?: {
        readonly systems: readonly {
          readonly packages: {
            readonly value?: { readonly installed: readonly { readonly name: string; readonly version: string }[] };
          };
        }[];
      };
    };
  };
  const systems = findings.value?.systems ?? [];
  return new Set(
    systems.flatMap(({ packages }) => packages.value?.installed.map(({ name, version }) => `${name} ${version}`) ?? []),
  );
}

/** The same of virt-inspector(1), which tells epoch, version and release apart. */
export function packagesOfVirtInspector(xml: string): ReadonlySet<string> {
  const found = [...xml.matchAll(/<application>(.*?)<\/application>/gs)].map(([, application = '']) => {
    const field = (name: string): string => new RegExp(`<${name}>(.*?)</${name}>`).exec(application)?.[1] ?? '';
    const [epoch, release] = [field('epoch'), field('release')];
    const version = `${epoch === '' ? '' : `${epoch}:`}${field('version')}${release === '' ? '' : `-${release}`}`;
    return `${field('name')} ${version}`;
  });
  return new Set(found);
}
