import { Suspense } from 'react';
import { Route, Switch } from 'wouter';
import { NotFoundPage } from './pages/not-found-page';
import { pages } from './pages/pages';
import { Shell } from './shell/shell';

export function App() {
  return (
    <Shell>
      <Suspense fallback={<p className="loading">One moment …</p>}>
        <Switch>
          {pages.map(({ path, Page }) => (
            <Route key={path} path={path} component={Page} />
          ))}
          <Route component={NotFoundPage} />
        </Switch>
      </Suspense>
    </Shell>
  );
}
