import {configuredSystems} from '../config/config.ts';
import type {Command, Invocation} from './command.ts';
import {checkBilling} from './doctor/billing-checks.ts';
import {runCheck, type CheckResult} from './doctor/check.ts';
import {checkPortal} from './doctor/portal-checks.ts';

/** `doctor`: checks the configuration, all that the screens read of the portal, billing and whether it can be written, clocks, versions and the journal. Only reads. */
export const doctorCommand: Command = {
	words: ['doctor'],
	args: '',
	maxArguments: 0,
	description: translator => translator.commandHelp.about.doctor,
	flags: [],
	hasTable: true,
	async run(invocation) {
		const {translator, flags} = invocation;
		if (flags['demo'] !== true) invocation.config();
		const configuration = await runCheck('configuration', translator, async () =>
			checkConfiguration(invocation),
		);
		const checks = configuration.ok ? [configuration, ...(await checkSystems(invocation))] : [configuration];
		return {
			exitCode: checks.every(({ok}) => ok) ? 0 : 1,
			data: checks,
			text: checks
				.map(({name, ok, said}) => `${ok ? '✓' : '✗'} ${translator.cliMessages.doctor.checks[name]}: ${said}`)
				.join('\n'),
			table: {
				header: ['check', 'ok', 'said'],
				rows: checks.map(({name, ok, said}) => [name, String(ok), said]),
			},
		};
	},
};

function checkConfiguration({config, flags, translator: {cliMessages}}: Invocation): string {
	const {doctor} = cliMessages;
	if (flags['demo'] === true) return doctor.demo;
	const {stalker, billing} = configuredSystems(config());
	if (!stalker) throw new Error(doctor.noPortal);
	if (!billing) throw new Error(doctor.noBilling);
	return doctor.configured;
}

async function checkSystems(invocation: Invocation): Promise<readonly CheckResult[]> {
	const {translator, signal} = invocation;
	const client = await invocation.stalker();
	const portal = await checkPortal(client, translator, signal);
	return [...portal, ...(await checkBilling(invocation, client.clockDifferenceMs()))];
}
