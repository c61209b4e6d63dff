/** The few parts of the WebExtensions API that are used, as Chromium and Firefox both have them. */
interface Tab {
  readonly id?: number;
  readonly url?: string;
}

interface Target {
  readonly tabId: number;
}

interface ContentScript {
  readonly id: string;
  readonly matches: readonly string[];
  readonly js?: readonly string[];
  readonly css?: readonly string[];
  readonly runAt?: "document_idle";
  readonly persistAcrossSessions?: boolean;
}

interface Listened<Listener> {
  addListener(listener: Listener): void;
}

interface Extension {
  readonly runtime: {
    readonly id: string;
    getURL(path: string): string;
    sendMessage(message: unknown): Promise<unknown>;
    readonly onMessage: Listened<
      (message: unknown, sender: { id?: string; tab?: Tab }, answer: (reply: unknown) => void) => boolean | undefined
    >;
    readonly onInstalled: Listened<() => void>;
  };
  readonly action: {
    readonly onClicked: Listened<(tab: Tab) => void>;
    setBadgeText(details: { tabId?: number; text: string }): Promise<void>;
    setBadgeBackgroundColor(details: { color: string }): Promise<void>;
    setTitle(details: { tabId?: number; title: string }): Promise<void>;
  };
  readonly scripting: {
    executeScript<T>(injection: { target: Target; func: () => T } | { target: Target; files: string[] }): Promise<{ result?: T }[]>;
    insertCSS(injection: { target: Target; files: string[] }): Promise<void>;
    removeCSS(injection: { target: Target; files: string[] }): Promise<void>;
    registerContentScripts(scripts: ContentScript[]): Promise<void>;
    unregisterContentScripts(filter: { ids: string[] }): Promise<void>;
    getRegisteredContentScripts(): Promise<ContentScript[]>;
  };
  readonly permissions: {
    request(permissions: { origins: string[] }): Promise<boolean>;
    remove(permissions: { origins: string[] }): Promise<boolean>;
    readonly onRemoved: Listened<(permissions: { origins?: string[] }) => void>;
  };
  readonly storage: {
    readonly local: {
      get(keys: string | string[] | null): Promise<Record<string, unknown>>;
      set(items: Record<string, unknown>): Promise<void>;
      remove(keys: string | string[]): Promise<void>;
    };
    readonly onChanged: Listened<(changes: Record<string, { newValue?: unknown }>) => void>;
  };
}

declare const chrome: Extension;
