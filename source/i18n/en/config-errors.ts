import type {CommandProblem, PolicyKindError, PolicyLimit, PolicyLine} from '../message-values.ts';

type InFile = {readonly file: string};

const serviceHint = 'name it: service = ID under [stalker], or --service ID.';

/** English: errors of the configuration. */
export const configErrorMessages = {
	'no-language': ({
		language,
		from,
		languages,
	}: {
		language: string;
		from: string;
		languages: readonly string[];
	}) => `There is no language “${language}” (${from}). There are: ${languages.join(', ')}.`,
	'password-in-flag': ({flag}: {flag: string}) =>
		`--${flag} holds a password, which every user of this machine could read. Put it into DATABASE_URL, a file or a command.`,
	'nothing-configured': ({file}: InFile) =>
		`Nothing is configured. Set the portal (STALKER_URL, STALKER_LOGIN, STALKER_PASSWORD, or url, login and a password under [stalker]) and billing (DATABASE_URL, or url under [billing]). The file is ${file}; --demo needs neither.`,
	'portal-not-configured': ({file}: InFile) =>
		`Billing is configured, but the portal (STALKER_URL, STALKER_LOGIN, STALKER_PASSWORD, or url, login and a password under [stalker]) is not. The file is ${file}; --demo needs neither.`,
	'billing-not-configured': ({file}: InFile) =>
		`The portal is configured, but billing (DATABASE_URL, or url under [billing]) is not. The file is ${file}; --demo needs neither.`,
	'customers-no-count': ({from}: {readonly key: string; readonly from: string}) =>
		`billing.customers (${from}) must be the number of customers that ABillS’ licence allows, e.g. 1001.`,
	'number-no-column': ({key, from}: {readonly key: string; readonly from: string}) =>
		`${key} (${from}) must be a number from 0 to 65535, as ABillS has it.`,
	'service-no-id': ({key, from}: {readonly key: string; readonly from: string}) =>
		`${key} (${from}) must be the id of a row of iptv_services.`,
	'portals-no-tables': ({file, name}: InFile & {readonly name: string | null}) =>
		name === null
			? `The configuration ${file} has “portals” without tables; a portal is [portals.NAME].`
			: `The configuration ${file} has “portals.${name}”, which is no table; a portal is [portals.${name}].`,
	'portal-name': ({file}: InFile) =>
		`The configuration ${file} has a portal whose name is not made of letters, digits, “.”, “_” and “-”.`,
	'portal-without-url': ({file, name}: InFile & {readonly name: string}) =>
		`The configuration ${file} has no url in [portals.${name}].`,
	'portals-same': ({file, names, key}: InFile & {readonly names: readonly string[]; readonly key: string}) =>
		key === 'channels'
			? `The configuration ${file} has channels = true for several portals (${names.join(', ')}); billing's channels are one portal's.`
			: `The configuration ${file} has the same ${key} for several portals (${names.join(', ')}).`,
	'portals-beside-stalker': ({file}: InFile) =>
		`The configuration ${file} has both [stalker] and [portals.NAME]; with several portals each has its table, so move [stalker] into one.`,
	'portal-unread': ({portal, reason}: {readonly portal: string; readonly reason: string}) =>
		`${portal}: ${reason}`,
	'portals-unread': ({reasons}: {readonly reasons: readonly string[]}) =>
		`The rows of some portals are missing. ${reasons.join(' ')}`,
	'no-portal': ({file, name, known}: InFile & {readonly name: string; readonly known: readonly string[]}) =>
		known.length === 0
			? `There is no portal “${name}”: the configuration ${file} has no [portals.${name}].`
			: `There is no portal “${name}”. There are: ${known.join(', ')}.`,
	'no-demo-portal': ({name, known}: {readonly name: string; readonly known: readonly string[]}) =>
		known.length === 0
			? `The demo has one portal and no “${name}”; --portals 2 makes demo1 and demo2.`
			: `The demo has no portal “${name}”. It has: ${known.join(', ')}.`,
	'which-portal': ({known}: {readonly known: readonly string[]}) =>
		`There are several portals: ${known.join(', ')}. Name one: --portal NAME.`,
	'portal-overridden': ({from, known}: {readonly from: string; readonly known: readonly string[]}) =>
		`${from} is set, and the portals (${known.join(', ')}) have settings of their own. Name the one that it is for: --portal NAME.`,
	'secret-unreadable': ({key, file}: InFile & {readonly key: string}) =>
		`${key} names ${file}, which cannot be read.`,
	'no-certificate': ({key, file}: InFile & {readonly key: string}) =>
		`${key} names ${file}, which holds no certificate (PEM).`,
	'secret-command-late': ({key, seconds}: {key: string; seconds: number}) =>
		`The command of ${key} did not end within ${seconds} s, and was stopped. It must print the password without asking for anything here.`,
	'secret-command-failed': ({key}: {key: string}) => `The command of ${key} failed.`,
	'command-setting': ({
		file,
		number,
		problem,
	}: InFile & {readonly number: number; readonly problem: CommandProblem}) =>
		`[[command]] number ${number} of ${file}: ${
			{
				tables: 'it must be a table in double brackets',
				unknown: 'it has key, name, run and read_only, nothing else',
				key: 'key must be one character or f1 to f12',
				name: 'name must be a text',
				run: 'run must be a list of texts, first the program, without {field}',
				read_only: 'read_only must be true or false',
				twice: 'another command has this key',
			}[problem]
		}.`,
	'command-key-taken': ({file, key, name}: InFile & {readonly key: string; readonly name: string}) =>
		`The command “${name}” of ${file} cannot have the key ${key}, which is one of the console's own.`,
	'config-unreadable': ({file, reason}: InFile & {readonly reason: string}) =>
		`The configuration ${file} cannot be read: ${reason}.`,
	'config-denied': ({file}: InFile) =>
		`The configuration ${file} cannot be read: permission denied. If HOME is another user's, as after su without -, use su -; else name a file with --config.`,
	'config-skipped': ({reason}: {readonly reason: string}) =>
		`The demo runs without the configuration: ${reason}`,
	'file-denied': () => 'permission denied',
	'file-missing': () => 'there is no such file',
	'file-directory': () => 'it is a directory',
	'config-readable': ({file, key}: InFile & {readonly key: string}) =>
		`The configuration ${file} holds a password (${key}) and can be read by others. Run: chmod 600 ${file}`,
	/** `what` is the library's own text, in English. */
	'config-no-toml': ({file, line, what}: InFile & {readonly line: number; readonly what: string}) =>
		`The configuration ${file} is no TOML: line ${line}, ${what}.`,
	'config-unknown': ({
		file,
		key,
		known,
	}: InFile & {readonly key: string; readonly known: readonly string[]}) =>
		`The configuration ${file} has “${key}”, which is no setting. Settings are: ${known.join(', ')}.`,
	'no-theme': ({value, from, known}: {value: string; from: string; known: readonly string[]}) =>
		`The theme “${value}” of ${from} is none of ${known.join(', ')}.`,
	'config-kind': ({
		file,
		key,
		kind,
	}: InFile & {readonly key: string; readonly kind: 'text' | 'number' | 'yes'}) =>
		`The configuration ${file} has a “${key}” that is not ${{text: 'a text in quotes', number: 'a number', yes: 'true or false'}[kind]}.`,
	'policy-value': ({kind, value, from, known}: PolicyLine) =>
		`A policy for ${kind} is ${known.join(', ')}, not “${value}” (${from}).`,
	'policy-kind': ({kind, file, known}: PolicyKindError) =>
		`The configuration ${file} has a policy for ${kind}, which only a person may decide. A policy may fix: ${known.join(', ')}.`,
	'policy-switch-off': ({kind, from}: Pick<PolicyLine, 'kind' | 'from'>) =>
		`A policy for ${kind} switches accounts off, which needs allow_switch_off = true under [policy] (${from}).`,
	'policy-limit': ({key, value, from}: PolicyLimit) =>
		`${key} (${from}) is ${value}; it takes ${key === 'policy.max_share' ? 'a percentage above 0 and up to 100' : 'a whole number above 0'}.`,
	'policy-none': ({file}: InFile) =>
		`No policy is configured, so nothing would ever be changed. Name the kinds of difference under [policy] in ${file}, C2 for example; docs/cron.md shows how.`,
	'portal-of-several': ({url, ids}: {url: string; ids: readonly number[]}) =>
		`Billing has several Stalker services (${ids.join(', ')}) that may be ${url}; if one of them is this portal, ${serviceHint}`,
	'portal-elsewhere': ({
		url,
		services,
	}: {
		url: string;
		services: ReadonlyArray<{readonly id: number; readonly url: string}>;
	}) =>
		`Billing's Stalker services have other addresses (${services.map(service => `${service.id} ${service.url}`).join(', ')}) than ${url}. Check the portal's address; if one of them is this portal, ${serviceHint}`,
};
