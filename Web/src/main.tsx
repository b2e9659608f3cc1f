import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { startLanguage } from '@/app/i18n';
import { Root } from '@/app/Root';
import { applyLarge } from '@/ui/largeText';
import '@/ui/base.css';
import '@/app/shell.css';

async function start(): Promise<void> {
  applyLarge();
  await startLanguage();
  const place = document.getElementById('root');
  if (place) {
    createRoot(place).render(<StrictMode><Root /></StrictMode>);
  }
}

void start();
