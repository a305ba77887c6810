import { useId, useState, type FormEvent } from 'react';
import { Button } from 'react-aria-components/Button';
import { Dialog } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { authState } from '../api/auth-state';
import { t } from '../i18n';
import { useStore } from '../state/use-store';
import { loginDialog } from './login-state';

/** Asks for a token when the API wants one, or when the reader wants to give another. */
export function LoginDialog() {
  const isOpen = useStore(loginDialog);
  return (
    <ModalOverlay
      className="overlay"
      isOpen={isOpen}
      onOpenChange={(open) => loginDialog.set(open)}
      isDismissable
    >
      <Modal className="modal">
        <Dialog className="login">
          <Heading slot="title">{t('shell.login.title')}</Heading>
          <LoginForm />
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function LoginForm() {
  const { status, token } = useStore(authState);
  const [text, setText] = useState('');
  const hintId = useId();
  const errorId = useId();
  const isChecking = status === 'unknown' && token !== undefined;
  const isRefused = status === 'refused';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const given = text.trim();
    if (given !== '') authState.setToken(given);
  };
  return (
    <form onSubmit={submit}>
      <p id={hintId}>{t(status === 'accepted' ? 'shell.login.optional' : 'shell.login.text')}</p>
      <label className="field">
        {t('shell.login.token')}
        <input
          type="password"
          name="token"
          autoComplete="off"
          autoFocus
          spellCheck={false}
          value={text}
          aria-invalid={isRefused}
          aria-describedby={isRefused ? `${errorId} ${hintId}` : hintId}
          onChange={(event) => setText(event.target.value)}
        />
      </label>
      {isRefused && (
        <p className="field-error" id={errorId} role="alert">
          {t('shell.login.refused')}
        </p>
      )}
      <p className="hint">{t('shell.login.memory')}</p>
      <div className="dialog-buttons">
        <Button slot="close" className="button">
          {t('shell.cancel')}
        </Button>
        <Button type="submit" className="button button-primary" isDisabled={text.trim() === ''}>
          {t(isChecking ? 'shell.login.checking' : 'shell.login.submit')}
        </Button>
      </div>
    </form>
  );
}
