import { useState } from 'react';
import { App, Button, Form, Input } from 'antd';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useCommand } from '@/api/commands';
import { useMay } from '@/api/session';
import type { CalendarView, WorkingYearView } from '@/api/types';
import { paths } from '@/app/paths';
import { FormDialog } from '@/ui/FormDialog';
import { Page } from '@/ui/Page';
import { Loaded } from '@/ui/States';
import { When } from '@/ui/When';
import { calendarKey, daysOf, putYear, runsOf, typedOf, useCalendar } from './calendar';

interface Typed {
  holidays: string;
  workdays: string;
  source: string;
}

/** A year's days as an administrator types them from the notice. */
function YearDialog({ year, known, onClose }: { year: number; known: WorkingYearView | undefined; onClose: () => void }) {
  const { t } = useTranslation('supervision');
  const { t: shell } = useTranslation();
  const { message } = App.useApp();
  const client = useQueryClient();
  const put = useCommand(putYear, {
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: calendarKey });
      void message.success(t('calendar.done', { year }));
      onClose();
    },
  });
  const days = { validator: (_: unknown, text: string) => {
    const { wrong } = daysOf(text ?? '');
    return wrong === null ? Promise.resolve() : Promise.reject(new Error(t('calendar.wrong', { line: wrong })));
  } };
  return (
    <FormDialog id="year" title={t('calendar.put', { year })} busy={put.isPending} error={put.error} onClose={onClose}>
      <Form<Typed>
        id="year" layout="vertical"
        initialValues={{ holidays: typedOf(known?.holidays ?? []), workdays: typedOf(known?.workdays ?? []), source: known?.source ?? '' }}
        onFinish={({ holidays, workdays, source }) => put.mutate({
          year, version: known?.version ?? 0, source: source.trim(), holidays: daysOf(holidays).days, workdays: daysOf(workdays ?? '').days,
        })}
      >
        <Form.Item name="holidays" label={t('calendar.holidays')} extra={t('calendar.typing')} rules={[{ required: true, message: shell('missing') }, days]}>
          <Input.TextArea autoSize={{ minRows: 6, maxRows: 12 }} placeholder={`${year}-01-01 ~ ${year}-01-03`} />
        </Form.Item>
        <Form.Item name="workdays" label={t('calendar.workdays')} rules={[days]}>
          <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} />
        </Form.Item>
        <Form.Item name="source" label={t('calendar.source')} rules={[{ required: true, min: 4, max: 200, message: shell('missing') }]}>
          <Input maxLength={200} placeholder={t('calendar.sourceHint')} />
        </Form.Item>
      </Form>
    </FormDialog>
  );
}

function Days({ name, days }: { name: string; days: readonly string[] }) {
  const { t } = useTranslation('supervision');
  const runs = runsOf(days);
  return (
    <div>
      <dt>{name}（{t('calendar.days', { count: days.length })}）</dt>
      <dd className="num">{runs.length === 0 ? '—' : runs.map(({ from, to }) => (from === to ? from.slice(5) : `${from.slice(5)} ~ ${to.slice(5)}`)).join('，')}</dd>
    </div>
  );
}

function Year({ year, onChange }: { year: WorkingYearView; onChange: (() => void) | null }) {
  const { t } = useTranslation('supervision');
  return (
    <section className="panel" aria-label={String(year.year)}>
      <div className="spread">
        <h2 className="num">{year.year}</h2>
        {onChange && <Button onClick={onChange}>{t('calendar.change')}</Button>}
      </div>
      <dl className="facts">
        <Days name={t('calendar.holidays')} days={year.holidays} />
        <Days name={t('calendar.workdays')} days={year.workdays} />
        <div><dt>{t('calendar.source')}</dt><dd>{year.source || t('calendar.shipped')}</dd></div>
        {year.at && <div><dt>{t('calendar.times', { version: year.version })}</dt><dd>{year.by} · <When at={year.at} /></dd></div>}
      </dl>
    </section>
  );
}

/** What is missing is said to those who can put it in place. */
export function MissingYears({ calendar, onPut }: { calendar: CalendarView | undefined; onPut?: (year: number) => void }) {
  const { t } = useTranslation('supervision');
  const may = useMay();
  if (!calendar || calendar.missing.length === 0 || !may('calendar.manage')) {
    return null;
  }
  return (
    <div className="band" role="status">
      {t('calendar.missing', { years: calendar.missing.join('、') })}
      {' '}
      {onPut
        ? calendar.missing.map((year) => <Button key={year} size="small" onClick={() => onPut(year)}>{t('calendar.put', { year })}</Button>)
        : <Link to={paths.calendar()}>{t('calendar.title')}</Link>}
    </div>
  );
}

/** Holidays and make-up days by year, by which deadlines in working days are computed. */
export function CalendarPage() {
  const { t } = useTranslation('supervision');
  const { t: shell } = useTranslation();
  const may = useMay();
  const read = useCalendar();
  const [year, setYear] = useState<number | null>(null);
  const [thisYear] = useState(() => new Date().getFullYear());
  return (
    <Page
      title={t('calendar.title')} crumbs={[{ name: shell('nav.tasks'), to: paths.tasks() }]}
      lead={<p className="muted">{t('calendar.lead')}</p>}
    >
      <div className="stack">
        <MissingYears calendar={read.data} onPut={setYear} />
        <Loaded query={read}>
          {(calendar) => [...calendar.years].reverse().map((each) => (
            <Year
              key={each.year} year={each}
              onChange={may('calendar.manage') && each.year >= thisYear ? () => setYear(each.year) : null}
            />
          ))}
        </Loaded>
      </div>
      {year !== null && (
        <YearDialog year={year} known={read.data?.years.find((each) => each.year === year)} onClose={() => setYear(null)} />
      )}
    </Page>
  );
}
