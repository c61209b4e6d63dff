/**
 * The manifests, from one source. The only permissions are those that work on
 * the tab where the button was pressed; other sites are asked for one by one,
 * by "always on". Nothing is web-accessible, so no page can tell that the
 * extension is there.
 */
function common(version) {
  return {
    manifest_version: 3,
    name: "Castlist: who is who",
    short_name: "Castlist",
    version,
    description: "Marks the people and groups of a news article and tells who they are. Nothing leaves your browser.",
    icons: { 16: "icons/16.png", 32: "icons/32.png", 48: "icons/48.png", 128: "icons/128.png" },
    action: {
      default_title: "Who is who in this article?",
      default_icon: { 16: "icons/16.png", 32: "icons/32.png" },
    },
    options_ui: { page: "options.html", open_in_tab: true },
    permissions: ["activeTab", "scripting", "storage"],
    optional_host_permissions: ["<all_urls>"],
    content_security_policy: {
      extension_pages:
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; connect-src 'self'",
    },
  };
}

/** Chromium runs the background as a service worker. */
export function chromium(version) {
  return { ...common(version), minimum_chrome_version: "116", background: { service_worker: "background.js" } };
}

/**
 * Firefox has no service worker for extensions: the same file is an event
 * page's script. Its oldest version is the oldest in which this was seen to
 * work: earlier ones let no content script adopt a sheet.
 */
export function firefox(version) {
  return {
    ...common(version),
    background: { scripts: ["background.js"] },
    browser_specific_settings: {
      gecko: { id: "castlist@castlist.example", strict_min_version: "153.0", data_collection_permissions: { required: ["none"] } },
    },
  };
}
