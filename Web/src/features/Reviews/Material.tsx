import { useEffect, useRef, useState } from 'react';
import { Button } from 'antd';
import { ZoomInOutlined, ZoomOutOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { SectionReading } from '@/ui/reading/Reading';
import { Loaded, Refused } from '@/ui/States';
import { useWords } from '@/ui/words';
import { findIn, showFound } from './find';
import { openFile, useMaterial } from './queries';

const sizes = [0.9, 1, 1.15, 1.3, 1.5, 1.8];

function Find({ place }: { place: React.RefObject<HTMLDivElement | null> }) {
  const { t } = useTranslation('reviews');
  const [words, setWords] = useState('');
  const [at, setAt] = useState(0);
  const [found, setFound] = useState<Range[]>([]);
  useEffect(() => () => showFound([], 0), []);
  const look = (typed: string) => {
    const hits = place.current && typed.trim() ? findIn(place.current, typed.trim()) : [];
    setWords(typed);
    setFound(hits);
    setAt(0);
    showFound(hits, 0);
  };
  const turn = (step: number) => {
    const next = found.length === 0 ? 0 : (at + step + found.length) % found.length;
    setAt(next);
    showFound(found, next);
  };
  return (
    <span className="row desk-find">
      <input
        type="search" value={words} aria-label={t('desk.find')} placeholder={t('desk.find')}
        onChange={(event) => look(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') {
            event.preventDefault();
            turn(event.shiftKey ? -1 : 1);
          }
        }}
      />
      <span className="num small muted" role="status">{words.trim() && `${found.length === 0 ? 0 : at + 1} / ${found.length}`}</span>
    </span>
  );
}

/** What was submitted, as the expert may read it: by form and section, to be enlarged and searched. */
export function Material({ desk, project }: { desk: string; project: string }) {
  const { t } = useTranslation('reviews');
  const words = useWords();
  const place = useRef<HTMLDivElement>(null);
  const material = useMaterial(desk, project);
  const [size, setSize] = useState(1);
  const [failure, setFailure] = useState<unknown>(null);
  const step = (by: number) => setSize((now) => sizes[Math.min(sizes.length - 1, Math.max(0, sizes.indexOf(now) + by))] ?? 1);
  return (
    <section className="panel desk-material" aria-label={t('desk.material')}>
      <Loaded query={material} lines={14}>
        {(read) => (
          <>
            <header className="spread desk-material-head">
              <Find place={place} />
              <span className="row">
                <Button size="small" icon={<ZoomOutOutlined />} aria-label={t('desk.smaller')} onClick={() => step(-1)} />
                <Button size="small" icon={<ZoomInOutlined />} aria-label={t('desk.larger')} onClick={() => step(1)} />
              </span>
            </header>
            <Refused error={failure} />
            <div ref={place} className="desk-scroll" tabIndex={0} role="group" aria-label={read.title} style={{ fontSize: `${size}rem` }}>
              <h2>{read.title}</h2>
              {read.number && <p className="muted num">{read.number}</p>}
              {read.hidden && <p className="band plain small">{t('desk.hidden')}</p>}
              {read.forms.map((form) => (
                <article key={form.id}>
                  {form.sections.map((section) => (
                    <section key={section.id} className="section-block">
                      <h3>{words(section.name)}</h3>
                      <SectionReading
                        id={section.id} schema={section.schema} ui={section.ui} content={section.content}
                        hidden={section.hidden}
                        onFile={(file) => void openFile(desk, project, file).catch(setFailure)}
                      />
                    </section>
                  ))}
                </article>
              ))}
            </div>
          </>
        )}
      </Loaded>
    </section>
  );
}
