import type {Dictionary} from '../en/index.ts';

/** Ukrainian: descriptions of the settings, by key. */
export const settingHelp = {
	'stalker.url': () => 'адреса порталу, з /stalker_portal/api/v1 або без',
	'stalker.login': () => 'api_auth_login порталу',
	'stalker.password': () => 'api_auth_password порталу',
	'stalker.password_file': () => 'файл, у якому він є',
	'stalker.password_command': () => 'команда, яка його виводить',
	'stalker.ca_file': () => 'сертифікати (PEM), яким довіряти замість звичайних',
	'stalker.service': () => 'рядок порталу в iptv_services',
	'stalker.channels': () => 'чи канали білінгу — цього порталу, коли активні кілька провайдерів ТБ',
	'billing.url': () =>
		'postgresql://user@host/database, mysql://user@host/database для ABillS або embedded: — власна база даних',
	'billing.password_file': () => 'файл із паролем користувача бази даних',
	'billing.password_command': () => 'команда, яка його виводить',
	'billing.customers': () =>
		'скільки абонентів дозволяє ліцензія ABillS, разом із видаленими; понад це абонентів не додають',
	'billing.domain': () => 'домен (domain_id) ABillS, чиї це абоненти й тарифні плани; 0 — головний',
	'billing.group': () => 'група (gid) абонентів, яких додають до ABillS; 0 — без групи',
	read_only: () => 'нічого ніде не записувати',
	'ui.theme': () =>
		'кольори консолі: auto (за тлом термінала), dark, light, safe (для тих, хто не розрізняє кольорів) або mono',
	'ui.mouse': () => 'клацання й коліщатко в консолі: true (типово) або false',
	'policy.kind': (kind: string, uses: readonly string[]) =>
		`що apply робить із ${kind}: ${[...uses, 'none'].join(', ')}`,
	'policy.allow_switch_off': () => 'apply може вимикати облікові записи (B1, B3)',
	'policy.max_changes': () => 'найбільше змін за один apply (100)',
	'policy.max_share': () => 'найбільше змін одного списку, у відсотках його рядків (5)',
	lang: languages => `мова: ${languages} (як у локалі)`,
} satisfies Dictionary['settingHelp'];
