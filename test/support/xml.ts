/** Throws unless the text is well-formed XML 1.0: tags closed in order, attributes quoted, no stray `<`, `&` or control. */
export function assertWellFormed(xml: string): void {
  const open: string[] = [];
  const markup = /<(?:\?xml [^<>]*\?|(\/)?([\w:]+)((?: [\w:]+="[^"<]*")*)(\/)?)>/y;
  const text =
    /[^<&\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]+|&(?:amp|lt|gt|quot|apos|#\d+|#x[0-9a-fA-F]+);/y;
  let roots = 0;
  for (let at = 0; at < xml.length;) {
    const rule = xml[at] === '<' ? markup : text;
    rule.lastIndex = at;
    const match = rule.exec(xml);
    if (match === null) throw new Error(`Not well-formed at ${at}: ${xml.slice(at, at + 60)}`);
    at = rule.lastIndex;
    const [, closing, name, attributes, empty] = match;
    if (name === undefined) continue;
    const names = [...(attributes ?? '').matchAll(/ ([\w:]+)=/g)].map(([, key]) => key);
    if (new Set(names).size !== names.length) throw new Error(`Attribute repeated on ${name}`);
    if (/&(?!(?:amp|lt|gt|quot|apos|#\d+);)/.test(attributes ?? ''))
      throw new Error(`Bare & in an attribute of ${name}`);
    if (closing !== undefined) {
      if (open.pop() !== name) throw new Error(`</${name}> closes nothing at ${at}`);
    } else {
      if (open.length === 0) roots += 1;
      if (empty === undefined) open.push(name);
    }
  }
  if (open.length > 0 || roots !== 1) throw new Error(`${open.join(' > ')} left open, ${roots} roots`);
}
