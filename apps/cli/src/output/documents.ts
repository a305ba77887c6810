import { Document, visit } from 'yaml';
import { toEscape, UNSAFE } from './plain-text';

/**
 * A value as JSON, with a line feed at its end. What could act on a terminal is escaped, which
 * JSON allows everywhere in its strings.
 */
export function toJson(value: unknown, indent?: number): string {
  return `${JSON.stringify(value, null, indent).replace(UNSAFE, toEscape)}\n`;
}

/** A value as YAML; strings with characters that could act on a terminal are quoted and escaped. */
export function toYaml(value: unknown): string {
  const document = new Document(value, { aliasDuplicateObjects: false });
  visit(document, {
    Scalar: (_, node) => {
      if (typeof node.value === 'string' && node.value.search(UNSAFE) >= 0) {
        node.type = 'QUOTE_DOUBLE';
      }
    },
  });
  return document.toString({ lineWidth: 0 }).replace(UNSAFE, toEscape);
}
