/** English: descriptions of the settings, by key. */
export const settingHelp = {
	'stalker.url': () => 'the portal, with or without /stalker_portal/api/v1',
	'stalker.login': () => 'api_auth_login of the portal',
	'stalker.password': () => 'api_auth_password of the portal',
	'stalker.password_file': () => 'a file that holds it',
	'stalker.password_command': () => 'a command that prints it',
	'stalker.ca_file': () => 'certificates (PEM) to trust instead of the usual ones',
	'stalker.service': () => "the portal's row of iptv_services",
	'stalker.channels': () =>
		"whether billing's channels are this portal's, where several TV providers are active",
	'billing.url': () =>
		'postgresql://user@host/database, mysql://user@host/database of an ABillS, or embedded: for a database of its own',
	'billing.password_file': () => "a file that holds the database user's password",
	'billing.password_command': () => 'a command that prints it',
	'billing.customers': () =>
		'the number of customers that ABillS’ licence allows, deleted ones included; adding one beyond it is refused',
	'billing.domain': () =>
		'the domain (domain_id) of an ABillS whose customers and tariff plans are these; 0 is the main one',
	'billing.group': () => 'the group (gid) of customers that are added to an ABillS; 0 is none',
	read_only: () => 'write nothing, anywhere',
	'ui.theme': () =>
		"colours of the console: auto (by the terminal's background), dark, light, safe (for colour-blind eyes) or mono",
	'ui.mouse': () => 'clicks and the wheel in the console: true (as shipped) or false',
	'policy.kind': (kind: string, uses: readonly string[]) =>
		`what apply does with ${kind}: ${[...uses, 'none'].join(', ')}`,
	'policy.allow_switch_off': () => 'apply may switch accounts off (B1, B3)',
	'policy.max_changes': () => 'the most changes of one apply (100)',
	'policy.max_share': () => 'the most changes of one list, in percent of its rows (5)',
	lang: (languages: string) => `the language: ${languages} (that of the locale)`,
};
