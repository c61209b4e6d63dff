// How it went, for tests: `outcome` is the first thing Castlist told this page.
for (const type of ["castlist:ready", "castlist:error"]) {
  document.addEventListener(type, ({ detail }) => (window.outcome ??= { type, ...detail }));
}
