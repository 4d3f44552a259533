/**
 * Reads the YAML in which this server writes its contract: block maps and lists, plain, quoted and literal texts. No anchors, tags or
 * flow collections but empty ones; what is none of these is said aloud.
 *
 * @module
 */

/** @param {string} text @returns {any} @throws {SyntaxError} naming the line */
export function parse(text) {
  const lines = text.split('\n');
  let at = 0;

  const indentOf = line => line.length - line.trimStart().length;
  const blank = line => line.trim() === '' || line.trimStart().startsWith('#');
  const fail = (/** @type {string} */ why) => {
    throw new SyntaxError(`line ${at + 1}: ${why}: ${lines[at] ?? ''}`);
  };

  /** The next line that says something, without going past it. */
  function peek() {
    while (at < lines.length && blank(lines[at])) at++;
    return at < lines.length ? lines[at] : undefined;
  }

  /** @param {number} least how far it is indented */
  function node(least) {
    const line = peek();
    if (line === undefined || indentOf(line) < least) return null;
    const indent = indentOf(line);
    if (/^- |^-$/.test(line.trimStart())) return list(indent);
    return keyOf(line) ? map(indent) : text_(lines[at++].trim(), indent);
  }

  function list(indent) {
    const items = [];
    for (let line = peek(); line !== undefined && indentOf(line) === indent && /^-( |$)/.test(line.trimStart()); line = peek()) {
      const rest = line.trimStart().slice(1).trim();
      if (rest === '') {
        at++;
        items.push(node(indent + 1));
      } else if (keyOf(rest)) {
        // A map that begins behind the dash: its keys stand two columns further.
        lines[at] = ' '.repeat(indent + 2) + rest;
        items.push(map(indent + 2));
      } else {
        at++;
        items.push(text_(rest, indent + 1));
      }
    }
    return items;
  }

  function map(indent) {
    /** @type {Record<string, any>} */
    const made = {};
    for (let line = peek(); line !== undefined && indentOf(line) === indent; line = peek()) {
      const found = keyOf(line.trim());
      if (!found) break;
      at++;
      if (found.rest === '') {
        const next = peek();
        // Lists stand in the same column as their key.
        const same = next !== undefined && indentOf(next) === indent && /^-( |$)/.test(next.trimStart());
        made[found.key] = same ? list(indent) : node(indent + 1);
      } else {
        made[found.key] = text_(found.rest, indent + 1);
      }
    }
    return made;
  }

  /** @param {string} line @returns {{key: string, rest: string} | undefined} */
  function keyOf(line) {
    const found = /^('(?:[^']|'')*'|"(?:[^"\\]|\\.)*"|[^\s'"#&*!|>{}[\]-][^#]*?|-[^\s][^#]*?|[{][^#]*?):(?: (.*)|)$/.exec(line.trim());
    if (!found) return undefined;
    return { key: String(scalar(found[1])), rest: (found[2] ?? '').trim() };
  }

  /** A scalar that began on the line before, and may go on on the lines that follow. */
  function text_(first, indent) {
    if (/^[|>][-+]?$/.test(first)) return literal(first, indent);
    let whole = first;
    const quote = first[0] === "'" || first[0] === '"' ? first[0] : '';
    const open = () => (quote === "'" ? (whole.slice(1).replace(/''/g, '').match(/'/g) ?? []).length === 0 : !/^"(?:[^"\\]|\\[\s\S])*"$/.test(whole));
    let empty = 0;
    while (at < lines.length) {
      const line = lines[at];
      if (quote ? !open() : line.trim() === '' || indentOf(line) < indent || keyOf(line)) break;
      at++;
      if (line.trim() === '') {
        empty++;
        continue;
      }
      const next = line.trim();
      if (quote === '"' && whole.endsWith('\\')) whole = whole.slice(0, -1) + next.replace(/^\\ /, ' ');
      else whole += (empty > 0 ? '\n'.repeat(empty) : ' ') + next;
      empty = 0;
    }
    return scalar(whole);
  }

  function literal(kind, indent) {
    const taken = [];
    let deep = -1;
    while (at < lines.length) {
      const line = lines[at];
      if (line.trim() !== '') {
        if (deep < 0) deep = indentOf(line);
        if (indentOf(line) < Math.max(indent, deep)) break;
      }
      taken.push(line.slice(Math.max(0, deep)));
      at++;
    }
    while (taken.length > 0 && taken[taken.length - 1].trim() === '') taken.pop();
    const body = kind[0] === '|' ? taken.join('\n') : taken.join('\n').replace(/([^\n])\n(?!\n)/g, '$1 ');
    return kind.endsWith('-') ? body : `${body}\n`;
  }

  function scalar(text) {
    if (text[0] === "'") return text.slice(1, -1).replace(/''/g, "'");
    if (text[0] === '"') return JSON.parse(text.replace(/\\([^"\\/bfnrtu])/g, '$1'));
    if (text === '{}') return {};
    if (text === '[]') return [];
    if (/^[&*!]/.test(text) || /^[{[]/.test(text)) return fail('not the YAML that is read here');
    if (text === 'true' || text === 'false') return text === 'true';
    if (text === 'null' || text === '~' || text === '') return null;
    return /^-?(0|[1-9]\d*)(\.\d+)?$/.test(text) ? Number(text) : text;
  }

  const made = node(0);
  if (peek() !== undefined) fail('it ends here, and more follows');
  return made;
}
