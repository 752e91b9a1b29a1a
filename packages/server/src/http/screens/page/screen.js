/**
 * The page that shows the screen of a machine. Its address has a ticket behind the `#`, good for one connection; it is taken
 * out of the address at once, so that it stands in no history and no picture of the window.
 */
import RFB from './novnc/core/rfb.js';

const WORDS = {
  en: {
    title: 'Screen of',
    connecting: 'Connecting…',
    connected: 'Connected',
    ended: 'The connection has ended. Ask for a new address to come back.',
    refused:
      'The screen is not shown: the address has been used or has expired, or the machine is off. Ask for a new one.',
    noTicket: 'This address shows no screen: ask for one.',
    scale: 'Fit to window',
    fullscreen: 'Full screen',
  },
  ru: {
    title: 'Экран машины',
    connecting: 'Подключение…',
    connected: 'Подключено',
    ended: 'Соединение завершено. Чтобы вернуться, запросите новый адрес.',
    refused: 'Экран не показан: адрес уже использован, истёк, или машина выключена. Запросите новый адрес.',
    noTicket: 'По этому адресу нет экрана: запросите адрес.',
    scale: 'По размеру окна',
    fullscreen: 'Во весь экран',
  },
};

const language = navigator.language.startsWith('ru') ? 'ru' : 'en';
const words = WORDS[language];
const place = document.getElementById('screen');
const status = document.getElementById('status');
const tools = document.getElementById('tools');
const scale = document.getElementById('scale');

const { ticket, name } = Object.fromEntries(new URLSearchParams(location.hash.slice(1)));
history.replaceState(null, '', location.pathname);

document.documentElement.lang = language;
document.title = `${words.title} ${name ?? ''}`;
document.getElementById('name').textContent = name ?? '';
scale.textContent = words.scale;
document.getElementById('fullscreen').textContent = words.fullscreen;
tools.hidden = true;

if (ticket) show();
else status.textContent = words.noTicket;

function show() {
  status.textContent = words.connecting;
  const address = new URL('websocket', location.href);
  address.protocol = address.protocol.replace('http', 'ws');
  const rfb = new RFB(place, address.href, { shared: true, wsProtocols: ['binary', `ingot.ticket.${ticket}`] });
  rfb.scaleViewport = true;
  rfb.focusOnClick = true;
  let wasShown = false;

  rfb.addEventListener('connect', () => {
    wasShown = true;
    status.textContent = words.connected;
    tools.hidden = false;
    rfb.focus();
  });
  rfb.addEventListener('disconnect', () => {
    status.textContent = wasShown ? words.ended : words.refused;
    tools.hidden = true;
  });
  document.getElementById('ctrl-alt-del').addEventListener('click', () => {
    rfb.sendCtrlAltDel();
    rfb.focus();
  });
  scale.addEventListener('click', () => {
    rfb.scaleViewport = !rfb.scaleViewport;
    scale.setAttribute('aria-pressed', String(rfb.scaleViewport));
    rfb.focus();
  });
  document.getElementById('fullscreen').addEventListener('click', () => {
    void document.documentElement.requestFullscreen();
    rfb.focus();
  });
}
