import type { Socket } from 'node:net';
import type { WebSocket } from 'ws';

export interface RelayLimits {
  /** Milliseconds without a byte from the one who looks, after which he is taken to have gone. */
  readonly idleTimeout: number;
  /** Milliseconds between two questions whether he is there; proxies cut what is silent. */
  readonly pingInterval: number;
}

/** Bytes that may wait for a slow browser before the screen is not read any more, and when it is read again. */
const MUCH = 2 ** 20;
const LITTLE = 2 ** 18;

/** Codes of RFC 6455 §7.4.1. */
const CLOSE = { normal: 1000, textRefused: 1003, policy: 1008, failed: 1011 } as const;

/**
 * Carries bytes between a browser and a screen until one of them ends; neither is read faster than the other takes it.
 *
 * @param screen RFB is spoken there; what is written before it is connected waits.
 * @returns why it ended, for the log.
 */
export function relayScreen(browser: WebSocket, screen: Socket, limits: RelayLimits): Promise<string> {
  return new Promise((resolve) => {
    let isThere = true;
    const end = (code: number, reason: string): void => {
      clearTimeout(idle);
      clearInterval(ping);
      screen.destroy();
      browser.close(code, reason);
      resolve(reason);
    };
    const idle = setTimeout(() => end(CLOSE.policy, 'Nobody has used the screen for long.'), limits.idleTimeout);
    const ping = setInterval(() => {
      if (!isThere) {
        browser.terminate();
        return;
      }
      isThere = false;
      browser.ping();
    }, limits.pingInterval);

    browser.on('pong', () => {
      isThere = true;
    });
    browser.on('message', (data: Buffer, isBinary) => {
      if (!isBinary) {
        end(CLOSE.textRefused, 'Bytes are expected, not text.');
        return;
      }
      idle.refresh();
      if (!screen.write(data)) browser.pause();
    });
    browser.on('close', () => end(CLOSE.normal, 'The browser has gone.'));
    screen.on('drain', () => browser.resume());
    screen.on('data', (bytes) => {
      browser.send(bytes, () => {
        if (browser.bufferedAmount < LITTLE) screen.resume();
      });
      if (browser.bufferedAmount > MUCH) screen.pause();
    });
    screen.on('error', () => end(CLOSE.failed, 'The screen has failed.'));
    screen.on('close', () => end(CLOSE.normal, 'The machine has turned its screen off.'));
  });
}
