import { createTidemark } from '@tidemark/client';
import { TidemarkProvider } from '@tidemark/client/react';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import '../styles/tokens.css';
import '../styles/page.css';
import { App } from './app';

const client = createTidemark();
const root = document.getElementById('root');
if (!root) throw new Error('The page has no root.');

createRoot(root).render(
  <StrictMode>
    <TidemarkProvider client={client}>
      <App />
    </TidemarkProvider>
  </StrictMode>,
);
