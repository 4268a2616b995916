import { useEffect, useRef, type ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import { useSeen } from '../components/inbox/seen.hook';
import { useSessionSigns } from '../components/timer/session-signs.hook';
import { pages } from '../pages/pages';
import { useForgetting } from './forget.hook';
import './shell.css';
import { Navigation } from './navigation';
import { SyncLight } from './sync-light';
import { PageBoundary } from './page-boundary';
import { useTheme } from './theme';
import { UpdateNotice } from './update-notice';

/** What stands around every page: the name, the light, the way to the others. */
export function Shell({ children }: { readonly children: ReactNode }) {
  useTheme();
  useForgetting();
  useSessionSigns();
  useSeen();
  const [path] = useLocation();
  const page = pageOf(path);
  const main = useMainOfNewPage(page);
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
        <PageBoundary key={page}>{children}</PageBoundary>
      </main>
      <UpdateNotice />
    </div>
  );
}

/** Whoever goes to another page with keys or a screen reader is taken there; the first page is where they are. */
function useMainOfNewPage(page: string) {
  const main = useRef<HTMLElement>(null);
  const shown = useRef(page);
  useEffect(() => {
    if (shown.current === page) return;
    shown.current = page;
    main.current?.focus({ preventScroll: true });
    window.scrollTo({ top: 0 });
  }, [page]);
  return main;
}

function pageOf(path: string): string {
  return pages.find(({ href }) => href !== '/' && path.startsWith(href))?.href ?? '/';
}
