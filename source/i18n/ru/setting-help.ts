import type {Dictionary} from '../en/index.ts';

/** Russian: descriptions of the settings, by key. */
export const settingHelp = {
	'stalker.url': () => 'адрес портала, с /stalker_portal/api/v1 или без',
	'stalker.login': () => 'api_auth_login портала',
	'stalker.password': () => 'api_auth_password портала',
	'stalker.password_file': () => 'файл, в котором он лежит',
	'stalker.password_command': () => 'команда, которая его выводит',
	'stalker.ca_file': () => 'сертификаты (PEM), которым доверять вместо обычных',
	'stalker.service': () => 'строка портала в iptv_services',
	'stalker.channels': () => 'каналы ли биллинга — этого портала, когда активны несколько провайдеров ТВ',
	'billing.url': () =>
		'postgresql://user@host/database, mysql://user@host/database для ABillS или embedded: — собственная база данных',
	'billing.password_file': () => 'файл с паролем пользователя базы данных',
	'billing.password_command': () => 'команда, которая его выводит',
	'billing.customers': () =>
		'сколько абонентов позволяет лицензия ABillS, вместе с удалёнными; сверх этого абонентов не добавляют',
	'billing.domain': () => 'домен (domain_id) ABillS, чьи это абоненты и тарифные планы; 0 — главный',
	'billing.group': () => 'группа (gid) абонентов, которых добавляют в ABillS; 0 — без группы',
	read_only: () => 'ничего нигде не записывать',
	'ui.theme': () =>
		'цвета консоли: auto (по фону терминала), dark, light, safe (для тех, кто не различает цвета) или mono',
	'ui.mouse': () => 'щелчки и колесо в консоли: true (по умолчанию) или false',
	'policy.kind': (kind: string, uses: readonly string[]) =>
		`что apply делает с ${kind}: ${[...uses, 'none'].join(', ')}`,
	'policy.allow_switch_off': () => 'apply может выключать учётные записи (B1, B3)',
	'policy.max_changes': () => 'сколько изменений самое большее за один apply (100)',
	'policy.max_share': () => 'сколько изменений самое большее в одном списке, в процентах его строк (5)',
	lang: languages => `язык: ${languages} (как в локали)`,
} satisfies Dictionary['settingHelp'];
