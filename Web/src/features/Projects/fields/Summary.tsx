import { useTranslation } from 'react-i18next';
import type { Ui } from '@/ui/reading/fieldKinds';
import { sentence } from '@/ui/sentences';
import type { Finding } from '../check';
import { nameAt } from '../findings';
import type { FormContext } from './context';

/** Brings the field at a path into view and the keyboard to it. */
export function jumpTo(path: string): void {
  const place = [...document.querySelectorAll<HTMLElement>('[data-path]')].find((each) => each.dataset.path === path)
    ?? [...document.querySelectorAll<HTMLElement>('[data-path]')].find((each) => path.startsWith(`${each.dataset.path}/`));
  place?.scrollIntoView({ block: 'center' });
  place?.querySelector<HTMLElement>('input, textarea, button, [tabindex]')?.focus();
}

/** What has to be changed, each line a jump to its field. */
export function Summary({ findings, ui, words }: { findings: readonly Finding[]; ui: Ui; words: FormContext['words'] }) {
  const { t } = useTranslation('projects');
  const { t: any } = useTranslation();
  if (findings.length === 0) {
    return null;
  }
  return (
    <div className="band bad" role="alert">
      {t('summary', { count: findings.length })}
      <ul>
        {findings.map((finding, at) => (
          <li key={at}>
            <button type="button" className="linkish" style={{ color: 'inherit', textDecoration: 'underline' }} onClick={() => jumpTo(finding.field)}>
              {finding.field && `${nameAt(ui, finding.field, words)}：`}{sentence(any, finding)}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
