import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { isLarge, setLarge } from '@/ui/largeText';
import { useLanguage } from '@/ui/words';
import { switchLanguage } from './i18n';
import { paths } from './paths';

function LanguageSwitch() {
  const language = useLanguage();
  const other = language === 'zh' ? 'en' : 'zh';
  return (
    <button type="button" className="linkish" lang={other === 'en' ? 'en' : 'zh-CN'} onClick={() => void switchLanguage(other)}>
      {other === 'en' ? 'English' : '中文'}
    </button>
  );
}

function TextSize() {
  const { t } = useTranslation();
  return (
    <button type="button" className="linkish wide" onClick={() => setLarge(!isLarge())} title={t('large')}>
      {t('large')}
    </button>
  );
}

/** The one header: name, then what the face of the site adds, then language, text size and help. */
export function Masthead({ search, tools }: { search?: ReactNode; tools?: ReactNode }) {
  const { t } = useTranslation();
  return (
    <>
      <a className="skip" href="#content">{t('skip')}</a>
      <header className="masthead">
        <div className="masthead-in">
          <Link className="brand" to={paths.portal()}>
            <img src="/sungov.svg" alt="" />
            <span>{t('platform')}</span>
          </Link>
          {search}
          <div className="tools">
            {tools}
            <TextSize />
            <LanguageSwitch />
            <Link to={paths.help()}>{t('nav.help')}</Link>
          </div>
        </div>
      </header>
    </>
  );
}

export function SiteFoot() {
  const { t } = useTranslation();
  return (
    <footer className="sitefoot">
      <div className="sitefoot-in">
        <span>{t('foot.owner')}</span>
        <Link to={paths.help()}>{t('nav.help')}</Link>
        <Link to={paths.checkDocument()}>{t('nav.check')}</Link>
        <a href="/openapi/v1.json">{t('foot.api')}</a>
      </div>
    </footer>
  );
}
