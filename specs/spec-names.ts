/** The specs that the catalogues are about; also the folders of their YAML files. */
export const specNames = ["distribution", "image"] as const;

export type SpecName = (typeof specNames)[number];
