import { useCallback, useEffect, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { App, ConfigProvider } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import 'dayjs/locale/zh-cn';
import './antd.css';
import { themeOf } from './theme';
import { isLarge, onLarge } from './largeText';
import { useLanguage } from './words';

/** Ant Design with our theme and the reader's language; loaded only where people work. */
export function AntFrame({ children }: { children: ReactNode }) {
  const language = useLanguage();
  const [large, setLarge] = useState(isLarge);
  useEffect(() => onLarge(() => setLarge(isLarge())), []);
  const { t } = useTranslation();
  const requiredMark = useCallback((label: ReactNode, { required }: { required: boolean }) => (
    <>{label}{required && <span className="required" data-mark={t('required')} aria-hidden="true" />}</>
  ), [t]);
  return (
    <ConfigProvider
      locale={language === 'en' ? enUS : zhCN} theme={themeOf(large)} button={{ autoInsertSpace: false }} form={{ requiredMark }}
    >
      <App component="div">{children}</App>
    </ConfigProvider>
  );
}
