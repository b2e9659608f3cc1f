import { useTranslation } from 'react-i18next';
import { Page } from '@/ui/Page';
import { paths } from './paths';

const chapters = ['apply', 'save', 'identity', 'track', 'trouble'] as const;

/** How the platform is used, in a few short chapters. */
export function Help() {
  const { t } = useTranslation('help');
  const { t: shell } = useTranslation();
  return (
    <Page title={t('title')} crumbs={[{ name: shell('nav.portal'), to: paths.portal() }]}>
      <div className="panel">
        {chapters.map((chapter) => (
          <section key={chapter} style={{ marginBottom: '1.4rem' }}>
            <h2>{t(`${chapter}.title`)}</h2>
            <p className="prose">{t(`${chapter}.text`)}</p>
          </section>
        ))}
      </div>
    </Page>
  );
}
