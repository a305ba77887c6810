import { Document } from 'yaml';

const LINE_WIDTH = 100;

/** One YAML document of a file. */
export interface YamlDocument {
  /** Comment above it. */
  readonly note: string;
  readonly content: unknown;
}

/** Says where generated files come from. */
const HEADER = 'Made by tools/manifests; to change it: npm run generated:update';

function renderDocument({ note, content }: YamlDocument): string {
  const document = new Document(content, { aliasDuplicateObjects: false });
  return `# ${note}\n${document.toString({ lineWidth: LINE_WIDTH, singleQuote: true })}`;
}

/** The documents as one file. The same documents give the same text. */
export function renderYaml(documents: readonly YamlDocument[]): string {
  return `# ${HEADER}\n---\n${documents.map(renderDocument).join('---\n')}`;
}
