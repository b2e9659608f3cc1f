import { useEffect, useState, type ReactNode } from 'react';
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
  return (
    <ConfigProvider locale={language === 'en' ? enUS : zhCN} theme={themeOf(large)} button={{ autoInsertSpace: false }}>
      <App component="div">{children}</App>
    </ConfigProvider>
  );
}
