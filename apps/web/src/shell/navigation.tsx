import { useSyncStatus } from '@tidemark/client/react';
import { Link, useRoute } from 'wouter';
import { pages, type PageEntry } from '../pages/pages';
import { useRoles } from './roles';

export function Navigation() {
  const { account } = useSyncStatus();
  const isOperator = useRoles(account).some((role) => role.startsWith('ops'));
  const inMenu = pages.filter(({ place }) => place === 'menu' || (place === 'operators' && isOperator));
  return (
    <nav className="navigation" aria-label="Pages">
      <ul className="navigation-bar">
        {pages
          .filter(({ place }) => place === 'bar')
          .map((page) => (
            <Entry key={page.href} {...page} />
          ))}
      </ul>
      <ul className="navigation-menu">
        {inMenu.map((page) => (
          <Entry key={page.href} {...page} />
        ))}
      </ul>
    </nav>
  );
}

function Entry({ path, href, name }: PageEntry) {
  const [isHere] = useRoute(path);
  return (
    <li>
      <Link href={href} aria-current={isHere ? 'page' : undefined}>
        {name}
      </Link>
    </li>
  );
}
