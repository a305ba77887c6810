import { useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { Header as SectionHeader } from 'react-aria-components/Header';
import { Menu, MenuItem, MenuSection, MenuTrigger } from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';
import { authState } from '../api/auth-state';
import { LANGUAGES, t } from '../i18n';
import {
  THEMES,
  languageChoice,
  selectLanguage,
  selectTheme,
  themeChoice,
} from '../state/preferences';
import { useStore } from '../state/use-store';
import { Icon } from './icon';
import { loginDialog } from './login-state';

/** Each in its own language, so that one who reads only that finds it. */
const LANGUAGE_NAMES = { en: 'English', ko: '한국어' } as const;

/** Theme, language, and the token. */
export function SettingsMenu() {
  const theme = useStore(themeChoice);
  const language = useStore(languageChoice);
  const { token } = useStore(authState);
  const [holder, setHolder] = useState<HTMLElement | null>(null);
  return (
    <div ref={setHolder}>
      <MenuTrigger>
        <Button className="icon-button" aria-label={t('shell.settings')}>
          <Icon name="settings" />
        </Button>
        <Popover
          className="popover"
          placement="bottom end"
          // Within the header, a landmark.
          UNSTABLE_portalContainer={holder ?? undefined}
        >
          <Menu className="menu" aria-label={t('shell.settings')}>
            <MenuSection
              selectionMode="single"
              disallowEmptySelection
              selectedKeys={[theme]}
              onSelectionChange={(keys) => {
                const [key] = [...keys];
                selectTheme(THEMES.find((name) => name === key) ?? 'system');
              }}
            >
              <SectionHeader>{t('shell.theme')}</SectionHeader>
              {THEMES.map((name) => (
                <MenuItem key={name} id={name}>
                  {t(`shell.theme.${name}`)}
                </MenuItem>
              ))}
            </MenuSection>
            <MenuSection
              selectionMode="single"
              disallowEmptySelection
              selectedKeys={[language === 'system' ? 'browser' : language]}
              onSelectionChange={(keys) => {
                const [key] = [...keys];
                selectLanguage(LANGUAGES.find((name) => name === key) ?? 'system');
              }}
            >
              <SectionHeader>{t('shell.language')}</SectionHeader>
              <MenuItem id="browser">{t('shell.language.system')}</MenuItem>
              {LANGUAGES.map((name) => (
                <MenuItem key={name} id={name}>
                  <span lang={name}>{LANGUAGE_NAMES[name]}</span>
                </MenuItem>
              ))}
            </MenuSection>
            <MenuSection>
              <SectionHeader>{t('shell.access')}</SectionHeader>
              <MenuItem id="token" onAction={() => loginDialog.set(true)}>
                {t(token === undefined ? 'shell.login.open' : 'shell.login.replace')}
              </MenuItem>
              {token !== undefined && (
                <MenuItem id="forget" onAction={() => authState.setToken(undefined)}>
                  {t('shell.login.forget')}
                </MenuItem>
              )}
            </MenuSection>
          </Menu>
        </Popover>
      </MenuTrigger>
    </div>
  );
}
