// First of all, so that the styles of each area come after them.
import './shell/palette.css';
import './shell/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app';
import { startLive } from './shell/start-live';
import { loadPreferences } from './state/preferences';

const root = document.getElementById('root');
if (root === null) throw new Error('the page has no root element');
loadPreferences();
startLive();
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
