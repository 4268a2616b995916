import { useEffect, useRef, type ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import { pages } from '../pages/pages';
import './shell.css';
import { Navigation } from './navigation';
import { SyncLight } from './sync-light';
import { useTheme } from './theme';

/** What stands around every page: the name, the light, the way to the others. */
export function Shell({ children }: { readonly children: ReactNode }) {
  useTheme();
  const main = useMainOfNewPage();
  return (
    <div className="shell">
      <a className="skip-link" href="#main">
        Skip to the page
      </a>
      <header className="shell-header">
        <h1>
          <Link href="/">Tidemark</Link>
        </h1>
        <SyncLight />
      </header>
      <Navigation />
      <main id="main" ref={main} tabIndex={-1}>
        {children}
      </main>
    </div>
  );
}

/** Whoever goes to another page with keys or a screen reader is taken there; the first page is where they are. */
function useMainOfNewPage() {
  const main = useRef<HTMLElement>(null);
  const [path] = useLocation();
  const shown = useRef(path);
  useEffect(() => {
    const before = pageOf(shown.current);
    shown.current = path;
    if (before === pageOf(path)) return;
    main.current?.focus({ preventScroll: true });
    window.scrollTo({ top: 0 });
  }, [path]);
  return main;
}

function pageOf(path: string): string {
  return pages.find(({ href }) => href !== '/' && path.startsWith(href))?.href ?? '/';
}
