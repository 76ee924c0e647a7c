/** Starts the front end: language and display as kept in this browser, who is signed in, what was played, the pages. */
import 'krds-uiux/resources/css/token/krds_tokens.css';
import './style/tokens.css';
import './style/base.css';
import { effect } from '@preact/signals';
import { render } from 'preact';
import { App } from './app.tsx';
import { startApp, startConnection } from './frame/connection.ts';
import { startDisplay } from './frame/display.ts';
import { isEmbedded } from './frame/embedded.ts';
import { startInstitution } from './frame/institution.ts';
import { reloadWhenReplaced } from './frame/replaced.ts';
import { startWaitingUploads } from './frame/upload-dock.tsx';
import { startLanguage } from './i18n/i18n.ts';
import { sendUnsent } from './player/reporter/unsent.ts';
import { account, loadSession } from './session.ts';
import { startFont } from './style/font.ts';

startLanguage();
void startInstitution();
startDisplay();
startFont();
startConnection();
reloadWhenReplaced();
// within another site's page nobody is signed in, and nothing is kept
if (!isEmbedded()) {
  void loadSession();
  void sendUnsent();
  addEventListener('online', () => void sendUnsent());
  startApp();
  startWaitingUploads();
}

const root = document.getElementById('app');
if (root) render(<App />, root);

// Nobody is signed out who never signed in.
const stop = effect(() => {
  if (!account.value) return;
  queueMicrotask(() => stop());
  void import('./frame/session-end.tsx').then(({ startSessionEnd }) => startSessionEnd());
});
