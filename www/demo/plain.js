// HTML as paragraphs of plain text. Nothing pasted ever becomes a node of the page: under this page's policy no
// HTML may be parsed into a document at all (Trusted Types), and a reader of text needs no document.

/** Elements whose content is no text of the page. */
const DROPPED = /^(script|style|template|noscript|svg|math|head|iframe|object|select|textarea)$/;
/** Elements that end a paragraph where they begin and where they end. */
const BLOCKS = /^(address|article|aside|blockquote|body|br|caption|dd|div|dl|dt|fieldset|figcaption|figure|footer|form|h[1-6]|header|hr|html|li|main|nav|ol|p|pre|section|table|td|th|tr|ul)$/;
const NAMED = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: " ", ndash: "–", mdash: "—", lsquo: "‘", rsquo: "’", ldquo: "“", rdquo: "”", hellip: "…", eacute: "é", egrave: "è", uuml: "ü", ouml: "ö", auml: "ä", szlig: "ß", ccedil: "ç", ntilde: "ñ" };

const TAG = /<!--[\s\S]*?(?:-->|$)|<(\/?)([a-z][a-z0-9]*)\b(?:"[^"]*"|'[^']*'|[^"'>])*>|<![^>]*>/gi;

/** Whether a text is HTML rather than prose with a "<" in it. */
export const isHtml = (text) => /<(p|div|article|br|span|a|h[1-6]|html|body|li|em|strong)\b[^>]*>/i.test(text);

/** The paragraphs of a text: plain text by its empty lines or its lines, HTML by its blocks. */
export function paragraphs(text) {
  const plain = isHtml(text) ? flatten(text) : text.replace(/\r\n?/g, "\n");
  return plain.split("\n").map((line) => line.replace(/\s+/g, " ").trim()).filter(Boolean);
}

function flatten(html) {
  let out = "";
  let at = 0;
  let dropping = "";
  for (const match of html.matchAll(TAG)) {
    const name = match[2]?.toLowerCase() ?? "";
    if (!dropping) out += decode(html.slice(at, match.index).replace(/\s+/g, " "));
    at = match.index + match[0].length;
    if (dropping) {
      if (match[1] && name === dropping) dropping = "";
    } else if (!match[1] && DROPPED.test(name) && !match[0].endsWith("/>")) dropping = name;
    else if (BLOCKS.test(name)) out += "\n";
  }
  return dropping ? out : out + decode(html.slice(at).replace(/\s+/g, " "));
}

function decode(text) {
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]+));/gi, (whole, decimal, hex, name) => {
    if (name) return Object.hasOwn(NAMED, name) ? NAMED[name] : whole;
    const code = decimal ? parseInt(decimal, 10) : parseInt(hex, 16);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : "\ufffd";
  });
}
