import type { ThemeConfig } from 'antd';

export const FONT = "'Noto Sans CJK SC', 'Source Han Sans SC', 'PingFang SC', 'Microsoft YaHei', 'Noto Sans SC', "
  + "'WenQuanYi Micro Hei', system-ui, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif";

/** One deep blue for action, red only for danger, amber for deadlines, green for done. */
export function themeOf(large: boolean): ThemeConfig {
  return {
    token: {
      colorPrimary: '#12458f',
      colorInfo: '#12458f',
      colorLink: '#12458f',
      colorLinkHover: '#0d3470',
      colorError: '#b3261e',
      colorWarning: '#8a5200',
      colorSuccess: '#1b6e3c',
      colorText: '#1c2430',
      colorTextSecondary: '#4d5866',
      colorTextTertiary: '#5b6675',
      colorTextPlaceholder: '#6a7482',
      colorTextDescription: '#4d5866',
      colorBorder: '#bcc5d0',
      colorBorderSecondary: '#dde3ea',
      colorBgLayout: '#f4f6f9',
      borderRadius: 4,
      fontFamily: FONT,
      fontSize: large ? 17 : 14,
      controlHeight: large ? 40 : 32,
      motion: false,
      wireframe: false,
    },
    components: {
      Table: { cellPaddingBlockSM: 6, cellPaddingInlineSM: 10, headerBg: '#eef2f7', headerColor: '#2b3644', rowHoverBg: '#f5f8fc' },
      Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none', fontWeight: 500 },
      Tabs: { horizontalMargin: '0 0 12px 0' },
    },
  };
}
