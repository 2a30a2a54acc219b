import {resources} from '../resources/index.ts';
import {createActionCommand} from './action-command.ts';
import {apiCommand} from './api-command.ts';
import {applyCommand} from './apply-command.ts';
import {checkCommand} from './check-command.ts';
import type {Command} from './command.ts';
import {createCompletionCommand} from './completion-command.ts';
import {configCommands} from './config-commands.ts';
import {databaseCommands} from './database-commands.ts';
import {demoCommand} from './demo-command.ts';
import {doctorCommand} from './doctor-command.ts';
import {createHelpCommand} from './help-text.ts';
import {journalCommands} from './journal-commands.ts';
import {createFixCommand, fixAllCommand} from './fix-command.ts';
import {createListCommand} from './list-command.ts';
import {planCommand} from './plan-command.ts';
import {createShowCommand} from './show-command.ts';

const operatorCommands: readonly Command[] = [
	...resources.flatMap(resource => [
		createListCommand(resource),
		createShowCommand(resource),
		...resource.actions.map(action => createActionCommand(resource, action)),
		...(resource.fixes ? [createFixCommand(resource)] : []),
	]),
	checkCommand,
	planCommand,
	applyCommand,
	fixAllCommand,
	apiCommand,
	...journalCommands,
	doctorCommand,
	...configCommands,
	...databaseCommands,
	demoCommand,
];

const shellCommands = [...operatorCommands, createCompletionCommand(operatorCommands)];

/** Every sub-command; those of a resource are created from its declaration. */
export const commands: readonly Command[] = [...shellCommands, createHelpCommand(shellCommands)];
