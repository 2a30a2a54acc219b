import {chmodSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {portalAccess, loadConfig} from '../../source/config/config.ts';
import {channelOwner, portalConfigs} from '../../source/config/portal-config.ts';
import {parsePolicy} from '../../source/config/policy.ts';
import {runProgram} from '../commands/shell.ts';

let home: string;
let file: string;
beforeAll(() => {
	home = mkdtempSync(path.join(os.tmpdir(), 'stalker-console-portals-'));
	file = path.join(home, 'config.toml');
	writeFileSync(path.join(home, 'south-password'), 'of the south\n');
});
afterAll(() => rmSync(home, {recursive: true}));

const billing = '[billing]\nurl = "embedded:"\n';
const north = '[portals.north]\nurl = "https://north.example/"\nlogin = "n"\npassword = "of the north"\n';
const south = () =>
	`[portals.south]\nurl = "https://south.example"\nservice = 7\npassword_file = "${home}/south-password"\n`;

function write(text: string): void {
	writeFileSync(file, text);
	chmodSync(file, 0o600);
}

const load = (flags: Readonly<Record<string, string>> = {}, environment = {}) =>
	loadConfig({flags: {config: file, ...flags}, environment: {HOME: home, ...environment}});

test('each portal has its own address, login, password and service', () => {
	write(billing + north + south());
	const [one, two] = portalConfigs(load());
	expect(portalAccess(one!)).toEqual({url: 'https://north.example/', login: 'n', password: 'of the north'});
	expect(portalAccess(two!)).toEqual({url: 'https://south.example', login: '', password: 'of the south'});
	expect(two!.settings['stalker.service']).toMatchObject({value: 7});
	expect(one!.settings['stalker.service']).toBeUndefined();
});

test('what a flag or variable sets is of the portal that the call names, and of no other', () => {
	write(billing + north + south());
	const config = load({portal: 'south', url: 'https://new.example'}, {STALKER_PASSWORD: 'new'});
	expect(config.portal).toBe('south');
	expect(portalAccess(config)).toMatchObject({url: 'https://new.example', password: 'new'});
	const [one, two] = portalConfigs(config);
	expect(portalAccess(one!)).toMatchObject({url: 'https://north.example/', password: 'of the north'});
	expect(two).toBe(config);
});

test('the policy of a portal is that of all, but for what its own table has', () => {
	write(
		`${billing}[policy]\nC2 = "stalker"\nA5 = "billing"\n${north}[portals.north.policy]\nC2 = "none"\nmax_changes = 7\n${south()}`,
	);
	const [one, two] = portalConfigs(load({portal: 'north'})).map(({settings}) => parsePolicy(settings));
	expect(one).toMatchObject({uses: new Map([['A5', 'billing']]), maxChanges: 7});
	expect(two).toMatchObject({
		uses: new Map([
			['A5', 'billing'],
			['C2', 'stalker'],
		]),
		maxChanges: 100,
	});
});

test.each([
	['nothing', '', '', [null, null]],
	['the first', 'channels = true\n', '', ['this', 'other']],
	['not the second', '', 'channels = false\n', [null, 'other']],
])('channels: %s is said to have them', (_, one, two, owners) => {
	write(billing + north + one + south() + two);
	expect(portalConfigs(load()).map(channelOwner)).toEqual(owners);
});

test.each<[string, () => string, readonly string[], string]>([
	[
		'two portals and none named',
		() => billing + north + south(),
		['api', 'GET', 'stb'],
		'There are several portals: north, south. Name one: --portal NAME.',
	],
	[
		'an unknown one',
		() => billing + north + south(),
		['check', '--portal', 'west'],
		'There is no portal “west”. There are: north, south.',
	],
	[
		'a name without portals',
		() => billing,
		['check', '--portal', 'west'],
		'There is no portal “west”: the configuration FILE has no [portals.west].',
	],
	[
		'an address for none of them',
		() => billing + north + south(),
		['check', '--url', 'https://x.example'],
		'--url is set, and the portals (north, south) have settings of their own. Name the one that it is for: --portal NAME.',
	],
	[
		'an address for the only one',
		() => billing + north,
		['check', '--service', '3'],
		'--service is set, and the portals (north) have settings of their own. Name the one that it is for: --portal NAME.',
	],
	[
		'both forms',
		() => `${billing}[stalker]\nlogin = "x"\n${north}`,
		['config', 'validate'],
		'The configuration FILE has both [stalker] and [portals.NAME]; with several portals each has its table, so move [stalker] into one.',
	],
	[
		'no table',
		() => `${billing}[portals]\nnorth = "https://north.example"\n`,
		['config', 'validate'],
		'The configuration FILE has “portals.north”, which is no table; a portal is [portals.north].',
	],
	[
		'no tables at all',
		() => `portals = 2\n${billing}`,
		['config', 'validate'],
		'The configuration FILE has “portals” without tables; a portal is [portals.NAME].',
	],
	[
		'a name with spaces',
		() => `${billing}[portals."my portal"]\nurl = "https://x.example"\n`,
		['config', 'validate'],
		'The configuration FILE has a portal whose name is not made of letters, digits, “.”, “_” and “-”.',
	],
	[
		'an unknown setting',
		() => `${billing + north}theme = "dark"\n`,
		['config', 'validate'],
		'The configuration FILE has “portals.north.theme”, which is no setting. Settings are: portals.north.url, portals.north.login, portals.north.password, portals.north.password_file, portals.north.password_command, portals.north.ca_file, portals.north.service, portals.north.channels.',
	],
	[
		'a wrong type',
		() => `${billing + north}service = "3"\n`,
		['config', 'validate'],
		'The configuration FILE has a “portals.north.service” that is not a number.',
	],
	[
		'no address',
		() => `${billing}[portals.north]\nlogin = "x"\n`,
		['config', 'validate'],
		'The configuration FILE has no url in [portals.north].',
	],
	[
		'one address twice',
		() => `${billing + north}[portals.two]\nurl = "https://NORTH.example/stalker_portal/c/"\n`,
		['config', 'validate'],
		'The configuration FILE has the same url for several portals (north, two).',
	],
	[
		'one service twice',
		() => `${billing + north}service = 7\n${south()}`,
		['config', 'validate'],
		'The configuration FILE has the same service for several portals (north, south).',
	],
	[
		'two owners of the channels',
		() => `${billing + north}channels = true\n${south()}channels = true\n`,
		['config', 'validate'],
		"The configuration FILE has channels = true for several portals (north, south); billing's channels are one portal's.",
	],
	[
		'a domain that is no number of ABillS',
		() => `${billing}domain = 70000\n${north}`,
		['config', 'validate'],
		'billing.domain (FILE) must be a number from 0 to 65535, as ABillS has it.',
	],
	[
		'a group that is no number',
		() => `${billing}group = -1\n${north}`,
		['config', 'validate'],
		'billing.group (FILE) must be a number from 0 to 65535, as ABillS has it.',
	],
	[
		'a provider that is no id',
		() => `${billing}${north}service = 0\n`,
		['config', 'validate'],
		'portals.north.service (FILE) must be the id of a row of iptv_services.',
	],
	[
		'a password file that is not there',
		() => `${billing}[portals.east]\nurl = "https://east.example"\npassword_file = "${home}/none"\n`,
		['api', 'GET', 'stb'],
		'portals.east.password_file names HOME/none, which cannot be read.',
	],
	[
		'both flags',
		() => billing + north + south(),
		['check', '--portal', 'north', '--all-portals'],
		'Choose one of --portal and --all-portals.',
	],
	[
		'a short list of them all',
		() => billing + north + south(),
		['stb', 'list', '--all-portals', '--force', '--confirm', '3'],
		'Choose one of --force and --all-portals.',
	],
	[
		'portals of no demo',
		() => billing + north,
		['check', '--portals', '2'],
		'--portals is for the demo: use it with --demo, or with the command demo.',
	],
	[
		'too many portals',
		() => billing,
		['check', '--demo', '--portals', '10'],
		'--portals takes a whole number from 1 to 9.',
	],
	[
		'an unknown one of the demo',
		() => billing,
		['check', '--demo', '--portals', '2', '--portal', 'x'],
		'The demo has no portal “x”. It has: demo1, demo2.',
	],
])('%s: exit 2 with one sentence', async (_, text, argv, sentence) => {
	write(text());
	const {exit, out, error} = await runProgram({HOME: home, LANG: 'C'}, [...argv, '--config', file]);
	expect(error.trim().replaceAll(file, 'FILE').replaceAll(home, 'HOME')).toBe(sentence);
	expect({exit, out}).toEqual({exit: 2, out: ''});
});

test('a password in a portal’s table that others can read is refused by its name', async () => {
	write(billing + south() + north);
	chmodSync(file, 0o644);
	const {exit, error} = await runProgram({HOME: home}, ['config', 'validate', '--config', file]);
	expect(exit).toBe(2);
	expect(error).toContain('(portals.north.password)');
});

test('config show lists every portal, and no password', async () => {
	write(billing + north + south());
	const {exit, out} = await runProgram({HOME: home}, ['config', 'show', '--json', '--config', file]);
	expect(exit).toBe(0);
	expect(out).not.toContain('of the north');
	const {data} = JSON.parse(out) as {data: Record<string, {value: string}>};
	expect(Object.keys(data)).toEqual([
		...['url', 'login', 'password'].map(key => `portals.north.${key}`),
		...['url', 'service', 'password_file'].map(key => `portals.south.${key}`),
		'billing.url',
	]);
	expect(data['portals.north.password']!.value).toBe('(set)');
});
