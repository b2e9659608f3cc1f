import { useTranslation } from 'react-i18next';
import { Empty, Loaded } from '@/ui/States';
import { When } from '@/ui/When';
import { useWords } from '@/ui/words';
import { useTrail } from './queries';

/** The opinions given along the way, newest first. */
export function OpinionsTab({ project }: { project: string }) {
  const { t } = useTranslation('projects');
  const words = useWords();
  const trail = useTrail(project);
  return (
    <Loaded query={trail}>
      {(read) => {
        const opinions = read.entries.filter((entry) => entry.opinion).reverse();
        return opinions.length === 0
          ? <Empty title={t('noOpinions')} hint={t('noOpinionsHint')} />
          : (
            <ol className="trail">
              {opinions.map((entry) => (
                <li key={`${entry.sequence}/${entry.what}`}>
                  <span className="trail-at"><When at={entry.at} /></span>
                  <span>
                    <b>{words(entry.stage)}{entry.action && ` · ${words(entry.action)}`}</b>
                    <blockquote>{entry.opinion}</blockquote>
                    <span className="small muted">{entry.actor}{entry.under && ` · ${entry.under}`}</span>
                  </span>
                </li>
              ))}
            </ol>
          );
      }}
    </Loaded>
  );
}
