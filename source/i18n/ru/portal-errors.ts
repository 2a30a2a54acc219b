import type {Dictionary} from '../en/index.ts';

/** Russian: errors of requests to the portal. */
export const portalErrorMessages = {
	'stalker-unreachable': ({portal, asked, reason}) => `${portal} недостижим (${asked}): ${reason}.`,
	'network-nobody': () => 'в соединении отказано. Проверьте STALKER_URL и работает ли веб-сервер портала',
	'network-cut': () => 'соединение оборвано',
	'network-cut-in-answer': () => 'соединение оборвалось посреди ответа',
	'network-far': () => 'сеть туда не достаёт',
	'network-no-net': () => 'до его сети нет пути',
	'network-no-way': () => 'до этого узла нет пути',
	'network-no-names': () => 'сервер имён не отвечает',
	'network-no-host': () => 'узла с таким именем нет. Проверьте STALKER_URL',
	'network-not-tls': () => 'там не работает TLS. Проверьте, с чего начинается адрес: http:// или https://',
	'network-not-http': () => 'там не работает HTTP. Проверьте STALKER_URL',
	'network-untrusted': ({detail}) =>
		`его сертификату нет доверия (${detail}). Если у портала свой центр сертификации, укажите файл его сертификата (--ca-file)`,
	'stalker-timeout': ({portal, asked, seconds, writes}) =>
		`${portal} не ответил на ${asked} за ${seconds} с.${writes ? ' Выполнен ли запрос, неизвестно.' : ''}`,
	'stalker-unauthorized': ({portal, asked}) =>
		`${portal} не принимает логин и пароль (${asked}). Проверьте STALKER_LOGIN и STALKER_PASSWORD.`,
	'stalker-disabled': ({portal}) =>
		`API портала ${portal} выключен. Задайте enable_api = true в custom.ini портала.`,
	'stalker-refused': ({asked, answer}) =>
		`Портал отказал на ${asked}: ${answer}.`.replace(/([.!?])\.$/, '$1'),
	'stalker-not-applied': ({asked}) =>
		`По запросу ${asked} портал ничего не изменил: такой записи нет, или менять было нечего.`,
	/** `excerpt` is the beginning of the response, `hint` what to do; `''` where there is none. */
	'stalker-invalid-response': ({portal, asked, reason, excerpt, hint}) =>
		`${portal} на ${asked} прислал в ответ ${reason}${excerpt === '' ? '' : `: «${excerpt}»`}.${hint === '' ? '' : ` ${hint}`}`,
	'garbled-encoding': () => 'байты, которые не являются UTF-8',
	'garbled-empty': () => 'пустую страницу',
	'garbled-broken': () => 'документ, который обрывается',
	'garbled-foreign': () => 'что-то другое, чем JSON этого API',
	'garbled-no-list': () => 'что-то другое, чем список',
	'no-account-record': () =>
		'Портал ответил чем-то, что не является учётной записью; состояние неизвестно. Перечитайте список.',
	'hint-utf8': () => 'Вероятно, какая-то запись в базе портала — не UTF-8.',
	'hint-memory': () => 'Увеличьте memory_limit в php.ini портала.',
	'hint-time': () => 'Увеличьте max_execution_time в php.ini портала.',
	'hint-htaccess': () =>
		'Логин верный: устарел файл api/v1/.htaccess портала. Возьмите его из Stalker 5.0.3.',
	'hint-address': ({url}) =>
		`Проверьте, что STALKER_URL — адрес портала Stalker: запрос отправлен на ${url}.`,
	'hint-403': () => 'Веб-сервер портала это запрещает.',
	'hint-502': () => 'Веб-сервер перед порталом не получает от него ответа.',
	'hint-503': () => 'Портал перегружен, или на нём идут работы.',
	'hint-504': () => 'Веб-сервер перед порталом не дождался его: увеличьте его время ожидания.',
	'stalker-too-large': ({portal, asked, megabytes}) =>
		`Ответ ${portal} на ${asked} больше ${megabytes} МБ, он не прочитан.`,
	/** `location` is `''` where the portal sent none. */
	'stalker-redirected': ({portal, asked, location}) =>
		`${portal} перенаправляет ${asked} ${location === '' ? 'в другое место' : `на ${location}`}. Задайте в STALKER_URL настоящий адрес портала.`,
	'portal-unencrypted': ({portal}) => `Связь с ${portal} идёт по http://: пароль передаётся незашифрованным.`,
	'url-login': () =>
		'Адрес портала не должен содержать логин или пароль. Задайте их как STALKER_LOGIN и STALKER_PASSWORD.',
	'url-end': () => 'Адрес портала должен заканчиваться перед «?» и «#».',
	'url-start': () =>
		'Адрес портала должен начинаться с http:// или https:// и имени узла. Он имеет вид http://tv.example.net/stalker_portal.',
	'url-unreadable': () => 'Адрес портала непонятен. Он имеет вид http://tv.example.net/stalker_portal.',
} satisfies Partial<Dictionary['messages']>;
