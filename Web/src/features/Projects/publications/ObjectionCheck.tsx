import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams } from 'react-router';
import { paths } from '@/app/paths';
import { Page } from '@/ui/Page';
import { Loaded } from '@/ui/States';
import { Status, type Tone } from '@/ui/Status';
import { When } from '@/ui/When';
import { useWords } from '@/ui/words';
import { useObjection } from './queries';

const tones: Record<string, Tone> = { open: 'busy', dismissed: 'off', upheld: 'good', lapsed: 'off' };

function Result({ number }: { number: string }) {
  const { t } = useTranslation('publications');
  const words = useWords();
  const query = useObjection(number);
  return (
    <section className="panel" aria-live="polite">
      <Loaded query={query} lines={4}>
        {(found) => (
          <>
            <h2><Status tone={tones[found.state] ?? 'plain'}>{t(`progress.${found.state}`)}</Status></h2>
            <p>{t(`progressMeaning.${found.state}`)}</p>
            <dl className="publication-facts">
              <dt>{t('receipt.number')}</dt><dd className="num">{found.id}</dd>
              <dt>{t('receipt.project')}</dt><dd>{found.title} · {words(found.stage)}</dd>
              <dt>{t('receipt.at')}</dt><dd><When at={found.at} /></dd>
              {found.answer && (
                <>
                  <dt>{t('receipt.answer')}</dt><dd className="prose">{found.answer}</dd>
                  <dt>{t('receipt.answered')}</dt><dd><When at={found.answeredAt} /></dd>
                </>
              )}
            </dl>
          </>
        )}
      </Loaded>
    </section>
  );
}

/** What became of an objection, by the number on its receipt; for anyone who has it. */
export function ObjectionCheck() {
  const { t } = useTranslation('publications');
  const { t: shell } = useTranslation();
  const { number = '' } = useParams();
  const navigate = useNavigate();
  const [typed, setTyped] = useState(number);
  const check = (event: FormEvent) => {
    event.preventDefault();
    void navigate(paths.objection(typed.trim()));
  };
  return (
    <Page
      title={t('check')} lead={<p className="muted">{t('checkLead')}</p>}
      crumbs={[{ name: shell('nav.portal'), to: paths.portal() }, { name: t('list'), to: paths.publications() }]}
    >
      <form className="row panel print-check" onSubmit={check}>
        <label htmlFor="number">{t('receipt.number')}</label>
        <input
          id="number" className="num" value={typed} onChange={(event) => setTyped(event.target.value)}
          placeholder="XXXXX-XXXXX-XXXXX" autoComplete="off" spellCheck={false} required
        />
        <button type="submit" className="btn primary">{shell('find')}</button>
      </form>
      {number && <Result key={number} number={number} />}
    </Page>
  );
}
