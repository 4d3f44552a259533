/**
 * What an OpenAPI document says, in the pieces in which it is read. Pure.
 *
 * @module
 */

const METHODS = ['get', 'post', 'put', 'delete'];

/**
 * @typedef {object} Operation
 * @property {string} id
 * @property {string} method
 * @property {string} path
 * @property {string} tag
 * @property {string} summary
 * @property {string} description
 * @property {string[]} roles who may call it; empty: anybody
 * @property {any[]} parameters
 * @property {any} [body] the schema of what is sent
 * @property {boolean} bodyRequired
 * @property {{status: string, description: string, type?: string, schema?: any}[]} answers
 */

/** @param {any} document @param {any} thing @returns {any} what a reference leads to, or the thing itself */
export function resolve(document, thing) {
  let found = thing;
  for (let steps = 0; found?.$ref && steps < 10; steps++) {
    found = found.$ref
      .replace(/^#\//, '')
      .split('/')
      .reduce((/** @type {any} */ at, /** @type {string} */ part) => at?.[part.replaceAll('~1', '/').replaceAll('~0', '~')], document);
  }
  return found;
}

/** @param {any} thing @returns {string | undefined} the name that it goes by */
export const nameOf = thing => thing?.$ref?.split('/').pop();

/** @param {any} document @returns {Operation[]} in the order of the document */
export function operations(document) {
  const all = [];
  for (const [path, item] of Object.entries(/** @type {Record<string, any>} */ (document.paths))) {
    for (const method of METHODS) {
      const told = item[method];
      if (!told) continue;
      const media = told.requestBody?.content ?? {};
      all.push({
        id: told.operationId,
        method,
        path,
        tag: told.tags?.[0] ?? '',
        summary: told.summary ?? '',
        description: told.description ?? '',
        roles: told['x-roles'] ?? [],
        parameters: [...(item.parameters ?? []), ...(told.parameters ?? [])].map(parameter => resolve(document, parameter)),
        body: Object.values(media)[0]?.schema,
        bodyRequired: told.requestBody?.required === true,
        answers: Object.entries(/** @type {Record<string, any>} */ (told.responses)).map(([status, answer]) => {
          const whole = resolve(document, answer);
          const [type, content] = Object.entries(/** @type {Record<string, any>} */ (whole.content ?? {}))[0] ?? [];
          return { status, description: whole.description ?? '', type, schema: content?.schema };
        }),
      });
    }
  }
  return all;
}

/** @param {any} schema resolved @returns {string} what kind of thing it is, in a few words */
export function kind(schema) {
  if (!schema) return '';
  if (schema.enum) return schema.enum.join(' | ');
  if (schema.const !== undefined) return String(schema.const);
  const limits = [
    schema.format,
    schema.minimum !== undefined && `≥ ${schema.minimum}`,
    schema.maximum !== undefined && `≤ ${schema.maximum}`,
    schema.minLength !== undefined && `≥ ${schema.minLength} characters`,
    schema.maxLength !== undefined && `≤ ${schema.maxLength} characters`,
    schema.maxItems !== undefined && `≤ ${schema.maxItems} items`,
  ].filter(Boolean);
  return [schema.type ?? (schema.properties ? 'object' : ''), ...limits].filter(Boolean).join(', ');
}

/**
 * @param {any} document
 * @param {any} schema
 * @param {number} [deep]
 * @returns {any} something that has its shape, to be changed by whoever sends it; only what is required
 */
export function sample(document, schema, deep = 0) {
  const found = resolve(document, schema);
  if (!found || deep > 5) return null;
  if (found.example !== undefined) return found.example;
  if (found.enum) return found.enum[0];
  if (found.anyOf || found.oneOf || found.allOf) return sample(document, (found.anyOf ?? found.oneOf ?? found.allOf)[0], deep + 1);
  if (found.properties) {
    const named = found.required?.length ? found.required : Object.keys(found.properties).slice(0, 1);
    return Object.fromEntries(named.map((/** @type {string} */ name) => [name, sample(document, found.properties[name], deep + 1)]));
  }
  if (found.type === 'array') return [sample(document, found.items, deep + 1)];
  if (found.type === 'integer' || found.type === 'number') return found.minimum ?? 0;
  if (found.type === 'boolean') return false;
  return '';
}

/** @param {Operation} operation @param {string} text @returns {boolean} whether somebody who types this looks for it */
export function found(operation, text) {
  const wanted = text.trim().toLowerCase();
  return !wanted || `${operation.method} ${operation.path} ${operation.id} ${operation.summary} ${operation.tag}`.toLowerCase().includes(wanted);
}
