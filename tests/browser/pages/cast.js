// An engine that knows its cast beforehand: the tests of card and panel are about what is shown, so what is found
// must not vary. `cast` is a list of entities as in an annotation, without `mentions`; each form in `names` is found
// wherever it stands, the longest first.

export function engineOf(cast) {
  const forms = cast.flatMap(({ names }, entity) => names.map((form) => ({ form, entity }))).sort((a, b) => b.form.length - a.form.length);
  const annotate = async (text) => {
    const mentions = [];
    for (let at = 0; at < text.length; at++) {
      const hit = forms.find(({ form }) => text.startsWith(form, at) && !/\w/.test(text[at - 1] ?? "") && !/\w/.test(text[at + form.length] ?? ""));
      if (!hit) continue;
      const { kind } = cast[hit.entity];
      mentions.push({ start: at, end: at + hit.form.length, text: hit.form, kind, entity: hit.entity, confidence: 0.9, found: "pack" });
      at += hit.form.length - 1;
    }
    const place = (source) => {
      if (!source.article) return source;
      const start = text.indexOf(source.article);
      return { article: { start, end: start + source.article.length } };
    };
    const entities = cast.map((entity, index) => ({
      link: null,
      quotes: [],
      similar: [],
      ...entity,
      names: entity.names.filter((form) => mentions.some((mention) => mention.entity === index && mention.text === form)),
      mentions: mentions.flatMap((mention, i) => (mention.entity === index ? [i] : [])),
      description: entity.description ? { ...entity.description, source: place(entity.description.source) } : null,
      facts: (entity.facts ?? []).map((fact) => ({ from: null, to: null, status: "stated", by: null, ...fact, source: place(fact.source) })),
    }));
    return { mentions, entities };
  };
  return { transport: "page", annotate, dispose() {} };
}
