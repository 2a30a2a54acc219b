import type {Dictionary} from '../en/index.ts';

/** Ukrainian: errors of requests to the portal. */
export const portalErrorMessages = {
	'stalker-unreachable': ({portal, asked, reason}) => `${portal} недоступний (${asked}): ${reason}.`,
	'network-nobody': () => 'у з’єднанні відмовлено. Перевірте STALKER_URL і чи працює вебсервер порталу',
	'network-cut': () => 'з’єднання розірвано',
	'network-cut-in-answer': () => 'з’єднання розірвано посеред відповіді',
	'network-far': () => 'мережа туди не дістає',
	'network-no-net': () => 'немає маршруту до його мережі',
	'network-no-way': () => 'немає маршруту до його вузла',
	'network-no-names': () => 'сервер імен не відповідає',
	'network-no-host': () => 'вузла з таким ім’ям немає. Перевірте STALKER_URL',
	'network-not-tls': () =>
		'там відповідають не по TLS. Перевірте, чи адреса має починатися з http://, чи з https://',
	'network-not-http': () => 'там відповідають не по HTTP. Перевірте STALKER_URL',
	'network-untrusted': ({detail}) =>
		`його сертифікату немає довіри (${detail}). Якщо портал має власний центр сертифікації, вкажіть файл його сертифіката (--ca-file)`,
	'stalker-timeout': ({portal, asked, seconds, writes}) =>
		`${portal} не відповів на ${asked} за ${seconds} с.${writes ? ' Чи запит виконано, невідомо.' : ''}`,
	'stalker-unauthorized': ({portal, asked}) =>
		`${portal} не приймає логін і пароль (${asked}). Перевірте STALKER_LOGIN і STALKER_PASSWORD.`,
	'stalker-disabled': ({portal}) =>
		`API на ${portal} не увімкнено. Задайте enable_api = true у custom.ini порталу.`,
	'stalker-refused': ({asked, answer}) =>
		`Портал відмовляє на ${asked}: ${answer}.`.replace(/([.!?])\.$/, '$1'),
	'stalker-not-applied': ({asked}) =>
		`На ${asked} портал нічого не зробив: такого запису немає або змінювати не було чого.`,
	/** `excerpt` is the beginning of the response, `hint` what to do; `''` where there is none. */
	'stalker-invalid-response': ({portal, asked, reason, excerpt, hint}) =>
		`Відповідь ${portal} на ${asked} — ${reason}${excerpt === '' ? '' : `: «${excerpt}»`}.${hint === '' ? '' : ` ${hint}`}`,
	'garbled-encoding': () => 'байти не в UTF-8',
	'garbled-empty': () => 'порожня сторінка',
	'garbled-broken': () => 'документ, що обривається',
	'garbled-foreign': () => 'щось інше, ніж JSON цього API',
	'garbled-no-list': () => 'щось інше, ніж список',
	'no-account-record': () =>
		'Портал відповів чимось, що не є обліковим записом; стан невідомий. Перечитайте список.',
	'hint-utf8': () => 'Імовірно, якийсь запис у базі порталу — не в правильному UTF-8.',
	'hint-memory': () => 'Збільште memory_limit у php.ini порталу.',
	'hint-time': () => 'Збільште max_execution_time у php.ini порталу.',
	'hint-htaccess': () =>
		'Логін правильний: застарів api/v1/.htaccess порталу. Візьміть цей файл зі Stalker 5.0.3.',
	'hint-address': ({url}) => `Перевірте, чи STALKER_URL — адреса порталу Stalker: запит надіслано на ${url}.`,
	'hint-403': () => 'Вебсервер порталу це забороняє.',
	'hint-502': () => 'Вебсервер перед порталом не отримує від нього відповіді.',
	'hint-503': () => 'Портал перевантажений або на обслуговуванні.',
	'hint-504': () => 'Вебсервер перед порталом не дочекався відповіді: збільште його час очікування.',
	'stalker-too-large': ({portal, asked, megabytes}) =>
		`Відповідь ${portal} на ${asked} довша за ${megabytes} МБ, її не прочитано.`,
	/** `location` is `''` where the portal sent none. */
	'stalker-redirected': ({portal, asked, location}) =>
		`${portal} переспрямовує ${asked} ${location === '' ? 'деінде' : `на ${location}`}. Задайте в STALKER_URL справжню адресу порталу.`,
	'portal-unencrypted': ({portal}) =>
		`Зв’язок із ${portal} іде по http://: пароль передається незашифрованим.`,
	'url-login': () =>
		'Адреса порталу не має містити логіна чи пароля. Задайте їх у STALKER_LOGIN і STALKER_PASSWORD.',
	'url-end': () => 'Адреса порталу має закінчуватися перед «?» і «#».',
	'url-start': () =>
		'Адреса порталу має починатися з http:// або https:// та імені вузла. Приклад: http://tv.example.net/stalker_portal.',
	'url-unreadable': () => 'Адреса порталу незрозуміла. Приклад: http://tv.example.net/stalker_portal.',
} satisfies Partial<Dictionary['messages']>;
